import { Hono } from 'hono'
import type { Child } from 'hono/jsx'
import { z } from 'zod'
import { decodeCursor, encodeCursor } from '../platform/cursors.ts'
import { jsonList, nextCursor, wants } from '../platform/answers.ts'
import { found, permit } from '../platform/errors.ts'
import { askedOne, askedPage, PAGE_SIZE, readQuery } from '../platform/list-query.ts'
import type { Room, ToldProposal } from '../platform/room.ts'
import { href } from '../ui/page.ts'
import type { House, HouseContext } from '../platform/house.ts'
import { paths } from '../paths.ts'
import { document } from '../ui/layout.tsx'
import { AuditPage } from './audit-page.tsx'
import { JournalPage } from './feed-page.tsx'
import { type FeedLine, listAudit, listFeed, listVerbs } from './feeds.ts'
import { ProposalsPage } from './proposals-page.tsx'
import { getProposal, listProposals, type Proposal } from './proposals.ts'
import { canAudit, canDecide } from './rules.ts'
import { newFormKey } from '../platform/request-keys.ts'

const PAGE = 40
const place = z.object({ at: z.coerce.date(), id: z.uuid() })

/** Where the next page begins, if this one is full. */
const olderThan = (lines: { at: Date; id: string }[]): string | null => {
  const last = lines.at(-1)
  return last && lines.length === PAGE ? encodeCursor({ at: last.at, id: last.id }) : null
}

const proposalsQuery = z.object({
  decided: askedOne(['', 'yes']),
  page: askedPage,
  found: z.string().optional().catch(undefined),
  done: z.string().optional().catch(undefined),
})

/** Each kind is told by the room it is from. */
async function tellAll(
  { rooms, db, actor, page }: HouseContext['var'],
  items: Proposal[],
): Promise<Map<string, ToldProposal>> {
  const kinds = Object.assign({}, ...rooms.map((room) => room.proposals ?? {})) as NonNullable<Room['proposals']>
  const told = await Promise.all(
    Object.entries(kinds).map(([kind, tell]) =>
      tell(
        db,
        actor,
        items.filter((item) => item.kind === kind),
        page,
      ),
    ),
  )
  return new Map(told.flatMap((part) => [...part]))
}

/** What whoever reads can answer at once, from the rooms whose lines they are. */
async function answersTo(c: HouseContext, lines: FeedLine[]): Promise<Map<string, Child>> {
  const { db, actor, rooms, page, moment } = c.var
  const formKey = newFormKey(moment)
  const parts = await Promise.all(
    rooms.map((room) => room.feedAnswers?.(db, actor, lines, page, formKey) ?? new Map<string, Child>()),
  )
  return new Map(parts.flatMap((part) => [...part]))
}

export const journalRoutes = new Hono<House>()
  .get('/journal', async (c) => {
    const { db, actor, region, page } = c.var
    const before = decodeCursor(place, c.req.query('before') ?? '')
    const lines = await listFeed(db, actor, { before, limit: PAGE })
    const cursor = olderThan(lines)
    const older = cursor && `${paths.journal(region.slug)}?before=${cursor}`
    c.set('cached', { params: ['before'] })
    return c.html(document(<JournalPage {...{ page, lines, older }} answers={await answersTo(c, lines)} />))
  })
  .get('/proposals', async (c) => {
    const { db, actor, page, moment } = c.var
    permit(canDecide(actor), 'errors.coordinatorsOnly')
    const { decided, page: number, found, done } = readQuery(c, proposalsQuery)
    const part = { offset: (number - 1) * PAGE_SIZE, limit: PAGE_SIZE }
    const { items, total } = await listProposals(db, actor, { decided: decided === 'yes', ...part })
    if (wants(c) === 'json') return jsonList(c, items, total, nextCursor(part.offset + items.length, total))
    const told = await tellAll(c.var, items)
    const list = { items, total, number, size: PAGE_SIZE }
    const formKey = newFormKey(moment)
    return c.html(
      document(<ProposalsPage {...{ page, list, told, formKey, found, done }} decided={decided === 'yes'} />),
    )
  })
  .post('/proposals', async (c) => {
    const { db, actor, page, region, moment, rooms } = c.var
    permit(canDecide(actor), 'errors.coordinatorsOnly')
    let news = 0
    for (const look of rooms.flatMap((room) => room.looks ?? [])) news += await look(db, region, moment)
    return c.redirect(href(page, `${paths.proposals(region.slug)}?found=${news}`), 303)
  })
  .get('/proposals/:id', async (c) => {
    const { db, actor, page } = c.var
    permit(canDecide(actor), 'errors.coordinatorsOnly')
    const proposal = await getProposal(db, actor, c.req.param('id'))
    const told = (await tellAll(c.var, [proposal])).get(proposal.id)
    return c.redirect(href(page, found(told?.path ?? undefined)), 303)
  })
  .get('/settings/audit', async (c) => {
    const { db, actor, region, page } = c.var
    permit(canAudit(actor), 'errors.coordinatorsOnly')
    const verbs = await listVerbs(db, region.id)
    const verb = verbs.find((one) => one === c.req.query('verb'))
    const before = decodeCursor(place, c.req.query('before') ?? '')
    const lines = await listAudit(db, region.id, { verb, before, limit: PAGE })
    const cursor = olderThan(lines)
    const older =
      cursor && `${paths.audit(region.slug)}?${new URLSearchParams({ ...(verb && { verb }), before: cursor })}`
    return c.html(document(<AuditPage page={page} lines={lines} verbs={verbs} verb={verb} older={older} />))
  })
