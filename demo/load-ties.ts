import { changeForm } from '../src/network/forms.ts'
import { nameHolders } from '../src/network/holder-changes.ts'
import { confirmTie, disputeTie, say } from '../src/network/statements.ts'
import { endTie } from '../src/network/tie-changes.ts'
import { proposeTie } from '../src/network/tie-proposals.ts'
import { getTie } from '../src/network/ties.ts'
import { dayIn } from '../src/platform/days.ts'
import { referenceOf } from './load-organizations.ts'
import type { Loading } from './load.ts'
import type { DemoStatement, DemoTie } from './types.ts'

/** Ties, each with what its sides said since; then who holds them, which one person wrote down in one afternoon. */
export async function loadTies(loading: Loading) {
  const ids = await Promise.all(loading.demo.ties.map((tie) => loadTie(loading, tie)))
  if (!loading.demo.holding) return
  const { by, saidAt } = loading.demo.holding
  const held = loading.demo.ties.flatMap((tie, n) => (tie.holders ?? []).map((side) => ({ id: ids[n]!, ...side })))
  const batch = loading.at(saidAt).id()
  for (const [n, one] of held.entries()) {
    const when = new Date(saidAt.getTime() + n * 60_000)
    await hold(loading, one, { batch, by, when })
  }
}

interface Held {
  id: string
  organization: string
  persons: string[]
}

async function hold(
  { trx, region, organizations, people, actor, at }: Loading,
  { id, organization, persons }: Held,
  { batch, by, when }: { batch: string; by: string; when: Date },
) {
  const tie = await getTie(trx, actor(), id)
  const side = { id: organizations.get(organization)! }
  const holders = persons.map((key) => people.get(key)!)
  await nameHolders(trx, actor(by), tie, side, holders, dayIn(region.timeZone, when), at(when), { batch })
}

async function loadTie(loading: Loading, given: DemoTie) {
  const { trx, demo, organizations, actor, at } = loading
  const [since = '', until = '..'] = (given.period ?? '/..').split('/')
  const [first, ...later] = given.statements
  if (!first) throw new Error(`The tie ${given.key} says nothing.`)
  const circle = demo.circles.find((one) => one.owner === given.circle)?.organizations ?? []
  const details = changeForm.parse({
    strength: first.strength ?? '',
    since,
    until: given.endedAt || until === '..' ? '' : until,
    note: given.note,
    visibility: given.visibility,
    circle: circle.flatMap((key) => organizations.get(key) ?? []),
  })
  const [from, to] = first.organization === given.b ? [given.b, given.a] : [given.a, given.b]
  const input = {
    ...details,
    organization: organizations.get(from)!,
    other: organizations.get(to)!,
    kind: given.kind,
    direction: from === given.a ? ('forward' as const) : ('backward' as const),
  }
  const origin = { by: first.by, said: first.note, quotes: given.references.map(referenceOf) }
  const { id } = await proposeTie(trx, actor(first.person ?? given.createdBy), input, at(given.createdAt), origin)
  for (const statement of later) await add(loading, id, statement)
  if (given.endedAt)
    await endTie(trx, actor(given.createdBy), await getTie(trx, actor(), id), { until }, at(given.endedAt))
  return id
}

async function add({ trx, organizations, actor, at }: Loading, id: string, given: DemoStatement) {
  const tie = await getTie(trx, actor(), id)
  const side = tie.sides.find(
    (one) => given.organization !== undefined && one.id === organizations.get(given.organization),
  )
  const by = actor(given.person)
  const moment = at(given.saidAt)
  if (side && given.verdict === 'disputes') await disputeTie(trx, by, tie, side, { note: given.note }, moment)
  else if (side && side.verdict !== 'confirms' && given.strength)
    await confirmTie(trx, by, tie, side, { strength: given.strength }, moment)
  else
    await say(
      trx,
      by,
      id,
      {
        by: given.by,
        organizationId: side?.id ?? null,
        verdict: given.verdict,
        strength: given.strength ?? null,
        note: given.note,
      },
      moment,
    )
}
