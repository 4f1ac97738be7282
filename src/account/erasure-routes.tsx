import { Hono } from 'hono'
import { nameRecords } from '../journal/feeds.ts'
import { paths } from '../paths.ts'
import { erasureOutlook } from '../platform/erasures.ts'
import { permit } from '../platform/errors.ts'
import type { House, HouseContext } from '../platform/house.ts'
import { emptyForm, type FormState, parseForm } from '../platform/parse-form.ts'
import { document } from '../ui/layout.tsx'
import { href } from '../ui/page.ts'
import { PersonErasurePage } from './erasure-page.tsx'
import { eraseOther } from './erasures.ts'
import { erasureForm } from './forms.ts'
import { getAnyPerson, type Person } from './persons.ts'
import { canErasePerson } from './rules.ts'

/** A coordinator takes a person out of the region for good. */
export const erasureRoutes = new Hono<House>()
  .get('/people/:person/erasure', async (c) => c.html(await erasurePage(c, await erasable(c), emptyForm)))
  .post('/people/:person/erasure', async (c) => {
    const { db, actor, region, page, moment } = c.var
    const person = await erasable(c)
    const form = await parseForm(c, erasureForm, page.t)
    if (!form.ok) return c.html(await erasurePage(c, person, form), 422)
    await eraseOther(db, actor, region, person, form.value.reason, moment)
    return c.redirect(href(page, `${paths.people(region.slug)}?done=erased`), 303)
  })

async function erasable(c: HouseContext): Promise<Person> {
  const person = await getAnyPerson(c.var.db, c.var.actor, c.req.param('person') ?? '')
  permit(canErasePerson(c.var.actor), 'errors.coordinatorsOnly')
  return person
}

async function erasurePage(c: HouseContext, person: Person, form: FormState) {
  const { db, actor, region, page, moment } = c.var
  const byOneself = actor.personId === person.id
  const outlook = await erasureOutlook(db, { regionId: region.id, personId: person.id, byOneself })
  const named = [...(await nameRecords(db, actor, outlook.named)).values()]
  return document(<PersonErasurePage {...{ page, person, outlook, named, form }} formKey={moment.id()} />)
}
