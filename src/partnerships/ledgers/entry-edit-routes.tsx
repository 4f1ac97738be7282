import { type Handler, Hono } from 'hono'
import { paths } from '../../paths.ts'
import { permit } from '../../platform/errors.ts'
import type { House, HouseContext } from '../../platform/house.ts'
import { UUID } from '../../platform/ids.ts'
import type { FormState, Parsed } from '../../platform/parse-form.ts'
import { cameLate } from '../../platform/records.ts'
import type { Difference } from '../../ui/conflict.tsx'
import { document } from '../../ui/layout.tsx'
import { href } from '../../ui/page.ts'
import { asEntryInput, changeEntry } from './entry-changes.ts'
import { refuseGain, suggestionFor, writeEntry } from './gain-decisions.ts'
import { type Entry, getEntry } from './entries.ts'
import { EntryFormPage } from './entry-form-page.tsx'
import { sayEntryField, sayEntryValue } from './entry-sayings.ts'
import type { EntryInput } from './forms.ts'
import { tellGains } from './gain-sayings.ts'
import { type Ledger, PLACES } from './ledger-kinds.ts'
import { canWriteEntries, canWriteEntry } from './rules.ts'
import { beginEntry, choicesFor, entryTyped, readEntry } from './typed-entries.ts'
import { newFormKey } from '../../platform/request-keys.ts'

type WithMine = (ledger: Ledger, answer: (c: HouseContext, entry: Entry) => Promise<Response>) => Handler<House>

/** Writing entries down, also what the records suggest, and changing them. */
export const entryEditRoutes = (ledger: Ledger, withMine: WithMine) =>
  new Hono<House>()
    .get('/new', async (c) => {
      permit(canWriteEntries(c.var.actor), 'partnership-ledgers.errors.write')
      const asked = c.req.query('proposal')
      const proposal = asked ? await suggestionFor(c.var.db, c.var.actor, ledger, asked) : undefined
      return formPage(c, ledger, await beginEntry(c, proposal))
    })
    .post('/', async (c) => {
      const { db, actor, page, region, moment } = c.var
      permit(canWriteEntries(actor), 'partnership-ledgers.errors.write')
      const form = await readEntry(c, ledger)
      if (!form.ok) return formPage(c, ledger, form, { status: 422 })
      permit(canWriteEntry(actor, { id: form.value.organization }), 'partnership-ledgers.errors.write')
      const made = await writeEntry(db, actor, ledger, form.value, moment)
      if (!made.ok) {
        const errors = { [made.field]: [page.t(made.reason)] }
        return formPage(c, ledger, { values: form.typed, errors }, { status: 422 })
      }
      return c.redirect(href(page, `${paths.entry(region.slug, PLACES[ledger].segment, made.id)}?done=created`), 303)
    })
    .post('/proposals/:proposal/refusal', async (c) => {
      const { db, actor, page, region, moment } = c.var
      permit(canWriteEntries(actor), 'partnership-ledgers.errors.write')
      const organization = await refuseGain(db, actor, ledger, c.req.param('proposal'), moment)
      return c.redirect(href(page, `${paths.organizationLedger(region.slug, organization.slug)}?done=refused`), 303)
    })
    .get(
      '/:id/edit',
      withMine(ledger, (c, entry) =>
        formPage(c, ledger, { values: entryTyped(asEntryInput(entry)), errors: {} }, { entry }),
      ),
    )
    .post(
      '/:id/edit',
      withMine(ledger, async (c, entry) => {
        const { db, actor, page, region, moment } = c.var
        const form = await readEntry(c, ledger, entry)
        if (!form.ok) return formPage(c, ledger, form, { entry, status: 422 })
        const read = { ...entry, version: Number(form.typed['_version']) || 0 }
        if (await cameLate(changeEntry(db, actor, read, form.value, moment))) return conflictPage(c, entry, form)
        return c.redirect(href(page, `${paths.entry(region.slug, PLACES[ledger].segment, entry.id)}?done=changed`), 303)
      }),
    )

interface Shown {
  entry?: Entry
  status?: 200 | 409 | 422
  differences?: Difference[]
}

async function formPage(c: HouseContext, ledger: Ledger, form: FormState, { status = 200, ...rest }: Shown = {}) {
  const { db, actor, page, moment } = c.var
  const organization = rest.entry?.organization.id ?? String(form.values['organization'] ?? '')
  const [choices, reasons] = await Promise.all([
    choicesFor(db, actor, organization, rest.entry),
    reasonsOf(c, ledger, String(form.values['proposal'] ?? '')),
  ])
  const formKey = newFormKey(moment)
  return c.html(document(<EntryFormPage {...{ page, ledger, form, formKey, reasons, ...choices, ...rest }} />), status)
}

/** Why the records suggest it. */
async function reasonsOf(c: HouseContext, ledger: Ledger, id: string): Promise<string[]> {
  if (!UUID.test(id)) return []
  const proposal = await suggestionFor(c.var.db, c.var.actor, ledger, id)
  return (await tellGains(c.var.db, c.var.actor, [proposal], c.var.page)).get(proposal.id)?.reasons ?? []
}

/** Both versions, with what was typed in the form. */
async function conflictPage(c: HouseContext, { ledger, id }: Entry, form: Parsed<EntryInput> & { ok: true }) {
  const { page } = c.var
  const entry = await getEntry(c.var.db, c.var.actor, ledger, id)
  const theirs = asEntryInput(entry)
  const fields = ['what', 'told', 'period', 'amount', 'unit', 'visibility', 'lang'] as const
  const differences = fields
    .map((field) => ({
      label: sayEntryField(page, field),
      yours: sayEntryValue(page, field, form.value[field]),
      theirs: sayEntryValue(page, field, theirs[field]),
    }))
    .filter((one) => one.yours !== one.theirs)
  return formPage(c, ledger, { values: form.typed, errors: {} }, { entry, differences, status: 409 })
}
