import { Hono } from 'hono'
import { z } from 'zod'
import { listChoices } from '../account/positions.ts'
import { listFeed } from '../journal/feeds.ts'
import { paths } from '../paths.ts'
import { organizationsWith } from '../platform/actor.ts'
import { isTable, jsonList, nextCursor, tableAnswer, wants } from '../platform/answers.ts'
import { permit, problem } from '../platform/errors.ts'
import type { House, HouseContext } from '../platform/house.ts'
import { askedPage, PAGE_SIZE, readQuery } from '../platform/list-query.ts'
import { type FormState, type Parsed, parseForm } from '../platform/parse-form.ts'
import { cameLate } from '../platform/records.ts'
import type { Difference } from '../ui/conflict.tsx'
import { document } from '../ui/layout.tsx'
import { href } from '../ui/page.ts'
import { today } from './api.ts'
import { ContactFormPage, ContactsPage, differingDetails } from './contact-page.tsx'
import {
  changeContact,
  type Contact,
  type ContactDetails,
  getContact,
  getRemovedContact,
  listContacts,
  logContact,
  removeContact,
  restoreContact,
} from './contacts.ts'
import { contactDetailsForm, contactForm } from './forms.ts'
import { whoIsNamed } from '../account/organization-names.ts'
import { canChangeContact, canLogContact } from './rules.ts'
import { newFormKey } from '../platform/request-keys.ts'

const listQuery = z.object({
  organization: z.uuid().optional().catch(undefined),
  page: askedPage,
  done: z.enum(['logged', 'changed', 'restored', 'removed']).optional().catch(undefined),
  removed: z.uuid().optional().catch(undefined),
})
/** So far back the history of a contact is shown. */
const MOST = 100
const COLUMNS = ['day', 'by', 'with', 'spokeWith', 'how', 'about', 'loggedBy']

/** The contact log: who spoke with whom, as far as it is one's own or the coordinator's to know. */
export const contactRoutes = new Hono<House>()
  .get('/contacts', async (c) => {
    const { db, actor, page } = c.var
    permit(actor.member, 'errors.membersOnly')
    const { organization: organizationId, page: number, done, removed } = readQuery(c, listQuery)
    const format = wants(c)
    const part = { offset: (number - 1) * PAGE_SIZE, limit: PAGE_SIZE }
    const { items, total } = await listContacts(db, actor, { organizationId, ...(!isTable(format) && part) })
    if (isTable(format)) return tableAnswer(c, 'contacts', COLUMNS, items.map(cells))
    if (format === 'json') return jsonList(c, items, total, nextCursor(part.offset + items.length, total))
    const list = { items, total, number, size: PAGE_SIZE }
    const view = {
      page,
      list,
      done,
      removed,
      organizationId,
      mayLog: canLogContact(actor),
      formKey: newFormKey(c.var.moment),
    }
    return c.html(document(<ContactsPage {...view} />))
  })
  .get('/contacts/new', async (c) => {
    permit(canLogContact(c.var.actor), 'contacts.errors.log')
    const by = organizationsWith(c.var.actor, 'speak')[0] ?? ''
    const values = { day: today(c), how: 'phone', with: c.req.query('with') ?? '', by }
    return formPage(c, { values, errors: {} })
  })
  .post('/contacts', async (c) => {
    const { db, actor, page, region, moment } = c.var
    permit(canLogContact(actor), 'contacts.errors.log')
    const form = await parseForm(c, contactForm, page.t)
    if (!form.ok) return formPage(c, form, { status: 422 })
    const choices = await listChoices(db, actor)
    const [other] = whoIsNamed(choices, [form.value.with]).ids
    const mine = organizationsWith(actor, 'speak')
    const { ids, unknown } = whoIsNamed(choices, [form.value.by])
    const by = ids.find((id) => actor.coordinates || mine.includes(id)) ?? ''
    const errors = {
      ...(other === undefined && { with: [page.t('contacts.errors.unknown', { name: form.value.with })] }),
      ...(form.value.day > today(c) && { day: [page.t('contacts.errors.future')] }),
      ...(other !== undefined && other === by && { with: [page.t('contacts.errors.itself')] }),
      ...((by === '' ? !actor.coordinates : false) || unknown.length > 0 ? { by: [page.t('forms.choose')] } : {}),
    } as FormState['errors']
    if (Object.keys(errors).length > 0) return formPage(c, { values: form.typed, errors }, { status: 422 })
    await logContact(db, actor, { ...form.value, with: other!, by: by || null }, moment)
    return c.redirect(href(page, `${paths.contacts(region.slug)}?done=logged`), 303)
  })
  .get('/contacts/:id', async (c) => {
    const contact = await getContact(c.var.db, c.var.actor, c.req.param('id'))
    permit(canChangeContact(c.var.actor, contact), 'contacts.errors.change')
    return formPage(c, { values: valuesOf(contact), errors: {} }, { contact })
  })
  .post('/contacts/:id', async (c) => {
    const { db, actor, page, region, moment } = c.var
    const contact = await getContact(db, actor, c.req.param('id'))
    permit(canChangeContact(actor, contact), 'contacts.errors.change')
    const form = await parseForm(c, contactDetailsForm, page.t)
    if (!form.ok) return formPage(c, form, { contact, status: 422 })
    const errors = form.value.day > today(c) ? { day: [page.t('contacts.errors.future')] } : {}
    if (errors.day) return formPage(c, { values: form.typed, errors }, { contact, status: 422 })
    const version = Number(form.typed['_version']) || 0
    if (await cameLate(changeContact(db, actor, contact, form.value, version, moment)))
      return conflictPage(c, contact.id, form)
    return c.redirect(href(page, `${paths.contacts(region.slug)}?done=changed`), 303)
  })
  .post('/contacts/:id/removal', async (c) => {
    const { db, actor, page, region, moment } = c.var
    const contact = await getContact(db, actor, c.req.param('id'))
    permit(canChangeContact(actor, contact), 'contacts.errors.change')
    await removeContact(db, actor, contact, moment)
    return c.redirect(href(page, `${paths.contacts(region.slug)}?done=removed&removed=${contact.id}`), 303)
  })
  .post('/contacts/:id/restoration', async (c) => {
    const { db, actor, page, region, moment } = c.var
    const contact = await getRemovedContact(db, actor, c.req.param('id'))
    if (!canChangeContact(actor, contact)) throw problem(404)
    await restoreContact(db, actor, contact, moment)
    return c.redirect(href(page, `${paths.contacts(region.slug)}?done=restored`), 303)
  })

const cells = (one: Contact) => [one.day, one.by?.name, one.with.name, one.spokeWith, one.how, one.about, one.person]

const valuesOf = ({ day, how, spokeWith, about }: Contact) => ({ day, how, spokeWith, about })

interface FormPage {
  contact?: Contact
  status?: 200 | 409 | 422
  differences?: Difference[]
}

async function formPage(c: HouseContext, form: FormState, { contact, status = 200, differences }: FormPage = {}) {
  const { db, actor, page } = c.var
  const names = contact ? [] : await listChoices(db, actor)
  const history = contact ? await listFeed(db, actor, { recordId: contact.id, limit: MOST }) : []
  const mine = organizationsWith(actor, 'speak')
  const own = actor.coordinates ? names : names.filter(({ id }) => mine.includes(id))
  const view = {
    page,
    form,
    names,
    own,
    history,
    differences,
    formKey: newFormKey(c.var.moment),
    forRegion: actor.coordinates,
  }
  return c.html(document(<ContactFormPage {...view} {...(contact && { contact })} />), status)
}

/** Both versions, with what was typed in the form: saved again, it is a change of the version that stands there now. */
async function conflictPage(c: HouseContext, id: string, form: Parsed<ContactDetails> & { ok: true }) {
  const contact = await getContact(c.var.db, c.var.actor, id)
  const differences = differingDetails(c.var.page, form.value, contact)
  return formPage(c, { values: form.typed, errors: {} }, { contact, differences, status: 409 })
}
