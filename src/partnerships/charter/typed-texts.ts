import { namesAtWork } from '../../account/colleagues.ts'
import type { Actor } from '../../platform/actor.ts'
import { type Db, inTransaction, type Trx } from '../../platform/db.ts'
import { problem, unlessMissing } from '../../platform/errors.ts'
import type { Feed } from '../../platform/live.ts'
import type { Moment } from '../../platform/moment.ts'
import { bumpVersion } from '../../platform/records.ts'
import { changed, keepSharedText, newsOf, readSharedText, type SharedText } from '../../platform/shared-texts.ts'
import { tell } from '../../journal/entries.ts'
import { getPartnership, type Partnership } from '../partnerships.ts'
import { changeCharter, changeParty } from './charter-changes.ts'
import { charterForm, partyForm } from './forms.ts'
import { hasSeen, keepLook } from './looks.ts'
import { holdPartnership } from './revisions.ts'
import { writesCharter } from './rules.ts'
import { again, type Section, standing } from './sections.ts'

/** What of a charter is prose, and edited by several at the same time. */
const PROSE = ['purpose', 'mission', 'decisions', 'leaving', 'missionLink', 'expectedBenefits'] as const
type Prose = (typeof PROSE)[number]

/** What somebody does on for so many minutes is one spell, with one entry of the journal. */
const SPELL = 30

/** The text that a section is; null where it is something else. */
export const proseIn = ({ fields }: Section): Prose | null =>
  fields.length === 1 && (PROSE as readonly string[]).includes(fields[0]!) ? (fields[0] as Prose) : null

const schemaOf = (field: Prose) => ({ ...charterForm.shape, ...partyForm.shape })[field]

/** What a text is called among those of its record. */
const keyOf = (section: Section, field: Prose) => (section.party ? `${field} ${section.party.id}` : field)

/** The text of a section as it is typed now. Throws NotFound where the section is none. */
async function typedText(db: Db, regionId: string, partnership: Partnership, section: Section) {
  const field = proseIn(section)
  if (field === null) throw problem(404)
  const text = String(standing(partnership, section)[field])
  const key = keyOf(section, field)
  return { field, key, text, shared: await readSharedText(db, regionId, partnership.id, key, text) }
}

/**
 * Takes what somebody typed in a text while others type in it too, and gives how it stands. Throws 409 where the text has
 * begun anew, 422 where it would be too long: then nothing of the change is kept.
 */
export async function typeText(
  db: Db,
  actor: Actor,
  partnership: Pick<Partnership, 'id'>,
  section: Section,
  typed: { epoch: string; update: Uint8Array },
  moment: Moment,
): Promise<{ n: number }> {
  return inTransaction(db, async (trx) => {
    await holdPartnership(trx, actor.regionId, partnership.id)
    const now = await getPartnership(trx, actor, partnership.id)
    const at = again(now, section)
    const { field, key, text, shared } = await typedText(trx, actor.regionId, now, at)
    const came = changed(shared, typed.epoch, typed.update)
    if (came === null) return { n: now.version }
    const read = schemaOf(field).safeParse(came.text)
    if (!read.success) throw problem(422, 'partnership-charter.errors.long')
    if (read.data === text) await markChanged(trx, actor, now)
    else await saveTyped(trx, actor, now, at, { [field]: read.data }, moment)
    const version = now.version + 1
    const change = { state: came.state, update: typed.update }
    await keepSharedText(trx, actor, { id: now.id, field: key, version }, shared, change)
    return { n: version }
  })
}

/** Blanks at an end are of the text that is typed, and not of what is kept; the others are told of them all the same. */
async function markChanged(trx: Trx, actor: Actor, { id }: Partnership) {
  await bumpVersion(trx, actor.regionId, id)
  await tell(trx, `${actor.regionId} ${id}`)
}

async function saveTyped(
  trx: Trx,
  actor: Actor,
  now: Partnership,
  at: Section,
  said: Partial<Record<Prose, string>>,
  moment: Moment,
) {
  const seen = await hasSeen(trx, actor, now)
  await (at.party
    ? changeParty(trx, actor, now, at.party, said, moment, SPELL)
    : changeCharter(trx, actor, now, said, moment, SPELL))
  if (seen) await keepLook(trx, actor, await getPartnership(trx, actor, now.id), moment)
}

/** What is new in a text, for one who writes it; over when they no longer may, or their partner has left. */
export const textFeed = (db: Db, actor: Actor, partnershipId: string, section: Section): Feed => ({
  regionId: actor.regionId,
  subjectId: partnershipId,
  name: `${keyOf(section, proseIn(section)!)} of ${actor.personId}`,
  read: async (since) => {
    const there = await readingOf(db, actor, partnershipId, section).catch(unlessMissing)
    if (!there) return { n: since, data: {}, over: true }
    const { now, shared } = there
    return { n: now.version, data: { ...newsOf(shared, since), ...(await writerOf(db, actor, shared)) } }
  },
})

/** Whether somebody still writes this text. */
export const stillTypes = async (db: Db, actor: Actor, partnershipId: string, section: Section): Promise<boolean> =>
  (await readingOf(db, actor, partnershipId, section).catch(unlessMissing)) !== null

/** A text as whoever writes it reads it. Throws NotFound where they no longer do, or the text is not there any more. */
async function readingOf(db: Db, actor: Actor, id: string, section: Section) {
  const now = await getPartnership(db, actor, id)
  if (!writesCharter(actor, now)) throw problem(404)
  return { now, ...(await typedText(db, actor.regionId, now, again(now, section))) }
}

/** Who wrote last, where it was somebody else; the name where one may know it. */
async function writerOf(db: Db, actor: Actor, { by }: SharedText) {
  if (by === null || by === actor.personId) return {}
  const names = await namesAtWork(db, actor, [by])
  return { by: names.get(by) ?? '' }
}
