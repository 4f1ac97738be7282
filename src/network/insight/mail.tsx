import { listOrganizationsById } from '../../directory/organizations.ts'
import { paths } from '../../paths.ts'
import type { Letter, LetterContext, MailRule } from '../../platform/room.ts'
import { letter } from '../../ui/letter.tsx'
import { href } from '../../ui/page.ts'
import { linkActor } from '../tie-answers.ts'
import { introducedTo, introductionOf } from './introductions.ts'

/** Two organizations are introduced to each other: whoever speaks for either reads what was written to both. */
export const introductionLetter: MailRule = { topic: 'introductions', recipients: introducedTo, compose }

async function compose({
  db,
  region,
  entry,
  recipient,
  origin,
  lang,
  t,
  moment,
}: LetterContext): Promise<Letter | null> {
  const introduction = await introductionOf(db, entry)
  if (!introduction) return null
  const actor = await linkActor(db, region, recipient.id, moment.at)
  const known = await listOrganizationsById(db, actor, introduction.organizationIds)
  const pair = introduction.organizationIds.flatMap((id) => known.find((one) => one.id === id) ?? [])
  const [a, b] = pair
  // One of the two is gone, or no longer to be seen.
  if (!a || !b) return null
  return letter({
    lang,
    subject: introduction.subject,
    lines: [
      t('insight.mail.hello', { name: recipient.name }),
      t('insight.mail.says', { region: region.name, a: a.name, b: b.name }),
      { quote: introduction.text.split(/\n{2,}/) },
      ...pair.map((one) => ({
        text: t('insight.mail.page', { name: one.name }),
        label: t('insight.mail.pageLink'),
        url: origin + href({ lang }, paths.organization(region.slug, one.slug)),
      })),
      t('insight.mail.why', { region: region.name }),
    ],
  })
}
