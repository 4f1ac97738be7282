import { type Handler, Hono } from 'hono'
import { listChoices } from '../account/positions.ts'
import { paths } from '../paths.ts'
import { isProblem, permit } from '../platform/errors.ts'
import type { House, HouseContext } from '../platform/house.ts'
import type { Lang } from '../platform/i18n.ts'
import { type FormState, type Parsed, type Typed, parseForm } from '../platform/parse-form.ts'
import { circleMembers } from '../platform/records.ts'
import { type Translation, translationsOf } from '../platform/translations.ts'
import { type Lists, listsOf } from '../region/lists.ts'
import type { Difference } from '../ui/conflict.tsx'
import { document } from '../ui/layout.tsx'
import { href } from '../ui/page.ts'
import { type OrganizationInput, TRANSLATABLE, organizationForm, translationForm } from './forms.ts'
import { OrganizationFormPage } from './organization-form-page.tsx'
import { changeOrganization, createOrganization } from './organization-changes.ts'
import { type Organization, asInput, getOrganization } from './organizations.ts'
import { translateOrganization } from './organization-translations.ts'
import { canAddOrganization, canEditOrganization } from './rules.ts'
import { differingFields, sayField } from './sayings.ts'
import { TranslationPage } from './translation-page.tsx'

/** More organizations than these are named in words, not ticked. */
const TICKED = 150

type WithOrganization = (answer: (c: HouseContext, organization: Organization) => Promise<Response>) => Handler<House>

/** Making, changing and translating organizations. */
export const editRoutes = (withOrganization: WithOrganization) =>
  new Hono<House>()
    .get('/organizations/new', async (c) => {
      permit(canAddOrganization(c.var.actor), 'directory.errors.add')
      return formPage(c, { values: { visibility: 'region', lang: c.var.page.lang }, errors: {} })
    })
    .post('/organizations', async (c) => {
      const { db, actor, moment } = c.var
      permit(canAddOrganization(actor), 'directory.errors.add')
      const form = await readOrganization(c)
      if (!form.ok) return formPage(c, form, { status: 422 })
      return toProfile(c, await createOrganization(db, actor, form.value, moment), 'created')
    })
    .get(
      '/organizations/:slug/edit',
      withOrganization(async (c, organization) => {
        const { db, actor, region } = c.var
        permit(canEditOrganization(actor, organization), 'directory.errors.edit')
        const circle = await circleMembers(db, region.id, organization.circleId)
        return formPage(c, { values: await asTyped(c, asInput(organization, circle)), errors: {} }, { organization })
      }),
    )
    .post(
      '/organizations/:slug/edit',
      withOrganization(async (c, organization) => {
        const { db, actor, moment } = c.var
        permit(canEditOrganization(actor, organization), 'directory.errors.edit')
        const form = await readOrganization(c, organization)
        if (!form.ok) return formPage(c, form, { organization, status: 422 })
        const read = { ...organization, version: Number(form.typed['_version']) || 0 }
        const done = await unlessStale(changeOrganization(db, actor, read, form.value, moment))
        if (!done) return conflictPage(c, organization.id, form)
        return toProfile(c, await getOrganization(db, actor, organization.id), 'changed')
      }),
    )
    .get(
      '/organizations/:slug/translation',
      withOrganization(async (c, organization) => {
        permit(canEditOrganization(c.var.actor, organization), 'directory.errors.edit')
        return translationPage(c, organization)
      }),
    )
    .post(
      '/organizations/:slug/translation',
      withOrganization(async (c, organization) => {
        const { db, actor, page, moment, region } = c.var
        permit(canEditOrganization(actor, organization), 'directory.errors.edit')
        const form = await parseForm(c, translationForm, page.t)
        if (!form.ok) return translationPage(c, organization, { form, status: 422 })
        const before = await translationsOf(db, region.id, organization.id)
        if (stampOf(before, form.value.lang) !== form.typed['_translated'])
          return translationPage(c, organization, { form: { values: form.typed, errors: {} }, status: 409 })
        const version = Number(form.typed['_version']) || 0
        await translateOrganization(db, actor, organization, before, { ...form.value, version }, moment)
        return toProfile(c, organization, 'translated')
      }),
    )

const newKey = (c: HouseContext) => c.var.moment.random(16).toString('base64url')

const toProfile = (c: HouseContext, organization: { slug: string }, done: string) =>
  c.redirect(href(c.var.page, `${paths.organization(c.var.region.slug, organization.slug)}?done=${done}`), 303)

/** False when somebody else was faster. */
async function unlessStale(change: Promise<unknown>): Promise<boolean> {
  try {
    await change
    return true
  } catch (error) {
    if (isProblem(error) && error.reason === 'errors.stale') return false
    throw error
  }
}

interface FormPage {
  organization?: Organization
  status?: 200 | 409 | 422
  differences?: Difference[]
}

async function formPage(c: HouseContext, form: FormState, { organization, status = 200, differences }: FormPage = {}) {
  const { db, actor, page, region } = c.var
  const [lists, all] = await Promise.all([listsOf(db, region.id, page.lang), listChoices(db, actor)])
  const choices = all.length > TICKED ? null : all
  return c.html(
    document(
      <OrganizationFormPage
        {...{ page, lists, form, organization, choices }}
        formKey={newKey(c)}
        {...(differences && { differences })}
      />,
    ),
    status,
  )
}

/** Both versions, with what was typed in the form: saved again, it is a change of the version that stands there now. */
async function conflictPage(c: HouseContext, id: string, form: Parsed<OrganizationInput> & { ok: true }) {
  const { db, actor, page, region } = c.var
  const organization = await getOrganization(db, actor, id)
  const lists = await listsOf(db, region.id, page.lang)
  const differences = differingFields(page, lists, form.value, asInput(organization))
  return formPage(c, { values: form.typed, errors: {} }, { organization, differences, status: 409 })
}

/** What was typed, checked by the schema, the lists of the region and the names of its organizations. */
async function readOrganization(c: HouseContext, before?: Organization): Promise<Parsed<OrganizationInput>> {
  const { db, page, region } = c.var
  const form = await parseForm(c, organizationForm, page.t)
  const typed = form.ok ? form.typed : form.values
  const named = await namedCircle(c, typed)
  const lists = await listsOf(db, region.id, page.lang)
  const wrong: Record<string, string[]> = {
    ...(form.ok ? wrongChoices(c, lists, form.value, before) : form.errors),
    ...(named.unknown.length > 0 && {
      circleNames: [page.t('directory.errors.circle', { names: named.unknown.join(', ') })],
    }),
  }
  if (!form.ok || Object.keys(wrong).length > 0) return { ok: false, values: typed, errors: wrong }
  return { ...form, value: { ...form.value, circle: [...form.value.circle, ...named.ids] } }
}

function wrongChoices(c: HouseContext, lists: Lists, input: OrganizationInput, before?: Organization) {
  const { t } = c.var.page
  const offers = (all: { key: string; retired: boolean }[], key: string, had: boolean) =>
    all.some((one) => one.key === key && (!one.retired || had))
  return {
    ...(!offers(lists.sectors, input.sector, before?.sector === input.sector) && {
      sector: [t('directory.errors.sector')],
    }),
    ...(!input.roles.every((role) => offers(lists.roles, role, before?.roles.includes(role) ?? false)) && {
      roles: [t('directory.errors.roles')],
    }),
  }
}

const plain = (name: string) => name.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().trim()

/** Organizations of a circle that were named in words, one a line. */
async function namedCircle(c: HouseContext, typed: Typed): Promise<{ ids: string[]; unknown: string[] }> {
  const lines = [typed['circleNames'] ?? ''].flat().flatMap((text) => text.split('\n'))
  const names = [...new Set(lines.map((line) => line.trim()).filter(Boolean))]
  if (names.length === 0) return { ids: [], unknown: [] }
  const known = new Map((await listChoices(c.var.db, c.var.actor)).map((one) => [plain(one.name), one.id]))
  return {
    ids: names.flatMap((name) => known.get(plain(name)) ?? []),
    unknown: names.filter((name) => !known.has(plain(name))),
  }
}

/** An organization as its form shows it: lists are lines. */
async function asTyped(c: HouseContext, input: OrganizationInput): Promise<Typed> {
  const all = await listChoices(c.var.db, c.var.actor)
  const texts = Object.entries(input).map(([name, value]) => [name, Array.isArray(value) ? value : String(value ?? '')])
  const circleNames = all.filter((one) => input.circle.includes(one.id)).map((one) => one.name)
  return {
    ...(Object.fromEntries(texts) as Typed),
    ...(all.length > TICKED && { circleNames: circleNames.join('\n') }),
  }
}

/** When a translation was last saved: whoever began before that does not overwrite it unseen. */
const stampOf = (translations: Translation[], lang: Lang) =>
  translations
    .filter((one) => one.lang === lang)
    .map((one) => one.at.toISOString())
    .toSorted()
    .at(-1) ?? ''

async function translationPage(
  c: HouseContext,
  organization: Organization,
  { form, status = 200 }: { form?: FormState; status?: 200 | 409 | 422 } = {},
) {
  const { db, page, region } = c.var
  const lang: Lang = organization.lang === 'en' ? 'es' : 'en'
  const all = (await translationsOf(db, region.id, organization.id)).filter((one) => one.lang === lang)
  const textOf = (field: string) => all.find((one) => one.field === field)?.text ?? ''
  const kept = Object.fromEntries(TRANSLATABLE.map((field) => [field, textOf(field)]))
  const said = form?.values ?? {}
  const differences = TRANSLATABLE.filter((field) => String(said[field] ?? '') !== kept[field]).map((field) => ({
    label: sayField(page, field),
    yours: String(said[field] ?? ''),
    theirs: kept[field] ?? '',
  }))
  return c.html(
    document(
      <TranslationPage
        {...{ page, organization, lang }}
        form={form ?? { values: kept, errors: {} }}
        formKey={newKey(c)}
        translatedAt={stampOf(all, lang)}
        older={all.some((one) => !one.current)}
        {...(status === 409 && { differences })}
      />,
    ),
    status,
  )
}
