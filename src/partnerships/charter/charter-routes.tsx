import { Hono } from 'hono'
import { z } from 'zod'
import { paths } from '../../paths.ts'
import { wants } from '../../platform/answers.ts'
import { found, permit, problem } from '../../platform/errors.ts'
import type { House, HouseContext } from '../../platform/house.ts'
import { askedText, readQuery } from '../../platform/list-query.ts'
import { listsOf } from '../../region/lists.ts'
import { document } from '../../ui/layout.tsx'
import { href } from '../../ui/page.ts'
import { withPartnership } from '../addressed-routes.tsx'
import type { Partnership } from '../partnerships.ts'
import { answerCharter } from './charter-api.ts'
import { CharterDraftPage, CharterPage } from './charter-page.tsx'
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
import { readsDraft, writesCharter } from './rules.ts'

const pageQuery = z.object({ done: askedText(20) })
const compareQuery = z.object({ from: askedText(10), to: askedText(10) })

/** The charter: as it is being written, as it stood, and what differs. */
export const charterRoutes = new Hono<House>()
  .get(
    '/partnerships/:partnership/charter',
    withPartnership(async (c, partnership) => {
      if (wants(c) === 'json') return answerCharter(c, partnership)
      c.header('vary', 'accept')
      if (readsDraft(c.var.actor, partnership)) return c.html(await draftPage(c, partnership))
      c.set('cached', { params: [] })
      return c.html(document(<CharterDraftPage page={c.var.page} partnership={partnership} />))
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

const newKey = (c: HouseContext) => c.var.moment.random(16).toString('base64url')

async function draftPage(c: HouseContext, partnership: Partnership) {
  const { db, actor, page, region } = c.var
  const [content, revisions, { roles }] = await Promise.all([
    draftOf(db, actor, partnership),
    listRevisions(db, actor, partnership.id),
    listsOf(db, region.id, page.lang),
  ])
  const since = revisions[0] ? differencesOf(revisions[0].content, content) : []
  const { done } = readQuery(c, pageQuery)
  const mayWrite = writesCharter(actor, partnership)
  return document(
    <CharterPage {...{ page, partnership, content, roles, revisions, since, mayWrite, done }} formKey={newKey(c)} />,
  )
}

/** What is meant by `3` or `draft` in an address. Throws NotFound. */
async function comparedBy(
  c: HouseContext,
  partnership: Partnership,
  revisions: readonly Revision[],
  asked: string,
): Promise<{ is: Compared; content: CharterContent }> {
  if (asked === 'draft') return { is: 'draft', content: await draftOf(c.var.db, c.var.actor, partnership) }
  if (!/^\d{1,6}$/.test(asked)) throw problem(404)
  const { number, at, content } = found(revisions.find((one) => one.number === Number(asked)))
  return { is: { number, at }, content }
}
