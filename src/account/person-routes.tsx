import { Hono } from 'hono'
import { paths } from '../paths.ts'
import { permit, problem } from '../platform/errors.ts'
import type { House, HouseContext } from '../platform/house.ts'
import { parseForm, readForm } from '../platform/parse-form.ts'
import { document } from '../ui/layout.tsx'
import { href } from '../ui/page.ts'
import { giveConsent, withdrawConsent } from './consents.ts'
import { consentForm, positionEndForm, positionForm } from './forms.ts'
import { parseNaming } from './organization-names.ts'
import { personPage } from './people-routes.tsx'
import { RemovedPersonPage } from './person-page.tsx'
import { getPerson, getRemovedPerson, type Person, removePerson, restorePerson } from './persons.ts'
import { addPosition, endPosition, getPosition, listChoices } from './positions.ts'
import { canEditPerson, PERSON_FIELDS } from './rules.ts'

/** What is recorded about a person besides themselves: consent, positions, removal. */
export const personRoutes = new Hono<House>()
  .post('/people/:person/consent', async (c) => {
    const { db, actor, page, moment } = c.var
    const person = await editable(c)
    const typed = await readForm(c)
    if (typed['withdraw']) {
      const only = PERSON_FIELDS.filter((field) => field === typed['withdraw'])
      await withdrawConsent(db, actor, person, moment, only.length > 0 ? only : PERSON_FIELDS)
      return back(c, person)
    }
    const form = await parseForm(c, consentForm, page.t)
    if (!form.ok) return c.html(await personPage(c, { ...form, of: 'consent' }), 422)
    const { how, visibility, givenOn, fields } = form.value
    const givenAt = givenOn ? new Date(`${givenOn}T12:00:00Z`) : moment.at
    await giveConsent(db, actor, person, { how, visibility, givenAt, fields }, moment)
    return back(c, person)
  })
  .post('/people/:person/positions', async (c) => {
    const { db, actor, moment } = c.var
    const person = await editable(c)
    const form = await parseNaming(c, positionForm, { field: 'organization' }, await listChoices(db, actor))
    if (!form.ok) return c.html(await personPage(c, { ...form, of: 'position' }), 422)
    await addPosition(db, actor, person, form.value, moment)
    return back(c, person)
  })
  .post('/people/:person/positions/:position/end', async (c) => {
    const { db, actor, page, moment } = c.var
    const person = await editable(c)
    const position = await getPosition(db, actor, person, c.req.param('position'))
    const form = await parseForm(c, positionEndForm, page.t)
    if (!form.ok) throw problem(422, 'forms.date')
    await endPosition(db, actor, person, position, form.value.until, moment)
    return back(c, person)
  })
  .get('/people/:person/removal', async (c) => {
    const { db, actor, page, moment } = c.var
    const person = await getRemovedPerson(db, actor, c.req.param('person'))
    return c.html(document(<RemovedPersonPage page={page} person={person} formKey={moment.id()} />))
  })
  .post('/people/:person/removal', async (c) => {
    const { db, actor, region, page, moment } = c.var
    const typed = await readForm(c)
    if (typed['undo']) {
      const removed = await getRemovedPerson(db, actor, c.req.param('person'))
      await restorePerson(db, actor, removed, moment)
      return back(c, removed)
    }
    const person = await editable(c)
    await removePerson(db, actor, region, person, moment)
    return c.redirect(href(page, paths.personRemoval(region.slug, person.id)), 303)
  })

async function editable(c: HouseContext): Promise<Person> {
  const person = await getPerson(c.var.db, c.var.actor, c.req.param('person') ?? '')
  permit(canEditPerson(c.var.actor), 'errors.coordinatorsOnly')
  return person
}

const back = (c: HouseContext, person: { id: string }) =>
  c.redirect(href(c.var.page, paths.person(c.var.region.slug, person.id)), 303)
