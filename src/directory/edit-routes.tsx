import { type Handler, Hono } from 'hono'
import { listChoices } from '../account/positions.ts'
import { paths } from '../paths.ts'
import { isProblem, permit } from '../platform/errors.ts'
import type { House, HouseContext } from '../platform/house.ts'
import { type FormState, type Parsed, type Typed, parseForm } from '../platform/parse-form.ts'
import { asks, bothSay, despiteOf, type Likely, withTyped } from '../platform/likely.ts'
import { circleMembers } from '../platform/records.ts'
import { type Lists, listsOf } from '../region/lists.ts'
import type { Difference } from '../ui/conflict.tsx'
import { KnownPage } from '../ui/known-page.tsx'
import { document } from '../ui/layout.tsx'
import { OFFERED } from '../ui/organizations-field.tsx'
import { href } from '../ui/page.ts'
import { type OrganizationInput, organizationForm } from './forms.ts'
import { OrganizationFormPage } from './organization-form-page.tsx'
import { createDespite, listLikely } from './duplicates.ts'
import { changeOrganization } from './organization-changes.ts'
import { type Choice, namesOf, notOffered, whoIsNamed } from '../account/organization-names.ts'
import { type Organization, asInput, getOrganization } from './organizations.ts'
import { canAddOrganization, canEditOrganization } from './rules.ts'
import { differingFields, sayField } from './sayings.ts'
import type { Told } from './translation-page.tsx'
import { takeTranslation, translationPage } from './translation-routes.tsx'
import { organizationOriginal } from './translations.ts'
import { newFormKey } from '../platform/request-keys.ts'

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
      if (form.typed['same']) return samePage(c, await getOrganization(db, actor, String(form.typed['same'])), form)
      const found = { likely: await listLikely(db, actor, form.value), despite: despiteOf(form.typed['despite']) }
      if (await asks(db, actor.regionId, found, moment))
        return formPage(c, { values: form.typed, errors: {} }, { likely: found.likely, status: 409 })
      return toProfile(c, await createDespite(db, actor, form.value, found, moment), 'created')
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
        const hindered = await hindrance(changeOrganization(db, actor, read, form.value, moment))
        if (hindered === 'errors.stale') return conflictPage(c, organization.id, form)
        if (hindered) {
          const errors = { parent: [c.var.page.t(hindered)] }
          return formPage(c, { values: form.typed, errors }, { organization, status: 422 })
        }
        return toProfile(c, await getOrganization(db, actor, organization.id), 'changed')
      }),
    )
    .get(
      '/organizations/:slug/translation',
      withOrganization(async (c, organization) => {
        permit(canEditOrganization(c.var.actor, organization), 'directory.errors.edit')
        return translationPage(c, toldOf(c, organization))
      }),
    )
    .post(
      '/organizations/:slug/translation',
      withOrganization(async (c, organization) => {
        permit(canEditOrganization(c.var.actor, organization), 'directory.errors.edit')
        return (await takeTranslation(c, toldOf(c, organization))) ?? toProfile(c, organization, 'translated')
      }),
    )

const toProfile = (c: HouseContext, organization: { slug: string }, done: string) =>
  c.redirect(href(c.var.page, `${paths.organization(c.var.region.slug, organization.slug)}?done=${done}`), 303)

/** What a form can be given back for: somebody else was faster, or an owner would be its own. */
const HINDRANCES = ['errors.stale', 'directory.errors.circleOfOwners']

async function hindrance(change: Promise<unknown>): Promise<string | undefined> {
  try {
    await change
    return undefined
  } catch (error) {
    if (isProblem(error) && error.reason && HINDRANCES.includes(error.reason)) return error.reason
    throw error
  }
}

interface FormPage {
  organization?: Organization
  status?: 200 | 409 | 422
  differences?: Difference[]
  /** It was meant to be another one, and is the one that is changed here. */
  isKnown?: boolean
  likely?: readonly Likely[]
}

async function formPage(c: HouseContext, form: FormState, { status = 200, ...rest }: FormPage = {}) {
  const { db, actor, page, region } = c.var
  const [lists, all] = await Promise.all([listsOf(db, region.id, page.lang), listChoices(db, actor)])
  return c.html(
    document(
      <OrganizationFormPage
        {...{ page, lists, form, ...rest }}
        choices={all}
        ticked={all.length <= OFFERED}
        asked={c.req.query('ask')}
        formKey={newFormKey(c.var.moment)}
      />,
    ),
    status,
  )
}

/** Both versions, with what was typed in the form: saved again, it is a change of the version that stands there now. */
async function conflictPage(c: HouseContext, id: string, form: Parsed<OrganizationInput> & { ok: true }) {
  const { db, actor, page, region } = c.var
  const organization = await getOrganization(db, actor, id)
  const [lists, names] = await Promise.all([listsOf(db, region.id, page.lang), listChoices(db, actor)])
  const differences = differingFields(page, { ...lists, names }, form.value, asInput(organization))
  return formPage(c, { values: form.typed, errors: {} }, { organization, differences, status: 409 })
}

/** The one that somebody was about to add again: its form with what they typed, or the two side by side for whoever may not change it. */
async function samePage(c: HouseContext, one: Organization, form: Parsed<OrganizationInput> & { ok: true }) {
  const { db, actor, page, region } = c.var
  const input = asInput(one, await circleMembers(db, region.id, one.circleId))
  const [there, lists, names] = await Promise.all([
    asTyped(c, input),
    listsOf(db, region.id, page.lang),
    listChoices(db, actor),
  ])
  const says = (of: string[]) => differingFields(page, { ...lists, names }, form.value, input, of)
  if (canEditOrganization(actor, one)) {
    const values = withTyped(there, form.typed)
    const differences = says(bothSay(there, form.typed))
    return formPage(c, { values, errors: {} }, { organization: one, differences, isKnown: true, status: 409 })
  }
  const typed = Object.keys(there).filter((field) => String(form.typed[field] ?? '') !== '')
  const shown = { page, name: one.name, path: paths.organization(region.slug, one.slug), differences: says(typed) }
  return c.html(document(<KnownPage {...shown} room="organizations" />), 409)
}

/** What was typed, checked by the schema, the lists of the region and the names of its organizations. */
async function readOrganization(c: HouseContext, before?: Organization): Promise<Parsed<OrganizationInput>> {
  const { db, actor, page, region } = c.var
  const form = await parseForm(c, organizationForm, page.t)
  const typed = form.ok ? form.typed : form.values
  const [lists, choices] = await Promise.all([listsOf(db, region.id, page.lang), listChoices(db, actor)])
  const named = namedIn(choices, typed, before)
  const wrong: Record<string, string[]> = {
    ...(form.ok ? wrongChoices(c, lists, form.value, before) : form.errors),
    ...wrongNames(c, named, before),
  }
  if (!form.ok || Object.keys(wrong).length > 0) return { ok: false, values: typed, errors: wrong }
  const circle = [...form.value.circle, ...named.circleNames.ids]
  const kin = { parent: named.parent.ids[0] ?? '', successors: named.successors.ids }
  return { ...form, value: { ...form.value, ...kin, circle } }
}

const linesIn = (typed: Typed, field: string) => [typed[field] ?? ''].flat().flatMap((text) => text.split('\n'))

/** Organizations that a form names in words. Those that its writer does not see stay. */
function namedIn(choices: Choice[], typed: Typed, before?: Organization) {
  const named = (field: string) => whoIsNamed(choices, linesIn(typed, field))
  const [parent, successors] = [named('parent'), named('successors')]
  const owner = before?.parentId ? notOffered(choices, [before.parentId]) : []
  return {
    circleNames: named('circleNames'),
    parent: { ...parent, ids: [...parent.ids, ...owner] },
    successors: { ...successors, ids: [...successors.ids, ...notOffered(choices, before?.successorIds ?? [])] },
  }
}

function wrongNames(c: HouseContext, named: ReturnType<typeof namedIn>, before?: Organization) {
  const { t } = c.var.page
  const own = (field: string, ids: string[]) =>
    before && ids.includes(before.id) ? [[field, [t('directory.errors.itself')]]] : []
  return Object.fromEntries([
    ...Object.entries(named)
      .filter(([, { unknown }]) => unknown.length > 0)
      .map(([field, { unknown }]) => [field, [t('directory.errors.circle', { names: unknown.join(', ') })]]),
    ...own('parent', named.parent.ids),
    ...own('successors', named.successors.ids),
  ]) as Record<string, string[]>
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

/** An organization as its form shows it: lists are lines, and other organizations go by their names. */
async function asTyped(c: HouseContext, input: OrganizationInput): Promise<Typed> {
  const all = await listChoices(c.var.db, c.var.actor)
  const texts = Object.entries(input).map(([name, value]) => [name, Array.isArray(value) ? value : String(value ?? '')])
  return {
    ...(Object.fromEntries(texts) as Typed),
    parent: namesOf(all, [input.parent])[0] ?? '',
    successors: namesOf(all, input.successors),
    ...(all.length > OFFERED && { circleNames: namesOf(all, input.circle).join('\n') }),
  }
}

/** An organization as it is translated. */
function toldOf({ var: { actor, page, region } }: HouseContext, organization: Organization): Told {
  return {
    original: organizationOriginal(actor, organization),
    at: paths.organization(region.slug, organization.slug),
    crumbs: [{ label: page.t('directory.title'), path: paths.organizations(region.slug) }],
    sayField: (field) => sayField(page, field),
  }
}
