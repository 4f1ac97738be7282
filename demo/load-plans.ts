import { planForm } from '../src/partnerships/goals/forms.ts'
import { seedPlan } from '../src/partnerships/goals/seed.ts'
import type { Loading } from './load.ts'
import type { Partnerships } from './load-partnerships.ts'

/** The published plans of organizations, with their goals and which partnership serves them. */
export async function loadPlans({ trx, demo, actor, at, organizations }: Loading, partnerships: Partnerships) {
  const known = (ids: Map<string, string>, key: string) => {
    const id = ids.get(key)
    if (!id) throw new Error(`A plan names ${key}, whom nobody knows.`)
    return id
  }
  for (const { organization, createdAt, createdBy, goals, ...plan } of demo.plans ?? []) {
    const told = goals.map(
      ({ serves = [], references = [], since = '', until = '', code = '', page = null, text }) => ({
        text,
        code,
        page,
        since,
        until,
        sources: references.map(({ title, url, quote }) => ({ title, url: url ?? null, quote: quote ?? null })),
        serves: serves.map(({ partnership, section = 'mission', note = '' }) => ({
          record: known(partnerships, partnership),
          section,
          note,
        })),
      }),
    )
    const by = { ...actor(createdBy), coordinates: true }
    await seedPlan(trx, by, { id: known(organizations, organization) }, planForm.parse(plan), told, at(createdAt))
  }
}
