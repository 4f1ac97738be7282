import { Hono } from 'hono'
import { tagged } from '../../platform/answers.ts'
import type { ApiDoc } from '../../platform/api-docs.ts'
import { checkJson, readJson, written } from '../../platform/api-writes.ts'
import { dayIn } from '../../platform/days.ts'
import { found, permit, problem } from '../../platform/errors.ts'
import type { House, HouseContext } from '../../platform/house.ts'
import { currentParties, getPartnership, type Partnership } from '../partnerships.ts'
import { answerSignOff } from './answers.ts'
import { askForSignOff, withdrawAsking, writeAgain } from './asking-changes.ts'
import { type CoverableLeader, coverHasEnded, coverableLeaders, endCover, listCovers, sayCover } from './covers.ts'
import { inForce } from './forces.ts'
import { answerForm, askingForm, coverBody } from './forms.ts'
import { signOffsJson, signOffsSchema } from './renderings.ts'
import { canAsk, canReadSignOffs } from './rules.ts'
import { type Asking, listAskings, openAsking, type SignOff } from './sign-offs.ts'

const today = (c: HouseContext) => dayIn(c.var.region.timeZone, c.var.moment.at)

/** What was asked of a partnership's leaders, as far as this reader is told. */
export const readAskings = async (c: HouseContext, partnership: Partnership): Promise<Asking[]> =>
  canReadSignOffs(c.var.actor, partnership) ? listAskings(c.var.db, c.var.actor, partnership.id, today(c)) : []

/** One of them; 404 for whoever is not told. */
export async function signOffOf(c: HouseContext, partnership: Partnership, id: string | undefined): Promise<SignOff> {
  const all = (await readAskings(c, partnership)).flatMap((asking) => asking.signOffs)
  return found(all.find((one) => one.id === id))
}

/** Whether this very person signs for the organization. */
export const isMine = (c: HouseContext, signOff: SignOff) =>
  c.var.actor.personId !== null && signOff.signers.some(({ personId }) => personId === c.var.actor.personId)

/** Leaders of a partnership for whom this actor can say who signs meanwhile: a coordinator of all, a leader of themself. */
export const leadersOf = async (c: HouseContext, partnership: Partnership): Promise<CoverableLeader[]> =>
  canReadSignOffs(c.var.actor, partnership) ? coverableLeaders(c.var.db, c.var.actor, partnership, today(c)) : []

/** Covers of today and to come, for those who are told. */
export const coversOf = async (c: HouseContext, partnership: Partnership) => {
  const ids = currentParties(partnership).map(({ organization }) => organization.id)
  return canReadSignOffs(c.var.actor, partnership) ? listCovers(c.var.db, c.var.actor, ids, today(c)) : []
}

/** The sign-offs of a partnership as programs read them, also at the address of the page. */
export async function answerSignOffs(c: HouseContext, partnership: Partnership): Promise<Response> {
  const { db, region } = c.var
  const [force, askings, covers] = await Promise.all([
    inForce(db, region.id, partnership.id),
    readAskings(c, partnership),
    coversOf(c, partnership),
  ])
  const organizations = new Map(partnership.parties.map(({ organization }) => [organization.id, organization]))
  return tagged(c, JSON.stringify(signOffsJson(force, askings, covers, organizations)))
}

const named = (c: HouseContext) => getPartnership(c.var.db, c.var.actor, c.req.param('id') ?? '')

/** Does something once, and answers with all of it as it stands then. */
async function once(c: HouseContext, work: (partnership: Partnership) => Promise<unknown>): Promise<Response> {
  return written(
    c,
    async () => {
      const partnership = await named(c)
      await work(partnership)
      return partnership.id
    },
    (id) => `/api/v1/${c.var.region.slug}/partnerships/${id}`,
    async () => answerSignOffs(c, await named(c)),
    200,
  )
}

/** The JSON twin of the page of sign-offs. */
export const signOffApi = new Hono<House>()
  .get('/partnerships/:id/sign-offs', async (c) => answerSignOffs(c, await named(c)))
  .post('/partnerships/:id/sign-offs', async (c) => {
    permit(canAsk(c.var.actor, await named(c)), 'sign-offs.errors.ask')
    const input = checkJson(c, askingForm, await readJson(c))
    const { db, actor, region, moment } = c.var
    return once(c, ({ id }) => askForSignOff(db, actor, region, id, input, moment))
  })
  .post('/partnerships/:id/sign-offs/withdrawal', async (c) => {
    permit(canAsk(c.var.actor, await named(c)), 'sign-offs.errors.ask')
    return once(c, async (partnership) => {
      const open = openAsking(await readAskings(c, partnership))
      if (!open) throw problem(409, 'sign-offs.errors.over')
      await withdrawAsking(c.var.db, c.var.actor, open, c.var.moment)
    })
  })
  .post('/partnerships/:id/sign-offs/covers', async (c) => {
    const leaders = await leadersOf(c, await named(c))
    permit(leaders.length > 0, 'sign-offs.errors.cover')
    const input = checkJson(c, coverBody, await readJson(c))
    const isTheirs = leaders.some((one) => one.organizationId === input.organization && one.id === input.leader)
    permit(isTheirs, 'sign-offs.errors.cover')
    return once(c, () => sayCover(c.var.db, c.var.actor, c.var.region, input, c.var.moment))
  })
  .post('/partnerships/:id/sign-offs/covers/:cover/ending', (c) =>
    once(c, async (partnership) => {
      permit(canReadSignOffs(c.var.actor, partnership), 'sign-offs.errors.cover')
      const id = c.req.param('cover')
      const cover = (await coversOf(c, partnership)).find((one) => one.id === id)
      if (!cover && (await coverHasEnded(c.var.db, c.var.region.id, id))) return
      await endCover(c.var.db, c.var.actor, found(cover), c.var.moment)
    }),
  )
  .post('/partnerships/:id/sign-offs/:signOff/answer', async (c) => {
    const { db, actor, region, moment } = c.var
    const partnership = await named(c)
    permit(canReadSignOffs(actor, partnership), 'sign-offs.errors.notSigner')
    const signOff = await signOffOf(c, partnership, c.req.param('signOff'))
    permit(isMine(c, signOff), 'sign-offs.errors.notSigner')
    const input = checkJson(c, answerForm, await readJson(c))
    return once(c, () => answerSignOff(db, region, signOff.id, { actor, personId: actor.personId! }, input, moment))
  })
  .post('/partnerships/:id/sign-offs/:signOff/letter', async (c) => {
    const partnership = await named(c)
    permit(canAsk(c.var.actor, partnership), 'sign-offs.errors.ask')
    const signOff = await signOffOf(c, partnership, c.req.param('signOff'))
    return once(c, () => writeAgain(c.var.db, c.var.actor, c.var.region, signOff, c.var.moment))
  })

const base = '/api/v1/{region}/partnerships/{id}/sign-offs'
const of = (method: 'get' | 'post', path: string, summary: string, more: Partial<ApiDoc> = {}): ApiDoc => ({
  method,
  path: base + path,
  summary,
  tag: 'Sign-offs',
  response: signOffsSchema,
  ...more,
})

/** Their part of the description that programs read. */
export const signOffApiDocs: ApiDoc[] = [
  of('get', '', 'What is in force; for partners, also who was asked, what each said, and who signs meanwhile'),
  of('post', '', 'Asks the leaders of all partners about the charter as it stands', { body: askingForm, closed: true }),
  of('post', '/withdrawal', 'Takes back what is being asked', { closed: true }),
  of('post', '/covers', 'Says who signs while a leader is away', { body: coverBody, closed: true }),
  of('post', '/covers/{cover}/ending', 'The leader is back', { closed: true }),
  of('post', '/{signOff}/answer', 'Approves or declines for an organization that you sign for', {
    body: answerForm,
    closed: true,
  }),
  of('post', '/{signOff}/letter', 'Sends the letter once more, with a new link', { closed: true }),
]
