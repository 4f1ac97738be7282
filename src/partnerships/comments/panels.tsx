import type { Child } from 'hono/jsx'
import { countComments } from '../../journal/comments.ts'
import type { Actor } from '../../platform/actor.ts'
import type { Db } from '../../platform/db.ts'
import type { Page } from '../../ui/page.ts'
import type { Partnership } from '../partnerships.ts'
import { CommentsPanel } from './comments-panel.tsx'
import { canComment } from './rules.ts'

/** What the partners speak of, for them and the coordinator alone. */
export async function commentsPanel(db: Db, actor: Actor, partnership: Partnership, page: Page): Promise<Child | null> {
  if (!canComment(actor, partnership)) return null
  const spoken = await countComments(db, actor, partnership.id)
  return <CommentsPanel page={page} partnership={partnership} spoken={spoken} />
}
