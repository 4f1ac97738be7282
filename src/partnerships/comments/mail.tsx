import { currentMandates } from '../../account/actors.ts'
import { namesAtWork } from '../../account/colleagues.ts'
import { getComment, speakersAbout } from '../../journal/comments.ts'
import { paths } from '../../paths.ts'
import { memberActor, systemActor } from '../../platform/actor.ts'
import type { Db } from '../../platform/db.ts'
import { isProblem } from '../../platform/errors.ts'
import type { Entry, Letter, LetterContext, MailRule } from '../../platform/room.ts'
import { letter } from '../../ui/letter.tsx'
import { href } from '../../ui/page.ts'
import { currentParties, getPartnership } from '../partnerships.ts'
import { canComment } from './rules.ts'

/** Those who spoke of it before, and who does the work for a partner, hear what somebody else says. */
export const commentLetter: MailRule = { topic: 'comments', recipients: hearers, compose }

async function hearers(db: Db, entry: Entry): Promise<string[]> {
  const said = await speakersAbout(db, entry.regionId, entry.recordId)
  if (!said) return []
  const partnership = await orGone(getPartnership(db, systemActor(entry.regionId), said.aboutId))
  const contacts = partnership ? currentParties(partnership).flatMap(({ contact }) => contact?.id ?? []) : []
  return [...new Set([...said.speakers, ...contacts])].filter((id) => id !== said.byId)
}

async function compose(context: LetterContext): Promise<Letter | null> {
  const { db, region, entry, recipient, origin, lang, t, moment } = context
  const said = await speakersAbout(db, region.id, entry.recordId)
  if (!said) return null
  const mandates = await currentMandates(db, region, recipient.id, moment.at)
  const { id: personId, name } = recipient
  const actor = memberActor({ regionId: region.id, accountId: null, personId, name, mandates })
  const partnership = await orGone(getPartnership(db, actor, said.aboutId))
  // They are no partner any more, or it was taken back.
  if (!partnership || !canComment(actor, partnership)) return null
  if (!(await orGone(getComment(db, actor, entry.recordId)))) return null
  const names = said.byId ? await namesAtWork(db, actor, [said.byId]) : new Map<string, string>()
  const who = names.get(said.byId ?? '') ?? t('comments.somebody')
  const page = `${paths.partnershipTab(region.slug, partnership.slug, 'comments')}#c-${entry.recordId}`
  return letter({
    lang,
    subject: t('comments.mail.subject', { name: partnership.name }),
    lines: [
      t('comments.mail.hello', { name }),
      t('comments.mail.says', { who, name: partnership.name }),
      { quote: said.body.split(/\n{2,}/) },
      { act: t('comments.mail.answer'), url: origin + href({ lang }, page) },
      t('comments.mail.why', { name: partnership.name }),
    ],
  })
}

/** What is not there any more is nothing to write about. */
const orGone = <T,>(read: Promise<T>): Promise<T | undefined> =>
  read.catch((error: unknown) => {
    if (isProblem(error)) return undefined
    throw error
  })
