import { Hono } from 'hono'
import { listFeed, nameRecords } from '../journal/feeds.ts'
import { paths } from '../paths.ts'
import { isTable, tableAnswer, wants } from '../platform/answers.ts'
import { dayIn } from '../platform/days.ts'
import { permit } from '../platform/errors.ts'
import type { House, HouseContext } from '../platform/house.ts'
import { asks, bothSay, despiteOf, type Likely, withTyped } from '../platform/likely.ts'
import { findMergedInto } from '../platform/mergings.ts'
import { type FormState, emptyForm, parseForm, type Typed } from '../platform/parse-form.ts'
import { KnownPage } from '../ui/known-page.tsx'
import { document } from '../ui/layout.tsx'
import { href } from '../ui/page.ts'
import { listConsents } from './consents.ts'
import { tellErased } from './erasures.ts'
import { newPersonForm, personForm } from './forms.ts'
import { addPerson, listLikelyNewcomers } from './newcomers.ts'
import { listOtherNames } from './other-names.ts'
import { PeoplePage } from './people-page.tsx'
import { PersonFormPage } from './person-form-page.tsx'
import { PersonPage } from './person-page.tsx'
import { changePerson, getPerson, type Listed, listPeople, type Person } from './persons.ts'
import { parseNaming } from './organization-names.ts'
import { listChoices, listPositions } from './positions.ts'
import { canAddPerson, canAddPersonOf, canEditPerson, canListPeople } from './rules.ts'

const ON_PAGE = 50

/** People of the region: the list, a person, adding and changing them. */
export const peopleRoutes = new Hono<House>()
  .get('/people', async (c) => {
    const { db, actor, region, page, moment } = c.var
    permit(canListPeople(actor), 'errors.membersOnly')
    const today = dayIn(region.timeZone, moment.at)
    const [q, number] = [(c.req.query('q') ?? '').trim().slice(0, 200), pageNumber(c.req.query('page'))]
    const format = wants(c)
    const part = isTable(format) ? {} : { offset: (number - 1) * ON_PAGE, limit: ON_PAGE }
    const { items, total } = await listPeople(db, actor, { q, today, ...part })
    if (isTable(format)) return tableAnswer(c, 'people', COLUMNS, items.map(cells))
    if (format === 'json') return c.json({ items, total, next: number * ON_PAGE < total ? String(number + 1) : null })
    return c.html(
      document(
        <PeoplePage
          page={page}
          people={items}
          total={total}
          q={q}
          number={number}
          onPage={ON_PAGE}
          mayAdd={canAddPerson(actor)}
          done={c.req.query('done')}
        />,
      ),
    )
  })
  .get('/people/new', async (c) => {
    permit(canAddPerson(c.var.actor), 'account.reasons.addPerson')
    return c.html(await newPage(c, { ...emptyForm, values: { organization: c.req.query('organization') } }))
  })
  .post('/people', async (c) => {
    const { db, actor, region, page, moment } = c.var
    permit(canAddPerson(actor), 'account.reasons.addPerson')
    const form = await parseNaming(c, newPersonForm, { field: 'organization' }, await listChoices(db, actor))
    if (!form.ok) return c.html(await newPage(c, form), 422)
    permit(canAddPersonOf(actor, form.value.organization || null), 'account.reasons.addPersonOf')
    if (form.typed['same']) return c.html(await knownPage(c, String(form.typed['same']), form.typed), 409)
    const found = {
      likely: await listLikelyNewcomers(db, actor, form.value),
      despite: despiteOf(form.typed['despite']),
    }
    if (await asks(db, actor.regionId, found, moment))
      return c.html(await newPage(c, { values: form.typed, errors: {} }, found.likely), 409)
    const { id } = await addPerson(db, actor, form.value, found, moment)
    // Whoever adds somebody who has not agreed yet does not see them afterwards, unless they coordinate.
    const seen = actor.coordinates || form.value.agreed !== ''
    return c.redirect(href(page, seen ? paths.person(region.slug, id) : `${paths.people(region.slug)}?done=added`), 303)
  })
  .get('/people/:person', async (c) => {
    const { db, actor, page, region } = c.var
    const merged = await findMergedInto(db, actor, 'person', c.req.param('person'))
    if (merged) return c.redirect(href(page, paths.person(region.slug, merged.id)), 301)
    return c.html(await personPage(c))
  })
  .get('/people/:person/edit', async (c) => {
    const { db, actor, page, moment } = c.var
    const person = await getPerson(db, actor, c.req.param('person'))
    permit(canEditPerson(actor), 'errors.coordinatorsOnly')
    return c.html(document(<PersonFormPage page={page} person={person} form={asForm(person)} formKey={moment.id()} />))
  })
  .post('/people/:person', async (c) => {
    const { db, actor, region, page, moment } = c.var
    const person = await getPerson(db, actor, c.req.param('person'))
    permit(canEditPerson(actor), 'errors.coordinatorsOnly')
    const form = await parseForm(c, personForm, page.t)
    if (!form.ok)
      return c.html(document(<PersonFormPage page={page} person={person} form={form} formKey={moment.id()} />), 422)
    const stale = Number(form.typed['_version']) !== person.version
    const typed = { values: form.typed, errors: {} }
    if (stale)
      return c.html(
        document(<PersonFormPage page={page} person={person} form={typed} theirs={person} formKey={moment.id()} />),
        409,
      )
    await changePerson(db, actor, person, form.value, moment)
    return c.redirect(href(page, paths.person(region.slug, person.id)), 303)
  })

/** What one may know of a person: how to reach them, and notes, are not for everybody who sees them. */
export async function personPage(c: HouseContext, form?: FormState & { of: 'consent' | 'position' }) {
  const { db, actor, region, page, moment, rooms } = c.var
  const id = c.req.param('person') ?? ''
  await tellErased(db, actor, id)
  const person = await getPerson(db, actor, id)
  const consents = canEditPerson(actor) ? await listConsents(db, region.id, person.id) : []
  const recorders = consents.flatMap((one) => one.recordedBy ?? [])
  const panels = rooms.flatMap((room) => room.personPanels ?? []).toSorted((a, b) => a.order - b.order)
  return document(
    <PersonPage
      page={page}
      person={person}
      positions={await listPositions(db, actor, person)}
      consents={consents}
      recorders={await nameRecords(db, actor, recorders)}
      choices={canEditPerson(actor) ? await listChoices(db, actor) : []}
      history={actor.member ? await listFeed(db, actor, { recordId: person.id, limit: 20 }) : []}
      panels={await Promise.all(panels.map((panel) => panel.render(db, actor, person, page)))}
      otherNames={await listOtherNames(db, actor, person)}
      done={c.req.query('done')}
      today={dayIn(region.timeZone, moment.at)}
      form={form}
      formKey={moment.id()}
    />,
  )
}

async function newPage(c: HouseContext, form: FormState, likely?: readonly Likely[]) {
  const { db, actor, page, moment } = c.var
  const all = await listChoices(db, actor)
  const organizations = all.filter((one) => canAddPersonOf(actor, one.id))
  const known = { page, form, organizations, likely, formKey: moment.id() }
  return document(<PersonFormPage {...known} />)
}

/** What a form of a new person says that stands elsewhere once they are here. */
const BESIDE = { organization: 'organization', title: 'positionTitle', agreed: 'agreed' } as const

/** The person that somebody was about to add again: their form with what was typed, or both side by side for whoever may not change them. */
async function knownPage(c: HouseContext, id: string, typed: Typed) {
  const { db, actor, region, page, moment } = c.var
  const person = await getPerson(db, actor, id)
  const there = asForm(person).values
  const edits = canEditPerson(actor)
  const choices = await listChoices(db, actor)
  const of = edits ? bothSay(there, typed) : ['name', 'email', 'phone', 'note'].filter((field) => typed[field])
  const differences = [
    ...of.map((field) => ({
      label: page.t(`account.person.${field}`),
      yours: String(typed[field]),
      theirs: String(there[field] ?? ''),
    })),
    ...Object.entries(BESIDE)
      .filter(([field]) => typed[field])
      .map(([field, key]) => {
        const said = String(typed[field])
        return {
          label: page.t(`account.person.${key}`),
          yours: choices.find((one) => one.id === said)?.name ?? said,
          theirs: '',
        }
      }),
  ]
  const path = paths.person(region.slug, person.id)
  if (!edits) return document(<KnownPage {...{ page, name: person.name, path, differences }} room="people" />)
  const form = { values: withTyped(there, typed), errors: {} }
  return document(<PersonFormPage {...{ page, person, form, known: differences }} formKey={moment.id()} />)
}

const asForm = (person: Person): FormState => ({
  values: {
    name: person.name,
    email: person.email ?? '',
    phone: person.phone ?? '',
    note: person.note,
    lang: person.lang,
  },
  errors: {},
})

const pageNumber = (typed: string | undefined) => (/^[1-9]\d{0,4}$/.test(typed ?? '') ? Number(typed) : 1)

const COLUMNS = ['name', 'positions', 'email', 'phone', 'visibility']
const cells = (one: Listed) => [
  one.name,
  one.positions.map((held) => `${held.title}, ${held.organization}`),
  one.email,
  one.phone,
  one.visibility,
]
