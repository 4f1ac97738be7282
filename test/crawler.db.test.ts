import { createHash } from 'node:crypto'
import { HtmlValidate } from 'html-validate'
import { sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'
import { loadDemonstration } from '../demo/load.ts'
import { createSessionFor } from '../src/account/auth.ts'
import { actorOf } from '../src/account/actors.ts'
import { ACCESS, type Access } from '../src/account/rules.ts'
import { type Actor, publicActor, systemActor } from '../src/platform/actor.ts'
import { visible } from '../src/platform/db.ts'
import { listRegions } from '../src/region/regions.ts'
import type { RegionHead } from '../src/ui/page.ts'
import { type Someone, house } from './house.ts'
import { type Element, elementsOf } from './markup.ts'
import { TABLE, methodOf } from './permissions.ts'

const ALL = process.env.TEST_ALL === '1'
/** So many addresses of a kind are visited by each actor, which ones moves on each day: hundreds of profiles are one page. */
const OF_A_KIND = ALL ? 10 : 2
const DAY = Math.floor(Date.now() / 86_400_000)
const LANGUAGES = ['en', 'es'] as const

const made: { house?: Awaited<ReturnType<typeof house>> } = {}
const actors = new Map<string, Someone>()
const KINDS = ['public', ...ACCESS, 'admin'] as const

const validator = new HtmlValidate({
  extends: ['html-validate:standard'],
  rules: { 'no-trailing-whitespace': 'off', 'long-title': 'off', 'require-sri': 'off' },
})

beforeAll(async () => {
  made.house = await house({ demo: true })
  const { db, parts, clock } = made.house
  await loadDemonstration(db, parts.auth, clock())
  for (const region of await listRegions(db)) {
    for (const who of await membersOf(region))
      if (!actors.has(`${who.kind} ${region.slug}`)) actors.set(`${who.kind} ${region.slug}`, who)
    const nobody = { actor: publicActor(region.id), cookie: null, email: null, accountId: null }
    actors.set(`public ${region.slug}`, nobody)
    actors.set(`admin ${region.slug}`, { ...(await made.house.anAdmin()), actor: publicActor(region.id) })
    for (const kind of ACCESS)
      if (!actors.has(`${kind} ${region.slug}`)) actors.set(`${kind} ${region.slug}`, await newMember(region, kind))
  }
}, 180_000)

const PLACES = ['riverbend', 'pittsburgh'].flatMap((region) => LANGUAGES.map((lang) => ({ region, lang })))
/** Each kind of actor goes to one region in one language a day, and has been everywhere after four. */
const TRIPS = KINDS.flatMap((kind, n) =>
  PLACES.filter((_, m) => ALL || m === (n + DAY) % PLACES.length).map((place) => ({ kind, ...place })),
)

/** Members of a demonstration, as they would come. */
async function membersOf(region: RegionHead): Promise<(Someone & { kind: Access })[]> {
  const { db, parts, time } = made.house!
  const rows = await db
    .selectFrom('memberships')
    .select('account_id')
    .where('region_id', '=', region.id)
    .where('ended_at', 'is', null)
    .execute()
  return Promise.all(
    rows.map(async ({ account_id: accountId }) => {
      const actor = await actorOf(db, region, { accountId, admin: false }, time.now)
      const lines = await createSessionFor(parts.auth, accountId, new Headers())
      const cookie = lines.map((line) => line.split(';')[0]).join('; ')
      return { actor, cookie, email: null, accountId, kind: levelOf(actor) }
    }),
  )
}

function levelOf(actor: Actor): Access {
  if (actor.coordinates) return 'coordinator'
  if (actor.mandates.some((one) => one.what === 'sign')) return 'leader'
  return actor.organizationIds.length > 0 ? 'representative' : 'viewer'
}

/** A region of real organizations has no invented members: here one comes. */
async function newMember(region: RegionHead, access: Access): Promise<Someone> {
  const { db, aMember } = made.house!
  const first = await db.selectFrom('organizations').select('id').where('region_id', '=', region.id).executeTakeFirst()
  const needs = access === 'representative' || access === 'leader'
  const of = { id: region.id, slug: region.slug, timeZone: region.timeZone, system: systemActor(region.id) }
  const nobody = { actor: publicActor(region.id), cookie: null, email: null, accountId: null }
  return aMember({ ...of, public: nobody }, access, needs ? first!.id : undefined)
}

describe('whoever follows every link', () => {
  test.each(TRIPS)('of $region as $kind in $lang finds each page whole', { timeout: 240_000 }, async (trip) => {
    const who = actors.get(`${trip.kind} ${trip.region}`)
    const found = await crawl(who!, trip)
    const complaints = made.house!.complaints.splice(0).map((one) => JSON.parse(one).err?.stack as string)
    expect([...found.wrong, ...complaints]).toEqual([])
    expect([...found.kinds]).toEqual(expect.arrayContaining(KINDS_OF_PAGES))
  })
})

describe('the crawler itself', () => {
  test('would see a name that must not be seen', async () => {
    const coordinator = actors.get('coordinator riverbend')!
    const names = await hiddenNames(actors.get('public riverbend')!)
    expect(names.length).toBeGreaterThan(3)
    const people = await made.house!.as(coordinator).get('/riverbend/people?format=csv')
    expect(names.some((name) => people.text.includes(name))).toBe(true)
  })
})

/** What everybody reaches from the start. */
const KINDS_OF_PAGES = [
  '/',
  '/privacy',
  '/accessibility',
  '/api',
  '/:region',
  '/:region/search',
  '/:region/journal',
  '/:region/organizations',
  '/:region/organizations/:slug',
  '/:region/organizations/:slug/history',
  '/:region/ties',
  '/:region/ties/:tie',
].map((path) => `${path}?`)

interface Link {
  path: string
  from: string
}

async function crawl(who: Someone, { kind: whose, region, lang }: (typeof TRIPS)[number]) {
  const prefix = lang === 'en' ? '' : '/es'
  const start = ['/', '/sign-in', `/${region}`, `/${region}/search`, ...(who.cookie ? ['/me'] : [])]
  const queue: Link[] = start.map((path) => ({ path: prefix + path, from: 'start' }))
  const seen = new Set(queue.map((link) => link.path))
  const perKind = new Map<string, number>()
  const hidden = await hiddenNames(who)
  const wrong: string[] = []
  for (let link = queue.shift(); link; link = queue.shift()) {
    const kind = kindOf(link.path)
    const count = perKind.get(kind) ?? 0
    if (count >= OF_A_KIND && link.from !== 'start') continue
    perKind.set(kind, count + 1)
    const { html, problems } = await visit(who, link, lang, hidden)
    wrong.push(...problems)
    if (html === '') continue
    for (const path of shuffled(linksOf(elementsOf(html), link.path), `${whose} ${lang}`))
      if (!seen.has(path) && isOurs(path, region, prefix)) {
        seen.add(path)
        queue.push({ path, from: link.path })
      }
  }
  return { wrong, kinds: perKind.keys() }
}

async function visit(who: Someone, link: Link, lang: string, hidden: string[]) {
  const at = `${link.path} (from ${link.from})`
  let path = link.path
  let answer = await made.house!.as(who).get(path)
  for (let n = 0; n < 3 && [301, 302, 303].includes(answer.status); n += 1) {
    path = answer.location!
    answer = await made.house!.as(who).get(path)
  }
  const problems = answer.status === 200 ? [] : [`${at}: ${answer.status}`]
  // Where a demonstration lets one look around, it names those it offers.
  const told = (/^(\/es)?\/sign-in\b/.test(path) ? [] : hidden).filter((name) => answer.text.includes(name))
  problems.push(...told.map((name) => `${at}: tells ${name}`))
  const isPage = answer.headers.get('content-type')?.startsWith('text/html') ?? false
  if (!isPage || answer.status !== 200) return { html: '', problems }
  const elements = elementsOf(answer.text)
  const html = elements.find((one) => one.name === 'html')
  if (html?.attributes['lang'] !== lang) problems.push(`${at}: lang is ${html?.attributes['lang']}`)
  const ids = new Set(elements.flatMap((one) => one.attributes['id'] ?? []))
  for (const { attributes } of elements)
    if (attributes['href']?.startsWith('#') && !ids.has(attributes['href'].slice(1)))
      problems.push(`${at}: nothing is at ${attributes['href']}`)
  problems.push(...deadForms(elements).map((action) => `${at}: nothing answers the form to ${action}`))
  problems.push(...(await invalid(answer.text)).map((said) => `${at}: ${said}`))
  return { html: answer.text, problems }
}

async function invalid(html: string): Promise<string[]> {
  const report = await validator.validateString(html)
  return report.results.flatMap((result) =>
    result.messages
      .filter((one) => one.severity === 2)
      .map(
        (one) =>
          `${one.ruleId}: ${one.message} near ${html.split('\n')[one.line - 1]?.slice(Math.max(0, one.column - 60), one.column + 60)}`,
      ),
  )
}

/** Where the links and searches of a page lead. A form for looking is filled with a word, and with each thing one can choose. */
function linksOf(elements: Element[], from: string): string[] {
  const links = elements.flatMap(({ name, attributes }) =>
    name === 'a' && attributes['href'] ? [attributes['href']] : [],
  )
  const forms = elements.flatMap(({ name, attributes }, at) => {
    if (name !== 'form' || (attributes['method'] ?? 'get').toLowerCase() !== 'get') return []
    const fields = elements.slice(at + 1).filter((one) => ['input', 'select', 'option'].includes(one.name))
    const text = fields.find((one) => one.name === 'input' && /^(search|text)$/.test(one.attributes['type'] ?? 'text'))
    const action = attributes['action'] ?? from.split('?')[0]!
    return text?.attributes['name'] ? [`${action}?${text.attributes['name']}=library`] : [action]
  })
  return [...new Set([...links, ...forms])].flatMap((href) => {
    const url = URL.parse(href, `http://localhost:4000${from}`)
    return url?.origin === 'http://localhost:4000' ? [url.pathname + url.search] : []
  })
}

const isOurs = (path: string, region: string, prefix: string) => {
  const inLanguage = prefix === '' ? !/^\/es(\/|$)/.test(path) : /^\/es(\/|$)/.test(path)
  const plain = path.slice(prefix.length)
  const other = /^\/(riverbend|pittsburgh)(\/|\?|$)/.exec(plain)?.[1]
  return inLanguage && (other === undefined || other === region)
}

const routesBy = (method: 'GET' | 'POST') =>
  TABLE.filter((line) => methodOf(line) === method).map((line) => {
    const path = line.route.slice(method.length + 1)
    return { path, pattern: new RegExp(`^${path.replaceAll(/:\w+/g, '[^/]+').replaceAll('.', String.raw`\.`)}$`) }
  })
const ROUTES = routesBy('GET')
const FORMS = routesBy('POST')
const withoutLanguage = (path: string) => path.replace(/^\/es(?=\/|$)/, '') || '/'

/** Where forms of a page would be sent and nobody takes them. */
const deadForms = (elements: Element[]) =>
  elements
    .filter(({ name, attributes }) => name === 'form' && attributes['method']?.toLowerCase() === 'post')
    .map(({ attributes }) => attributes['action'] ?? '')
    .filter((action) => !FORMS.some((one) => one.pattern.test(withoutLanguage(action.split('?')[0]!))))

/** Addresses of one kind have one route and ask for the same. */
function kindOf(path: string): string {
  const url = new URL(path, 'http://localhost:4000')
  const plain = withoutLanguage(url.pathname)
  // What stands first fits: `/people/new` is no person.
  const route = ROUTES.find((one) => one.path === plain || (one.pattern.test(plain) && !plain.endsWith('/new')))
  // One sheet is painted as any other, and the public has only so many painted in a minute.
  if (route?.path === '/:region/map.png') return route.path
  return `${route?.path ?? plain}?${[...new Set(url.searchParams.keys())].toSorted().join('&')}`
}

/** In another order for each actor and each day, the same all day. */
const shuffled = (paths: string[], actor: string) =>
  paths
    .map((path) => ({ path, at: createHash('sha1').update(`${DAY} ${actor} ${path}`).digest('hex') }))
    .toSorted((a, b) => (a.at < b.at ? -1 : 1))
    .map((one) => one.path)

/** Names of what this actor may not see, where nothing they may see has them. */
async function hiddenNames({ actor }: Someone): Promise<string[]> {
  const { db } = made.house!
  const names = async (shown: boolean) =>
    (
      await db
        .selectFrom('search_texts as t')
        .innerJoin('records', (on) =>
          on.onRef('records.region_id', '=', 't.region_id').onRef('records.id', '=', 't.record_id'),
        )
        .select('t.title')
        .where('t.region_id', '=', actor.regionId)
        .where(shown ? visible(actor) : sql<boolean>`not ${visible(actor)}`)
        .where('records.kind', 'in', ['organization', 'person'])
        .execute()
    ).map((row) => row.title)
  const shown = [...(await names(true)), ...(await otherNames(actor))]
  return (await names(false)).filter(
    // Members whom this test made are called by their kind.
    (name) =>
      name.length > 6 && !/^A \w+$/.test(name) && name !== actor.name && !shown.some((one) => one.includes(name)),
  )
}

/** What else the organizations go by that this actor may see: what became part of them, under its own name too. */
async function otherNames(actor: Actor): Promise<string[]> {
  const rows = await made
    .house!.db.selectFrom('organizations as o')
    .innerJoin('records', (on) => on.onRef('records.region_id', '=', 'o.region_id').onRef('records.id', '=', 'o.id'))
    .select('o.other_names')
    .where('o.region_id', '=', actor.regionId)
    .where(visible(actor))
    .execute()
  return rows.flatMap((row) => row.other_names)
}
