import { Hono } from 'hono'
import { z } from 'zod'
import { getPerson, type Person } from '../../account/persons.ts'
import { listPositions } from '../../account/positions.ts'
import { getOrganization, type Organization } from '../../directory/organizations.ts'
import { paths } from '../../paths.ts'
import { dayIn } from '../../platform/days.ts'
import { permit, problem } from '../../platform/errors.ts'
import type { House, HouseContext } from '../../platform/house.ts'
import { askedText, readQuery } from '../../platform/list-query.ts'
import { type FormState, parseForm } from '../../platform/parse-form.ts'
import { document } from '../../ui/layout.tsx'
import { href } from '../../ui/page.ts'
import { canHandOver } from '../rules.ts'
import { type HandoverForm, handoverForm, NOBODY } from './forms.ts'
import { HandoverPage, HandoversPage } from './handover-page.tsx'
import { NewHandoverPage } from './new-handover-page.tsx'
import { getHandover, heldBy, listHandovers, makeHandover, nameOf, takersOf } from './handovers.ts'
import { memoOf } from './memos.ts'
import { newFormKey } from '../../platform/request-keys.ts'

const query = z.object({ person: askedText(40) })

/** Somebody leaves: what they hold for an organization goes to others. */
export const handoverRoutes = new Hono<House>()
  .get('/handovers/:handover', async (c) => {
    const { organization, id } = await getHandover(c.var.db, c.var.actor, c.req.param('handover'))
    return c.redirect(href(c.var.page, paths.handover(c.var.region.slug, organization.slug, id)), 303)
  })
  .get('/organizations/:slug/handovers', async (c) => {
    const organization = await organizationOf(c)
    const items = await listHandovers(c.var.db, c.var.actor, organization.id)
    return c.html(document(<HandoversPage page={c.var.page} organization={organization} items={items} />))
  })
  .get('/organizations/:slug/handovers/new', async (c) => {
    const organization = await organizationOf(c)
    return c.html(await newPage(c, organization, await personOf(c)))
  })
  .post('/organizations/:slug/handovers/new', async (c) => {
    const { db, actor, page, region, moment, rooms } = c.var
    const organization = await organizationOf(c)
    const person = await personOf(c)
    const form = await parseForm(c, handoverForm, page.t)
    if (!form.ok) return c.html(await newPage(c, organization, person, form), 422)
    const who = { personId: person.id, organizationId: organization.id }
    const held = await heldBy(db, actor, rooms, who, page)
    const decided = { ...who, ...form.value, title: organization.name, lang: page.lang, takers: takersIn(form.value) }
    const id = await makeHandover(db, actor, region, held, decided, moment)
    return c.redirect(href(page, paths.handover(region.slug, organization.slug, id)), 303)
  })
  .get('/organizations/:slug/handovers/:handover', async (c) => {
    const organization = await getOrganization(c.var.db, c.var.actor, c.req.param('slug'))
    const handover = await getHandover(c.var.db, c.var.actor, c.req.param('handover'))
    if (handover.organization.id !== organization.id) throw problem(404)
    return c.html(document(<HandoverPage page={c.var.page} handover={handover} />))
  })

/** Who takes what: whom a line names, else who takes all; nobody where a line says so. */
const takersIn = ({ item, to, all }: HandoverForm) =>
  new Map(
    item.flatMap((one, n): [string, string][] => {
      const taker = to[n] || all
      return taker === '' || taker === NOBODY ? [] : [[one, taker]]
    }),
  )

async function organizationOf(c: HouseContext): Promise<Organization> {
  const organization = await getOrganization(c.var.db, c.var.actor, c.req.param('slug') ?? '')
  permit(canHandOver(c.var.actor, organization), 'handovers.errors.mayNot')
  return organization
}

async function personOf(c: HouseContext): Promise<Person> {
  const { person } = readQuery(c, query)
  if (person === '') throw problem(422, 'handovers.errors.person')
  return getPerson(c.var.db, c.var.actor, person)
}

async function newPage(c: HouseContext, organization: Organization, person: Person, state?: FormState) {
  const { db, actor, page, region, rooms, moment } = c.var
  const who = { personId: person.id, organizationId: organization.id }
  const today = dayIn(region.timeZone, moment.at)
  const [held, takers, positions] = await Promise.all([
    heldBy(db, actor, rooms, who, page),
    takersOf(db, actor, who, today),
    listPositions(db, actor, person),
  ])
  const there = positions.some((one) => one.organization.id === organization.id)
  const memo = memoOf(page, { person: person.name, organization: organization.name, held })
  const values = {
    lastDay: today,
    ends: there ? undefined : 'no',
    // Where only one colleague is there, they are who takes it, until somebody says otherwise.
    all: takers.length === 1 ? takers[0]!.id : '',
    memo,
    farewell: page.t('handovers.farewellText', { person: person.name, organization: organization.name }),
  }
  const form = state ?? { values, errors: {} }
  const formKey = newFormKey(moment)
  const shown = held.map((one) => ({ name: nameOf(one), kind: one.part.kind, label: one.label }))
  return document(<NewHandoverPage {...{ page, organization, person, held: shown, takers, there, form, formKey }} />)
}
