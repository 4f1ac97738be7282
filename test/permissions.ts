import type { Visibility } from '../src/platform/records.ts'
import { ACTORS, type Target, type TargetKind, type Who, type World } from './world.ts'

/** What a form can be filled from: a thing, and the region's organizations, all of one region. */
export interface Filling {
  target: Target
  /** An organization that `inside` and `leader` speak for. */
  anchor: string
  other: string
  regionId: string
  version: number
}
type Form = Record<string, string | string[]>

export interface Line {
  /** Method and path as the router has them. */
  route: string
  who: Who[]
  /** What the address names. A record is tried with each visibility. */
  at?: TargetKind | 'session'
  /** What is sent; a form that is complete, so that who may gets through. */
  form?: (from: Filling) => Form
  /** Who may not is told that there is nothing, not that they may not; `signedIn`: only who is signed in. */
  hidden?: true | 'signedIn'
  /** Ids in its form that cannot be found fall away; any other form with them is refused. */
  drops?: true
  /** Reads that exist as files too. */
  formats?: ('csv' | 'json')[]
  /** What is asked for beside the path, to reach everything it can tell. */
  query?: string
}

const but = (...out: Who[]): Who[] => ACTORS.filter((who) => !out.includes(who))
const everyone = but()
const nobody: Who[] = []
const signedIn = but('public')
/** Whoever may look at what is visible in the region. */
export const members = but('public', 'coordinatorElsewhere', 'nationalUninvited', 'admin')
const belong = members.filter((who) => who !== 'nationalInvited')
const coordinators: Who[] = ['coordinator']
const admins: Who[] = ['admin']
const sides: Who[] = ['inside', 'leader']
const speaksFor: Who[] = [...sides, ...coordinators]
const speakers: Who[] = [...speaksFor, 'outside']

const SEES: Record<Visibility, Who[]> = { public: everyone, region: members, circle: speaksFor }
/** People who did not agree to be seen are known to coordinators alone. */
const SEES_PERSON: Record<Visibility, Who[]> = { ...SEES, circle: coordinators }
const RECORDS: Partial<Record<string, typeof SEES>> = {
  organization: SEES,
  change: SEES,
  tie: SEES,
  person: SEES_PERSON,
  position: SEES_PERSON,
  removedTie: { public: speaksFor, region: speaksFor, circle: speaksFor },
}

/** Visibilities in which a line is tried. */
export const visibilitiesOf = (line: Line): Visibility[] =>
  RECORDS[line.at ?? ''] ? ['public', 'region', 'circle'] : ['public']

/** What the table says: may, may not (403, with the reason), or finds nothing (404). */
export function verdict(line: Line, who: Who, visibility: Visibility): 'may' | 403 | 404 {
  const sees = RECORDS[line.at ?? '']?.[visibility] ?? everyone
  if (!sees.includes(who)) return 404
  if (line.who.includes(who)) return 'may'
  return line.hidden === true || (line.hidden && who !== 'public') ? 404 : 403
}

const organization: Line['form'] = ({ other, version }) => ({
  name: 'Written by the table',
  sector: 'library',
  visibility: 'region',
  circle: other,
  _version: String(version),
})
const tie: Line['form'] = ({ other, version }) => ({
  other,
  kind: 'shares-data',
  strength: '2',
  visibility: 'circle',
  circle: other,
  _version: String(version),
})
const person: Line['form'] = ({ version }) => ({ name: 'Changed by the table', _version: String(version) })
const list = ['csv', 'json'] as const

const installation: Line[] = [
  { route: 'GET /healthz', who: everyone },
  { route: 'GET /readyz', who: everyone },
  { route: 'GET /metrics', who: nobody, hidden: true },
  { route: 'GET /assets/:name', at: 'asset', who: everyone },
  { route: 'GET /', who: everyone },
  { route: 'GET /privacy', who: everyone },
  { route: 'GET /accessibility', who: everyone },
  { route: 'GET /sitemap.xml', who: everyone },
  { route: 'GET /robots.txt', who: everyone },
  { route: 'GET /.well-known/security.txt', who: everyone },
  { route: 'GET /settings/regions/new', who: admins },
  {
    route: 'POST /settings/regions/new',
    at: 'regionWithout',
    who: admins,
    form: ({ target }) => ({ name: 'Another', slug: `${target.slug}-b`, timeZone: 'America/New_York' }),
  },
  { route: 'GET /settings/regions/:slug/coordinator', at: 'regionWithout', who: admins },
  {
    route: 'POST /settings/regions/:slug/coordinator',
    at: 'regionWithout',
    who: admins,
    form: ({ target }) => ({ name: 'First', email: target.more.email! }),
  },
]

const account: Line[] = [
  { route: 'GET /sign-in', who: everyone },
  { route: 'POST /sign-in', who: everyone },
  { route: 'GET /sign-in/l/:token', at: 'signInToken', who: everyone },
  { route: 'POST /sign-in/l/:token', at: 'signInToken', who: everyone },
  { route: 'POST /sign-in/look-around', who: nobody },
  { route: 'POST /sign-out', at: 'session', who: everyone },
  { route: 'GET /me', who: signedIn },
  {
    route: 'POST /me',
    who: belong,
    hidden: 'signedIn',
    form: ({ regionId }) => ({ region: regionId, name: 'Myself', visibility: 'region' }),
  },
  { route: 'POST /me/sessions', who: signedIn },
  { route: 'POST /me/sessions/:id/revocation', at: 'session', who: signedIn },
  {
    route: 'POST /me/notifications',
    who: belong,
    hidden: 'signedIn',
    form: ({ regionId }) => ({ region: regionId, topics: [] }),
  },
  { route: 'GET /outbox', who: nobody, hidden: true },
]

const api: Line[] = [
  { route: 'GET /api', who: everyone },
  { route: 'GET /api/openapi.json', who: everyone },
  { route: 'GET /api/v1/regions', who: everyone },
  { route: 'GET /api/v1/:region', who: everyone },
  { route: 'GET /api/v1/:region/organizations', who: everyone, query: 'limit=200' },
  { route: 'GET /api/v1/:region/organizations/:id', at: 'organization', who: everyone },
  { route: 'GET /api/v1/:region/ties', who: everyone, query: 'limit=200&ended=all' },
  { route: 'GET /api/v1/:region/ties/:tie', at: 'tie', who: everyone },
  { route: 'GET /api/v1/:region/search', who: everyone, query: 'q=canary' },
]

const region: Line[] = [
  { route: 'GET /:region', who: everyone },
  { route: 'GET /:region/search', who: everyone, query: 'q=canary', formats: ['json'] },
  { route: 'GET /:region/journal', who: everyone },
  { route: 'GET /:region/l/:token', at: 'link', who: everyone },
  { route: 'POST /:region/l/:token', at: 'link', who: everyone },
  { route: 'GET /:region/settings', who: coordinators },
  {
    route: 'POST /:region/settings',
    who: coordinators,
    form: ({ version }) => ({
      name: 'Riverbend',
      slug: 'riverbend',
      timeZone: 'America/New_York',
      fiscalMonth: '7',
      languages: ['en', 'es'],
      smallCountThreshold: '5',
      nationalView: 'yes',
      _version: String(version),
    }),
  },
  { route: 'GET /:region/settings/lists/:list', at: 'list', who: coordinators },
  { route: 'GET /:region/settings/lists/:list/:key', at: 'listItem', who: coordinators },
  { route: 'POST /:region/settings/lists/:list/:key', at: 'listItem', who: coordinators },
  { route: 'GET /:region/settings/audit', who: coordinators },
  { route: 'GET /:region/settings/members', who: coordinators, formats: [...list] },
  { route: 'GET /:region/settings/members/new', who: coordinators },
  {
    route: 'POST /:region/settings/members',
    at: 'regionWithout',
    who: coordinators,
    form: ({ target, other }) => ({
      name: 'Newcomer',
      email: target.more.email!,
      access: 'representative',
      organizations: other,
    }),
  },
  { route: 'GET /:region/settings/members/:person', at: 'member', who: coordinators },
  {
    route: 'POST /:region/settings/members/:person',
    at: 'member',
    who: coordinators,
    form: ({ other }) => ({ access: 'representative', organizations: other }),
  },
  { route: 'POST /:region/settings/members/:person/end', at: 'member', who: coordinators },
]

const people: Line[] = [
  { route: 'GET /:region/people', who: members, formats: [...list] },
  { route: 'GET /:region/people/new', who: speakers },
  {
    route: 'POST /:region/people',
    who: speaksFor,
    form: ({ anchor }) => ({ name: 'Added', organization: anchor, title: 'Librarian' }),
  },
  { route: 'GET /:region/people/:person', at: 'person', who: everyone },
  { route: 'GET /:region/people/:person/edit', at: 'person', who: coordinators },
  { route: 'POST /:region/people/:person', at: 'person', who: coordinators, form: person },
  {
    route: 'POST /:region/people/:person/consent',
    at: 'person',
    who: coordinators,
    form: () => ({ how: 'by mail', visibility: 'region' }),
  },
  {
    route: 'POST /:region/people/:person/positions',
    at: 'person',
    who: coordinators,
    form: ({ other }) => ({ organization: other, title: 'Librarian' }),
  },
  {
    route: 'POST /:region/people/:person/positions/:position/end',
    at: 'position',
    who: coordinators,
    form: () => ({ until: '2021' }),
  },
  { route: 'GET /:region/people/:person/removal', at: 'removedPerson', who: coordinators, hidden: true },
  { route: 'POST /:region/people/:person/removal', at: 'person', who: coordinators },
]

const directory: Line[] = [
  { route: 'GET /:region/organizations', who: everyone, formats: [...list] },
  { route: 'GET /:region/organizations/new', who: speakers },
  { route: 'POST /:region/organizations', who: speakers, form: organization, drops: true },
  { route: 'GET /:region/organizations/:slug', at: 'organization', who: everyone, formats: ['json'] },
  { route: 'GET /:region/organizations/:slug/edit', at: 'organization', who: speaksFor },
  {
    route: 'POST /:region/organizations/:slug/edit',
    at: 'organization',
    who: speaksFor,
    form: organization,
    drops: true,
  },
  { route: 'GET /:region/organizations/:slug/history', at: 'organization', who: everyone },
  { route: 'GET /:region/organizations/:slug/translation', at: 'organization', who: speaksFor },
  {
    route: 'POST /:region/organizations/:slug/translation',
    at: 'organization',
    who: speaksFor,
    form: ({ version }) => ({ lang: 'es', mission: 'Una misión', _version: String(version) }),
  },
  { route: 'GET /:region/organizations/:slug/removal', at: 'organization', who: coordinators },
  { route: 'POST /:region/organizations/:slug/removal', at: 'organization', who: coordinators },
  {
    route: 'POST /:region/organizations/:slug/restoration',
    at: 'removedOrganization',
    who: coordinators,
    hidden: true,
  },
  { route: 'POST /:region/organizations/:slug/history/:entry/return', at: 'change', who: speaksFor },
]

const network: Line[] = [
  { route: 'GET /:region/ties', who: everyone, formats: [...list] },
  { route: 'GET /:region/ties/:tie', at: 'tie', who: everyone },
  { route: 'GET /:region/ties/:tie/history', at: 'tie', who: everyone },
  { route: 'POST /:region/ties/:tie/confirmation', at: 'tie', who: sides, form: () => ({ strength: '3' }) },
  { route: 'POST /:region/ties/:tie/dispute', at: 'tie', who: sides, form: () => ({ note: 'It is not so' }) },
  { route: 'POST /:region/ties/:tie/end', at: 'tie', who: speaksFor, form: () => ({ until: '2026-01' }) },
  { route: 'GET /:region/ties/:tie/edit', at: 'tie', who: speaksFor },
  { route: 'POST /:region/ties/:tie/edit', at: 'tie', who: speaksFor, form: tie },
  { route: 'GET /:region/ties/:tie/removal', at: 'tie', who: coordinators },
  { route: 'POST /:region/ties/:tie/removal', at: 'tie', who: coordinators },
  { route: 'POST /:region/ties/:tie/restoration', at: 'removedTie', who: coordinators },
  { route: 'GET /:region/organizations/:slug/ties/new', at: 'organization', who: speaksFor },
  { route: 'POST /:region/organizations/:slug/ties/new', at: 'organization', who: speaksFor, form: tie },
]

const imports: Line[] = [
  { route: 'GET /:region/settings/import', who: coordinators },
  { route: 'POST /:region/settings/import', who: coordinators, form: () => ({ file: '' }) },
  { route: 'GET /:region/settings/import/:id', at: 'import', who: coordinators, formats: [...list] },
  { route: 'POST /:region/settings/import/:id', at: 'import', who: coordinators, form: () => ({ 'column[]': 'name' }) },
  { route: 'POST /:region/settings/import/:id/completion', at: 'import', who: coordinators },
]

/** The permission table: every route, and who may. */
export const TABLE: Line[] = [
  ...installation,
  ...account,
  ...api,
  ...region,
  ...people,
  ...directory,
  ...network,
  ...imports,
]

/** The address of a line for a thing of a region. */
export function addressOf(line: Line, regionSlug: string, target?: Target): string {
  const parts: Record<string, string> = {
    region: regionSlug,
    key: 'library',
    list: 'sectors',
    ...(target && { slug: target.slug, id: target.id, name: target.slug, token: target.slug }),
    ...(target && { person: target.id, tie: target.id, ...target.more }),
  }
  const path = line.route.split(' ')[1]!.replaceAll(/:(\w+)/g, (_, name: string) => parts[name] ?? `:${name}`)
  return line.query ? `${path}?${line.query}` : path
}

export const methodOf = (line: Line) => line.route.split(' ')[0] as 'GET' | 'POST'

/** Routes of the application, each once, without what every request goes through. */
export const routesOf = (world: Pick<World, 'app'>): string[] => [
  ...new Set(
    world.app.routes
      .filter((route) => route.method !== 'ALL' && !route.path.includes('*'))
      .map((route) => `${route.method} ${route.path === '/' ? '/' : route.path.replace(/\/$/, '')}`),
  ),
]
