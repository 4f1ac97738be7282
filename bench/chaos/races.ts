import type { Measured } from '../../cli/bench.ts'
import { compareWith } from './facts.ts'
import type { Door } from './load.ts'
import { openSink } from './sink.ts'
import { COORDINATOR, withSite } from './site.ts'

const CLIENTS = 20
/** Answers that tell whoever came too late what happened. */
const CLEAR = [303, 409, 410, 422]

/** The same form, the same tie and the same mailed link from many at once: one wins, the others are told. */
export async function races(): Promise<Measured[]> {
  const sink = await openSink()
  try {
    return await withSite((site) =>
      site.serving({ SMTP_URL: sink.url }, async (door) => {
        const form = { name: 'Organization once', sector: 'library', visibility: 'public', _key: 'once' }
        const forms = await all(() => post(door, '/riverbend/organizations', form))
        const known = { organizations: [form.name], imports: [], invited: [] }
        const { missing, twice } = await compareWith(site.db, known)

        await post(door, '/riverbend/organizations', { ...form, name: 'Other side', _key: 'other' })
        const tie = { other: 'other-side', kind: 'works-together', visibility: 'public' }
        const path = '/riverbend/organizations/organization-once/ties/new'
        const ties = await all((n) => post(door, path, { ...tie, _key: `tie ${n}` }))
        const made = await site.db.selectFrom('ties').select('id').execute()

        await post(door, '/sign-in', { email: COORDINATOR })
        const link = await sink.link()
        const links = await all(() => post({ ...door, cookie: '' }, link, {}))
        return [
          { what: `the same form from ${CLIENTS} at once: made`, value: 1 - missing + twice, unit: 'times', goal: '1' },
          { what: `the same tie from ${CLIENTS} at once: made`, value: made.length, unit: 'times', goal: '1' },
          {
            what: `the same mailed link from ${CLIENTS} at once: opened`,
            value: count(links, 303),
            unit: 'times',
            goal: '1',
          },
          {
            what: '  answers that do not say clearly what happened',
            value: [...forms, ...ties, ...links].filter((status) => !CLEAR.includes(status)).length,
            unit: 'answers',
            goal: '0',
          },
        ]
      }),
    )
  } finally {
    await sink.stop()
  }
}

const all = (ask: (n: number) => Promise<number>) => Promise.all(Array.from({ length: CLIENTS }, (_, n) => ask(n)))
const count = (statuses: number[], status: number) => statuses.filter((one) => one === status).length

async function post({ origin, cookie }: Door, path: string, form: Record<string, string>): Promise<number> {
  const headers = { origin, ...(cookie && { cookie }) }
  const body = new URLSearchParams(form)
  const answer = await fetch(origin + path, { method: 'POST', body, headers, redirect: 'manual' })
  await answer.arrayBuffer()
  return answer.status
}
