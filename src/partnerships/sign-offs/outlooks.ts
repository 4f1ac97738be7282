import { systemActor } from '../../platform/actor.ts'
import type { Db } from '../../platform/db.ts'
import { differencesOf, isMaterial } from '../charter/differences.ts'
import { type CharterContent, draftOf, getRevision } from '../charter/revisions.ts'
import { currentParties, getPartnership, type Partnership } from '../partnerships.ts'
import { agrees } from './rules.ts'
import { type Asking, listAskings, openAsking, type SignOff } from './sign-offs.ts'
import { type Signer, signersOf } from './signers.ts'

/** A partner that would be asked about the charter as it stands. */
export interface Candidate {
  organization: { id: string; slug: string; name: string; sector: string }
  signers: Signer[]
  /** An earlier word of theirs that holds, since only words differ: they are not asked again. */
  held: SignOff | null
  /** Their last word was no. */
  declined: SignOff | null
}

/** How the charter as it stands compares with what was asked last. */
export type Draft = 'unasked' | 'same' | 'words' | 'material'

/** What asking now would mean. */
export interface Outlook {
  partnership: Partnership
  askings: Asking[]
  candidates: Candidate[]
  draft: Draft
  /** What was asked last, unless it was withdrawn. */
  last: Asking | undefined
  /** There is something to ask: the charter differs from what was asked last, or somebody declined that. */
  isNew: boolean
}

/**
 * What asking about the charter as it stands would mean, without these organizations. It looks at all partners, also those
 * that a reader may not see: for whoever works on the partnership.
 */
export async function outlookOf(
  db: Db,
  region: { id: string },
  partnershipId: string,
  without: readonly string[],
  today: string,
): Promise<Outlook> {
  const seer = systemActor(region.id)
  const partnership = await getPartnership(db, seer, partnershipId)
  const askings = await listAskings(db, seer, partnershipId, today)
  const parties = currentParties(partnership).filter(({ organization }) => !without.includes(organization.id))
  const whole = await draftOf(db, seer, partnership)
  const content = { ...whole, parties: whole.parties.filter((party) => !without.includes(party.organization.id)) }
  const last = askings.find(({ closedWhy }) => closedWhy !== 'withdrawn')
  const spoken = lastWords(askings)
  const contents = await contentsOf(db, region.id, partnershipId, [...spoken.values(), ...(last ? [last] : [])])
  const wanted = parties.map((party) => ({ organizationId: party.organization.id, leaderId: party.leader?.id ?? null }))
  const signers = await signersOf(db, region.id, wanted, today)
  const candidates = parties.map(({ organization }): Candidate => {
    const word = spoken.get(organization.id)
    const holds = word && agrees(word.decision) && !isMaterial(contents.get(word.revision)!, content)
    return {
      organization,
      signers: signers.get(organization.id) ?? [],
      held: holds ? word : null,
      declined: word?.decision === 'declined' ? word : null,
    }
  })
  const draft = last ? compared(contents.get(last.revision)!, withoutDecliners(content, last, spoken)) : 'unasked'
  const differs = !last || differencesOf(contents.get(last.revision)!, content).length > 0
  const isAgain = openAsking(askings) !== undefined && candidates.some((one) => one.declined?.askingId === last?.id)
  return { partnership, askings, candidates, draft, last, isNew: differs || isAgain }
}

/** Of each organization the last word that it said, or that its silence was. */
function lastWords(askings: readonly Asking[]): Map<string, SignOff> {
  const words = new Map<string, SignOff>()
  for (const asking of askings)
    for (const signOff of asking.signOffs)
      if (signOff.decision !== null && !words.has(signOff.organization.id)) words.set(signOff.organization.id, signOff)
  return words
}

async function contentsOf(db: Db, regionId: string, partnershipId: string, all: readonly { revision: number }[]) {
  const contents = new Map<number, CharterContent>()
  for (const { revision } of all)
    if (!contents.has(revision))
      contents.set(revision, (await getRevision(db, systemActor(regionId), partnershipId, revision)).content)
  return contents
}

/** That a decliner still stands in the draft, and is not asked about, is no change of it. */
const withoutDecliners = (
  content: CharterContent,
  last: Asking,
  words: ReadonlyMap<string, SignOff>,
): CharterContent => ({
  ...content,
  parties: content.parties.filter(
    ({ organization: { id } }) =>
      words.get(id)?.decision !== 'declined' || last.signOffs.some((one) => one.organization.id === id),
  ),
})

const compared = (before: CharterContent, now: CharterContent): Draft =>
  isMaterial(before, now) ? 'material' : differencesOf(before, now).length > 0 ? 'words' : 'same'
