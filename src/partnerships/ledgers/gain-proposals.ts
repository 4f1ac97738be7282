import { sql } from 'kysely'
import { listProposals, propose, type Proposal, type Suggestion } from '../../journal/proposals.ts'
import { type Actor, organizationsWith } from '../../platform/actor.ts'
import { dayIn } from '../../platform/days.ts'
import { type Db, inTransaction } from '../../platform/db.ts'
import type { Moment } from '../../platform/moment.ts'
import type { Ledger, Unit, What } from './ledger-kinds.ts'
import {
  type HoursRow,
  hoursByQuarter,
  latestOf,
  ofSeveral,
  TOLD_LATE,
  type UseRow,
  useByQuarter,
} from './used-quarters.ts'

/** Kinds of proposals, by the ledger that they are for. */
export const PROPOSED = { benefit: 'benefit', contribution: 'contribution' } as const satisfies Record<Ledger, string>

/** From what it is suggested. */
export const SOURCES = ['service', 'resource', 'commitment', 'booking', 'hours'] as const
export type Source = (typeof SOURCES)[number]

/** What the records suggest to write down; nothing of it is until somebody does. */
export interface Suggested {
  organization: string
  partnerships: string[]
  what: What
  source: Source
  /** The record that it comes of; a promise is none. */
  origin: string | null
  /** What it is called, or what was promised. */
  name: string
  period: string
  amount: number | null
  unit: Unit | ''
  /** Of a resource: how often it was used, and by how many. */
  use?: { times: number; users: number }
  /** Of staff time: the partner. How many hours it were is read when somebody who may know asks, and kept nowhere. */
  party?: string
}

export const suggestedIn = ({ payload }: Pick<Proposal, 'payload'>) => payload as unknown as Suggested

/** What a resource is when it is given. */
const GIVEN: Record<string, What> = {
  room: 'space',
  equipment: 'equipment',
  kit: 'equipment',
  licence: 'equipment',
  curriculum: 'expertise',
  expert: 'expertise',
}

interface ListedRow {
  id: string
  organizationId: string
  name: string
  kind: string
  day: string
  partnerships: string[]
}

/** What a partner has put into the directory since it joined; the latest first. */
const listedSince = async (db: Db, regionId: string, table: 'services' | 'resources'): Promise<ListedRow[]> => {
  const kind = table === 'resources' ? sql`x.kind` : sql`''`
  const { rows } = await sql<ListedRow>`
    select x.id, x.organization_id as "organizationId", x.name, ${kind} as kind,
      ((r.created_at at time zone g.time_zone)::date)::text as day, array_agg(distinct a.partnership_id) as partnerships
    from ${sql.table(table)} x join records r on r.region_id = x.region_id and r.id = x.id and r.removed_at is null
    join regions g on g.region_id = x.region_id
    join parties a on a.region_id = x.region_id and a.organization_id = x.organization_id and a.left_on is null
      and a.joined_on <= (r.created_at at time zone g.time_zone)::date
    join records p on p.region_id = a.region_id and p.id = a.partnership_id and p.removed_at is null
    where x.region_id = ${regionId}
    group by 1, 2, 3, 4, 5 order by 5 desc, 1`.execute(db)
  return latestOf(rows, ({ organizationId }) => organizationId)
}

interface PromiseRow {
  id: string
  organizationId: string
  partnershipId: string
  kind: string
  what: string
  amount: number | null
  from: string | null
  until: string
}

/** What was promised until a day that is over; hours when nobody can tell of their weeks from a letter any more. */
const promisesUntil = async (db: Db, regionId: string, today: string): Promise<PromiseRow[]> => {
  const { rows } = await sql<PromiseRow>`
    select c.id, a.organization_id as "organizationId", a.partnership_id as "partnershipId", c.kind, c.what,
      c.amount::float8 as amount, c.from_day as "from", c.until_day as until
    from commitments c join parties a on a.region_id = c.region_id and a.id = c.party_id
    join records p on p.region_id = a.region_id and p.id = a.partnership_id and p.removed_at is null
    where c.region_id = ${regionId}
      and c.until_day + case c.kind when 'hours' then ${TOLD_LATE}::int else 0 end < ${today}::date
      and not (c.kind = 'hours' and exists (select from hours_used u where u.region_id = c.region_id
        and u.party_id = c.party_id and u.week + 3 between coalesce(c.from_day, '0001-01-01') and c.until_day
        having ${ofSeveral}))
    order by c.until_day, c.id`.execute(db)
  return rows
}

const PROMISED: Record<string, { what: What; unit: Unit | '' }> = {
  hours: { what: 'time', unit: 'hours' },
  money: { what: 'money', unit: 'dollars' },
  space: { what: 'space', unit: '' },
  equipment: { what: 'equipment', unit: '' },
  data: { what: 'data', unit: '' },
}

const suggestion = (ledger: Ledger, key: string, said: Suggested): Suggestion => ({
  kind: PROPOSED[ledger],
  key,
  payload: { ...said },
  concerns: [said.organization, ...said.partnerships, ...(said.origin ? [said.origin] : [])],
})

const ofListed = (ledger: Ledger, source: Source, row: ListedRow): Suggestion =>
  suggestion(ledger, row.id, {
    organization: row.organizationId,
    partnerships: row.partnerships,
    what: source === 'service' ? 'services' : (GIVEN[row.kind] ?? 'equipment'),
    source,
    origin: row.id,
    name: row.name,
    period: row.day,
    amount: null,
    unit: '',
  })

const ofPromise = (row: PromiseRow): Suggestion =>
  suggestion('contribution', row.id, {
    organization: row.organizationId,
    partnerships: [row.partnershipId],
    ...(PROMISED[row.kind] ?? { what: 'equipment', unit: '' }),
    source: 'commitment',
    origin: null,
    name: row.what,
    period: row.from ? `${row.from}/${row.until}` : row.until,
    amount: row.amount,
  })

const ofUse = ({ resourceId, times, users, ...row }: UseRow): Suggestion => ({
  ...suggestion('contribution', `use ${resourceId} ${row.first}`, {
    organization: row.organizationId,
    partnerships: row.partnerships,
    what: GIVEN[row.kind] ?? 'equipment',
    source: 'booking',
    origin: null,
    name: row.name,
    period: `${row.first}/${row.last}`,
    amount: row.hours,
    unit: 'hours',
    use: { times, users },
  }),
  concerns: [row.organizationId, resourceId],
})

const ofHours = ({ party, organizationId, partnershipId, name, first, last }: HoursRow): Suggestion => ({
  ...suggestion('contribution', `hours ${party} ${first}`, {
    organization: organizationId,
    partnerships: [partnershipId],
    what: 'time',
    source: 'hours',
    origin: null,
    name,
    period: `${first}/${last}`,
    amount: null,
    unit: 'hours',
    party,
  }),
  sealedTo: organizationId,
})

/** The first and the last day of the time that a suggestion is of. */
export const spanOf = ({ period }: Pick<Suggested, 'period'>): [string, string] => {
  const [first = '', last = first] = period.split('/')
  return [first, last]
}

/**
 * Suggests to write down what the records tell of: services and resources that partners began to offer since they joined,
 * what was promised until a day that is over, and of each quarter that is over for how long partners used what others lend and
 * that staff time was written down. Each once, whatever was decided. Returns how much is new.
 */
export async function proposeGains(db: Db, region: { id: string; timeZone: string }, moment: Moment): Promise<number> {
  const today = dayIn(region.timeZone, moment.at)
  const [services, resources, promises, used, hours] = await Promise.all([
    listedSince(db, region.id, 'services'),
    listedSince(db, region.id, 'resources'),
    promisesUntil(db, region.id, today),
    useByQuarter(db, region.id, today),
    hoursByQuarter(db, region.id, today),
  ])
  const all = [
    ...services.map((row) => ofListed('benefit', 'service', row)),
    ...resources.map((row) => ofListed('contribution', 'resource', row)),
    ...promises.map(ofPromise),
    ...used.map(ofUse),
    ...hours.map(ofHours),
  ]
  return inTransaction(db, (trx) => propose(trx, region.id, all, moment))
}

/** So many stand on a page. */
const SHOWN = 8

/** What is suggested of one organization or partnership and this actor may write down. */
export async function listSuggested(
  db: Db,
  actor: Actor,
  of: { organizationId?: string; partnershipId?: string },
): Promise<Proposal[]> {
  const mine = organizationsWith(actor, 'speak')
  if (!actor.coordinates && mine.length === 0) return []
  const { items } = await listProposals(db, actor, {
    decided: false,
    kinds: Object.values(PROPOSED),
    offset: 0,
    limit: 500,
  })
  return items
    .filter((proposal) => {
      const { organization, partnerships } = suggestedIn(proposal)
      return (
        proposal.decision === null &&
        (actor.coordinates || mine.includes(organization)) &&
        (of.organizationId === undefined || of.organizationId === organization) &&
        (of.partnershipId === undefined || partnerships.includes(of.partnershipId))
      )
    })
    .slice(0, SHOWN)
}
