import { dayIn } from '../../platform/days.ts'
import { makeLink } from '../../platform/links.ts'
import type { Letter, LetterContext, MailRule } from '../../platform/room.ts'
import { paths } from '../../paths.ts'
import { letter } from '../../ui/letter.tsx'
import { href } from '../../ui/page.ts'
import { askedOf } from './asked-hours.ts'
import { sayWeek } from './sayings.ts'
import { askedForHours } from './weekly-askings.ts'

/** A link of one week works until the third after it, for as many answers as anybody gives. */
const LINK_DAYS = 20
const LINK_USES = 60

/** One line each week: how many hours last week? */
export const hoursQuestion: MailRule = {
  topic: 'hours',
  recipients: askedForHours,
  compose,
}

async function compose(context: LetterContext): Promise<Letter | null> {
  const { db, region, recipient, origin, lang, t, moment } = context
  const asked = await askedOf(db, region.id, recipient.id, dayIn(region.timeZone, moment.at))
  const open = asked.filter(({ weeks }) => weeks[0]?.hours === null)
  const [first] = open
  // Told already, or asked no longer.
  if (!first) return null
  const made = { regionId: region.id, purpose: 'hours' as const, personId: recipient.id, days: LINK_DAYS }
  const token = await makeLink(db, { ...made, uses: LINK_USES }, moment)
  const n = open.length
  const values = { n, partnership: first.partnership.name, week: sayWeek({ t, lang }, first.weeks[0]!.week) }
  return letter({
    lang,
    subject: t('partnership-hours.mail.subject', values),
    lines: [
      t('partnership-hours.mail.ask', values),
      { act: t('partnership-hours.mail.act'), url: origin + href({ lang }, paths.link(region.slug, token)) },
      t('partnership-hours.mail.why', { organization: first.party.organization.name }),
    ],
  })
}
