import { systemActor } from '../../platform/actor.ts'
import { dayIn } from '../../platform/days.ts'
import type { Db } from '../../platform/db.ts'
import { formatDate, translate } from '../../platform/i18n.ts'
import { makeLink } from '../../platform/links.ts'
import type { Entry, Letter, LetterContext, MailRule } from '../../platform/room.ts'
import { paths } from '../../paths.ts'
import { letter } from '../../ui/letter.tsx'
import { href } from '../../ui/page.ts'
import { getPartnership } from '../partnerships.ts'
import { findAsking } from './answers.ts'
import { getPulse, type Pulse } from './pulses.ts'

/** Whoever is asked in a round gets a link of their own. */
export const pulseQuestion: MailRule = {
  topic: 'pulse',
  recipients: waiting,
  compose: (context) => composeQuestion(context, 'asked'),
}

/** Whoever has not answered halfway is reminded. */
export const pulseReminder: MailRule = {
  topic: 'pulse',
  recipients: waiting,
  compose: (context) => composeQuestion(context, 'reminded'),
}

/** All who are asked and have not answered. */
async function waiting(db: Db, entry: Entry): Promise<string[]> {
  const rows = await db
    .selectFrom('pulse_askings as a')
    .leftJoin('pulse_answered as d', (on) =>
      on.onRef('d.region_id', '=', 'a.region_id').onRef('d.asking_id', '=', 'a.id'),
    )
    .select('a.person_id as id')
    .where('a.region_id', '=', entry.regionId)
    .where('a.pulse_id', '=', entry.recordId)
    .where('d.asking_id', 'is', null)
    .execute()
  return rows.flatMap(({ id }) => id ?? [])
}

/** Opened as often as they like: what is sent is sent once. */
const OPENED = 1_000_000
const DAY = 86_400_000

async function composeQuestion(context: LetterContext, what: 'asked' | 'reminded'): Promise<Letter | null> {
  const { db, region, entry, recipient, moment } = context
  const seer = systemActor(region.id)
  const pulse = await getPulse(db, seer, null, entry.recordId).catch(() => null)
  const asking = pulse && (await findAsking(db, region.id, pulse.id, recipient.id))
  const today = dayIn(region.timeZone, moment.at)
  if (!pulse || pulse.closedOn !== null || today > pulse.until || !asking || asking.answered) return null
  const { name } = await getPartnership(db, seer, pulse.partnershipId)
  const days = Math.round((Date.parse(pulse.until) - Date.parse(today)) / DAY) + 2
  const made = { regionId: region.id, purpose: 'pulse' as const, recordId: pulse.id, personId: recipient.id }
  const token = await makeLink(db, { ...made, days, uses: OPENED }, moment)
  const organization = pulse.sides.find(({ side }) => side === asking.side)?.name ?? ''
  return write(context, what, pulse, token, { partnership: name, organization })
}

function write(
  { region, recipient, origin }: LetterContext,
  what: 'asked' | 'reminded',
  pulse: Pulse,
  token: string,
  names: { partnership: string; organization: string },
): Letter {
  const { lang } = pulse
  const t = translate(lang)
  return letter({
    lang,
    subject: t(`partnership-pulse.mail.${what}.subject`, names),
    lines: [
      t('partnership-pulse.mail.hello', { name: recipient.name }),
      t(`partnership-pulse.mail.${what}.what`, names),
      ...(pulse.message === '' ? [] : [{ quote: pulse.message.split('\n').filter((line) => line.trim() !== '') }]),
      t('partnership-pulse.mail.sealed'),
      { act: t('partnership-pulse.mail.act'), url: origin + href({ lang }, paths.link(region.slug, token)) },
      t('partnership-pulse.mail.until', { date: formatDate(lang, pulse.until, 'full') }),
      t('partnership-pulse.mail.why', { ...names, region: region.name }),
    ],
  })
}
