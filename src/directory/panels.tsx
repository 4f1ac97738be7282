import type { Child } from 'hono/jsx'
import type { Actor } from '../platform/actor.ts'
import type { Db } from '../platform/db.ts'
import type { Page } from '../ui/page.ts'
import { ContactsPanel } from './contact-panel.tsx'
import { listContacts } from './contacts.ts'
import { canLogContact } from './rules.ts'

/** When somebody last spoke with an organization, for those whom that concerns. */
export async function contactsPanel(
  db: Db,
  actor: Actor,
  organization: { id: string; name: string },
  page: Page,
): Promise<Child | null> {
  if (!actor.member) return null
  const { items, total } = await listContacts(db, actor, { organizationId: organization.id, limit: 3 })
  const mayLog = canLogContact(actor)
  return total === 0 && !mayLog ? null : <ContactsPanel {...{ page, organization, items, total, mayLog }} />
}
