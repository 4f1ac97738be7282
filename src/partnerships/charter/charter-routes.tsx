import { Hono } from 'hono'
import { z } from 'zod'
import { paths } from '../../paths.ts'
import { wants } from '../../platform/answers.ts'
import { dayIn } from '../../platform/days.ts'
import { found, permit, problem } from '../../platform/errors.ts'
import type { House, HouseContext } from '../../platform/house.ts'
import { askedText, readQuery } from '../../platform/list-query.ts'
import { listsOf } from '../../region/lists.ts'
import { document } from '../../ui/layout.tsx'
import { href } from '../../ui/page.ts'
import { withPartnership } from '../addressed-routes.tsx'
import type { Partnership } from '../partnerships.ts'
import { answerCharter } from './charter-api.ts'
import { CharterDraftPage, CharterInForcePage, CharterPage } from './charter-page.tsx'
import { forceOf } from './standings.ts'
import { listAskings } from './askings.ts'
import { changedSince, findLook, keepLook } from './looks.ts'
import { differencesOf } from './differences.ts'
import {
  changesOf,
  type CharterContent,
  draftOf,
  getRevision,
  keepRevision,
  listRevisions,
  type Revision,
} from './revisions.ts'
import { type Compared, DifferencesPage, RevisionPage, RevisionsPage } from './revisions-page.tsx'
import { canLook, readsDraft, writesCharter } from './rules.ts'
import { newFormKey } from '../../platform/request-keys.ts'

const pageQuery = z.object({ done: askedText(20) })
const compareQuery = z.object({ from: askedText(10), to: askedText(10) })

/** The charter: as it is being written, as it stood, and what differs. */
export const textRoutes = new Hono<House>()
  .get(
    '/partnerships/:partnership/charter',
    withPartnership(async (c, partnership) => {
      if (wants(c) === 'json') return answerCharter(c, partnership)
      c.header('vary', 'accept')
      if (readsDraft(c.var.actor, partnership)) return c.html(await draftPage(c, partnership))
      c.set('cached', { params: [] })
      return c.html(await standingPage(c, partnership))
    }),
  )
  .get(
    '/partnerships/:partnership/charter/revisions',
    withPartnership(async (c, partnership) => {
      const { db, actor, page } = c.var
      permit(readsDraft(actor, partnership), 'partnership-charter.errors.read')
      const revisions = await listRevisions(db, actor, partnership.id)
      return c.html(document(<RevisionsPage {...{ page, partnership, revisions }} changes={changesOf(revisions)} />))
    }),
  )
  .post(
    '/partnerships/:partnership/charter/revisions',
    withPartnership(async (c, partnership) => {
      const { db, actor, page, region, moment } = c.var
      permit(writesCharter(actor, partnership), 'partnership-charter.errors.write')
      await keepRevision(db, actor, partnership, moment)
      return c.redirect(href(page, `${paths.charter(region.slug, partnership.slug)}?done=kept`), 303)
    }),
  )
  .get(
    '/partnerships/:partnership/charter/revisions/:number',
    withPartnership(async (c, partnership) => {
      const { db, actor, page, region } = c.var
      permit(readsDraft(actor, partnership), 'partnership-charter.errors.read')
      const revision = await getRevision(db, actor, partnership.id, c.req.param('number') ?? '')
      const { roles } = await listsOf(db, region.id, page.lang)
      return c.html(document(<RevisionPage {...{ page, partnership, revision, roles }} />))
    }),
  )
  .get(
    '/partnerships/:partnership/charter/differences',
    withPartnership(async (c, partnership) => {
      const { db, actor, page, region } = c.var
      permit(readsDraft(actor, partnership), 'partnership-charter.errors.read')
      const revisions = await listRevisions(db, actor, partnership.id)
      const asked = readQuery(c, compareQuery)
      const [from, to] = await Promise.all([
        comparedBy(c, partnership, revisions, asked.from || String(revisions[0]?.number ?? 'draft')),
        comparedBy(c, partnership, revisions, asked.to || 'draft'),
      ])
      const { roles } = await listsOf(db, region.id, page.lang)
      const differences = differencesOf(from.content, to.content)
      return c.html(
        document(
          <DifferencesPage {...{ page, partnership, revisions, differences, roles }} from={from.is} to={to.is} />,
        ),
      )
    }),
  )
  .post(
    '/partnerships/:partnership/charter/looks',
    withPartnership(async (c, partnership) => {
      const { db, actor, page, region, moment } = c.var
      permit(canLook(actor, partnership), 'partnership-charter.errors.read')
      await keepLook(db, actor, partnership, moment)
      return c.redirect(href(page, `${paths.charter(region.slug, partnership.slug)}?done=seen`), 303)
    }),
  )

/** What is in force, for who does not read the draft; else that it is being written. */
async function standingPage(c: HouseContext, partnership: Partnership) {
  const { db, actor, page, region } = c.var
  const force = await forceOf(db, actor, partnership.id)
  if (!force) return document(<CharterDraftPage page={page} partnership={partnership} />)
  const { roles } = await listsOf(db, region.id, page.lang)
  return document(<CharterInForcePage {...{ page, partnership, force, roles }} />)
}

async function draftPage(c: HouseContext, partnership: Partnership) {
  const { db, actor, page, region, moment } = c.var
  const mayLook = canLook(actor, partnership)
  const [content, revisions, { roles }, news, askings, force] = await Promise.all([
    draftOf(db, actor, partnership),
    listRevisions(db, actor, partnership.id),
    listsOf(db, region.id, page.lang),
    mayLook ? changedSince(db, actor, partnership) : null,
    listAskings(db, actor, partnership.id),
    forceOf(db, actor, partnership.id),
  ])
  const since = revisions[0] ? differencesOf(revisions[0].content, content) : []
  const { done } = readQuery(c, pageQuery)
  const may = { mayLook, mayWrite: writesCharter(actor, partnership) }
  const sinceForce = force ? differencesOf(force.revision.content, content) : []
  const read = { content, revisions, since, news, askings, roles, done, force, sinceForce }
  const today = dayIn(region.timeZone, moment.at)
  return document(<CharterPage {...{ page, partnership, today, ...read, ...may }} formKey={newFormKey(c.var.moment)} />)
}

/** What is meant by `3` or `draft` in an address. Throws NotFound. */
async function comparedBy(
  c: HouseContext,
  partnership: Partnership,
  revisions: readonly Revision[],
  asked: string,
): Promise<{ is: Compared; content: CharterContent }> {
  if (asked === 'looked') {
    const look = found(await findLook(c.var.db, c.var.actor, partnership.id))
    return { is: { looked: look.at }, content: look.content }
  }
  if (asked === 'draft') return { is: 'draft', content: await draftOf(c.var.db, c.var.actor, partnership) }
  if (!/^\d{1,6}$/.test(asked)) throw problem(404)
  const { number, at, content } = found(revisions.find((one) => one.number === Number(asked)))
  return { is: { number, at }, content }
}
