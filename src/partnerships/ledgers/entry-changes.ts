import { sql } from 'kysely'
import { differences, record } from '../../journal/entries.ts'
import { type Actor, organizationsWith } from '../../platform/actor.ts'
import { type Db, type Trx, visible } from '../../platform/db.ts'
import { problem } from '../../platform/errors.ts'
import type { Moment } from '../../platform/moment.ts'
import { addRecord, circleOf, join, nextVersion, putInCircle, remove, restore } from '../../platform/records.ts'
import { indexText } from '../../platform/search-texts.ts'
import type { Entry } from './entries.ts'
import { columnsOf } from './entry-columns.ts'
import type { EntryInput } from './forms.ts'
import { countsPeople, type Ledger, PLACES } from './ledger-kinds.ts'

/** An entry as its form holds it. */
export const asEntryInput = (entry: Entry): EntryInput => ({
  organization: entry.organization.id,
  what: entry.what,
  told: entry.told,
  period: entry.period ?? '',
  amount: entry.amount,
  unit: entry.unit,
  partnerships: entry.partnerships.map(({ id }) => id),
  others: entry.others.map(({ id }) => id),
  origin: entry.originId === entry.id ? '' : entry.originId,
  proposal: '',
  visibility: entry.visibility,
  lang: entry.lang,
})

/** Writes down what an organization gained or gave. The same told again of the same record answers 409: it counts once. */
export async function addEntry(
  db: Db,
  actor: Actor,
  ledger: Ledger,
  input: EntryInput,
  moment: Moment,
): Promise<string> {
  const id = moment.id()
  const deed = {
    verb: `${ledger}.created`,
    record: { id },
    ...told(actor, input.organization),
    changes: differences({}, forJournal(input)),
  }
  await record(db, actor, deed, moment, async (trx) => {
    await checkEnds(trx, actor, input)
    if (input.origin !== '') await checkOrigin(trx, actor, ledger, input)
    const { visibility, lang } = input
    await addRecord(trx, actor.regionId, { id, kind: ledger, visibility, lang }, moment)
    await trx
      .insertInto(PLACES[ledger].table)
      .values({
        region_id: actor.regionId,
        id,
        organization_id: input.organization,
        origin_id: input.origin || id,
        ...columnsOf(input),
      })
      .execute()
    await join(trx, actor.regionId, id, [input.organization])
    await saveRest(trx, actor, id, input, moment)
  })
  return id
}

/** Changes an entry from the version that was read; throws 409 when somebody else was faster. Whose it is stays. */
export async function changeEntry(db: Db, actor: Actor, before: Entry, given: EntryInput, moment: Moment) {
  const { ledger, id } = before
  const input = { ...given, organization: before.organization.id }
  const deed = {
    verb: `${ledger}.changed`,
    record: before,
    ...told(actor, input.organization),
    changes: differences(forJournal(asEntryInput(before)), forJournal(input, before)),
  }
  await record(db, actor, deed, moment, async (trx) => {
    await checkEnds(trx, actor, input)
    await nextVersion(trx, actor.regionId, id, before.version, { visibility: input.visibility, lang: input.lang })
    const { amount, ...columns } = columnsOf(input)
    // Who is not told how few they were leaves the number as it is.
    const isUntold = before.small && amount === null && input.unit === before.unit && input.what === before.what
    await trx
      .updateTable(PLACES[ledger].table)
      .set({ ...columns, ...(!isUntold && { amount }) })
      .where('region_id', '=', actor.regionId)
      .where('id', '=', id)
      .execute()
    await forget(trx, actor, before)
    await saveRest(trx, actor, id, input, moment)
  })
}

/** Takes an entry out of its ledger; it can be brought back. */
export const removeEntry = (db: Db, actor: Actor, entry: Entry, moment: Moment) =>
  record(
    db,
    actor,
    { verb: `${entry.ledger}.removed`, record: entry, ...told(actor, entry.organization.id) },
    moment,
    (trx) => remove(trx, actor.regionId, entry.id, moment),
  )

/** Brings an entry back. Throws 409 where another one has told of the same record since. */
export const restoreEntry = (db: Db, actor: Actor, entry: Entry, moment: Moment) =>
  record(
    db,
    actor,
    { verb: `${entry.ledger}.restored`, record: entry, ...told(actor, entry.organization.id) },
    moment,
    async (trx) => {
      if (entry.originId !== entry.id) await checkOrigin(trx, actor, entry.ledger, asEntryInput(entry))
      await restore(trx, actor.regionId, entry.id)
    },
  )

const told = (actor: Actor, organizationId: string) => ({
  for: !actor.coordinates && organizationsWith(actor, 'speak').includes(organizationId) ? organizationId : null,
  concerns: [organizationId],
})

/** What the journal may hold: no count of people, which is read by few while it is small. */
function forJournal(input: EntryInput, before?: Entry): Partial<EntryInput> {
  const {
    amount,
    organization: _organization,
    partnerships: _with,
    others: _others,
    origin: _of,
    proposal: _from,
    ...rest
  } = input
  const isSealed = countsPeople(input.unit) || (before && countsPeople(before.unit))
  return isSealed ? rest : { ...rest, amount }
}

/** Only what the actor can find can be named. */
async function checkEnds(trx: Trx, actor: Actor, { organization, others, partnerships }: EntryInput) {
  const wanted = new Set([organization, ...others])
  const known = await trx
    .selectFrom('records')
    .select(['records.id', 'records.kind'])
    .where(visible(actor))
    .where('records.kind', 'in', ['organization', 'partnership'])
    .where(sql<boolean>`records.id = any(${[...wanted, ...partnerships]}::uuid[])`)
    .execute()
  const of = (kind: string) => known.filter((row) => row.kind === kind).length
  if (of('organization') < wanted.size) throw problem(422, 'partnership-ledgers.errors.organization')
  if (of('partnership') < new Set(partnerships).size) throw problem(422, 'partnership-ledgers.errors.partnership')
}

/** Two who tell of the same record at once do so in turn: the second is told that it stands there. */
async function checkOrigin(
  trx: Trx,
  actor: Actor,
  ledger: Ledger,
  { origin, organization, what }: Pick<EntryInput, 'origin' | 'organization' | 'what'>,
) {
  await trx
    .selectFrom('organizations')
    .select('id')
    .where('region_id', '=', actor.regionId)
    .where('id', '=', organization)
    .forNoKeyUpdate()
    .execute()
  const known = trx.selectFrom('records').select('records.id').where(visible(actor)).where('records.id', '=', origin)
  if (!(await known.executeTakeFirst())) throw problem(422, 'partnership-ledgers.errors.origin')
  const { rows } = await sql`select from ${sql.table(PLACES[ledger].table)} x
    join records r on r.region_id = x.region_id and r.id = x.id and r.removed_at is null
    where x.region_id = ${actor.regionId} and x.organization_id = ${organization} and x.origin_id = ${origin}
      and x.what = ${what}`.execute(trx)
  if (rows.length > 0) throw problem(409, 'partnership-ledgers.errors.again')
}

/** What its writer could see of the others goes; what they could not stays. */
async function forget(trx: Trx, actor: Actor, { id, others, partnerships }: Entry) {
  const of = { regionId: actor.regionId, id }
  const ids = (all: readonly { id: string }[]) => all.map((one) => one.id)
  await sql`delete from ledger_others where region_id = ${of.regionId} and entry_id = ${of.id}
    and organization_id = any(${ids(others)}::uuid[])`.execute(trx)
  await sql`delete from ledger_partnerships where region_id = ${of.regionId} and entry_id = ${of.id}
    and partnership_id = any(${ids(partnerships)}::uuid[])`.execute(trx)
}

/** What stands in other tables. */
async function saveRest(trx: Trx, actor: Actor, id: string, input: EntryInput, moment: Moment) {
  const { regionId } = actor
  const entry = { region_id: regionId, entry_id: id }
  if (input.others.length > 0)
    await trx
      .insertInto('ledger_others')
      .values([...new Set(input.others)].map((organization_id) => ({ ...entry, organization_id })))
      .onConflict((on) => on.doNothing())
      .execute()
  if (input.partnerships.length > 0)
    await trx
      .insertInto('ledger_partnerships')
      .values([...new Set(input.partnerships)].map((partnership_id) => ({ ...entry, partnership_id })))
      .onConflict((on) => on.doNothing())
      .execute()
  await indexText(trx, regionId, id, { lang: input.lang, title: input.told, body: '' })
  if (input.visibility === 'circle') await closeToPartners(trx, regionId, id, input.organization, moment)
}

/** A private entry is seen by the organization whose it is and the partners of today of its partnerships. */
async function closeToPartners(trx: Trx, regionId: string, id: string, organizationId: string, moment: Moment) {
  const rows = await trx
    .selectFrom('ledger_partnerships as l')
    .innerJoin('parties as a', (on) =>
      on.onRef('a.region_id', '=', 'l.region_id').onRef('a.partnership_id', '=', 'l.partnership_id'),
    )
    .select('a.organization_id as id')
    .distinct()
    .where('l.region_id', '=', regionId)
    .where('l.entry_id', '=', id)
    .where('a.left_on', 'is', null)
    .execute()
  const seers = [organizationId, ...rows.map((row) => row.id)]
  await putInCircle(trx, regionId, id, await circleOf(trx, regionId, id, seers, moment))
}
