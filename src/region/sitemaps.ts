import { paths, recordPath } from '../paths.ts'
import { publicActor } from '../platform/actor.ts'
import { type Db, visible } from '../platform/db.ts'
import { LANGUAGES } from '../platform/i18n.ts'
import { listRegions } from './regions.ts'

/** A sitemap holds at most so many addresses. */
const MOST = 50_000

/** What else has a list of its own. */
const LISTED = ['services', 'resources', 'groups', 'places']
const KINDS = ['organization', 'tie', 'service', 'resource', 'group', 'place', 'partnership', 'plan', 'goal']

/** Every page that the public may see, in every language, as the sitemap protocol wants it. */
export async function sitemap(db: Db, origin: string): Promise<string> {
  const regions = await listRegions(db)
  const pages = [paths.installation()]
  for (const region of regions)
    pages.push(
      paths.region(region.slug),
      paths.organizations(region.slug),
      paths.ties(region.slug),
      paths.partnerships(region.slug),
      ...LISTED.map((segment) => paths.listings(region.slug, segment)),
      ...(await publicRecords(db, region)),
    )
  const urls = pages
    .slice(0, MOST / LANGUAGES.length)
    .flatMap((path) => LANGUAGES.map((lang) => entry(origin, path, lang)))
  return `<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">\n${urls.join('\n')}\n</urlset>\n`
}

async function publicRecords(db: Db, region: { id: string; slug: string }): Promise<string[]> {
  const rows = await db
    .selectFrom('records')
    .select(['id', 'kind', 'slug'])
    .where(visible(publicActor(region.id)))
    .where('kind', 'in', KINDS)
    .orderBy('id')
    .limit(MOST)
    .execute()
  return rows.flatMap((row) => recordPath(region.slug, row) ?? [])
}

const inLanguage = (origin: string, path: string, lang: string) =>
  origin + (lang === 'en' ? path : `/${lang}${path === '/' ? '' : path}`)

function entry(origin: string, path: string, lang: string): string {
  const twins = LANGUAGES.map(
    (other) => `<xhtml:link rel="alternate" hreflang="${other}" href="${inLanguage(origin, path, other)}"/>`,
  )
  return `<url><loc>${inLanguage(origin, path, lang)}</loc>${twins.join('')}</url>`
}
