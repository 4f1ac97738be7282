import { type Handler, Hono } from 'hono'
import { paths } from '../../paths.ts'
import { isProblem, permit } from '../../platform/errors.ts'
import type { House, HouseContext } from '../../platform/house.ts'
import { emptyForm, type FormState, parseForm, readFile } from '../../platform/parse-form.ts'
import { scan } from '../../platform/scans.ts'
import { document } from '../../ui/layout.tsx'
import { href } from '../../ui/page.ts'
import { type Entry, getEntry } from './entries.ts'
import { EvidenceFormPage } from './evidence-form-page.tsx'
import { answerEvidenceFile } from './evidence-api.ts'
import { addEvidence, type EvidenceFile, removeEvidence, restoreEvidence } from './evidences.ts'
import { evidenceForm, LIMITS } from './forms.ts'
import { EVIDENCE, type EvidenceKind } from './ledger-kinds.ts'
import { canWriteEntry } from './rules.ts'
import { newFormKey } from '../../platform/request-keys.ts'

/** What shows a benefit: added, taken away, brought back, handed out. */
export const evidenceRoutes = ({ config }: { config: { scanCommand?: string } }) =>
  new Hono<House>()
    .get(
      '/:id/evidence/new',
      withMine((c, benefit) => formPage(c, benefit, kindAsked(c.req.query('kind')), emptyForm)),
    )
    .post(
      '/:id/evidence',
      withMine(async (c, benefit) => {
        const { db, actor, page, moment } = c.var
        const form = await parseForm(c, evidenceForm, page.t)
        if (!form.ok) return formPage(c, benefit, kindAsked(form.values['kind']), form, 422)
        const file = form.value.kind === 'file' ? await fileSent(c, config.scanCommand) : null
        if (file && 'error' in file) {
          const errors = { file: [file.error] }
          return formPage(c, benefit, 'file', { values: form.typed, errors }, 422)
        }
        await addEvidence(db, actor, benefit, form.value, file, moment)
        return toBenefit(c, benefit, 'evidenced')
      }),
    )
    .get('/:id/evidence/:evidence', async (c) => {
      const benefit = await getEntry(c.var.db, c.var.actor, 'benefit', c.req.param('id'))
      return answerEvidenceFile(c, benefit, c.req.param('evidence'))
    })
    .post(
      '/:id/evidence/:evidence/removal',
      withMine(async (c, benefit) => {
        const id = c.req.param('evidence') ?? ''
        await removeEvidence(c.var.db, c.var.actor, benefit, id, c.var.moment)
        return toBenefit(c, benefit, `unevidenced&removed=${id}`)
      }),
    )
    .post(
      '/:id/evidence/:evidence/restoration',
      withMine(async (c, benefit) => {
        await restoreEvidence(c.var.db, c.var.actor, benefit, c.req.param('evidence') ?? '', c.var.moment)
        return toBenefit(c, benefit, 'evidenceBack')
      }),
    )

function withMine(answer: (c: HouseContext, benefit: Entry) => Response | Promise<Response>): Handler<House> {
  return async (c) => {
    const benefit = await getEntry(c.var.db, c.var.actor, 'benefit', c.req.param('id') ?? '')
    permit(canWriteEntry(c.var.actor, benefit.organization), 'partnership-ledgers.errors.write')
    return answer(c, benefit)
  }
}

const kindAsked = (asked: unknown): EvidenceKind => EVIDENCE.find((kind) => kind === asked) ?? 'link'

const toBenefit = (c: HouseContext, { id }: Entry, done: string) =>
  c.redirect(href(c.var.page, `${paths.entry(c.var.region.slug, 'benefits', id)}?done=${done}`), 303)

function formPage(c: HouseContext, benefit: Entry, kind: EvidenceKind, form: FormState, status: 200 | 422 = 200) {
  const formKey = newFormKey(c.var.moment)
  return c.html(document(<EvidenceFormPage {...{ benefit, kind, form, formKey }} page={c.var.page} />), status)
}

const MEGABYTE = 1_000_000

/** The file that was sent, or what is wrong with it. */
async function fileSent(c: HouseContext, scanner?: string): Promise<EvidenceFile | { error: string }> {
  const { t } = c.var.page
  const file = await readFile(c, 'file')
  if (!file || file.size === 0) return { error: t('partnership-ledgers.errors.noFile') }
  if (file.size > LIMITS.file * MEGABYTE) return { error: t('files.tooLarge', { max: LIMITS.file }) }
  const bytes = new Uint8Array(await file.arrayBuffer())
  try {
    await scan(scanner, bytes)
  } catch (error) {
    if (!isProblem(error) || error.status !== 422) throw error
    return { error: t(error.reason!) }
  }
  return { name: file.name.slice(0, 200), bytes }
}
