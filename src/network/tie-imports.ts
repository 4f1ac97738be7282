import type { TieRow } from '../directory/import/network-rows.ts'
import type { Fate, Result } from '../directory/import-fates.ts'
import type { Manner } from '../directory/imports.ts'
import { differences } from '../journal/entries.ts'
import type { Actor } from '../platform/actor.ts'
import type { Trx } from '../platform/db.ts'
import { found } from '../platform/errors.ts'
import type { Moment } from '../platform/moment.ts'
import { circleMembers } from '../platform/records.ts'
import { LIMITS, type TieDetails } from './forms.ts'
import { periodOf } from './periods.ts'
import { asDetails, changeTie } from './tie-changes.ts'
import { type Reported, reportTies } from './tie-reports.ts'
import { type Tie, findTie } from './ties.ts'

/** A tie as a file tells it; a list says more of it than a map. */
export interface ToldTie extends TieRow {
  said?: { strength: number | null; since: string; until: string }
  /** Where it is from, for a tie that is not here yet. */
  sources?: string[]
}

/** The ties of a file; `ends` are its elements by their keys, as far as they were taken in. */
export interface TieFile {
  file: string
  ties: readonly ToldTie[]
  ends: ReadonlyMap<string, Fate | undefined>
  /** What became of rows of the same file before these. */
  earlier: readonly Fate[]
}

interface Here {
  id: string
  /** What a file finds it by. */
  key: string
  extra: Record<string, unknown>
  note: string
  removed: boolean
}

/** What is known while the ties of a file are taken in: which are here, and which row told each. */
interface Taking {
  here: Map<string, Here>
  byId: Map<string, Here>
  told: Map<string, number>
  directed: ReadonlyMap<string, boolean>
  /** New ties, written some hundred at a time. */
  waiting: Reported[]
}

/** Takes edges of a file in as ties. Who may know of them is not asked: a file is a reference, not a side. */
export async function takeInTies(
  trx: Trx,
  actor: Actor,
  { file, ties, ends, earlier }: TieFile,
  moment: Moment,
  manner: Manner,
): Promise<Fate[]> {
  const taking = await whatIsHere(trx, actor.regionId)
  for (const { id, row } of earlier) {
    const key = id === undefined ? undefined : taking.byId.get(id)?.key
    if (key !== undefined && !taking.told.has(key)) taking.told.set(key, row)
  }
  const fates: Fate[] = []
  for (const row of ties) {
    const [a, b] = [ends.get(row.a), ends.get(row.b)]
    const base = { file, row: row.row, of: 'edge' as const, name: row.name }
    fates.push({ ...base, ...(await takeInTie(trx, actor, taking, row, [a, b], moment, manner)) })
    manner.progress?.(1)
    if (taking.waiting.length >= CHUNK) await write(trx, actor, taking, moment, manner)
  }
  await write(trx, actor, taking, moment, manner)
  return fates
}

/** So many ties are written at once. */
const CHUNK = 500

async function write(trx: Trx, actor: Actor, taking: Taking, moment: Moment, { batch }: Manner) {
  await reportTies(trx, actor, taking.waiting.splice(0), moment, batch)
}

async function takeInTie(
  trx: Trx,
  actor: Actor,
  taking: Taking,
  row: ToldTie,
  [a, b]: [Fate | undefined, Fate | undefined],
  moment: Moment,
  { batch, lang }: Manner,
): Promise<Result> {
  if (row.refused) return { outcome: 'refused', ...row.refused }
  if (!a?.id || !b?.id) return refusedEnd(a, b)
  if (a.id === b.id)
    return {
      outcome: 'refused',
      field: 'to',
      reason: { key: 'imports.oneOrganization', values: { a: a.name, b: b.name } },
    }
  if (row.note.length > LIMITS.note)
    return {
      outcome: 'refused',
      field: 'description',
      reason: { key: 'import.tooLong', values: { length: row.note.length, max: LIMITS.note } },
    }
  const key = keyOf(taking, row.kind, a.id, b.id)
  const own = row.own === undefined ? undefined : taking.byId.get(row.own)
  if (own?.key === key && !own.removed) return bringUpToDate(trx, actor, own, row, moment, batch)
  const first = taking.told.get(key) ?? row.mergedInto
  const here = taking.here.get(key)
  if (first !== undefined)
    return {
      outcome: 'unchanged',
      ...(here && { id: here.id }),
      reason: row.merged ?? { key: 'import.parallel', values: { row: first } },
    }
  taking.told.set(key, row.row)
  if (here?.removed) return { outcome: 'refused', reason: { key: 'imports.tieWasRemoved', values: {} } }
  if (here) return bringUpToDate(trx, actor, here, row, moment, batch)
  const id = moment.id()
  const [from, to] = taking.directed.get(row.kind) || a.id < b.id ? [a.id, b.id] : [b.id, a.id]
  taking.waiting.push({
    id,
    a: from,
    b: to,
    kind: row.kind,
    note: row.note.trim(),
    lang,
    extra: row.extra,
    ...row.said,
    ...(row.sources && { references: row.sources }),
  })
  taking.here.set(key, { id, key, extra: row.extra, note: row.note, removed: false })
  return { outcome: 'created', id }
}

function refusedEnd(a: Fate | undefined, b: Fate | undefined): Result {
  const [field, end] = a?.id ? ['to', b] : ['from', a]
  return {
    outcome: 'refused',
    field: field as string,
    reason: { key: 'import.refusedNode', values: { node: (end as Fate | undefined)?.name ?? '' } },
  }
}

/** A tie that is here says what the file says of it now; who says that it is so, and how strongly, stays. */
async function bringUpToDate(
  trx: Trx,
  actor: Actor,
  here: Here,
  row: ToldTie,
  moment: Moment,
  batch: string,
): Promise<Result> {
  const extra = { ...here.extra, ...row.extra }
  const note = row.note === '' ? here.note : row.note
  const isSame = note === here.note && Object.keys(differences(here.extra, extra)).length === 0
  if (isSame && (!row.said || saysNothing(row.said))) return { outcome: 'unchanged', id: here.id }
  const tie = found(await findTie(trx, actor, here.id))
  const circle = await circleMembers(trx, actor.regionId, tie.circleId)
  const before = asDetails(tie, actor, circle)
  const after = { ...before, note, ...saidOf(row, before, tie) }
  if (isSame && Object.keys(differences<object>(before, after)).length === 0)
    return { outcome: 'unchanged', id: here.id }
  await changeTie(trx, actor, tie, after, moment, { extra, batch })
  return { outcome: 'updated', id: here.id }
}

const saysNothing = ({ strength, since, until }: NonNullable<ToldTie['said']>) =>
  strength === null && since === '' && until === ''

/** What a row adds to a tie that is here: of its beginning, its end and its strength what it says. */
function saidOf({ said }: ToldTie, before: TieDetails, tie: Pick<Tie, 'strength'>): Partial<TieDetails> {
  if (!said) return {}
  const { since, until, strength } = said
  // Of spellings of one date that which is here stays.
  const date = (given: string, kept: string) =>
    given === '' || periodOf(given, '').period === periodOf(kept, '').period ? kept : given
  return {
    since: date(since, before.since),
    until: date(until, before.until),
    strength: strength === null || strength === tie.strength ? before.strength : strength,
  }
}

const keyOf = ({ directed }: Pick<Taking, 'directed'>, kind: string, a: string, b: string) =>
  [kind, ...(directed.get(kind) || a < b ? [a, b] : [b, a])].join(' ')

/** Ties of the region that a file can tell of: a file says no beginning, so any tie of the same ends and kind is the one. */
async function whatIsHere(trx: Trx, regionId: string): Promise<Taking> {
  const kinds = await trx
    .selectFrom('tie_kinds')
    .select(['key', 'directed'])
    .where('region_id', '=', regionId)
    .execute()
  const directed = new Map(kinds.map((kind) => [kind.key, kind.directed]))
  const rows = await trx
    .selectFrom('ties as t')
    .innerJoin('records as r', (on) => on.onRef('r.region_id', '=', 't.region_id').onRef('r.id', '=', 't.id'))
    .select(['t.id', 't.kind', 't.a_id', 't.b_id', 't.note', 't.extra', 'r.removed_at'])
    .where('t.region_id', '=', regionId)
    .orderBy('t.period_first', (order) => order.asc().nullsFirst())
    .execute()
  const here = new Map<string, Here>()
  const byId = new Map<string, Here>()
  for (const row of rows) {
    const key = keyOf({ directed }, row.kind, row.a_id, row.b_id)
    const removed = row.removed_at !== null
    const known = here.get(key)
    const one = { id: row.id, key, extra: row.extra as Record<string, unknown>, note: row.note, removed }
    byId.set(row.id, one)
    if (!known || (known.removed && !removed)) here.set(key, one)
  }
  return { here, byId, told: new Map(), directed, waiting: [] }
}
