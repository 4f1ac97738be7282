import { sql } from 'kysely'
import { jsonArrayFrom } from 'kysely/helpers/postgres'
import type { Actor } from '../../platform/actor.ts'
import { type Db, visible, visibleId } from '../../platform/db.ts'
import { found } from '../../platform/errors.ts'
import type { Lang } from '../../platform/i18n.ts'
import { UUID } from '../../platform/ids.ts'
import { type Band, type Talk, talkOf } from './bands.ts'
import { isOfPartners, type Item, type ItemKey, usualItems } from './instruments.ts'
import { ownSide } from './rules.ts'

/** A partner at the beginning of a round; the name is null where this reader may not see the organization. */
export interface Side {
  side: number
  organizationId: string
  name: string | null
}

/** A round of a partnership. What was answered is in none of this while it is open. */
export interface Pulse {
  id: string
  partnershipId: string
  message: string
  lang: Lang
  begunOn: string
  until: string
  items: Item[]
  threshold: number
  remindedAt: Date | null
  closedOn: string | null
  asked: number
  answered: number
  /** Of how many partners somebody answered; told when it is closed. */
  partnersAnswered: number | null
  sides: Side[]
}

/** What is shown of one question; without a band too few answered it. */
export interface Shown {
  item: Item
  band: Band | null
  talk: Talk | 'few' | null
}

/** A closed round with what it shows to this reader. */
export interface ClosedPulse extends Pulse {
  closedOn: string
  results: Shown[]
  /** How the others see the reader's own partner; null for whoever belongs to none of them, or to several. */
  own: { organizationId: string; name: string | null; results: Shown[] } | null
  isOfSeveral: boolean
  sentences: { item: ItemKey; text: string }[]
}

const pulses = (db: Db, actor: Actor) =>
  db
    .selectFrom('pulses as p')
    .innerJoin('records', (on) => on.onRef('records.region_id', '=', 'p.region_id').onRef('records.id', '=', 'p.id'))
    .select(['p.id', 'p.partnership_id as partnershipId', 'p.message', 'p.lang', 'p.begun_on as begunOn'])
    .select(['p.until_day as until', 'p.items', 'p.threshold', 'p.reminded_at as remindedAt'])
    .select(['p.closed_on as closedOn', 'p.partners_answered as partnersAnswered'])
    .select([
      sql<number>`coalesce(p.asked, (select count(*) from pulse_askings a where a.region_id = p.region_id
        and a.pulse_id = p.id)::int)`.as('asked'),
      sql<number>`coalesce(p.answered, (select count(*) from pulse_askings a join pulse_answered d
        on d.region_id = a.region_id and d.asking_id = a.id where a.region_id = p.region_id
        and a.pulse_id = p.id)::int)`.as('answered'),
    ])
    .select((eb) =>
      jsonArrayFrom(
        eb
          .selectFrom('pulse_sides as s')
          .innerJoin('organizations as o', (on) =>
            on.onRef('o.region_id', '=', 's.region_id').onRef('o.id', '=', 's.organization_id'),
          )
          .select(['s.side', 's.organization_id as organizationId'])
          .select(sql<string | null>`case when ${visibleId(actor, 's.organization_id')} then o.name end`.as('name'))
          .whereRef('s.region_id', '=', 'p.region_id')
          .whereRef('s.pulse_id', '=', 'p.id')
          .orderBy('s.side'),
      ).as('sides'),
    )
    .where(visible(actor))

type Row = Awaited<ReturnType<ReturnType<typeof pulses>['executeTakeFirstOrThrow']>>
const asPulse = (row: Row): Pulse => ({
  ...row,
  lang: row.lang as Lang,
  items: row.items as unknown as Item[],
})

/** One round of a partnership, or any where none is named. Throws NotFound. */
export async function getPulse(db: Db, actor: Actor, partnershipId: string | null, id: string): Promise<Pulse> {
  const row = UUID.test(id)
    ? await pulses(db, actor)
        .where('p.id', '=', id)
        .$if(partnershipId !== null, (query) => query.where('p.partnership_id', '=', partnershipId!))
        .executeTakeFirst()
    : undefined
  return asPulse(found(row))
}

/**
 * The other partners by name, for somebody who is asked: those that all members of the region see, or this very person. Two
 * that became one stand there once.
 */
export async function othersOf(
  db: Db,
  actor: Actor,
  { sides }: Pick<Pulse, 'sides'>,
  own: Pick<Side, 'organizationId'>,
): Promise<{ side: number; name: string }[]> {
  const others = sides.filter(({ organizationId }) => organizationId !== own.organizationId)
  const ids = [...new Set(others.map(({ organizationId }) => organizationId))]
  if (ids.length === 0) return []
  const rows = await db
    .selectFrom('records')
    .innerJoin('organizations as o', (on) =>
      on.onRef('o.region_id', '=', 'records.region_id').onRef('o.id', '=', 'records.id'),
    )
    .select(['o.id', 'o.name'])
    .where('records.id', 'in', ids)
    .where(visible({ ...actor, member: true }))
    .execute()
  return rows
    .map(({ id, name }) => ({ side: others.find(({ organizationId }) => organizationId === id)!.side, name }))
    .toSorted((a, b) => a.side - b.side)
}

/** The round that is open, if one is. */
export async function openPulse(db: Db, actor: Actor, partnershipId: string): Promise<Pulse | null> {
  const row = await pulses(db, actor)
    .where('p.partnership_id', '=', partnershipId)
    .where('p.closed_on', 'is', null)
    .executeTakeFirst()
  return row ? asPulse(row) : null
}

/** The rounds that are over with what they show, the latest first. */
export async function closedPulses(db: Db, actor: Actor, partnershipId: string, limit: number): Promise<ClosedPulse[]> {
  const rows = await pulses(db, actor)
    .where('p.partnership_id', '=', partnershipId)
    .where('p.closed_on', 'is not', null)
    .orderBy('p.closed_on', 'desc')
    .orderBy('p.begun_on', 'desc')
    .orderBy('p.id')
    .limit(limit)
    .execute()
  const all = rows.map(asPulse)
  const shown = await shownOf(
    db,
    actor,
    all.map(({ id }) => id),
  )
  return all.map((pulse) => closed(actor, pulse, shown))
}

/** The last round that is over: what the dials and the overview look at. */
export async function lastPulse(db: Db, actor: Actor, partnershipId: string): Promise<ClosedPulse | null> {
  return (await closedPulses(db, actor, partnershipId, 1))[0] ?? null
}

/** What rounds show. Views of all partners are read, and each reader is given their own. */
async function shownOf(db: Db, actor: Actor, ids: string[]) {
  if (ids.length === 0) return { results: [], views: [], sentences: [] }
  const [results, views, sentences] = await Promise.all([
    db
      .selectFrom('pulse_results')
      .select(['pulse_id as pulseId', 'item', 'low', 'middle', 'high'])
      .where('region_id', '=', actor.regionId)
      .where('pulse_id', 'in', ids)
      .execute(),
    db
      .selectFrom('pulse_views as v')
      .innerJoin('pulse_sides as s', (on) =>
        on
          .onRef('s.region_id', '=', 'v.region_id')
          .onRef('s.pulse_id', '=', 'v.pulse_id')
          .onRef('s.side', '=', 'v.side'),
      )
      .select(['v.pulse_id as pulseId', 's.organization_id as organizationId', 'v.item', 'v.low', 'v.middle', 'v.high'])
      .where('v.region_id', '=', actor.regionId)
      .where('v.pulse_id', 'in', ids)
      .where(sql<boolean>`s.organization_id = any(${actor.organizationIds}::uuid[])`)
      .execute(),
    db
      .selectFrom('pulse_sentences')
      .select(['pulse_id as pulseId', 'item', 'text'])
      .where('region_id', '=', actor.regionId)
      .where('pulse_id', 'in', ids)
      .orderBy('id')
      .execute(),
  ])
  return { results, views, sentences }
}

function closed(actor: Actor, pulse: Pulse, all: Awaited<ReturnType<typeof shownOf>>): ClosedPulse {
  const of = <T extends { pulseId: string }>(rows: T[]) => rows.filter(({ pulseId }) => pulseId === pulse.id)
  const mine = ownSide(actor, pulse.sides)
  const name = pulse.sides.find((side) => side.organizationId === mine)?.name ?? null
  const asked = pulse.items.filter(({ key }) => usualItems().some((item) => item.key === key))
  const show = (rows: { item: string; low: number; middle: number; high: number }[], items: Item[]): Shown[] =>
    items.map((item) => {
      const row = rows.find((one) => one.item === item.key)
      const band = row ? { low: row.low, middle: row.middle, high: row.high } : null
      return { item, band, talk: band ? talkOf(band) : 'few' }
    })
  return {
    ...pulse,
    closedOn: pulse.closedOn!,
    results: show(of(all.results), asked),
    own:
      mine === null || mine === 'several'
        ? null
        : {
            organizationId: mine,
            name,
            results: show(
              of(all.views).filter((view) => view.organizationId === mine),
              asked.filter(({ key }) => isOfPartners(key)),
            ),
          },
    isOfSeveral: mine === 'several',
    sentences: of(all.sentences).map(({ item, text }) => ({ item: item as ItemKey, text })),
  }
}
