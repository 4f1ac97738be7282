import { sql } from 'kysely'
import { differences, record } from '../../journal/entries.ts'
import { type Actor, organizationsWith } from '../../platform/actor.ts'
import { type Db, type Trx, visible } from '../../platform/db.ts'
import { dropFile, storeFile } from '../../platform/files.ts'
import { paintAnew, type Picture } from '../../platform/images.ts'
import { problem } from '../../platform/errors.ts'
import { UUID } from '../../platform/ids.ts'
import type { Moment } from '../../platform/moment.ts'
import { partialDate } from '../../platform/partial-dates.ts'
import { addRecord, circleOf, join, nextVersion, putInCircle, remove, restore } from '../../platform/records.ts'
import { indexText } from '../../platform/search-texts.ts'
import { scan } from '../../platform/scans.ts'
import { currentParties, type Partnership } from '../partnerships.ts'
import { type Due, type GrantInput, readDue, writeDue } from './forms.ts'
import type { Grant } from './grants.ts'

/** A grant as its form holds it. */
export const asGrantInput = (grant: Grant): GrantInput => ({
  name: grant.name,
  funder: grant.funder.name,
  awardNumber: grant.awardNumber,
  amount: grant.amount,
  match: grant.match,
  period: grant.period ?? '',
  reports: grant.reports.map(writeDue),
  acknowledgement: grant.acknowledgement,
  visibility: grant.visibility,
  lang: grant.lang,
})

type Owner = Pick<Partnership, 'id' | 'parties'>

/** Writes down a grant of a partnership. */
export async function addGrant(
  db: Db,
  actor: Actor,
  partnership: Owner,
  input: GrantInput,
  moment: Moment,
): Promise<string> {
  const id = moment.id()
  const deed = {
    verb: 'grant.created',
    record: { id },
    ...told(actor, partnership),
    changes: differences({}, forJournal(input)),
  }
  await record(db, actor, deed, moment, async (trx) => {
    const { visibility, lang } = input
    await addRecord(trx, actor.regionId, { id, kind: 'grant', visibility, lang }, moment)
    await trx
      .insertInto('grants')
      .values({
        region_id: actor.regionId,
        id,
        partnership_id: partnership.id,
        ...(await columnsOf(trx, actor, input)),
      })
      .execute()
    await join(trx, actor.regionId, id, [partnership.id])
    await saveRest(trx, actor, partnership, id, input, moment)
  })
  return id
}

/** Changes a grant from the version that was read; throws 409 when somebody else was faster. */
export async function changeGrant(
  db: Db,
  actor: Actor,
  partnership: Owner,
  before: Grant,
  input: GrantInput,
  moment: Moment,
) {
  const changes = differences(forJournal(asGrantInput(before)), forJournal(input))
  await record(
    db,
    actor,
    { verb: 'grant.changed', record: before, ...told(actor, partnership), changes },
    moment,
    async (trx) => {
      await nextVersion(trx, actor.regionId, before.id, before.version, {
        visibility: input.visibility,
        lang: input.lang,
      })
      const { funder_id: funderId, funder, ...columns } = await columnsOf(trx, actor, input)
      // A funder that its writer does not see stays who it is.
      const isSame = input.funder === before.funder.name
      await trx
        .updateTable('grants')
        .set({ ...columns, ...(!isSame && { funder_id: funderId, funder }) })
        .where('region_id', '=', actor.regionId)
        .where('id', '=', before.id)
        .execute()
      await saveRest(trx, actor, partnership, before.id, input, moment)
    },
  )
}

/** Takes a grant away; it can be brought back. */
export const removeGrant = (db: Db, actor: Actor, partnership: Owner, grant: Grant, moment: Moment) =>
  record(db, actor, { verb: 'grant.removed', record: grant, ...told(actor, partnership) }, moment, (trx) =>
    remove(trx, actor.regionId, grant.id, moment),
  )

export const restoreGrant = (db: Db, actor: Actor, partnership: Owner, grant: Grant, moment: Moment) =>
  record(db, actor, { verb: 'grant.restored', record: grant, ...told(actor, partnership) }, moment, (trx) =>
    restore(trx, actor.regionId, grant.id),
  )

/** The funder has heard what it wanted to hear, on a day; a second time changes nothing. */
export async function noteReport(
  db: Db,
  actor: Actor,
  partnership: Owner,
  grant: Grant,
  id: string,
  today: string,
  moment: Moment,
) {
  const report = grant.reports.find((one) => one.id === id)
  if (!report) throw problem(404)
  if (report.reportedOn !== null) return
  const changes = { report: writeDue(report) }
  await record(
    db,
    actor,
    { verb: 'grant.reported', record: grant, ...told(actor, partnership), changes },
    moment,
    (trx) =>
      trx
        .updateTable('grant_reports')
        .set({ reported_on: today })
        .where('region_id', '=', actor.regionId)
        .where('grant_id', '=', grant.id)
        .where('id', '=', id)
        .execute(),
  )
}

/** The picture that a funder asks for is shown no larger, in pixels. */
const BOX = { width: 960, height: 480 }
export const LOGO_MEGABYTES = 5

/** The picture that goes with the acknowledgement, painted anew. Throws 422 with the reason where it is none, or too large. */
export async function setGrantLogo(
  db: Db,
  actor: Actor,
  partnership: Owner,
  grant: Grant,
  bytes: Uint8Array,
  scanner: string | undefined,
  moment: Moment,
) {
  if (bytes.length > LOGO_MEGABYTES * 1_000_000) throw problem(422, 'files.tooLarge', { max: LOGO_MEGABYTES })
  await scan(scanner, bytes)
  const picture: Picture | undefined = await paintAnew(bytes, BOX)
  if (!picture) throw problem(422, 'files.noPicture')
  const file = { recordId: grant.id, purpose: 'acknowledgement' as const, ...picture }
  await record(db, actor, { verb: 'grant.logo-set', record: grant, ...told(actor, partnership) }, moment, (trx) =>
    storeFile(trx, actor.regionId, file, moment),
  )
}

/** Takes the picture away. A grant that has none stays as it is. */
export async function removeGrantLogo(db: Db, actor: Actor, partnership: Owner, grant: Grant, moment: Moment) {
  if (!grant.hasLogo) return
  await record(db, actor, { verb: 'grant.logo-removed', record: grant, ...told(actor, partnership) }, moment, (trx) =>
    dropFile(trx, actor.regionId, grant.id, 'acknowledgement'),
  )
}

/** For which partner the actor does it, and which partnership it is about. */
function told(actor: Actor, partnership: Owner) {
  const mine = actor.coordinates ? [] : organizationsWith(actor, 'speak')
  const own = currentParties(partnership).find(({ organization }) => mine.includes(organization.id))
  return { for: own?.organization.id ?? null, concerns: [partnership.id] }
}

/** What the journal may hold: a funder may be an organization that not everybody sees. */
const forJournal = ({ funder: _funder, ...input }: GrantInput) => input

async function columnsOf(
  trx: Trx,
  actor: Actor,
  { name, funder, awardNumber, amount, match, period, acknowledgement }: GrantInput,
) {
  const date = period === '' ? undefined : partialDate(period)
  const organizationId = await organizationNamed(trx, actor, funder)
  return {
    name,
    funder_id: organizationId,
    // An organization is named to those who see it.
    funder: organizationId ? '' : funder,
    award_number: awardNumber,
    amount,
    match,
    period: date?.ok ? date.edtf : null,
    period_first: date?.ok ? date.first : null,
    period_last: date?.ok ? date.last : null,
    acknowledgement,
  }
}

/** The organization of the directory that is meant, by its id, slug or whole name; null where it is somebody else. */
async function organizationNamed(trx: Trx, actor: Actor, said: string): Promise<string | null> {
  if (said === '') return null
  const { rows } = await sql<{ id: string }>`
    select o.id from organizations o join records on records.region_id = o.region_id and records.id = o.id
    where o.region_id = ${actor.regionId} and ${visible(actor)}
      and (o.id = ${UUID.test(said) ? said : null}::uuid or records.slug = ${said} or plain(o.name) = plain(${said}))
    order by o.id limit 1`.execute(trx)
  return rows[0]?.id ?? null
}

/** What stands in other tables. */
async function saveRest(trx: Trx, actor: Actor, partnership: Owner, id: string, input: GrantInput, moment: Moment) {
  await saveReports(
    trx,
    actor.regionId,
    id,
    input.reports.flatMap((line) => readDue(line) ?? []),
    moment,
  )
  const body = [input.awardNumber, input.acknowledgement].filter(Boolean).join('\n\n')
  await indexText(trx, actor.regionId, id, { lang: input.lang, title: input.name, body })
  if (input.visibility !== 'circle') return
  const partners = currentParties(partnership).map(({ organization }) => organization.id)
  await putInCircle(trx, actor.regionId, id, await circleOf(trx, actor.regionId, id, partners, moment))
}

/** What was there on the same day for the same thing stays, with when it was made. */
async function saveReports(trx: Trx, regionId: string, grantId: string, wanted: readonly Due[], moment: Moment) {
  const known = await trx
    .selectFrom('grant_reports')
    .select(['id', 'due', 'what'])
    .where('region_id', '=', regionId)
    .where('grant_id', '=', grantId)
    .execute()
  const keys = new Set(wanted.map(writeDue))
  const gone = known.filter((row) => !keys.has(writeDue(row))).map((row) => row.id)
  const there = new Set(known.map(writeDue))
  await sql`delete from grant_reports where region_id = ${regionId} and grant_id = ${grantId}
    and id = any(${gone}::uuid[])`.execute(trx)
  const rows = [...new Map(wanted.map((one) => [writeDue(one), one])).values()].filter(
    (one) => !there.has(writeDue(one)),
  )
  if (rows.length === 0) return
  await trx
    .insertInto('grant_reports')
    .values(rows.map(({ due, what }) => ({ region_id: regionId, id: moment.id(), grant_id: grantId, due, what })))
    .execute()
}
