import { namesAtWork } from '../../account/colleagues.ts'
import { record } from '../../journal/entries.ts'
import { type Actor, systemActor } from '../../platform/actor.ts'
import { type Db, inTransaction, type Trx, visible } from '../../platform/db.ts'
import { found } from '../../platform/errors.ts'
import type { Moment } from '../../platform/moment.ts'
import { currentParties, getPartnership, type Partnership } from '../partnerships.ts'
import { knowsPeople } from '../rules.ts'
import { type Difference, differencesOf } from './differences.ts'

/** Somebody in a charter; the name is null where the reader may not know who it is. */
export interface CharterPerson {
  id: string
  name: string | null
}

/** A promise as it stood in a charter. */
export interface CharterCommitment {
  id: string
  kind: string
  what: string
  amount: number | null
  person: CharterPerson | null
  pool: string
  from: string | null
  until: string | null
}

/** A partner as it stood in a charter, with the names of that day. */
export interface CharterParty {
  id: string
  organization: { id: string; name: string }
  contact: CharterPerson | null
  leader: CharterPerson | null
  missionLink: string
  expectedBenefits: string
  roles: { role: string; level: string; meaning: string }[]
  commitments: CharterCommitment[]
}

/** A charter, frozen: what leaders are asked about, and what they said yes to. */
export interface CharterContent {
  name: string
  purpose: string
  mission: string
  decisions: string
  leaving: string
  places: string[]
  period: string | null
  parties: CharterParty[]
}

/** A charter as it stood on a day; they are counted from 1 for each partnership. */
export interface Revision {
  id: string
  number: number
  at: Date
  by: CharterPerson | null
  /** Why it was kept, in the words of whoever kept it. */
  note: string
  content: CharterContent
}

/** The charter as it is being written; `names` are those of people who promise hours. */
export const contentOf = (
  partnership: Partnership,
  names: ReadonlyMap<string, string> = new Map(),
): CharterContent => ({
  name: partnership.name,
  purpose: partnership.purpose,
  mission: partnership.mission,
  decisions: partnership.decisions,
  leaving: partnership.leaving,
  places: partnership.places,
  period: partnership.period,
  parties: currentParties(partnership).map((party) => ({
    id: party.id,
    organization: { id: party.organization.id, name: party.organization.name },
    contact: party.contact,
    leader: party.leader,
    missionLink: party.missionLink,
    expectedBenefits: party.expectedBenefits,
    roles: party.roles,
    commitments: party.commitments.map(({ personId, ...one }) => ({
      ...one,
      person: personId === null ? null : { id: personId, name: names.get(personId) ?? null },
    })),
  })),
})

/** The draft as this actor may read it, with the names of who promises hours where they may know them. */
export async function draftOf(db: Db, actor: Actor, partnership: Partnership): Promise<CharterContent> {
  const [content] = await readContents(db, actor, [contentOf(partnership, await namesOfHours(db, actor, partnership))])
  return content!
}

const namesOfHours = (db: Db, actor: Actor, { parties }: Partnership) =>
  namesAtWork(db, actor, [
    ...new Set(parties.flatMap((one) => one.commitments.flatMap(({ personId }) => personId ?? []))),
  ])

/**
 * Keeps the charter as it stands now; whoever asks leaders asks about what this gives back. Where nothing differs from the
 * last revision, that one is it. `without`: organizations that declined, and whose part is left out.
 */
export async function keepRevision(
  db: Db,
  actor: Actor,
  partnership: Pick<Partnership, 'id'>,
  moment: Moment,
  note = '',
  without: readonly string[] = [],
): Promise<Revision> {
  return inTransaction(db, async (trx) => {
    await holdPartnership(trx, actor.regionId, partnership.id)
    const all = systemActor(actor.regionId)
    const draft = await draftOf(trx, all, await getPartnership(trx, all, partnership.id))
    const parties = draft.parties.filter(({ organization }) => !without.includes(organization.id))
    const content = { ...draft, parties }
    const [last] = await listRevisions(trx, all, partnership.id)
    if (last && differencesOf(last.content, content).length === 0) return last
    const id = moment.id()
    const number = (last?.number ?? 0) + 1
    const deed = { verb: 'partnership.charter-kept', record: partnership, changes: { revision: [null, number] } }
    await record(trx, actor, deed, moment, (inside) =>
      inside
        .insertInto('charter_revisions')
        .values({
          region_id: actor.regionId,
          id,
          partnership_id: partnership.id,
          number,
          at: moment.at,
          by_person_id: actor.personId,
          note,
          content: JSON.stringify(content),
        })
        .execute(),
    )
    return found((await listRevisions(trx, all, partnership.id)).find((one) => one.id === id))
  })
}

/** Whoever writes in a charter does so one after the other. */
export async function holdPartnership(trx: Trx, regionId: string, id: string) {
  await trx
    .selectFrom('partnerships')
    .select('id')
    .where('region_id', '=', regionId)
    .where('id', '=', id)
    .forUpdate()
    .execute()
}

/** When the charter was kept, the latest first, without what stands in it. */
export const listRevisionDays = (
  db: Db,
  regionId: string,
  partnershipId: string,
): Promise<Pick<Revision, 'id' | 'number' | 'at'>[]> =>
  db
    .selectFrom('charter_revisions')
    .select(['id', 'number', 'at'])
    .where('region_id', '=', regionId)
    .where('partnership_id', '=', partnershipId)
    .orderBy('number', 'desc')
    .execute()

/** The revisions of a charter, the latest first, as far as this actor may know what stands in them. */
export async function listRevisions(db: Db, actor: Actor, partnershipId: string): Promise<Revision[]> {
  const rows = await db
    .selectFrom('charter_revisions')
    .select(['id', 'number', 'at', 'by_person_id', 'note', 'content'])
    .where('region_id', '=', actor.regionId)
    .where('partnership_id', '=', partnershipId)
    .orderBy('number', 'desc')
    .execute()
  const writers = rows.flatMap((row) => row.by_person_id ?? [])
  const kept = rows.map((row) => row.content as unknown as CharterContent)
  const contents = await readContents(db, actor, kept)
  const names = knowsPeople(actor) ? await namesAtWork(db, actor, [...new Set(writers)]) : new Map<string, string>()
  return rows.map(({ by_person_id: by, content: _all, ...row }, n) => ({
    ...row,
    by: by === null || !knowsPeople(actor) ? null : { id: by, name: names.get(by) ?? null },
    content: contents[n]!,
  }))
}

/** One revision by its number or id. Throws NotFound. */
export async function getRevision(
  db: Db,
  actor: Actor,
  partnershipId: string,
  numberOrId: number | string,
): Promise<Revision> {
  const all = await listRevisions(db, actor, partnershipId)
  return found(all.find((one) => one.id === numberOrId || String(one.number) === String(numberOrId)))
}

/** What each revision changed in the one before it; they come latest first. */
export const changesOf = (revisions: readonly Revision[]): (Difference[] | null)[] =>
  revisions.map(({ content }, n) => {
    const before = revisions[n + 1]
    return before ? differencesOf(before.content, content) : null
  })

/**
 * What of kept charters this actor may read today: partners that they may see, people whom they may know, and whose hours
 * only within their own organization. A partner that was merged with another since is looked for by its party.
 */
export async function readContents(
  db: Db,
  actor: Actor,
  contents: readonly CharterContent[],
): Promise<CharterContent[]> {
  const parties = contents.flatMap((content) => content.parties)
  const organizations = await seenOrganizations(db, actor, parties)
  const names = knowsPeople(actor) ? await namesAtWork(db, actor, idsOf(parties)) : new Map<string, string>()
  const person = (one: CharterPerson | null) =>
    one !== null && knowsPeople(actor) ? { id: one.id, name: names.has(one.id) ? one.name : null } : null
  return contents.map((content) => ({
    ...content,
    parties: content.parties.flatMap((party) => {
      const now = organizations.get(party.id) ?? organizations.get(party.organization.id)
      if (now === undefined) return []
      const isOurs = actor.coordinates || actor.organizationIds.includes(now)
      const commitments = party.commitments
        .filter((one) => actor.kind !== 'public' || one.kind !== 'hours' || one.person === null)
        .map((one) => ({
          ...one,
          person: one.person && { id: one.person.id, name: isOurs ? (person(one.person)?.name ?? null) : null },
        }))
      return [{ ...party, contact: person(party.contact), leader: person(party.leader), commitments }]
    }),
  }))
}

const idsOf = (parties: readonly CharterParty[]) => [
  ...new Set(
    parties.flatMap((party) =>
      [party.contact, party.leader, ...party.commitments.map((one) => one.person)].flatMap((one) => one?.id ?? []),
    ),
  ),
]

/** The organizations of parties that may be seen, each by its own id and by that of its party. */
async function seenOrganizations(db: Db, actor: Actor, parties: readonly CharterParty[]): Promise<Map<string, string>> {
  if (parties.length === 0) return new Map()
  const rows = await db
    .selectFrom('records')
    .leftJoin('parties as a', (on) =>
      on
        .onRef('a.region_id', '=', 'records.region_id')
        .onRef('a.organization_id', '=', 'records.id')
        .on('a.id', 'in', [...new Set(parties.map((party) => party.id))]),
    )
    .select(['records.id', 'a.id as party'])
    .where('records.kind', '=', 'organization')
    .where((where) =>
      where.or([
        where('a.id', 'is not', null),
        where('records.id', 'in', [...new Set(parties.map((party) => party.organization.id))]),
      ]),
    )
    .where(visible(actor))
    .execute()
  return new Map(rows.flatMap(({ id, party }) => [[id, id] as const, ...(party ? [[party, id] as const] : [])]))
}
