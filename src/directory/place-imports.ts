import { sql } from 'kysely'
import { type Deed, differences, recordMany } from '../journal/entries.ts'
import type { Actor } from '../platform/actor.ts'
import type { Trx } from '../platform/db.ts'
import { ownerFinder } from './import-owners.ts'
import { addFacts } from '../platform/facts.ts'
import type { Moment } from '../platform/moment.ts'
import type { PlaceRow } from './import/place-rows.ts'
import type { Fate, Outcome } from './import-fates.ts'
import { plainName } from './import-matches.ts'
import { addPlaces, changePlace, type PlaceInput } from './places.ts'

/** How a list calls its outlets. */
const OUTLET = 'outlet'
/** So many are written at once. */
const CHUNK = 500

interface Here {
  id: string
  organizationId: string
  kind: string
  input: PlaceInput
  extra: Record<string, unknown>
  /** It became another place, which stays as it is: a row that means it says nothing new. */
  isMerged?: boolean
}
interface Fresh extends Here {
  outlet: string
}

/**
 * Takes rows of a list in as places of organizations that are here: what is here already is brought up to date in what a
 * row says, and what says nothing new writes nothing. A row of an organization that is not here is refused.
 */
export async function takeInPlaces(
  trx: Trx,
  actor: Actor,
  file: { file: string; rows: readonly PlaceRow[] },
  moment: Moment,
  manner: { batch: string; progress?: (rows: number) => void },
): Promise<Fate[]> {
  const whose = await ownerFinder(trx, actor.regionId)
  const owners = file.rows.map(({ organization }) => whose(organization)).filter((one) => typeof one === 'string')
  const known = await placesHere(trx, actor.regionId, [...new Set(owners)])
  const fresh: Fresh[] = []
  const changed = new Map<string, Here>()
  const touched = new Set<string>()
  const fates = file.rows.map((row): Fate => {
    manner.progress?.(1)
    const name = row.input.placeName || row.input.street || row.outlet
    const fate = (outcome: Outcome, more: Partial<Fate> = {}): Fate => ({
      file: file.file,
      row: row.row,
      name,
      outcome,
      ...more,
    })
    if (row.refused) return fate('refused', row.refused)
    const owner = whose(row.organization)
    if (typeof owner !== 'string') return fate('refused', { reason: owner })
    const keys = keysOf(owner, row)
    const there = keys.map((key) => known.get(key)).find((one) => one !== undefined)
    if (there?.isMerged) return fate('unchanged')
    if (there) {
      const now = withRow(there, row)
      if (Object.keys(differences<Here>(there, now)).length === 0) return fate('unchanged')
      Object.assign(there, now)
      touched.add(owner)
      if (!fresh.includes(there as Fresh)) changed.set(there.id, there)
      return fate('updated')
    }
    const made: Fresh = {
      id: moment.id(),
      organizationId: owner,
      kind: row.kind,
      input: row.input,
      extra: row.extra,
      outlet: row.outlet,
    }
    for (const key of keys) known.set(key, made)
    fresh.push(made)
    touched.add(owner)
    return fate('created')
  })
  await write(trx, actor, fresh, [...changed.values()], touched, moment, manner.batch)
  return fates
}

/** By how its list calls it, else by name and street. */
const keysOf = (owner: string, { outlet, input }: Pick<PlaceRow, 'outlet' | 'input'>): string[] =>
  outlet === '' ? [`${owner} ${plainName(input.placeName)} ${plainName(input.street)}`] : [`${owner} #${outlet}`]

/** What a row says counts; what it does not say stays. */
function withRow(there: Here, row: PlaceRow): Here {
  const said = Object.fromEntries(Object.entries(row.input).filter(([, value]) => value !== '' && value !== null))
  return {
    ...there,
    kind: row.kind === 'office' ? there.kind : row.kind,
    input: { ...there.input, ...said },
    extra: { ...there.extra, ...row.extra },
  }
}

async function write(
  trx: Trx,
  actor: Actor,
  fresh: readonly Fresh[],
  changed: readonly Here[],
  touched: ReadonlySet<string>,
  moment: Moment,
  batch: string,
) {
  if (touched.size === 0) return
  const deeds = [...touched].map((id): Deed => ({ verb: 'organization.places-changed', record: { id }, batch }))
  await recordMany(trx, actor, deeds, moment, async () => {
    for (let at = 0; at < fresh.length; at += CHUNK) {
      const some = fresh.slice(at, at + CHUNK)
      await addPlaces(
        trx,
        actor.regionId,
        some.map(({ id, organizationId, kind, input, extra }) => ({ ...input, id, organizationId, kind, extra })),
        moment,
      )
      const told = some.filter(({ outlet }) => outlet !== '')
      await addFacts(
        trx,
        actor.regionId,
        told.map(({ id, outlet }) => ({ id, identifiers: [`${OUTLET}:${outlet}`], references: [] })),
        moment,
      )
    }
    for (const { id, kind, input, extra } of changed)
      await changePlace(trx, actor.regionId, id, { ...input, kind, extra })
  })
}

/** It became another one. */
const merged = sql<boolean>`exists (select from merges m where m.region_id = p.region_id and m.lost_id = p.id
  and m.undone_at is null)`

/** The places of some organizations and what became one of them, by what a row would find them by: what is there comes last. */
async function placesHere(trx: Trx, regionId: string, owners: string[]): Promise<Map<string, Here>> {
  const rows = await trx
    .selectFrom('places as p')
    .innerJoin('records as r', (on) => on.onRef('r.region_id', '=', 'p.region_id').onRef('r.id', '=', 'p.id'))
    .selectAll('p')
    .select(
      sql<string | null>`(select min(i.value) from identifiers i where i.region_id = p.region_id and i.record_id = p.id
        and i.scheme = ${OUTLET})`.as('outlet'),
    )
    .select(sql<boolean>`r.removed_at is not null`.as('isMerged'))
    .where('p.region_id', '=', regionId)
    .where(sql<boolean>`(r.removed_at is null or ${merged})`)
    .where('p.organization_id', '=', sql<string>`any(${owners}::uuid[])`)
    .orderBy(sql`r.removed_at is null`)
    .orderBy('p.id')
    .execute()
  return new Map(
    rows.map((row) => {
      const input: PlaceInput = {
        placeName: row.name,
        street: row.street,
        city: row.city,
        state: row.state,
        postalCode: row.postal_code,
        county: row.county,
        latitude: row.latitude,
        longitude: row.longitude,
        accessNotes: row.access_notes,
      }
      const here = {
        id: row.id,
        organizationId: row.organization_id!,
        kind: row.kind,
        input,
        extra: row.extra as Record<string, unknown>,
        isMerged: row.isMerged,
      }
      return [keysOf(here.organizationId, { outlet: row.outlet ?? '', input })[0]!, here]
    }),
  )
}
