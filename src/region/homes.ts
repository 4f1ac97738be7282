import type { Actor } from '../platform/actor.ts'
import { type Db, visible } from '../platform/db.ts'
import type { Keep } from '../platform/kept-reads.ts'
import type { Room, Waiting } from '../platform/room.ts'
import type { Page } from '../ui/page.ts'

/** How many organizations this actor may see. */
export const countOrganizations = (db: Db, actor: Actor, keep: Keep): Promise<number> =>
  keep('organizations', () => count(db, actor))

async function count(db: Db, actor: Actor): Promise<number> {
  const row = await db
    .selectFrom('records')
    .select((select) => select.fn.countAll<number>().as('count'))
    .where('kind', '=', 'organization')
    .where(visible(actor))
    .executeTakeFirstOrThrow()
  return row.count
}

const byOrder = <T extends { order: number }>(parts: T[]) => parts.toSorted((a, b) => a.order - b.order)

/** What the rooms show on the home page, in order; `hero` stands beside the heading. */
export async function panelsOf(rooms: Room[], db: Db, actor: Actor, page: Page, keep: Keep) {
  const panels = byOrder(rooms.flatMap((room) => room.homePanels ?? []))
  const made = await Promise.all(
    panels.map(async ({ order, render }) => ({ order, child: await render(db, actor, page, keep) })),
  )
  const shown = made.filter((panel) => panel.child !== null)
  const hero = shown.find(({ order }) => order >= 10 && order < 20)
  return { hero: hero?.child ?? null, panels: shown.flatMap((panel) => (panel === hero ? [] : [panel.child])) }
}

/** The numbers of the rooms, in order. */
export async function figuresOf(rooms: Room[], db: Db, actor: Actor, page: Page, keep: Keep) {
  const figures = byOrder(rooms.flatMap((room) => room.homeFigures ?? []))
  const counted = await Promise.all(figures.map((figure) => figure.count(db, actor, page, keep)))
  return counted.filter((figure) => figure !== null)
}

/** What awaits this very person in a region, in the order of the rooms. */
export async function waitingFor(
  rooms: Room[],
  db: Db,
  actor: Actor,
  region: { slug: string; timeZone: string },
  page: Page,
): Promise<Waiting[]> {
  if (!actor.member) return []
  const kinds = rooms.flatMap((room) => room.waits ?? [])
  const all = await Promise.all(kinds.map((waits) => waits(db, actor, region, page)))
  return all.filter((one) => one !== null)
}
