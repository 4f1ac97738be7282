import { type Handler, Hono } from 'hono'
import { bringBackEntry, listEntryHistory } from './entry-histories.ts'
import { paths } from '../../paths.ts'
import { endOfDay, isTable, tableAnswer, wants } from '../../platform/answers.ts'
import { permit, problem } from '../../platform/errors.ts'
import type { House, HouseContext } from '../../platform/house.ts'
import { listAddress, PAGE_SIZE, readQuery } from '../../platform/list-query.ts'
import { readForm } from '../../platform/parse-form.ts'
import { document } from '../../ui/layout.tsx'
import { href } from '../../ui/page.ts'
import { removeEntry, restoreEntry } from './entry-changes.ts'
import { entryEditRoutes } from './entry-edit-routes.tsx'
import { type Entry, getEntry, getRemovedEntry, listEntries } from './entries.ts'
import { EntriesPage } from './entries-page.tsx'
import { EntryPage } from './entry-page.tsx'
import { sayEntryField, sayEntryValue } from './entry-sayings.ts'
import { evidenceRoutes } from './evidence-routes.tsx'
import { entriesQuery } from './forms.ts'
import { sumOf } from './gives-and-gains.ts'
import { answerEntries, answerEntry } from './ledger-api.ts'
import { type Ledger, LEDGERS, PLACES } from './ledger-kinds.ts'
import { namesAsked } from './asked-names.ts'
import { RecordHistoryPage } from './record-history-page.tsx'
import { ENTRY_COLUMNS, entryCells } from './renderings.ts'
import { canWriteEntries, canWriteEntry } from './rules.ts'
import { newFormKey } from '../../platform/request-keys.ts'

/** Gains and gifts: the same pages for each. `scanCommand` looks at files that come in. */
export const entryRoutes = (parts: { config: { scanCommand?: string } }) => {
  const routes = new Hono<House>()
  for (const ledger of LEDGERS) routes.route(`/${PLACES[ledger].segment}`, routesOf(ledger))
  return routes.route('/benefits', evidenceRoutes(parts))
}

type Answer = (c: HouseContext, entry: Entry) => Promise<Response>

const withEntry =
  (ledger: Ledger, answer: Answer): Handler<House> =>
  async (c) =>
    answer(c, await getEntry(c.var.db, c.var.actor, ledger, c.req.param('id') ?? ''))

/** The same for whoever may change it. */
const withMine = (ledger: Ledger, answer: Answer) =>
  withEntry(ledger, (c, entry) => {
    permit(canWriteEntry(c.var.actor, entry.organization), 'partnership-ledgers.errors.write')
    return answer(c, entry)
  })

const routesOf = (ledger: Ledger) =>
  new Hono<House>()
    .get('/', (c) => {
      const format = wants(c)
      if (format === 'json') return answerEntries(c, ledger)
      return isTable(format) ? tableList(c, ledger) : listPage(c, ledger)
    })
    .route('/', entryEditRoutes(ledger, withMine))
    .get(
      '/:id',
      withEntry(ledger, async (c, entry) => {
        if (wants(c) === 'json') return answerEntry(c, ledger, entry.id)
        const { page, actor } = c.var
        c.header('vary', 'accept')
        const { done, removed } = saidDone(c)
        const mayWrite = canWriteEntry(actor, entry.organization)
        return c.html(
          document(<EntryPage {...{ page, entry, mayWrite, done, removed }} formKey={newFormKey(c.var.moment)} />),
        )
      }),
    )
    .get('/:id/history', withEntry(ledger, historyPage))
    .post(
      '/:id/history/:entry/return',
      withMine(ledger, async (c, entry) => {
        const { db, actor, moment } = c.var
        const version = Number((await readForm(c))['_version']) || entry.version
        await bringBackEntry(db, actor, { ...entry, version }, c.req.param('entry') ?? '', moment)
        return toEntry(c, entry, 'returned')
      }),
    )
    .post(
      '/:id/removal',
      withMine(ledger, async (c, entry) => {
        await removeEntry(c.var.db, c.var.actor, entry, c.var.moment)
        const list = paths.entries(c.var.region.slug, PLACES[ledger].segment)
        return c.redirect(href(c.var.page, listAddress(list, { removed: entry.id })), 303)
      }),
    )
    .post('/:id/restoration', async (c) => {
      const { db, actor, moment } = c.var
      const entry = await getRemovedEntry(db, actor, ledger, c.req.param('id'))
      if (!canWriteEntry(actor, entry.organization)) throw problem(404)
      await restoreEntry(db, actor, entry, moment)
      return toEntry(c, entry, 'restored')
    })

const toEntry = (c: HouseContext, { ledger, id }: Entry, done: string) =>
  c.redirect(href(c.var.page, `${paths.entry(c.var.region.slug, PLACES[ledger].segment, id)}?done=${done}`), 303)

const DONE = ['created', 'changed', 'returned', 'restored', 'evidenced', 'unevidenced', 'evidenceBack']

function saidDone(c: HouseContext): { done: string | undefined; removed: string | undefined } {
  const [done, removed] = [c.req.query('done'), c.req.query('removed')]
  return {
    done: DONE.find((one) => one === done),
    removed: removed && /^[0-9a-f-]{36}$/.test(removed) ? removed : undefined,
  }
}

async function listPage(c: HouseContext, ledger: Ledger): Promise<Response> {
  const { db, actor, page, region, moment } = c.var
  const { page: number, removed, done: _done, ...asked } = readQuery(c, entriesQuery)
  const [{ items }, names] = await Promise.all([listEntries(db, actor, ledger, asked), namesAsked(db, actor, asked)])
  const shown = items.slice((number - 1) * PAGE_SIZE, number * PAGE_SIZE)
  const params = ['partnership', 'organization', 'other', 'what', 'side', 'from', 'until', 'page']
  c.set('cached', { params, freshUntil: endOfDay(region.timeZone, moment.at) })
  c.header('vary', 'accept')
  const list = { items: shown, total: items.length, number }
  const view = { page, ledger, asked, names, list, sum: sumOf(items), removed, formKey: newFormKey(c.var.moment) }
  return c.html(document(<EntriesPage {...view} mayAdd={canWriteEntries(actor)} />))
}

async function tableList(c: HouseContext, ledger: Ledger): Promise<Response> {
  const { db, actor, region } = c.var
  const { items } = await listEntries(db, actor, ledger, readQuery(c, entriesQuery))
  const { segment } = PLACES[ledger]
  const base = c.var.page.origin + paths.entries(region.slug, segment)
  return tableAnswer(
    c,
    `${region.slug}-${segment}`,
    ENTRY_COLUMNS,
    items.map((entry) => entryCells(entry, base)),
  )
}

async function historyPage(c: HouseContext, entry: Entry): Promise<Response> {
  const { db, actor, page, region } = c.var
  const { segment } = PLACES[entry.ledger]
  const lines = await listEntryHistory(db, actor, entry)
  const crumbs = [
    { label: page.t(`partnership-ledgers.many.${entry.ledger}`), path: paths.entries(region.slug, segment) },
    { label: entry.told, path: paths.entry(region.slug, segment, entry.id) },
  ]
  const to = (line: string) => paths.entryReturn(region.slug, segment, entry.id, line)
  const back = canWriteEntry(actor, entry.organization)
    ? { to, version: entry.version, formKey: newFormKey(c.var.moment) }
    : undefined
  const sayField = (field: string) => sayEntryField(page, field)
  const sayValue = (field: string, value: unknown) => sayEntryValue(page, field, value)
  return c.html(
    document(<RecordHistoryPage {...{ page, crumbs, lines, back, sayField, sayValue }} title={entry.told} />),
  )
}
