import { Hono } from 'hono'
import { z } from 'zod'
import {
  canRemoveComment,
  commentForm,
  getComment,
  removeComment,
  restoreComment,
  writeComment,
} from '../../journal/comments.ts'
import { paths } from '../../paths.ts'
import { wants } from '../../platform/answers.ts'
import { permit, problem } from '../../platform/errors.ts'
import type { House, HouseContext } from '../../platform/house.ts'
import { askedText, readQuery } from '../../platform/list-query.ts'
import { emptyForm, type FormState, parseForm } from '../../platform/parse-form.ts'
import { document } from '../../ui/layout.tsx'
import { href } from '../../ui/page.ts'
import { withPartnership } from '../addressed-routes.tsx'
import type { Partnership } from '../partnerships.ts'
import { answerComments } from './comment-api.ts'
import { CommentsPage } from './comments-page.tsx'
import { commentsOn, spokenOf } from './partnership-comments.ts'
import { spokenFor } from '../partnership-changes.ts'
import { canComment, SECTIONS } from './rules.ts'
import { newFormKey } from '../../platform/request-keys.ts'

const query = z.object({ section: askedText(40), removed: askedText(40), done: askedText(20) })
const form = commentForm(SECTIONS)

/** A partnership as its partners speak of it; nobody else learns that anything was said. */
const withComments = (answer: (c: HouseContext, partnership: Partnership) => Promise<Response>) =>
  withPartnership(async (c, partnership) => {
    if (!canComment(c.var.actor, partnership)) throw problem(404)
    return answer(c, partnership)
  })

/** What partners say to each other about their partnership. */
export const commentRoutes = new Hono<House>()
  .get(
    '/partnerships/:partnership/comments',
    withComments(async (c, partnership) =>
      wants(c) === 'json' ? answerComments(c, partnership) : commentsPage(c, partnership, emptyForm),
    ),
  )
  .post(
    '/partnerships/:partnership/comments',
    withComments(async (c, partnership) => {
      const { db, actor, page, moment } = c.var
      const said = await parseForm(c, form, page.t)
      if (!said.ok) return commentsPage(c, partnership, said, 422)
      const words = { ...said.value, lang: page.lang, for: spokenFor(actor, partnership) }
      const id = await writeComment(db, actor, spokenOf(partnership), words, moment)
      const { section } = said.value
      return c.redirect(href(page, `${address(c, partnership)}?${new URLSearchParams({ section })}#c-${id}`), 303)
    }),
  )
  .post(
    '/partnerships/:partnership/comments/:comment/removal',
    withComments(async (c, partnership) => {
      const { db, actor, page, moment } = c.var
      const comment = await commentOf(c, partnership)
      permit(canRemoveComment(actor, comment), 'comments.errors.remove')
      await removeComment(db, actor, comment, moment)
      return c.redirect(href(page, `${address(c, partnership)}?removed=${comment.id}`), 303)
    }),
  )
  .post(
    '/partnerships/:partnership/comments/:comment/restoration',
    withComments(async (c, partnership) => {
      const { db, actor, page, moment } = c.var
      const id = c.req.param('comment') ?? ''
      await restoreComment(db, actor, partnership.id, id, moment)
      return c.redirect(href(page, `${address(c, partnership)}#c-${id}`), 303)
    }),
  )

const address = (c: HouseContext, { slug }: Partnership) => paths.partnershipTab(c.var.region.slug, slug, 'comments')

async function commentOf(c: HouseContext, partnership: Partnership) {
  const comment = await getComment(c.var.db, c.var.actor, c.req.param('comment') ?? '')
  if (comment.aboutId !== partnership.id) throw problem(404)
  return comment
}

async function commentsPage(c: HouseContext, partnership: Partnership, state: FormState, status: 200 | 422 = 200) {
  const { db, actor, page, moment } = c.var
  const { section, removed } = readQuery(c, query)
  const chosen = SECTIONS.find((one) => one === section) ?? ''
  const comments = await commentsOn(db, actor, partnership)
  const form = Object.keys(state.values).length > 0 ? state : { values: { section: chosen }, errors: {} }
  const formKey = newFormKey(moment)
  const view = { page, partnership, comments, section: chosen, removed: removed || undefined, form, formKey }
  return c.html(document(<CommentsPage {...view} />), status)
}
