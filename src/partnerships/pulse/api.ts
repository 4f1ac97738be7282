import { Hono } from 'hono'
import { jsonList, tagged } from '../../platform/answers.ts'
import type { ApiDoc } from '../../platform/api-docs.ts'
import { checkJson, readJson, withStatus, written } from '../../platform/api-writes.ts'
import { dayIn } from '../../platform/days.ts'
import { permit, problem } from '../../platform/errors.ts'
import type { House, HouseContext } from '../../platform/house.ts'
import { getPartnership, type Partnership } from '../partnerships.ts'
import { isProposed, listCandidates } from './candidates.ts'
import { pulseBody, pulseForm } from './forms.ts'
import { beginPulse, closePulse, remindPulse } from './pulse-changes.ts'
import { closedPulses, getPulse, openPulse, type Pulse } from './pulses.ts'
import { closedJson, openJson, pulseListSchema, pulseSchema } from './renderings.ts'
import { canRunPulses, canSeePulses } from './rules.ts'

/** No partnership has more rounds than these in a list. */
const MOST = 200

async function partnershipOf(c: HouseContext): Promise<Partnership> {
  const partnership = await getPartnership(c.var.db, c.var.actor, c.req.param('id') ?? '')
  if (!canSeePulses(c.var.actor, partnership)) throw problem(404)
  return partnership
}

async function runBy(c: HouseContext): Promise<Partnership> {
  const partnership = await partnershipOf(c)
  permit(canRunPulses(c.var.actor, partnership), 'partnership-pulse.errors.run')
  return partnership
}

/** The rounds of a partnership for programs, the latest first; also at the address of the page. */
export async function answerPulses(c: HouseContext, partnership: Partnership): Promise<Response> {
  const { db, actor } = c.var
  const [open, closed] = await Promise.all([
    openPulse(db, actor, partnership.id),
    closedPulses(db, actor, partnership.id, MOST),
  ])
  const items = [...(open ? [openJson(open)] : []), ...closed.map(closedJson)]
  return jsonList(c, items, items.length, null)
}

async function answerPulse(c: HouseContext, partnership: Partnership, id: string, status: 200 | 201 = 200) {
  const { db, actor } = c.var
  const pulse = await getPulse(db, actor, partnership.id, id)
  const closed = pulse.closedOn === null ? [] : await closedPulses(db, actor, partnership.id, MOST)
  const over = closed.find((one) => one.id === pulse.id)
  return withStatus(tagged(c, JSON.stringify(over ? closedJson(over) : openJson(pulse))), status)
}

/** Does something to a round once, and answers with it as it is then. */
async function toPulse(c: HouseContext, work: (pulse: Pulse) => Promise<unknown>): Promise<Response> {
  const partnership = await runBy(c)
  const id = c.req.param('pulse') ?? ''
  return written(
    c,
    async () => {
      await work(await getPulse(c.var.db, c.var.actor, partnership.id, id))
      return id
    },
    () => address(c, partnership, id),
    (made, status) => answerPulse(c, partnership, made, status),
    200,
  )
}

const address = (c: HouseContext, partnership: Partnership, id: string) =>
  `/api/v1/${c.var.region.slug}/partnerships/${partnership.id}/pulses/${id}`

/** The JSON twin of the rounds' page. */
export const pulseApi = new Hono<House>()
  .get('/partnerships/:id/pulses', async (c) => answerPulses(c, await partnershipOf(c)))
  .post('/partnerships/:id/pulses', async (c) => {
    const { db, actor, region, moment } = c.var
    const partnership = await runBy(c)
    const { people, ...said } = checkJson(c, pulseBody, await readJson(c))
    const begin = async () => {
      const candidates = await listCandidates(db, actor, partnership, dayIn(region.timeZone, moment.at))
      const proposed = candidates.filter(isProposed).map(({ id }) => id)
      const asked = pulseForm.safeParse({ ...said, people: people ?? proposed })
      if (!asked.success) throw problem(422, 'partnership-pulse.errors.nobody')
      return beginPulse(db, actor, region, partnership, asked.data, moment)
    }
    return written(
      c,
      begin,
      (id) => address(c, partnership, id),
      (id, status) => answerPulse(c, partnership, id, status),
    )
  })
  .get('/partnerships/:id/pulses/:pulse', async (c) => answerPulse(c, await partnershipOf(c), c.req.param('pulse')))
  .post('/partnerships/:id/pulses/:pulse/reminders', (c) =>
    toPulse(c, (pulse) => remindPulse(c.var.db, c.var.actor, pulse, c.var.moment)),
  )
  .post('/partnerships/:id/pulses/:pulse/closing', (c) =>
    toPulse(c, (pulse) => closePulse(c.var.db, c.var.actor, c.var.region, pulse, c.var.moment)),
  )

const base = '/api/v1/{region}/partnerships/{id}/pulses'
const of = (method: 'get' | 'post', path: string, summary: string, more: Partial<ApiDoc> = {}): ApiDoc => ({
  method,
  path: base + path,
  summary,
  tag: 'Partnerships',
  response: pulseSchema,
  closed: true,
  ...more,
})

/** Their part of the description that programs read. */
export const pulseApiDocs: ApiDoc[] = [
  of('get', '', 'Rounds of the pulse with what they show, the latest first; for the partners', {
    response: pulseListSchema,
  }),
  of('get', '/{pulse}', 'One round'),
  of('post', '', 'Begins a round: the people of the partners are mailed their links', { body: pulseBody, status: 201 }),
  of('post', '/{pulse}/reminders', 'Reminds all who have not answered'),
  of('post', '/{pulse}/closing', 'Ends a round: what it shows is computed, and all that was answered is deleted'),
]
