import { Hono } from 'hono'
import { z } from 'zod'
import { listChoices } from '../account/positions.ts'
import { paths } from '../paths.ts'
import { organizationsWith } from '../platform/actor.ts'
import { isTable, jsonList, nextCursor, tableAnswer, wants } from '../platform/answers.ts'
import { permit, problem } from '../platform/errors.ts'
import type { House, HouseContext } from '../platform/house.ts'
import { askedPage, PAGE_SIZE, readQuery } from '../platform/list-query.ts'
import { type FormState, parseForm } from '../platform/parse-form.ts'
import { document } from '../ui/layout.tsx'
import { href } from '../ui/page.ts'
import { today } from './api.ts'
import { ContactFormPage, ContactsPage } from './contact-page.tsx'
import {
  changeContact,
  type Contact,
  getContact,
  getRemovedContact,
  listContacts,
  logContact,
  removeContact,
  restoreContact,
} from './contacts.ts'
import { contactDetailsForm, contactForm } from './forms.ts'
import { whoIsNamed } from './organization-names.ts'
import { canChangeContact, canLogContact } from './rules.ts'

const listQuery = z.object({
  organization: z.uuid().optional().catch(undefined),
  page: askedPage,
  done: z.enum(['logged', 'changed', 'restored', 'removed']).optional().catch(undefined),
  removed: z.uuid().optional().catch(undefined),
})
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
    const view = { page, list, done, removed, organizationId, mayLog: canLogContact(actor), formKey: newKey(c) }
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
    if (!form.ok) return formPage(c, form, undefined, 422)
    const choices = await listChoices(db, actor)
    const [other] = whoIsNamed(choices, [form.value.with]).ids
    const by = actor.coordinates || organizationsWith(actor, 'speak').includes(form.value.by) ? form.value.by : ''
    const errors = {
      ...(other === undefined && { with: [page.t('contacts.errors.unknown', { name: form.value.with })] }),
      ...(form.value.day > today(c) && { day: [page.t('contacts.errors.future')] }),
      ...(other !== undefined && other === by && { with: [page.t('contacts.errors.itself')] }),
      ...(by === '' && !actor.coordinates && { by: [page.t('forms.choose')] }),
      ...(by !== '' && !choices.some(({ id }) => id === by) && { by: [page.t('forms.choose')] }),
    } as FormState['errors']
    if (Object.keys(errors).length > 0) return formPage(c, { values: form.typed, errors }, undefined, 422)
    await logContact(db, actor, { ...form.value, with: other!, by: by || null }, moment)
    return c.redirect(href(page, `${paths.contacts(region.slug)}?done=logged`), 303)
  })
  .get('/contacts/:id', async (c) => {
    const contact = await getContact(c.var.db, c.var.actor, c.req.param('id'))
    permit(canChangeContact(c.var.actor, contact), 'contacts.errors.change')
    const { day, how, spokeWith, about } = contact
    return formPage(c, { values: { day, how, spokeWith, about }, errors: {} }, contact)
  })
  .post('/contacts/:id', async (c) => {
    const { db, actor, page, region, moment } = c.var
    const contact = await getContact(db, actor, c.req.param('id'))
    permit(canChangeContact(actor, contact), 'contacts.errors.change')
    const form = await parseForm(c, contactDetailsForm, page.t)
    if (!form.ok) return formPage(c, form, contact, 422)
    if (form.value.day > today(c))
      return formPage(c, { values: form.typed, errors: { day: [page.t('contacts.errors.future')] } }, contact, 422)
    await changeContact(db, actor, contact, form.value, Number(form.typed['_version']) || 0, moment)
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

const newKey = (c: HouseContext) => c.var.moment.random(16).toString('base64url')

const cells = (one: Contact) => [one.day, one.by?.name, one.with.name, one.spokeWith, one.how, one.about, one.person]

async function formPage(c: HouseContext, form: FormState, contact?: Contact, status: 200 | 422 = 200) {
  const { db, actor, page } = c.var
  const names = contact ? [] : await listChoices(db, actor)
  const mine = organizationsWith(actor, 'speak')
  const own = actor.coordinates ? names : names.filter(({ id }) => mine.includes(id))
  const view = { page, form, names, own, formKey: newKey(c), forRegion: actor.coordinates, latest: today(c) }
  return c.html(document(<ContactFormPage {...view} {...(contact && { contact })} />), status)
}
