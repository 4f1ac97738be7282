import { Hono } from 'hono'
import { dayIn } from '../../platform/days.ts'
import { found, isProblem } from '../../platform/errors.ts'
import { fileAnswer } from '../../platform/file-answers.ts'
import { findFile } from '../../platform/files.ts'
import type { House, HouseContext } from '../../platform/house.ts'
import { formatDate } from '../../platform/i18n.ts'
import { emptyForm, type FormState, type Parsed, parseForm, readFile, type Typed } from '../../platform/parse-form.ts'
import { cameLate } from '../../platform/records.ts'
import { paths } from '../../paths.ts'
import type { Difference } from '../../ui/conflict.tsx'
import { document } from '../../ui/layout.tsx'
import { href } from '../../ui/page.ts'
import { withPartnership } from '../addressed-routes.tsx'
import type { Partnership } from '../partnerships.ts'
import { askedAgreement, bringAgreementBack, mayKeep, ownAgreement } from './agreement-api.ts'
import { changeAgreement, keepAgreement, removeAgreement } from './agreement-changes.ts'
import { AgreementFormPage, type Signing } from './agreement-form-page.tsx'
import { AgreementPage } from './agreement-page.tsx'
import { type Agreement, getAgreement } from './agreements.ts'
import { agreementForm, type AgreementInput } from './forms.ts'
import { readCopy, type SignedCopy } from './signed-copies.ts'
import { newFormKey } from '../../platform/request-keys.ts'

const one = '/agreements/:agreement'
const ENDINGS: Record<string, string> = { 'application/pdf': 'pdf', 'image/webp': 'webp' }

/** Agreements that were signed, and their copies. `scanCommand` looks at what comes in. */
export const agreementRoutes = ({ config }: { config: { scanCommand?: string } }) =>
  new Hono<House>()
    .get(
      '/partnerships/:partnership/agreements/new',
      withPartnership((c, partnership) => {
        mayKeep(c, partnership)
        return formPage(c, { partnership, form: emptyForm })
      }),
    )
    .post(
      '/partnerships/:partnership/agreements/new',
      withPartnership(async (c, partnership) => {
        const { db, actor, moment } = c.var
        mayKeep(c, partnership)
        const read = await readAgreement(c, config.scanCommand)
        if (!read.ok) return formPage(c, { partnership, form: read, status: 422 })
        const id = await keepAgreement(db, actor, partnership, read.value, read.copy, moment)
        return toAgreement(c, id, 'kept')
      }),
    )
    .get(one, async (c) => {
      const { page, moment, region } = c.var
      const asked = await askedAgreement(c, c.req.param('agreement'))
      const today = dayIn(region.timeZone, moment.at)
      const done = ['kept', 'changed', 'restored'].find((word) => word === c.req.query('done'))
      const said = done && page.t(`partnership-documents.agreement.done.${done}`)
      return c.html(
        document(<AgreementPage {...asked} page={page} today={today} formKey={newFormKey(c.var.moment)} done={said} />),
      )
    })
    .get(`${one}/copy`, async (c) => {
      const { agreement } = await askedAgreement(c, c.req.param('agreement'))
      return answerCopy(c, agreement)
    })
    .get(`${one}/edit`, async (c) =>
      formPage(c, { ...(await ownAgreement(c, c.req.param('agreement'))), form: emptyForm }),
    )
    .post(`${one}/edit`, async (c) => {
      const { db, actor, moment } = c.var
      const { agreement, partnership } = await ownAgreement(c, c.req.param('agreement'))
      const read = await readAgreement(c, config.scanCommand)
      if (!read.ok) return formPage(c, { agreement, partnership, form: read, status: 422 })
      const { value: input, copy, typed } = read
      const change = { read: Number(typed['_version']) || 0, input, copy }
      if (!(await cameLate(changeAgreement(db, actor, partnership, agreement, change, moment))))
        return toAgreement(c, agreement.id, 'changed')
      const now = await getAgreement(db, actor, agreement.id)
      const form = { values: typed, errors: {} }
      return formPage(c, { agreement: now, partnership, form, status: 409, conflict: differing(c, input, now) })
    })
    .post(`${one}/removal`, async (c) => {
      const { db, actor, moment, page, region } = c.var
      const { agreement, partnership } = await ownAgreement(c, c.req.param('agreement'))
      await removeAgreement(db, actor, agreement, moment)
      const documents = paths.partnershipTab(region.slug, partnership.slug, 'documents')
      return c.redirect(href(page, `${documents}?removed=${agreement.id}`), 303)
    })
    .post(`${one}/restoration`, async (c) =>
      toAgreement(c, await bringAgreementBack(c, c.req.param('agreement')), 'restored'),
    )

const toAgreement = (c: HouseContext, id: string, done: string) =>
  c.redirect(href(c.var.page, `${paths.agreement(c.var.region.slug, id)}?done=${done}`), 303)

type Read = (Parsed<AgreementInput> & { ok: true; copy: SignedCopy | null }) | ({ ok: false } & FormState)

/** What was typed, and the copy that came with it. */
async function readAgreement(c: HouseContext, scanner: string | undefined): Promise<Read> {
  const { t } = c.var.page
  const form = await parseForm(c, agreementForm, t)
  if (!form.ok) return form
  const file = await readFile(c, 'copy')
  if (!file) return { ...form, copy: null }
  try {
    return { ...form, copy: await readCopy(new Uint8Array(await file.arrayBuffer()), scanner) }
  } catch (error) {
    if (!isProblem(error) || error.status !== 422) throw error
    return { ok: false, values: form.typed, errors: { copy: [t(error.reason!, error.values)] } }
  }
}

/** The copy as it was kept: to be saved, never to run here. */
async function answerCopy(c: HouseContext, agreement: Agreement): Promise<Response> {
  const { db, region } = c.var
  const copy = found(await findFile(db, region.id, agreement.id, 'signed-copy'))
  const ending = ENDINGS[copy.mediaType] ?? 'bin'
  return fileAnswer(c, copy, { 'content-disposition': `attachment; filename="agreement.${ending}"` })
}

interface Shown {
  partnership: Partnership
  agreement?: Agreement
  form: FormState
  status?: 200 | 422 | 409
  conflict?: Difference[]
}

function formPage(c: HouseContext, { partnership, agreement, form, status = 200, conflict }: Shown) {
  const fresh = Object.keys(form.values).length === 0
  const values: Typed = fresh
    ? {
        title: agreement?.title,
        note: agreement?.note,
        endsOn: agreement?.endsOn ?? '',
        visibility: agreement?.visibility ?? 'circle',
      }
    : form.values
  const view = {
    page: c.var.page,
    partnership,
    agreement,
    form: { ...form, values },
    signings: signingsOf(partnership, agreement, fresh ? undefined : form.values),
    formKey: newFormKey(c.var.moment),
    version: agreement?.version,
    conflict,
  }
  return c.html(document(<AgreementFormPage {...view} />), status)
}

const listed = (typed: Typed[string]): string[] => (Array.isArray(typed) ? typed : typed === undefined ? [] : [typed])

/** Each partner with who signed for it: as it was typed, else as it is kept. */
function signingsOf({ parties }: Partnership, agreement: Agreement | undefined, typed: Typed | undefined): Signing[] {
  const kept = new Map((agreement?.signatures ?? []).map((one) => [one.organization.id, one]))
  const organizations = new Map(parties.map(({ organization }) => [organization.id, organization]))
  const [ids, signers, days] = ['organization', 'signer', 'signedOn'].map((name) => listed(typed?.[name])) as [
    string[],
    string[],
    string[],
  ]
  return [...organizations.values()].map((organization) => {
    const at = ids.indexOf(organization.id)
    const own = kept.get(organization.id)
    if (at >= 0) return { organization, signer: signers[at] ?? '', signedOn: days[at] ?? '' }
    return { organization, signer: own?.signer ?? '', signedOn: own?.signedOn ?? '' }
  })
}

/** What somebody typed beside what somebody else saved meanwhile. */
function differing(c: HouseContext, yours: AgreementInput, theirs: Agreement): Difference[] {
  const { t, lang } = c.var.page
  const day = (value: string | null) => (value === null ? '' : formatDate(lang, value, 'long'))
  const rows = [
    { field: 'title', yours: yours.title, theirs: theirs.title },
    { field: 'endsOn', yours: day(yours.endsOn), theirs: day(theirs.endsOn) },
    { field: 'note', yours: yours.note, theirs: theirs.note },
  ]
  return rows
    .filter((row) => row.yours !== row.theirs)
    .map((row) => ({ label: t(`partnership-documents.agreement.${row.field}`), yours: row.yours, theirs: row.theirs }))
}
