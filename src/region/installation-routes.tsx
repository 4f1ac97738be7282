import { Hono } from 'hono'
import type { Config } from '../config.ts'
import { paths } from '../paths.ts'
import { isProblem, permit } from '../platform/errors.ts'
import type { House, HouseContext } from '../platform/house.ts'
import { type FormState, parseForm } from '../platform/parse-form.ts'
import { document } from '../ui/layout.tsx'
import { href } from '../ui/page.ts'
import { findCounties } from './counties.ts'
import { newRegionForm } from './forms.ts'
import { AccessibilityPage, PrivacyPage } from './info-page.tsx'
import { MapFile } from './installation-map-panel.tsx'
import { InstallationPage } from './installation-page.tsx'
import { mapOfRegions } from './maps.ts'
import { NewRegionPage } from './new-region-page.tsx'
import { SLUG_TAKEN, createRegion, findRegion, listRegions } from './regions.ts'
import { canCreateRegion } from './rules.ts'
import { sitemap } from './sitemaps.ts'
import { unknownCounties } from './suggestions.ts'

/** How long what `security.txt` says holds. */
const SECURITY_DAYS = 180

/** What stands outside all regions. */
export const installationRoutes = ({ config }: { config: Config }) =>
  new Hono<House>()
    .get('/', async (c) => {
      const { db, page, account } = c.var
      const regions = await listRegions(db, page.lang)
      const deleted = account !== null && c.req.query('done') === 'deleted'
      if (regions.length === 1 && !canCreateRegion(account) && !deleted)
        return c.redirect(href(page, paths.region(regions[0]!.slug)), 302)
      c.set('cached', { params: [] })
      const map = await mapOfRegions(db)
      return c.html(
        document(
          <InstallationPage
            page={page}
            regions={regions}
            map={map}
            mayAdd={canCreateRegion(account)}
            deleted={deleted}
          />,
        ),
      )
    })
    .get(paths.installationMap(), async (c) => {
      const { db, page } = c.var
      const [regions, map] = await Promise.all([listRegions(db, page.lang), mapOfRegions(db)])
      c.set('cached', { params: [] })
      const file = String(<MapFile page={page} regions={regions} map={map} />)
      return c.body(file, 200, { 'content-type': 'image/svg+xml; charset=utf-8' })
    })
    .get(paths.newRegion(), (c) => {
      permit(canCreateRegion(c.var.account), 'errors.adminsOnly')
      return c.html(
        document(<NewRegionPage page={c.var.page} form={{ values: { timeZone: 'America/New_York' }, errors: {} }} />),
      )
    })
    .post(paths.newRegion(), async (c) => {
      const { db, page, account, moment } = c.var
      permit(canCreateRegion(account), 'errors.adminsOnly')
      const form = await parseForm(c, newRegionForm, page.t)
      if (!form.ok) return refused(c, form)
      const { fips, unknown } = await findCounties(db, form.value.counties)
      if (unknown.length > 0) return refused(c, { values: form.typed, errors: {} }, unknown)
      const { name, slug } = form.value
      const next = href(page, paths.regionCoordinator(slug))
      try {
        await createRegion(db, null, { ...form.value, counties: fips }, moment)
        return c.redirect(next, 303)
      } catch (error) {
        if (!isProblem(error) || error.reason !== SLUG_TAKEN) throw error
        // Who presses the button twice asks for what is there already.
        if ((await findRegion(db, slug))?.name === name) return c.redirect(`${next}?done=before`, 303)
        return refused(c, { values: form.typed, errors: { slug: [page.t(SLUG_TAKEN, { slug })] } })
      }
    })
    .get(paths.privacy(), (c) => {
      c.set('cached', { params: [] })
      return c.html(document(<PrivacyPage page={c.var.page} contact={addressOf(config.mailFrom)} />))
    })
    .get(paths.accessibility(), (c) => {
      c.set('cached', { params: [] })
      return c.html(document(<AccessibilityPage page={c.var.page} contact={addressOf(config.mailFrom)} />))
    })
    .get('/sitemap.xml', async (c) =>
      c.body(await sitemap(c.var.db, c.var.page.origin), 200, { 'content-type': 'application/xml; charset=utf-8' }),
    )
    .get('/robots.txt', (c) => c.text(robots(c.var.page.origin)))
    .get('/.well-known/security.txt', (c) => c.text(security(c, addressOf(config.mailFrom))))

async function refused(c: HouseContext, form: FormState, unknown: string[] = []) {
  const { db, page } = c.var
  const counties = await unknownCounties(db, unknown, page.t)
  const state = { ...form, errors: { ...form.errors, ...counties.errors } }
  return c.html(document(<NewRegionPage page={page} form={state} suggestions={counties.suggestions} />), 422)
}

/** The address in `Tieline <tieline@example.org>`. */
const addressOf = (mailFrom: string) => /<([^<>]+)>\s*$/.exec(mailFrom)?.[1] ?? mailFrom.trim()

const robots = (origin: string) =>
  [
    'User-agent: *',
    'Disallow: /me',
    'Disallow: /sign-in',
    'Disallow: /outbox',
    'Disallow: /api/',
    'Disallow: /*/search',
    'Disallow: /*/settings',
    'Disallow: /*/l/',
    `Sitemap: ${origin}/sitemap.xml`,
    '',
  ].join('\n')

function security(c: HouseContext, contact: string) {
  const { page, moment } = c.var
  const expires = new Date(moment.at.getTime() + SECURITY_DAYS * 86_400_000)
  expires.setUTCHours(0, 0, 0, 0)
  return [
    `Contact: mailto:${contact}`,
    `Expires: ${expires.toISOString()}`,
    'Preferred-Languages: en, es',
    `Canonical: ${page.origin}/.well-known/security.txt`,
    '',
  ].join('\n')
}
