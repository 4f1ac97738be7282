import { takeAnswer } from '../src/network/snowball/answers.ts'
import { askOrganizations, remind } from '../src/network/snowball/asking-changes.ts'
import { listAskings } from '../src/network/snowball/askings.ts'
import { roundForm } from '../src/network/snowball/forms.ts'
import { knownRoles } from '../src/network/snowball/known-ties.ts'
import { acceptClear } from '../src/network/snowball/naming-decisions.ts'
import { beginRound } from '../src/network/snowball/round-changes.ts'
import { getRound } from '../src/network/snowball/rounds.ts'
import type { AnswerRow } from '../src/network/snowball/typed-answers.ts'
import { memberActor, publicActor } from '../src/platform/actor.ts'
import type { Loading } from './load.ts'
import type { DemoAnswer, DemoRound } from './types.ts'

/** What happens in a round, each at its time. */
interface Step {
  at: Date
  happen(): Promise<unknown>
}

/** Rounds in which organizations are asked with whom they work, as they went day by day. */
export async function loadRounds(loading: Loading) {
  for (const given of loading.demo.rounds ?? []) await loadRound(loading, given)
}

async function loadRound(loading: Loading, given: DemoRound) {
  const { trx, region, actor, at } = loading
  const by = { ...actor(given.by), coordinates: true }
  const input = roundForm.parse({ name: given.name, message: given.message, until: given.until })
  const id = await beginRound(trx, by, region, input, at(given.begunAt))
  const round = () => getRound(trx, by, id)
  const steps: Step[] = [
    ...given.waves.map((wave) => ({
      at: wave.at,
      happen: async () => {
        const wanted = wave.asked.map(({ organization, handed }) => ({
          organizationId: loading.organizations.get(organization)!,
          personId: handed ? null : contactOf(loading, organization),
        }))
        await askOrganizations(trx, by, await round(), wanted, at(wave.at))
      },
    })),
    ...given.waves.flatMap(({ asked }) =>
      asked.flatMap(({ organization, answer }) =>
        answer ? [{ at: answer.at, happen: () => answerOne(loading, id, organization, answer) }] : [],
      ),
    ),
    ...given.accepted.map((when) => ({
      at: when,
      happen: async () => acceptClear(trx, by, region, await round(), at(when)),
    })),
    {
      at: given.remindedAt,
      happen: async () => remind(trx, actor(), await round(), null, at(given.remindedAt), { automatic: true }),
    },
  ]
  for (const step of steps.toSorted((a, b) => a.at.getTime() - b.at.getTime())) await step.happen()
}

/** Whoever works there and can be written to. */
function contactOf({ demo, people }: Loading, organization: string): string | null {
  const person = demo.people.find(
    (one) =>
      one.email && one.positions.some((held) => held.organization === organization && held.period.endsWith('/..')),
  )
  return person ? people.get(person.key)! : null
}

async function answerOne(loading: Loading, roundId: string, organization: string, answer: DemoAnswer) {
  const { trx, region, demo, organizations, actor, at } = loading
  const round = await getRound(trx, actor(), roundId)
  const asking = (await listAskings(trx, actor(), roundId)).find(
    (one) => one.organization.id === organizations.get(organization),
  )!
  const names = new Map(demo.organizations.map((one) => [one.key, one.name]))
  const rows = answer.ties.map(({ to, name, kind, direction, strength = null }): AnswerRow => ({
    name: name ?? names.get(to!)!,
    organizationId: to ? organizations.get(to)! : null,
    kind,
    direction: direction ?? 'forward',
    strength,
    verdict: 'confirms',
    tieId: null,
  }))
  const holder = memberActor({
    regionId: region.id,
    accountId: null,
    personId: asking.personId!,
    name: '',
    mandates: [],
    kind: 'link',
  })
  const by = { actor: holder, how: 'link' as const, atOnce: false }
  await takeAnswer(
    trx,
    by,
    region,
    round,
    asking,
    {
      rows,
      roles: answer.roles ? { said: answer.roles, shown: await knownRoles(trx, publicActor(region.id), asking) } : null,
    },
    at(answer.at),
  )
}
