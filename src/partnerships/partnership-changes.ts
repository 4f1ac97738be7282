import { type SqlBool, sql } from 'kysely'
import { record } from '../journal/entries.ts'
import { periodOf } from '../network/periods.ts'
import { type Actor, organizationsWith } from '../platform/actor.ts'
import { type Db, type Trx, visible } from '../platform/db.ts'
import { problem } from '../platform/errors.ts'
import type { Moment } from '../platform/moment.ts'
import { addRecord, circleOf, putInCircle, remove, restore } from '../platform/records.ts'
import { indexText } from '../platform/search-texts.ts'
import { type NewPartnership, newPartnershipSchema } from './forms.ts'

/**
 * Begins a partnership of these organizations. Nobody has agreed to anything by that. Throws 422 when the actor cannot find
 * one of them.
 */
export async function createPartnership(
  db: Db,
  actor: Actor,
  input: NewPartnership,
  moment: Moment,
  origin: { id?: string } = {},
): Promise<{ id: string; slug: string }> {
  const made = newPartnershipSchema.parse(input)
  const id = origin.id ?? moment.id()
  const organizations = [...new Set(made.organizations)]
  const deed = {
    verb: 'partnership.proposed',
    record: { id },
    ...told(actor, organizations),
    changes: { name: [null, made.name] },
  }
  return record(db, actor, deed, moment, async (trx) => {
    await checkOrganizations(trx, actor, organizations)
    const { name, visibility, lang } = made
    const { slug } = await addRecord(trx, actor.regionId, { id, kind: 'partnership', name, visibility, lang }, moment)
    const period = periodOf(made.since, made.until)
    await trx
      .insertInto('partnerships')
      .values({
        region_id: actor.regionId,
        id,
        name,
        purpose: made.purpose,
        mission: made.mission,
        decisions: made.decisions,
        leaving: made.leaving,
        places: made.places,
        period: period.period,
        period_first: period.periodFirst,
        period_last: period.periodLast,
      })
      .execute()
    await trx
      .insertInto('parties')
      .values(
        organizations.map((organization_id, position) => ({
          region_id: actor.regionId,
          id: moment.id(),
          partnership_id: id,
          organization_id,
          position,
        })),
      )
      .execute()
    await keepCircle(trx, actor.regionId, id, moment)
    await indexPartnership(trx, actor.regionId, id)
    return { id, slug: slug! }
  })
}

/** For which partner the actor does something. */
function told(actor: Actor, organizations: readonly string[]) {
  const mine = actor.coordinates ? [] : organizationsWith(actor, 'speak')
  return { for: organizations.find((id) => mine.includes(id)) ?? null }
}

interface Partners {
  parties: readonly { organization: { id: string }; leftOn: string | null }[]
}

/** The same for a partnership that is there. */
const toldOf = (actor: Actor, { parties }: Partners) =>
  told(
    actor,
    parties.flatMap((party) => (party.leftOn === null ? [party.organization.id] : [])),
  )

/** The circle of a partnership is its partners of today: called whenever one joins or leaves. */
async function keepCircle(trx: Trx, regionId: string, id: string, moment: Moment) {
  const partners = await trx
    .selectFrom('parties')
    .select('organization_id')
    .where('region_id', '=', regionId)
    .where('partnership_id', '=', id)
    .where('left_on', 'is', null)
    .execute()
  const ids = partners.map((row) => row.organization_id)
  await putInCircle(trx, regionId, id, await circleOf(trx, regionId, id, ids, moment))
}

/** What the search finds a partnership by: called whenever its prose changes. */
async function indexPartnership(trx: Trx, regionId: string, id: string) {
  const row = await trx
    .selectFrom('partnerships as p')
    .innerJoin('records as r', (on) => on.onRef('r.region_id', '=', 'p.region_id').onRef('r.id', '=', 'p.id'))
    .select(['p.name', 'p.purpose', 'p.mission', 'r.lang'])
    .where('p.region_id', '=', regionId)
    .where('p.id', '=', id)
    .executeTakeFirstOrThrow()
  const body = [row.mission, row.purpose].filter(Boolean).join('\n\n')
  await indexText(trx, regionId, id, { lang: row.lang as 'en' | 'es', title: row.name, body })
}

/** Only what the actor can find can be named. */
async function checkOrganizations(trx: Trx, actor: Actor, ids: readonly string[]) {
  const known = await trx
    .selectFrom('records')
    .select('records.id')
    .where(visible(actor))
    .where('records.kind', '=', 'organization')
    .where(sql<SqlBool>`records.id = any(${ids}::uuid[])`)
    .execute()
  if (known.length < ids.length) throw problem(422, 'partnerships.errors.organization')
}

type Together = Partners & { id: string }

/** Takes a partnership away, with all that hangs on it; it can be brought back. */
export const removePartnership = (db: Db, actor: Actor, partnership: Together, moment: Moment) =>
  record(
    db,
    actor,
    { verb: 'partnership.removed', record: partnership, ...toldOf(actor, partnership) },
    moment,
    (trx) => remove(trx, actor.regionId, partnership.id, moment),
  )

export const restorePartnership = (db: Db, actor: Actor, partnership: Together, moment: Moment) =>
  record(
    db,
    actor,
    { verb: 'partnership.restored', record: partnership, ...toldOf(actor, partnership) },
    moment,
    (trx) => restore(trx, actor.regionId, partnership.id),
  )
