import { currentMandates } from '../../account/actors.ts'
import { paths } from '../../paths.ts'
import { memberActor, systemActor } from '../../platform/actor.ts'
import type { Db } from '../../platform/db.ts'
import { formatDate } from '../../platform/i18n.ts'
import type { Entry, Letter, LetterContext, MailRule } from '../../platform/room.ts'
import { letter } from '../../ui/letter.tsx'
import { href } from '../../ui/page.ts'
import { currentParties, getPartnership } from '../partnerships.ts'

/** Whoever does the work for a partner hears in time what ends. */
export const endingLetter: MailRule = { topic: 'endings', recipients: contactsOf, compose }

async function contactsOf(db: Db, entry: Entry): Promise<string[]> {
  const partnership = await getPartnership(db, systemActor(entry.regionId), entry.recordId).catch(() => null)
  return partnership ? [...new Set(currentParties(partnership).flatMap(({ contact }) => contact?.id ?? []))] : []
}

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
  const { id: personId, name } = recipient
  const mandates = await currentMandates(db, region, personId, moment.at)
  const reader = memberActor({ regionId: region.id, accountId: null, personId, name, mandates })
  const partnership = await getPartnership(db, reader, entry.recordId).catch(() => null)
  const { kind, day, name: what } = entry.changes as { kind: string; day: string; name: string }
  if (!partnership) return null
  const date = formatDate(lang, day, 'long')
  return letter({
    lang,
    subject: t('momentum.mail.subject', { name: partnership.name, date }),
    lines: [
      t('momentum.mail.hello', { name }),
      t('momentum.mail.says', { name: partnership.name, date }),
      { quote: [t(`momentum.kind.${kind}`, { name: what, years: 0 })] },
      {
        act: t('momentum.mail.open'),
        url: origin + href({ lang }, paths.partnershipTab(region.slug, partnership.slug, 'timeline')),
      },
      t('momentum.mail.why', { name: partnership.name }),
    ],
  })
}
