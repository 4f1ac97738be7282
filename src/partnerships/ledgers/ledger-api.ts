import { Hono } from 'hono'
import { z } from 'zod'
import { getOrganization } from '../../directory/organizations.ts'
import { entryJson as lineJson, historySchema } from '../../journal/renderings.ts'
import { paths } from '../../paths.ts'
import { jsonList, nextCursor, shownBy, tagged } from '../../platform/answers.ts'
import { type ApiDoc, listOf } from '../../platform/api-docs.ts'
import { checkJson, fromVersion, gone, readJson, versioned, written, wrongField } from '../../platform/api-writes.ts'
import { permit, problem } from '../../platform/errors.ts'
import type { House, HouseContext } from '../../platform/house.ts'
import { readQuery } from '../../platform/list-query.ts'
import { currentParties, getPartnership } from '../partnerships.ts'
import { asEntryInput, changeEntry, removeEntry, restoreEntry } from './entry-changes.ts'
import { bringBackEntry, listEntryHistory } from './entry-histories.ts'
import { type Entry, getEntry, getRemovedEntry, listEntries } from './entries.ts'
import { entriesApiQuery, ENTRY_FORMS } from './forms.ts'
import { refuseGain, writeEntry } from './gain-decisions.ts'
import { givesAndGains } from './gives-and-gains.ts'
import { type Ledger, LEDGERS, PLACES } from './ledger-kinds.ts'
import { entryJson, entrySchema, givesJson, givesSchema } from './renderings.ts'
import { canWriteEntry } from './rules.ts'

/** The address of the pages of a ledger. */
export const entriesBase = (c: HouseContext, ledger: Ledger) =>
  c.var.page.origin + paths.entries(c.var.region.slug, PLACES[ledger].segment)

const addressOf = (c: HouseContext, ledger: Ledger, id: string) =>
  `/api/v1/${c.var.region.slug}/${PLACES[ledger].segment}/${id}`

/** Entries as programs read them, also at the address of the page. */
export async function answerEntries(c: HouseContext, ledger: Ledger): Promise<Response> {
  const { limit, cursor, ...asked } = readQuery(c, entriesApiQuery)
  const offset = shownBy(cursor)
  const { items, total } = await listEntries(c.var.db, c.var.actor, ledger, asked, { offset, limit })
  const base = entriesBase(c, ledger)
  const told = items.map((entry) => entryJson(entry, base))
  return jsonList(c, told, total, nextCursor(offset + items.length, total))
}

const readOne = async (c: HouseContext, ledger: Ledger, id: string) =>
  entryJson(await getEntry(c.var.db, c.var.actor, ledger, id), entriesBase(c, ledger))

/** One entry for programs. */
export const answerEntry = async (c: HouseContext, ledger: Ledger, id: string, status: 200 | 201 = 200) =>
  versioned(c, await readOne(c, ledger, id), status)

async function mine(c: HouseContext, ledger: Ledger): Promise<Entry> {
  const entry = await getEntry(c.var.db, c.var.actor, ledger, c.req.param('id') ?? '')
  permit(canWriteEntry(c.var.actor, entry.organization), 'partnership-ledgers.errors.write')
  return entry
}

const apiOf = (ledger: Ledger) =>
  new Hono<House>()
    .get('/', (c) => answerEntries(c, ledger))
    .post('/', async (c) => {
      const { db, actor, moment } = c.var
      const input = checkJson(c, ENTRY_FORMS[ledger], await readJson(c))
      permit(canWriteEntry(actor, { id: input.organization }), 'partnership-ledgers.errors.write')
      const write = async () => {
        const made = await writeEntry(db, actor, ledger, input, moment)
        if (!made.ok) throw wrongField(c, made.field, made.reason)
        return made.id
      }
      return written(
        c,
        write,
        (id) => addressOf(c, ledger, id),
        (id, status) => answerEntry(c, ledger, id, status),
      )
    })
    .post('/proposals/:proposal/refusal', async (c) => {
      const { db, actor, region, moment } = c.var
      const refuse = async () => (await refuseGain(db, actor, ledger, c.req.param('proposal'), moment)).id
      const at = (id: string) => `/api/v1/${region.slug}/organizations/${id}`
      return written(c, refuse, at, async (_, status) => c.json({ decision: 'refused' as const }, status), 200)
    })
    .get('/:id', (c) => answerEntry(c, ledger, c.req.param('id')))
    .post('/:id/history/:entry/return', async (c) => {
      const { db, actor, moment } = c.var
      const entry = await mine(c, ledger)
      const bring = () => bringBackEntry(db, actor, entry, c.req.param('entry'), moment).then(() => entry.id)
      return written(
        c,
        bring,
        (id) => addressOf(c, ledger, id),
        (id, status) => answerEntry(c, ledger, id, status),
        200,
      )
    })
    .get('/:id/history', async (c) => {
      const entry = await getEntry(c.var.db, c.var.actor, ledger, c.req.param('id'))
      const lines = await listEntryHistory(c.var.db, c.var.actor, entry)
      return jsonList(c, lines.map(lineJson), lines.length, null)
    })
    .patch('/:id', async (c) => {
      const { db, actor, moment } = c.var
      const entry = await mine(c, ledger)
      const input = checkJson(c, ENTRY_FORMS[ledger], await readJson(c), asEntryInput(entry))
      const change = (version: number) => changeEntry(db, actor, { ...entry, version }, input, moment)
      await fromVersion(c, entry, change, () => readOne(c, ledger, entry.id))
      return answerEntry(c, ledger, entry.id)
    })
    .delete('/:id', async (c) => {
      await removeEntry(c.var.db, c.var.actor, await mine(c, ledger), c.var.moment)
      return gone(c)
    })
    .post('/:id/restoration', async (c) => {
      const { db, actor, moment } = c.var
      const bring = async () => {
        const entry = await getRemovedEntry(db, actor, ledger, c.req.param('id'))
        if (!canWriteEntry(actor, entry.organization)) throw problem(404)
        await restoreEntry(db, actor, entry, moment)
        return entry.id
      }
      return written(
        c,
        bring,
        (id) => addressOf(c, ledger, id),
        (id, status) => answerEntry(c, ledger, id, status),
        200,
      )
    })

/** What partners give and gain, for programs. */
export const ledgerApi = new Hono<House>()
  .get('/partnerships/:id/gives-and-gains', async (c) => {
    const { db, actor, region, moment } = c.var
    const partnership = await getPartnership(db, actor, c.req.param('id'))
    const named = currentParties(partnership).map(({ organization }) => organization)
    const at = { timeZone: region.timeZone, now: moment.at }
    const { partners } = await givesAndGains(db, actor, { partnershipId: partnership.id, named }, at)
    return tagged(c, JSON.stringify(givesJson(partners)))
  })
  .get('/organizations/:id/gives-and-gains', async (c) => {
    const { db, actor, region, moment } = c.var
    const { id, slug, name, sector } = await getOrganization(db, actor, c.req.param('id'))
    const at = { timeZone: region.timeZone, now: moment.at }
    const { partners } = await givesAndGains(db, actor, { organizationId: id, named: [{ id, slug, name, sector }] }, at)
    return tagged(c, JSON.stringify(givesJson(partners)))
  })
for (const ledger of LEDGERS) ledgerApi.route(`/${PLACES[ledger].segment}`, apiOf(ledger))

const tag = 'Gives and gains'
const WORDS: Record<Ledger, { many: string; one: string; add: string }> = {
  benefit: { many: 'What organizations gained by working together', one: 'A gain', add: 'Writes down a gain' },
  contribution: { many: 'What organizations gave', one: 'A gift', add: 'Writes down a gift' },
}

const docsOf = (ledger: Ledger): ApiDoc[] => {
  const path = `/api/v1/{region}/${PLACES[ledger].segment}`
  const { many, one, add } = WORDS[ledger]
  const body = ENTRY_FORMS[ledger]
  return [
    { method: 'get', path, summary: many, tag, query: entriesApiQuery, response: listOf(entrySchema) },
    { method: 'post', path, summary: add, tag, body, status: 201, response: entrySchema },
    { method: 'get', path: `${path}/{id}`, summary: one, tag, response: entrySchema },
    {
      method: 'get',
      path: `${path}/{id}/history`,
      summary: 'What was done with it, newest first',
      tag,
      response: historySchema,
    },
    { method: 'patch', path: `${path}/{id}`, summary: 'Changes the given fields', tag, body, response: entrySchema },
    {
      method: 'delete',
      path: `${path}/{id}`,
      summary: 'Takes it out of its ledger; it can be brought back',
      tag,
      status: 204,
      response: z.undefined(),
    },
    { method: 'post', path: `${path}/{id}/restoration`, summary: 'Brings it back', tag, response: entrySchema },
    {
      method: 'post',
      path: `${path}/{id}/history/{entry}/return`,
      summary: 'Brings back what stood there before a change',
      tag,
      response: entrySchema,
    },
    {
      method: 'post',
      path: `${path}/proposals/{proposal}/refusal`,
      summary: 'What the records suggest is nothing to write down; to write it down name it as `proposal`',
      tag,
      response: z.object({ decision: z.literal('refused') }),
    },
  ]
}

export const ledgerApiDocs: ApiDoc[] = [
  ...LEDGERS.flatMap(docsOf),
  {
    method: 'get',
    path: '/api/v1/{region}/partnerships/{id}/gives-and-gains',
    summary: 'What each partner of a partnership gave and gained, in all and in time',
    tag,
    response: givesSchema,
  },
  {
    method: 'get',
    path: '/api/v1/{region}/organizations/{id}/gives-and-gains',
    summary: 'The same of one organization, in all its partnerships',
    tag,
    response: givesSchema,
  },
]
