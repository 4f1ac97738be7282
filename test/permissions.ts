import { LISTING_KINDS } from '../src/directory/listing-kinds.ts'
import type { Visibility } from '../src/platform/records.ts'
import { account, people } from './permissions/account.ts'
import { directory } from './permissions/directory.ts'
import { type Line, coordinators, everyone, members, speaksFor } from './permissions/lines.ts'
import { imports, insights, map, meetings, network, rounds } from './permissions/network.ts'
import { partnershipDocuments } from './permissions/partnership-documents.ts'
import { bookings } from './permissions/bookings.ts'
import { hours } from './permissions/hours.ts'
import { grants } from './permissions/grants.ts'
import { ledgers } from './permissions/ledgers.ts'
import { partnerships } from './permissions/partnerships.ts'
import { pulse } from './permissions/pulse.ts'
import { api } from './permissions/api.ts'
import { signOffs } from './permissions/sign-offs.ts'
import { installation, region } from './permissions/region.ts'
import type { Someone } from './house.ts'
import type { Target } from './targets.ts'
import type { Who, World } from './world.ts'

const SEES: Record<Visibility, Who[]> = { public: everyone, region: members, circle: speaksFor }
/** People who did not agree to be seen are known to coordinators alone. */
const SEES_PERSON: Record<Visibility, Who[]> = { ...SEES, circle: coordinators }
const RECORDS: Partial<Record<string, typeof SEES>> = {
  organization: SEES,
  change: SEES,
  tie: SEES,
  tieChange: SEES,
  person: SEES_PERSON,
  position: SEES_PERSON,
  partnership: SEES,
  grant: SEES,
  grantChange: SEES,
  comment: { public: speaksFor, region: speaksFor, circle: speaksFor },
  keptCharter: SEES,
  ...Object.fromEntries(
    ['benefit', 'benefitChange', 'contribution', 'contributionChange', 'evidence', 'removedEvidence'].map((kind) => [
      kind,
      SEES,
    ]),
  ),
  askablePartnership: SEES,
  openPulse: SEES,
  agreement: SEES,
  plan: SEES,
  planChange: SEES,
  reading: SEES,
  goal: SEES,
  goalChange: SEES,
  askedPartnership: SEES,
  coverablePartnership: SEES,
  coveredPartnership: SEES,
  charterQuestion: SEES,
  partyQuestion: SEES,
  partnershipWithContact: SEES,
  askedParty: SEES,
  removedTie: { public: speaksFor, region: speaksFor, circle: speaksFor },
}

/** Who may see what belongs to the organization that is spoken for. */
for (const kind of LISTING_KINDS) Object.assign(RECORDS, { [kind]: SEES, [`${kind}Change`]: SEES })

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

/** The permission table: every route, and who may. */
export const TABLE: Line[] = [
  ...installation,
  ...account,
  ...api,
  ...region,
  ...people,
  ...directory,
  ...map,
  ...insights,
  ...network,
  ...meetings,
  ...rounds,
  ...partnerships,
  ...ledgers,
  ...grants,
  ...pulse,
  ...partnershipDocuments,
  ...hours,
  ...bookings,
  ...signOffs,
  ...imports,
]

/** The address of a line for a thing of a region. */
export function addressOf(line: Line, regionSlug: string, target?: Target): string {
  const parts: Record<string, string> = {
    region: regionSlug,
    key: 'library',
    list: 'sectors',
    lang: 'es',
    ...(target && { slug: target.slug, id: target.id, name: target.slug, token: target.slug }),
    ...(target && { person: target.id, tie: target.id, ...target.more }),
  }
  const path = line.route.split(' ')[1]!.replaceAll(/:(\w+)/g, (_, name: string) => parts[name] ?? `:${name}`)
  return line.query ? `${path}?${line.query}` : path
}

export const methodOf = (line: Line) => line.route.split(' ')[0] as 'GET' | 'POST' | 'PATCH' | 'DELETE'

/** Asks what a line asks, with what its form would hold. */
export function sendLine(
  w: Pick<World, 'as'>,
  who: Someone | null,
  line: Line,
  path: string,
  form: Record<string, string | string[]> = {},
) {
  const method = methodOf(line)
  if (method === 'GET') return w.as(who).get(path)
  if (method === 'POST' && !line.json) return w.as(who).post(path, form)
  const headers = { 'content-type': 'application/json' }
  return w.as(who).send(method, path, { headers, body: JSON.stringify(form) })
}

/** Routes of the application, each once, without what every request goes through. */
export const routesOf = (world: Pick<World, 'app'>): string[] => [
  ...new Set(
    world.app.routes
      .filter((route) => route.method !== 'ALL' && !route.path.includes('*'))
      .map((route) => `${route.method} ${route.path === '/' ? '/' : route.path.replace(/\/$/, '')}`),
  ),
]
