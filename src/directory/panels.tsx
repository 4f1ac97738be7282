import type { Child } from 'hono/jsx'
import type { Actor } from '../platform/actor.ts'
import type { Db } from '../platform/db.ts'
import type { Page } from '../ui/page.ts'
import { ContactsPanel } from './contact-panel.tsx'
import { listContacts } from './contacts.ts'
import { everything, listListings } from './listings.ts'
import { OFFERED, OffersPanel } from './offers-panel.tsx'
import { canEditOrganization, canLogContact } from './rules.ts'

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

/** So many of a kind stand on a profile. */
const SHOWN = 5

/** What an organization offers and whom it reaches; nothing where there is nothing and the reader can add nothing. */
export async function offersPanel(
  db: Db,
  actor: Actor,
  organization: { id: string; slug: string; name: string },
  page: Page,
): Promise<Child | null> {
  const asked = { ...everything, organization: organization.id }
  const offers = await Promise.all(
    OFFERED.map(async (kind) => ({
      kind,
      ...(await listListings(db, actor, kind, asked, { offset: 0, limit: SHOWN })),
    })),
  )
  const mayAdd = canEditOrganization(actor, organization)
  const nothing = offers.every(({ total }) => total === 0)
  return nothing && !mayAdd ? null : <OffersPanel {...{ page, organization, offers, mayAdd }} />
}
