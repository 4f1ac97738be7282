import { seedSignOffs } from '../src/partnerships/sign-offs/seed.ts'
import type { Loading } from './load.ts'

/** How one partner stands in what its leader was asked, by keys. */
export interface DemoSignOff {
  organization: string
  /** Nobody where it is not known who signs. */
  leader: string | null
  silence: boolean
  decision: 'approved' | 'declined' | 'no-objection' | null
  decidedAt: Date | null
  answers: { decision: 'approved' | 'declined'; reason: string; at: Date }[]
}

/** What the leaders of a partnership were asked about its charter. */
export interface DemoSignOffs {
  partnership: string
  askedBy: string
  askedAt: Date
  /** ISO day. */
  until: string
  message: string
  inForceAt: Date | null
  signOffs: DemoSignOff[]
}

/** What leaders were asked and said; partnerships are found by their keys. */
export async function loadSignOffs(
  { trx, region, demo, actor, organizations, people, at }: Loading,
  partnerships: ReadonlyMap<string, string>,
) {
  const idOf = (ids: ReadonlyMap<string, string>, key: string) => {
    const id = ids.get(key)
    if (!id) throw new Error(`A sign-off names ${key}, whom nobody knows.`)
    return id
  }
  const given = (demo.signOffs ?? []).map(({ partnership, askedBy, askedAt, signOffs, ...asking }) => ({
    ...asking,
    partnershipId: idOf(partnerships, partnership),
    asker: { ...actor(askedBy), coordinates: true },
    asked: at(askedAt),
    signOffs: signOffs.map(({ organization, leader, ...one }) => ({
      ...one,
      organizationId: idOf(organizations, organization),
      leaderId: leader === null ? null : idOf(people, leader),
    })),
  }))
  await seedSignOffs(trx, region.id, given)
}
