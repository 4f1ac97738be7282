import { Hono } from 'hono'
import { z } from 'zod'
import type { ApiDoc } from '../platform/api-docs.ts'
import { checkJson, readJson, written } from '../platform/api-writes.ts'
import { jsonList } from '../platform/answers.ts'
import { permit } from '../platform/errors.ts'
import type { House, HouseContext } from '../platform/house.ts'
import { answerPerson, personAddress, personSchema } from './api.ts'
import { giveConsent, listConsents, withdrawConsent } from './consents.ts'
import { consentForm, positionEndForm, positionForm, withdrawalForm } from './forms.ts'
import { getPerson } from './persons.ts'
import { addPosition, endPosition, getPosition } from './positions.ts'
import { canEditPerson, PERSON_FIELDS } from './rules.ts'

const consentSchema = z.object({
  id: z.uuid(),
  field: z.enum([...PERSON_FIELDS, '*']).describe('`*`: all of them, as it was asked before there was one for each'),
  visibility: z.enum(['region', 'public']).nullable(),
  how: z.string(),
  givenAt: z.string(),
  withdrawnAt: z.string().nullable(),
  recordedBy: z.uuid().nullable(),
})
const consentsSchema = z.object({ items: z.array(consentSchema), total: z.int(), next: z.string().nullable() })

/** What is recorded of a person besides themselves: where they work, and what they agreed to. */
export const personApi = new Hono<House>()
  .post('/people/:person/positions', async (c) => {
    const { db, actor, moment } = c.var
    const person = await editable(c)
    const input = checkJson(c, positionForm, await readJson(c))
    return onPerson(c, person, () => addPosition(db, actor, person, input, moment), 201)
  })
  .post('/people/:person/positions/:position/end', async (c) => {
    const { db, actor, moment } = c.var
    const person = await editable(c)
    const { until } = checkJson(c, positionEndForm, await readJson(c))
    const end = async () => {
      const position = await getPosition(db, actor, person, c.req.param('position'))
      await endPosition(db, actor, person, position, until, moment)
    }
    return onPerson(c, person, end, 200)
  })
  .get('/people/:person/consents', async (c) => {
    const { id } = await editable(c)
    const items = await listConsents(c.var.db, c.var.region.id, id)
    return jsonList(c, items, items.length, null)
  })
  .post('/people/:person/consents', async (c) => {
    const { db, actor, moment } = c.var
    const person = await editable(c)
    const { how, visibility, givenOn, fields } = checkJson(c, consentForm, await readJson(c))
    const givenAt = givenOn ? new Date(`${givenOn}T12:00:00Z`) : moment.at
    return onPerson(c, person, () => giveConsent(db, actor, person, { how, visibility, givenAt, fields }, moment), 201)
  })
  .post('/people/:person/consents/withdrawal', async (c) => {
    const { db, actor, moment } = c.var
    const person = await editable(c)
    const { fields } = checkJson(c, withdrawalForm, await readJson(c))
    return onPerson(c, person, () => withdrawConsent(db, actor, person, moment, fields), 200)
  })

async function editable(c: HouseContext) {
  const person = await getPerson(c.var.db, c.var.actor, c.req.param('person') ?? '')
  permit(canEditPerson(c.var.actor), 'errors.coordinatorsOnly')
  return person
}

/** Does it once, and answers with the person as they stand then. */
const onPerson = (c: HouseContext, { id }: { id: string }, work: () => Promise<unknown>, status: 200 | 201) =>
  written(
    c,
    async () => (await work(), id),
    (one) => personAddress(c, one),
    (one, now) => answerPerson(c, one, now),
    status,
  )

const tag = 'People'
const person = '/api/v1/{region}/people/{person}'
export const personApiDocs: ApiDoc[] = [
  {
    method: 'post',
    path: `${person}/positions`,
    summary: 'Adds a position that a person holds or held',
    tag,
    body: positionForm,
    status: 201,
    response: personSchema,
  },
  {
    method: 'post',
    path: `${person}/positions/{position}/end`,
    summary: 'Ends a position; that it was held stays on record',
    tag,
    body: positionEndForm,
    response: personSchema,
  },
  {
    method: 'get',
    path: `${person}/consents`,
    summary: 'To what a person agreed, for coordinators',
    tag,
    response: consentsSchema,
    closed: true,
  },
  {
    method: 'post',
    path: `${person}/consents`,
    summary: 'Records that a person agreed to be shown with these fields',
    tag,
    body: consentForm,
    status: 201,
    response: personSchema,
  },
  {
    method: 'post',
    path: `${person}/consents/withdrawal`,
    summary: 'Takes a person’s consent to these fields back; without the name nothing of them is shown',
    tag,
    body: withdrawalForm,
    response: personSchema,
  },
]
