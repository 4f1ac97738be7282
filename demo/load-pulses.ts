import { getPartnership } from '../src/partnerships/partnerships.ts'
import type { Answer } from '../src/partnerships/pulse/results.ts'
import { seedPulses } from '../src/partnerships/pulse/seed.ts'
import type { Loading } from './load.ts'
import type { Partnerships } from './load-partnerships.ts'

function idOf(ids: Map<string, string>, key: string): string {
  const id = ids.get(key)
  if (!id) throw new Error(`The pulse names ${key}, whom nobody knows.`)
  return id
}

/** Rounds of the pulse; each partnership has its partners numbered as in its charter. */
export async function loadPulses(loading: Loading, made: Partnerships) {
  const { trx, demo, organizations, people, at, actor } = loading
  for (const [key, told] of Map.groupBy(demo.pulses ?? [], ({ partnership }) => partnership)) {
    const id = idOf(made, key)
    const { circleId, parties } = await getPartnership(trx, actor(), id)
    const sides = parties.map((party) => party.organization.id)
    const sideOf = (organization: string) => String(sides.indexOf(idOf(organizations, organization)) + 1)
    const rounds = told.map(({ asked, answers, ...round }) => ({
      ...round,
      asked: asked.map(({ organization, person }) => ({
        organizationId: idOf(organizations, organization),
        personId: idOf(people, person),
      })),
      answers: answers.map(({ organization, factors, partners, sentences }) => ({
        organizationId: idOf(organizations, organization),
        answer: {
          factors,
          sides: Object.fromEntries(partners.map((one) => [sideOf(one.organization), one.ratings])),
          sentences,
        } satisfies Answer,
      })),
    }))
    const latest = told
      .map(({ begunOn }) => begunOn)
      .toSorted()
      .at(-1)!
    await seedPulses(trx, actor(), { id, circleId, sides }, rounds, at(new Date(`${latest}T14:00:00Z`)))
  }
}
