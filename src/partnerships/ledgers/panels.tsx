import type { Child } from 'hono/jsx'
import { paths } from '../../paths.ts'
import type { Actor } from '../../platform/actor.ts'
import { dayIn } from '../../platform/days.ts'
import type { Db } from '../../platform/db.ts'
import type { Waits } from '../../platform/room.ts'
import { type Page, href } from '../../ui/page.ts'
import { currentParties, type Partnership } from '../partnerships.ts'
import { entriesAddress } from './entry-sayings.ts'
import { type EntryLine, listLines } from './entry-lines.ts'
import { givesAndGains, weigh } from './gives-and-gains.ts'
import { GainsOfPanel, GivesPanel } from './gives-panel.tsx'
import { silentPartners } from './silent-partners.ts'

const timeOf = (page: Page) => ({ timeZone: page.region!.timeZone, now: page.now })

/** On a partnership's own page: what each partner gives and gains. */
export async function benefitsPart(
  db: Db,
  actor: Actor,
  partnership: Partnership,
  page: Page,
  { gains: benefits }: { gains: EntryLine[] },
): Promise<Child | null> {
  const named = currentParties(partnership).map(({ organization }) => organization)
  const contributions = await listLines(db, actor, 'contribution', partnership.id)
  if (benefits.length + contributions.length === 0) return null
  const partners = weigh(named, benefits, contributions, dayIn(page.region!.timeZone, page.now))
  return <GivesPanel {...{ page, partners, benefits, contributions }} partnership={partnership.slug} />
}

/** On the profile of an organization: what it gained and gave by working with others. */
export async function ledgerPanel(
  db: Db,
  actor: Actor,
  organization: { id: string; slug: string; name: string },
  page: Page,
): Promise<Child | null> {
  const weighed = await givesAndGains(db, actor, { organizationId: organization.id }, timeOf(page))
  return weighed.partners.length === 0 ? null : <GainsOfPanel page={page} organization={organization} {...weighed} />
}

/** That for a year nobody has written down what a partner gains: one line, for the coordinator and for whoever speaks for it. */
export const silenceWaits: Waits = async (db, actor, region, page) => {
  const silent = await silentPartners(db, actor, dayIn(region.timeZone, page.now))
  const [first] = silent
  if (!first) return null
  const path =
    silent.length === 1
      ? paths.partnershipTab(region.slug, first.partnership.slug, 'benefits')
      : entriesAddress(region.slug, 'benefit', {})
  const label = page.t(`partnership-ledgers.silentWaits`, { n: silent.length, name: first.organization.name })
  return { label, href: href(page, path) }
}
