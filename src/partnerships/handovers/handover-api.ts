import { Hono } from 'hono'
import { z } from 'zod'
import { getPerson } from '../../account/persons.ts'
import { getOrganization, type Organization } from '../../directory/organizations.ts'
import { jsonList } from '../../platform/answers.ts'
import type { ApiDoc } from '../../platform/api-docs.ts'
import { checkJson, readJson, versioned, written } from '../../platform/api-writes.ts'
import { permit, problem } from '../../platform/errors.ts'
import type { House, HouseContext } from '../../platform/house.ts'
import { askedText, readQuery } from '../../platform/list-query.ts'
import { canHandOver } from '../rules.ts'
import { LIMITS } from './forms.ts'
import { getHandover, type Handover, heldBy, listHandovers, makeHandover, nameOf } from './handovers.ts'

const query = z.object({ person: askedText(40).describe('Id of the person who leaves') })

const body = z.object({
  person: z.uuid(),
  lastDay: z.iso.date(),
  ends: z.boolean().default(false).describe('Their positions at the organization end on that day'),
  memo: z.string().max(LIMITS.memo).default('').describe('What the next should know; for their colleagues'),
  farewell: z.string().max(LIMITS.farewell).default('').describe('What the partners are told by mail; empty: nothing'),
  takers: z
    .array(z.object({ item: z.string().describe('As `held` names it'), to: z.uuid() }))
    .max(LIMITS.items)
    .default([]),
})

const personSchema = z.object({ id: z.uuid(), name: z.string().nullable() }).nullable()
const handoverSchema = z.object({
  id: z.uuid(),
  organization: z.object({ id: z.uuid(), slug: z.string(), name: z.string() }),
  person: personSchema,
  lastDay: z.iso.date(),
  memo: z.string(),
  farewell: z.string(),
  madeAt: z.iso.datetime(),
  items: z.array(z.object({ kind: z.string(), label: z.string(), recordId: z.uuid().nullable(), to: personSchema })),
})
const handoverListSchema = z.object({ items: z.array(handoverSchema), total: z.int(), next: z.null() })
const heldSchema = z.object({
  items: z.array(z.object({ item: z.string(), kind: z.string(), label: z.string(), recordId: z.uuid() })),
  total: z.int(),
  next: z.null(),
})

const handoverJson = ({ madeAt, ...handover }: Handover) => ({ ...handover, madeAt: madeAt.toISOString() })

async function organizationOf(c: HouseContext): Promise<Organization> {
  const organization = await getOrganization(c.var.db, c.var.actor, c.req.param('id') ?? '')
  permit(canHandOver(c.var.actor, organization), 'handovers.errors.mayNot')
  return organization
}

/** The JSON twin of handovers. */
export const handoverApi = new Hono<House>()
  .get('/organizations/:id/held', async (c) => {
    const { db, actor, rooms, page } = c.var
    const organization = await organizationOf(c)
    const asked = readQuery(c, query).person
    if (asked === '') throw problem(422, 'handovers.errors.person')
    const person = await getPerson(db, actor, asked)
    const held = await heldBy(db, actor, rooms, { personId: person.id, organizationId: organization.id }, page)
    const items = held.map((one) => ({
      item: nameOf(one),
      kind: one.part.kind,
      label: one.label,
      recordId: one.recordId,
    }))
    return jsonList(c, items, items.length, null)
  })
  .get('/organizations/:id/handovers', async (c) => {
    const organization = await organizationOf(c)
    const items = await listHandovers(c.var.db, c.var.actor, organization.id)
    return jsonList(c, items.map(handoverJson), items.length, null)
  })
  .get('/organizations/:id/handovers/:handover', async (c) => {
    const organization = await getOrganization(c.var.db, c.var.actor, c.req.param('id'))
    const handover = await getHandover(c.var.db, c.var.actor, c.req.param('handover'))
    if (handover.organization.id !== organization.id) throw problem(404)
    return versioned(c, { ...handoverJson(handover), version: 1 })
  })
  .post('/organizations/:id/handovers', async (c) => {
    const { db, actor, rooms, region, page, moment } = c.var
    const organization = await organizationOf(c)
    const { person, takers, ...said } = checkJson(c, body, await readJson(c))
    const who = { personId: (await getPerson(db, actor, person)).id, organizationId: organization.id }
    const told = { title: organization.name, lang: page.lang }
    const make = async () => {
      const held = await heldBy(db, actor, rooms, who, page)
      const chosen = new Map(takers.map(({ item, to }) => [item, to]))
      return makeHandover(db, actor, region, held, { ...who, ...said, ...told, takers: chosen }, moment)
    }
    return written(
      c,
      make,
      (id) => `/api/v1/${region.slug}/organizations/${organization.id}/handovers/${id}`,
      async (id, status) => versioned(c, { ...handoverJson(await getHandover(db, actor, id)), version: 1 }, status),
    )
  })

const path = '/api/v1/{region}/organizations/{id}'
const tag = 'Handovers'

/** Its part of the description that programs read. */
export const handoverApiDocs: ApiDoc[] = [
  {
    method: 'get',
    path: `${path}/held`,
    summary: 'What a person holds for an organization',
    tag,
    query,
    response: heldSchema,
  },
  {
    method: 'get',
    path: `${path}/handovers`,
    summary: 'The handovers of an organization',
    tag,
    response: handoverListSchema,
  },
  {
    method: 'get',
    path: `${path}/handovers/{handover}`,
    summary: 'Tells one handover; for colleagues',
    tag,
    response: handoverSchema.extend({ version: z.int() }),
  },
  {
    method: 'post',
    path: `${path}/handovers`,
    summary: 'Hands over what a person holds, whole or not at all',
    tag,
    body,
    status: 201,
    response: handoverSchema.extend({ version: z.int() }),
  },
]
