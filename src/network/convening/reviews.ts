import { sql } from 'kysely'
import { createDespite, listLikely } from '../../directory/duplicates.ts'
import { organizationForm } from '../../directory/forms.ts'
import { record } from '../../journal/entries.ts'
import { type Decision, decide, listAbout, type Suggestion } from '../../journal/proposals.ts'
import type { Actor } from '../../platform/actor.ts'
import { type Db, inTransaction, type Trx } from '../../platform/db.ts'
import { found, isProblem, problem } from '../../platform/errors.ts'
import type { Lang } from '../../platform/i18n.ts'
import type { Moment } from '../../platform/moment.ts'
import { changeForm } from '../forms.ts'
import { proposeTie } from '../tie-proposals.ts'
import { type Line, readLines, strengthOf } from './line-lists.ts'
import { type Meeting, PROPOSED } from './meetings.ts'

/** A line of a meeting that is over, with what was decided of it; none: there was nothing to decide. */
export interface Reviewed extends Line {
  decision: Decision | null
  awaits: boolean
}

/** What was said at a meeting, organizations first, with what became of it. */
export async function listReviewed(db: Db, actor: Actor, meeting: Meeting): Promise<Reviewed[]> {
  const { lines } = await readLines(db, meeting, 0)
  const said = lines.filter((line) => line.there)
  const keys = said.map((line) => line.id)
  const about = new Map((await listAbout(db, actor, Object.values(PROPOSED), keys)).map((one) => [one.key, one]))
  return said
    .map((line) => {
      const proposal = about.get(line.id)
      const decision = proposal?.decision ?? null
      return { ...line, decision, awaits: proposal !== undefined && (decision === null || decision === 'later') }
    })
    .toSorted((a, b) => Number(a.kind === 'tie') - Number(b.kind === 'tie') || a.n - b.n)
}

/** An organization that was only named, decided or not. Throws NotFound. */
export async function getReviewed(db: Db, actor: Actor, meeting: Meeting, lineId: string): Promise<Reviewed> {
  const lines = await listReviewed(db, actor, meeting)
  return found(lines.find((line) => line.id === lineId && line.kind === 'organization'))
}

const suggestionOf = (meeting: Meeting, line: Line): Suggestion => ({
  kind: PROPOSED[line.kind],
  key: line.id,
  payload: { meeting: meeting.id, line: line.id },
  concerns: [meeting.id],
})

/** What an organization that was only named is: a new one, one that is here, or nothing. */
export type Is =
  | { what: 'new'; name: string; sector: string; lang: Lang }
  | { what: 'known'; organizationId: string }
  | { what: 'refused' }

/** Decides what an organization is that was named. Its ties can be accepted from then on, unless it is nothing. */
export async function decideOrganization(db: Db, actor: Actor, meeting: Meeting, line: Line, is: Is, moment: Moment) {
  const deed = { verb: 'meeting.decided', record: meeting, changes: { organizations: [0, 1] } }
  await record(db, actor, deed, moment, async (trx) => {
    await holdLines(trx, meeting)
    const { awaits } = await getReviewed(trx, actor, meeting, line.id)
    if (!awaits) throw problem(409, 'meetings.errors.decided')
    const id = is.what === 'known' ? is.organizationId : is.what === 'new' ? await addNew(trx, actor, is, moment) : null
    if (id !== null)
      await trx
        .updateTable('meeting_lines')
        .set({ organization_id: id })
        .where('region_id', '=', meeting.regionId)
        .where('id', '=', line.id)
        .execute()
    await decide(trx, actor, suggestionOf(meeting, line), id === null ? 'refused' : 'accepted', moment)
  })
}

/** A new organization, seen by the region's members. Whoever decides saw those that it resembles, and says that it is another. */
async function addNew(trx: Trx, actor: Actor, { name, sector, lang }: Is & { what: 'new' }, moment: Moment) {
  const input = organizationForm.parse({ name, sector, lang, visibility: 'region' })
  const likely = await listLikely(trx, actor, input)
  const despite = { all: false, looked: new Set(likely.map((one) => one.id)) }
  return (await createDespite(trx, actor, input, { likely, despite }, moment)).id
}

/** What became of several ties: on the map, there already, not wanted, or waiting until it is known who their ends are. */
export interface Fates {
  accepted: number
  known: number
  refused: number
  waiting: number
}

/**
 * Decides several ties. Those that are accepted are reported: whoever held a phone may come from an organization and does
 * not speak for it, so its sides are asked as of every tie that a third reports.
 */
export async function decideTies(
  db: Db,
  actor: Actor,
  meeting: Meeting,
  asked: { lines: readonly string[]; decision: 'accepted' | 'refused'; said(line: Line): string; lang: Lang },
  moment: Moment,
): Promise<Fates> {
  const fates: Fates = { accepted: 0, known: 0, refused: 0, waiting: 0 }
  await inTransaction(db, async (trx) => {
    await holdLines(trx, meeting)
    const all = await listReviewed(trx, actor, meeting)
    const is = new Map(all.map((line) => [line.id, line.organizationId]))
    for (const line of all.filter((one) => one.kind === 'tie' && one.awaits && asked.lines.includes(one.id))) {
      const refused = asked.decision === 'refused'
      const fate = refused ? 'refused' : await putOnMap(trx, actor, meeting, line, is, asked, moment)
      fates[fate] += 1
      if (fate === 'waiting') continue
      await decide(trx, actor, suggestionOf(meeting, line), refused ? 'refused' : 'accepted', moment)
    }
    const decided = fates.accepted + fates.known + fates.refused
    const deed = { verb: 'meeting.decided', record: meeting, changes: { ties: [0, decided] } }
    if (decided > 0) await record(trx, actor, deed, moment, async () => undefined)
  })
  return fates
}

async function putOnMap(
  trx: Trx,
  actor: Actor,
  meeting: Meeting,
  line: Line,
  is: ReadonlyMap<string, string | null>,
  asked: { said(line: Line): string; lang: Lang },
  moment: Moment,
): Promise<keyof Fates> {
  const [organization, other] = [is.get(line.aId!), is.get(line.bId!)]
  if (!organization || !other || organization === other) return 'waiting'
  const details = changeForm.parse({ strength: strengthOf(line), visibility: 'region', lang: asked.lang })
  const ends = { organization, other, kind: line.tieKind, direction: 'forward' as const }
  const origin = { by: 'coordinator' as const, batch: meeting.id, said: asked.said(line) }
  try {
    const { made } = await proposeTie(trx, actor, { ...details, ...ends }, moment, origin)
    return made ? 'accepted' : 'known'
  } catch (error) {
    // An end was taken off the map since.
    if (isProblem(error) && error.status === 422) return 'waiting'
    throw error
  }
}

/** Two who decide at once decide in turn. */
async function holdLines(trx: Trx, meeting: Meeting) {
  const { rows } = await sql<{ open: boolean }>`select closed_at is null as open from meetings
    where region_id = ${meeting.regionId} and id = ${meeting.id} for update`.execute(trx)
  if (rows[0]?.open) throw problem(409, 'meetings.errors.open')
}
