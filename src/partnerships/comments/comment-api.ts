import { Hono } from 'hono'
import { z } from 'zod'
import {
  canRemoveComment,
  commentForm,
  getComment,
  removeComment,
  restoreComment,
  writeComment,
  type Comment,
} from '../../journal/comments.ts'
import { jsonList } from '../../platform/answers.ts'
import type { ApiDoc } from '../../platform/api-docs.ts'
import { checkJson, gone, readJson, written } from '../../platform/api-writes.ts'
import { permit, problem } from '../../platform/errors.ts'
import type { House, HouseContext } from '../../platform/house.ts'
import { LANGUAGES } from '../../platform/i18n.ts'
import { getPartnership, type Partnership } from '../partnerships.ts'
import { commentsOn, spokenOf } from './partnership-comments.ts'
import { spokenFor } from '../partnership-changes.ts'
import { canComment, SECTIONS } from './rules.ts'

const form = commentForm(SECTIONS)

const commentSchema = z.object({
  id: z.uuid(),
  section: z.string().describe('Which part of the partnership it is about; empty is the whole'),
  body: z.string(),
  lang: z.enum(LANGUAGES),
  at: z.iso.datetime(),
  by: z.object({ id: z.uuid(), name: z.string().nullable() }).nullable(),
})
const commentListSchema = z.object({ items: z.array(commentSchema), total: z.int(), next: z.null() })

const commentJson = ({ aboutId: _about, at, ...comment }: Comment) => ({ ...comment, at: at.toISOString() })

/** What the partners said, for programs; also at the address of the page. */
export async function answerComments(c: HouseContext, partnership: Partnership): Promise<Response> {
  const items = await commentsOn(c.var.db, c.var.actor, partnership)
  return jsonList(c, items.map(commentJson), items.length, null)
}

async function partnershipOf(c: HouseContext): Promise<Partnership> {
  const partnership = await getPartnership(c.var.db, c.var.actor, c.req.param('id') ?? '')
  if (!canComment(c.var.actor, partnership)) throw problem(404)
  return partnership
}

const address = (c: HouseContext) => `/api/v1/${c.var.region.slug}/partnerships/${c.req.param('id')}/comments`

/** The JSON twin of what partners say to each other. */
export const commentApi = new Hono<House>()
  .get('/partnerships/:id/comments', async (c) => answerComments(c, await partnershipOf(c)))
  .post('/partnerships/:id/comments', async (c) => {
    const { db, actor, page, moment } = c.var
    const partnership = await partnershipOf(c)
    const said = checkJson(c, form, await readJson(c))
    const words = { ...said, lang: page.lang, for: spokenFor(actor, partnership) }
    return written(
      c,
      () => writeComment(db, actor, spokenOf(partnership), words, moment),
      () => address(c),
      () => answerComments(c, partnership),
      200,
    )
  })
  .delete('/partnerships/:id/comments/:comment', async (c) => {
    const { db, actor, moment } = c.var
    const partnership = await partnershipOf(c)
    const comment = await getComment(db, actor, c.req.param('comment'))
    if (comment.aboutId !== partnership.id) throw problem(404)
    permit(canRemoveComment(actor, comment), 'comments.errors.remove')
    await removeComment(db, actor, comment, moment)
    return gone(c)
  })
  .post('/partnerships/:id/comments/:comment/restoration', async (c) => {
    const { db, actor, moment } = c.var
    const partnership = await partnershipOf(c)
    const bring = async () => {
      await restoreComment(db, actor, partnership.id, c.req.param('comment'), moment)
      return partnership.id
    }
    return written(
      c,
      bring,
      () => address(c),
      () => answerComments(c, partnership),
      200,
    )
  })

const path = '/api/v1/{region}/partnerships/{id}/comments'
const tag = 'Partnerships'
const response = commentListSchema

/** Its part of the description that programs read. */
export const commentApiDocs: ApiDoc[] = [
  { method: 'get', path, summary: 'What the partners said to each other; only they hear it', tag, response },
  { method: 'post', path, summary: 'Says something to the partners', tag, body: form, response },
  {
    method: 'delete',
    path: `${path}/{comment}`,
    summary: 'Takes a comment back; it can be brought back',
    tag,
    status: 204,
    response: z.undefined(),
  },
  { method: 'post', path: `${path}/{comment}/restoration`, summary: 'Brings a comment back', tag, response },
]
