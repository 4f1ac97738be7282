import { sql } from 'kysely'
import type { Actor } from '../../platform/actor.ts'
import { type Db, visible } from '../../platform/db.ts'
import type { Translate } from '../../platform/i18n.ts'
import type { TieKind } from '../../region/lists.ts'
import { type AnswerTyped, LIMITS, type Saying, SAYINGS } from './forms.ts'
import type { Known } from './known-ties.ts'

/** A line of an answer: with whom, how, how well. */
export interface AnswerRow {
  name: string
  organizationId: string | null
  kind: string
  direction: 'forward' | 'backward'
  strength: number | null
  verdict: Saying
  tieId: string | null
}

/** An organization that may be the one whose name was typed. */
export interface Guess {
  id: string
  name: string
}

/** An answer as it was read: its lines, and by the row of the form what is wrong and which organization may be meant. */
export interface ReadAnswer {
  rows: AnswerRow[]
  /** By `known-0`, `name-0` …: what is to be mended. */
  errors: Record<string, string[]>
  guesses: Map<number, Guess[]>
}

/** Stands for "none of these: it is not in the directory". */
export const NOBODY_HERE = 'none'

/** Reads what was typed. Names are looked for among what `seer` may see, so that nobody learns who else is here. */
export async function readTypedAnswer(
  db: Db,
  seer: Actor,
  asked: {
    organization: { id: string }
    known: readonly Known[]
    kinds: readonly TieKind[]
    sayings?: readonly Saying[]
  },
  typed: AnswerTyped,
  t: Translate,
): Promise<ReadAnswer> {
  const errors: ReadAnswer['errors'] = {}
  const known = new Map(asked.known.map((one) => [one.key, one]))
  const confirmed = typed.known.flatMap((key, n): AnswerRow[] => {
    const one = known.get(key)
    const verdict = (asked.sayings ?? SAYINGS).find((saying) => saying === typed.saying[n])
    if (!one || !verdict) return []
    const { name, organizationId, kind, direction, tieId } = one
    const strength = typed.knownStrong[n] ? strengthOf(typed.knownStrong[n]) : one.strength
    return [{ name, organizationId, kind, direction, tieId, strength, verdict }]
  })
  const names = typed.name.slice(0, LIMITS.rows).map((name) => name.trim().slice(0, LIMITS.organization))
  const found = await findNames(db, seer, names)
  const guesses: ReadAnswer['guesses'] = new Map()
  const fresh = names.flatMap((name, n): AnswerRow[] => {
    if (name === '') return []
    const how = kindOf(asked.kinds, typed.how[n] ?? '')
    if (!how) errors[`name-${n}`] = [t('snowball.errors.how', { name })]
    const which = typed.which[n] ?? ''
    const exact = found.exact.get(n) ?? []
    const alike = found.alike.get(n) ?? []
    // Picked for another name that stood there before, it is not meant now.
    const picked =
      alike.find(({ id }) => id === which) ??
      (which === NOBODY_HERE ? null : exact.length === 1 ? exact[0]! : undefined)
    if (picked === undefined && alike.length > 0) guesses.set(n, alike)
    if (picked?.id === asked.organization.id) errors[`name-${n}`] = [t('snowball.errors.itself')]
    if (!how) return []
    const organizationId = picked?.id ?? null
    return [
      {
        name: picked?.name ?? name,
        organizationId,
        ...how,
        strength: strengthOf(typed.strong[n] ?? ''),
        verdict: 'confirms',
        tieId: null,
      },
    ]
  })
  const all = [...confirmed, ...fresh]
  return { rows: [...new Map(all.map((row) => [sameAs(row), row])).values()], errors, guesses }
}

/** The same organization in the same way is said once. */
const sameAs = ({ name, organizationId, kind, direction }: AnswerRow) =>
  [organizationId ?? name.toLowerCase(), kind, direction].join('\n')

const strengthOf = (typed: string): number | null => (/^[1-5]$/.test(typed) ? Number(typed) : null)

/** A way to work together as the form says it: a kind, from one end or the other. */
export const howOf = (kind: string, direction: 'forward' | 'backward') =>
  direction === 'backward' ? `${kind}:backward` : kind

function kindOf(kinds: readonly TieKind[], typed: string): Pick<AnswerRow, 'kind' | 'direction'> | undefined {
  const [key, backward] = typed.split(':')
  const kind = kinds.find((one) => one.key === key && !one.retired)
  return kind && { kind: kind.key, direction: kind.directed && backward === 'backward' ? 'backward' : 'forward' }
}

/** So alike are two names that it is asked whether they are one, and so many are offered. */
const ALIKE = 0.45
const OFFERED = 4

/** Which organizations bear each of these names, and for names that nobody bears, which have one much like it. */
export async function findNames(db: Db, seer: Actor, names: readonly string[]) {
  const exact = byName(await bearing(db, seer, names))
  const strange = names.map((name, n) => (exact.has(n) ? '' : name))
  const alike = new Map([...exact, ...byName(await muchLike(db, seer, strange))])
  return { exact, alike }
}

type Meant = Guess & { n: number }

const byName = (rows: readonly Meant[]) =>
  new Map(
    [...Map.groupBy(rows, ({ n }) => n)].map(([n, all]) => [
      n,
      all.slice(0, OFFERED).map(({ id, name }): Guess => ({ id, name })),
    ]),
  )

const typedNames = (names: readonly string[]) => sql`(select (w.n - 1)::int as n, plain(w.name) collate "C" as typed
  from unnest(${names}::text[]) with ordinality as w (name, n) where w.name <> '')`

/** Called just that, by its name or another one. */
async function bearing(db: Db, seer: Actor, names: readonly string[]): Promise<Meant[]> {
  if (names.every((name) => name === '')) return []
  const { rows } = await sql<Meant>`
    select found.n, o.id, o.name from (
      select w.n, c.id from ${typedNames(names)} w
        join organizations c on c.region_id = ${seer.regionId} and plain(c.name) collate "C" = w.typed
      union
      select w.n, x.id from ${typedNames(names)} w join (select c.id, plain(unnest(c.other_names)) collate "C" as name
        from organizations c where c.region_id = ${seer.regionId}) x on x.name = w.typed
    ) found
    join organizations o on o.region_id = ${seer.regionId} and o.id = found.id
    join records on records.region_id = o.region_id and records.id = o.id
    where ${visible(seer)} order by o.name, o.id`.execute(db)
  return rows
}

/** Called much like it, the likest first. */
async function muchLike(db: Db, seer: Actor, names: readonly string[]): Promise<Meant[]> {
  if (names.every((name) => name === '')) return []
  const { rows } = await sql<Meant>`
    select w.n, o.id, o.name from ${typedNames(names)} w
    join search_texts s on s.region_id = ${seer.regionId} and plain(s.title) % w.typed
    join organizations o on o.region_id = ${seer.regionId} and o.id = s.record_id
    join records on records.region_id = o.region_id and records.id = o.id
    where similarity(plain(s.title), w.typed) > ${ALIKE} and ${visible(seer)}
    group by w.n, o.id, o.name order by max(similarity(plain(s.title), w.typed)) desc, o.id`.execute(db)
  return rows
}

/** "All of it is still so": what they said themselves before is confirmed by one press, whatever else was said of the rest. */
export function allStill(typed: AnswerTyped, known: readonly Known[]): AnswerTyped {
  if (typed.do !== 'still') return typed
  const before = (list: readonly string[], key: string) => list[typed.known.indexOf(key)] ?? ''
  return {
    ...typed,
    known: known.map(({ key }) => key),
    saying: known.map(({ key, mine }) => before(typed.saying, key) || (mine ? 'confirms' : '')),
    knownStrong: known.map(({ key }) => before(typed.knownStrong, key)),
  }
}
