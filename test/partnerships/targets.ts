import { keepRevision } from '../../src/partnerships/charter/revisions.ts'
import { getComment, removeComment, writeComment } from '../../src/journal/comments.ts'
import { spokenOf } from '../../src/partnerships/comments/partnership-comments.ts'
import { createPartnership, removePartnership } from '../../src/partnerships/partnership-changes.ts'
import { getPartnership } from '../../src/partnerships/partnerships.ts'
import type { Visibility } from '../../src/platform/records.ts'
import type { Making, Target } from '../targets.ts'
import { roleMakers } from './roles.ts'

let count = 0

/** Something that one of its partners said about a partnership. */
async function aComment(made: Making, visibility: Visibility): Promise<Target> {
  const target = await aPartnershipOf(made, visibility)
  const { db, region } = made
  const partnership = await getPartnership(db, region.system, target.id)
  const said = { body: 'Why not sooner?', section: 'mission', lang: 'en' as const, for: null }
  const id = await writeComment(db, region.system, spokenOf(partnership), said, made.clock())
  return { ...target, more: { ...target.more, comment: id } }
}

async function removedComment(made: Making, visibility: Visibility): Promise<Target> {
  const target = await aComment(made, visibility)
  const comment = await getComment(made.db, made.region.system, target.more['comment']!)
  await removeComment(made.db, made.region.system, comment, made.clock())
  return target
}

/** A partnership of an organization that `inside` and `leader` speak for, and of another one. */
async function aPartnershipOf(made: Making, visibility: Visibility): Promise<Target> {
  const other = await made.anOrganization(made.region, { name: `Partner ${(count += 1)}` })
  const parties = [{ organization: made.ground.anchor.id }, { organization: other.id }]
  const given = { name: `Partnership ${count}`, mission: 'To work together.', parties, visibility }
  const { id, slug } = await createPartnership(made.db, made.region.system, given, made.clock())
  const whole = await getPartnership(made.db, made.region.system, id)
  const party = whole.parties.find((one) => one.organization.id === made.ground.anchor.id)!
  return { id, slug, region: made.region.slug, more: { partnership: slug, party: party.id, other: other.id } }
}

async function removedPartnership(made: Making, visibility: Visibility): Promise<Target> {
  const target = await aPartnershipOf(made, visibility)
  const { db, region } = made
  await removePartnership(db, region.system, await getPartnership(db, region.system, target.id), made.clock())
  return target
}

async function keptCharter(made: Making, visibility: Visibility): Promise<Target> {
  const target = await aPartnershipOf(made, visibility)
  await keepRevision(made.db, made.region.system, target, made.clock())
  return { ...target, more: { ...target.more, number: '1' } }
}

/** What of partnerships an address or a form can name. */
export const PARTNERSHIP_MAKERS = {
  partnership: aPartnershipOf,
  removedPartnership,
  keptCharter,
  comment: aComment,
  removedComment,
  ...roleMakers(aPartnershipOf),
}
