import { systemActor } from '../../platform/actor.ts'
import type { Db } from '../../platform/db.ts'
import { formatDate, translate } from '../../platform/i18n.ts'
import { makeLink } from '../../platform/links.ts'
import type { Entry, Letter, LetterContext, MailRule } from '../../platform/room.ts'
import { paths } from '../../paths.ts'
import { letter } from '../../ui/letter.tsx'
import { href } from '../../ui/page.ts'
import { type Asking, getAsking } from './askings.ts'
import { answerLink } from './asking-changes.ts'
import { getRound, type Round } from './rounds.ts'
import { statusOf } from './rules.ts'

/** Whoever is asked in a round gets their link by mail. */
export const snowballQuestion: MailRule = {
  topic: 'snowball',
  recipients: asked,
  compose: (context) => composeQuestion(context, 'asked'),
}

/** Whoever has not answered is reminded, with a link of its own. */
export const snowballReminder: MailRule = {
  topic: 'snowball',
  recipients: asked,
  compose: (context) => composeQuestion(context, 'reminded'),
}

/** The one person an entry is about; nobody, where it is handed on. */
async function asked(db: Db, entry: Entry): Promise<string[]> {
  const row = await db
    .selectFrom('askings')
    .select('person_id')
    .where('region_id', '=', entry.regionId)
    .where('id', '=', String(entry.changes['asking']))
    .where('answered_at', 'is', null)
    .where('revoked_at', 'is', null)
    .executeTakeFirst()
  return row?.person_id ? [row.person_id] : []
}

async function composeQuestion(context: LetterContext, what: 'asked' | 'reminded'): Promise<Letter | null> {
  const { db, region, entry, recipient, moment } = context
  const seer = systemActor(region.id)
  const round = await getRound(db, seer, entry.recordId).catch(() => null)
  const asking = round && (await getAsking(db, seer, round.id, String(entry.changes['asking'])).catch(() => null))
  // Answered, taken back or over meanwhile, or it went to somebody else.
  if (!round || !asking || asking.personId !== recipient.id || statusOf(asking, round) !== 'waiting') return null
  const token = await answerLink(db, region.id, round, asking, region.timeZone, moment)
  const removal = asking.typed
    ? await makeLink(db, { regionId: region.id, purpose: 'person-removal', personId: recipient.id, days: 365 }, moment)
    : null
  return write(context, what, round, asking, { token, removal })
}

function write(
  { region, recipient, origin }: LetterContext,
  what: 'asked' | 'reminded',
  round: Round,
  asking: Asking,
  { token, removal }: { token: string; removal: string | null },
): Letter {
  const { lang } = round
  const t = translate(lang)
  const link = (one: string) => origin + href({ lang }, paths.link(region.slug, one))
  const values = { region: region.name, organization: asking.organization.name }
  const until = formatDate(lang, round.until, 'full')
  return letter({
    lang,
    subject: t(`snowball.mail.${what}.subject`, values),
    lines: [
      // An address that was typed is all that is known of them.
      asking.typed ? t('snowball.mail.hello') : t('snowball.mail.helloName', { name: recipient.name }),
      t(`snowball.mail.${what}.what`, values),
      ...(round.message === '' ? [] : [{ quote: round.message.split('\n').filter((line) => line.trim() !== '') }]),
      t('snowball.mail.how'),
      { act: t('snowball.mail.act'), url: link(token) },
      t('snowball.mail.until', { date: until }),
      t('snowball.mail.back', values),
      ...(removal
        ? [
            {
              text: t('snowball.mail.origin', { ...values, email: recipient.email }),
              label: t('snowball.mail.remove'),
              url: link(removal),
            },
          ]
        : [t('snowball.mail.why', values)]),
    ],
  })
}
