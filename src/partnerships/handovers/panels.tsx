import type { Child } from 'hono/jsx'
import { listPositions } from '../../account/positions.ts'
import { getPerson } from '../../account/persons.ts'
import type { Actor } from '../../platform/actor.ts'
import { dayIn } from '../../platform/days.ts'
import type { Db } from '../../platform/db.ts'
import type { Page } from '../../ui/page.ts'
import { canHandOver } from '../rules.ts'
import { HandoverOffer } from './handover-panel.tsx'

/** On somebody's page, for who may: a way to hand over what they hold, at each organization where they work. */
export async function handoverPanel(db: Db, actor: Actor, person: { id: string }, page: Page): Promise<Child | null> {
  if (!actor.member) return null
  const today = dayIn(page.region!.timeZone, page.now)
  const positions = await listPositions(db, actor, await getPerson(db, actor, person.id))
  const now = positions.filter(
    ({ last, organization }) => (last === null || last >= today) && canHandOver(actor, organization),
  )
  const organizations = [...new Map(now.map(({ organization }) => [organization.id, organization])).values()]
  return organizations.length === 0 ? null : <HandoverOffer {...{ page, person, organizations }} />
}
