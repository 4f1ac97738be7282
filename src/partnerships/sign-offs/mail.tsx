import { getPartnership, type Partnership } from '../partnerships.ts'
import { systemActor } from '../../platform/actor.ts'
import { dayIn } from '../../platform/days.ts'
import type { Db } from '../../platform/db.ts'
import { formatDate, formatList, type Translate, translate } from '../../platform/i18n.ts'
import type { Entry, Letter, LetterContext, MailRule } from '../../platform/room.ts'
import { paths } from '../../paths.ts'
import { letter } from '../../ui/letter.tsx'
import { href } from '../../ui/page.ts'
import { sayClock, sayStatus } from './sayings.ts'
import { makeSignLink, writtenTo } from './letters.ts'
import { type Asking, getSignOff, listAskings, type SignOff } from './sign-offs.ts'

/** A leader is asked, and reminded once. */
export const signOffQuestion: MailRule = {
  topic: 'sign-offs',
  recipients: (db, entry) => writtenTo(db, entry.regionId, String(entry.changes['signOff']), entry.at),
  compose: composeQuestion,
}

/** Whoever answered gets a receipt, with a link to change their mind; of a no its partners hear. */
export const signOffReceipt: MailRule = {
  topic: 'sign-offs',
  recipients: async (db, entry) => [
    ...(entry.actorId ? [entry.actorId] : []),
    ...(entry.verb === 'sign-off.declined' ? await partnersOf(db, entry, { leaders: false }) : []),
  ],
  compose: async (context) =>
    context.recipient.id === context.entry.actorId ? composeReceipt(context) : composeRefusal(context),
}

/** All partners hear when a charter comes into force. */
export const inForceNews: MailRule = {
  topic: 'sign-offs',
  recipients: (db, entry) => partnersOf(db, entry, { leaders: true }),
  compose: composeForce,
}

/** A deputy, and the leader in whose place they sign. */
export const coverNews: MailRule = {
  topic: 'sign-offs',
  recipients: async (db, entry) => {
    const concerned = await db
      .selectFrom('journal_concerns as c')
      .innerJoin('persons as p', (on) => on.onRef('p.region_id', '=', 'c.region_id').onRef('p.id', '=', 'c.record_id'))
      .select('p.id')
      .where('c.region_id', '=', entry.regionId)
      .where('c.entry_id', '=', entry.id)
      .execute()
    return concerned.map(({ id }) => id)
  },
  compose: composeCover,
}

/** Contacts of all partners of today, with or without their leaders, and whoever asked last. */
async function partnersOf(db: Db, entry: Entry, { leaders }: { leaders: boolean }): Promise<string[]> {
  const rows = await db
    .selectFrom('parties')
    .select(['contact_id', 'leader_id'])
    .where('region_id', '=', entry.regionId)
    .where('partnership_id', '=', entry.recordId)
    .where((where) =>
      where.or([where('left_on', 'is', null), where('left_on', '>=', entry.at.toISOString().slice(0, 10))]),
    )
    .execute()
  const asked = await db
    .selectFrom('sign_off_askings')
    .select('asked_by')
    .where('region_id', '=', entry.regionId)
    .where('subject_id', '=', entry.recordId)
    .orderBy('asked_at', 'desc')
    .limit(1)
    .executeTakeFirst()
  return [
    ...new Set([asked?.asked_by, ...rows.flatMap((row) => [row.contact_id, ...(leaders ? [row.leader_id] : [])])]),
  ].filter((id) => typeof id === 'string')
}

interface About {
  partnership: Partnership
  signOff: SignOff
  asking: Asking
  t: Translate
  values: { partnership: string; organization: string; revision: number; region: string; name: string }
}

/** What a letter is about; null where it is gone. */
async function aboutOf({ db, region, entry, recipient, moment }: LetterContext): Promise<About | null> {
  const seer = systemActor(region.id)
  const today = dayIn(region.timeZone, moment.at)
  const signOff = await getSignOff(db, seer, String(entry.changes['signOff']), today).catch(() => null)
  const partnership = signOff && (await getPartnership(db, seer, signOff.subjectId).catch(() => null))
  if (!signOff || !partnership) return null
  const all = await listAskings(db, seer, signOff.subjectId, today)
  const asking = all.find(({ id }) => id === signOff.askingId)!
  const values = {
    partnership: partnership.name,
    organization: signOff.organization.name,
    revision: signOff.revision,
    region: region.name,
    name: recipient.name,
  }
  return { partnership, signOff, asking, t: translate(asking.lang), values }
}

async function linkOf({ db, region, recipient, origin, moment }: LetterContext, { signOff, asking }: About) {
  const token = await makeSignLink(db, region, signOff, recipient.id, moment)
  return origin + href({ lang: asking.lang }, paths.link(region.slug, token))
}

async function composeQuestion(context: LetterContext): Promise<Letter | null> {
  const { region, entry, recipient } = context
  const about = await aboutOf(context)
  const signer = about?.signOff.signers.find(({ personId }) => personId === recipient.id)
  // Answered, ended or in other hands meanwhile.
  if (!about || !signer || about.signOff.decision || about.asking.closedAt || about.asking.inForceAt) return null
  const { t, signOff, asking, values } = about
  const what = entry.verb === 'sign-off.reminded' ? 'reminded' : 'asked'
  const isInPlace = signer.forPersonId !== signer.personId
  return letter({
    lang: asking.lang,
    subject: t(`sign-offs.mail.${what}.subject`, { ...values, date: formatDate(asking.lang, signOff.until, 'long') }),
    lines: [
      t('sign-offs.mail.hello', values),
      t(`sign-offs.mail.${what}.text`, values),
      ...(isInPlace ? [t('sign-offs.mail.inPlace', values)] : []),
      ...(asking.message === '' ? [] : [{ quote: asking.message.split('\n').filter((line) => line.trim() !== '') }]),
      sayClock(t, region.timeZone, signOff),
      { act: t('sign-offs.mail.act'), url: await linkOf(context, about) },
      t('sign-offs.mail.link'),
      t('sign-offs.mail.why', values),
    ],
  })
}

async function composeReceipt(context: LetterContext): Promise<Letter | null> {
  const { entry } = context
  const about = await aboutOf(context)
  const said = about?.signOff.answers.find((answer) => answer.at.getTime() === entry.at.getTime())
  if (!about || !said) return null
  const { t, asking, values } = about
  const isOpen = asking.inForceAt === null && asking.closedAt === null
  return letter({
    lang: asking.lang,
    subject: t(`sign-offs.mail.receipt.${said.decision}`, values),
    lines: [
      t('sign-offs.mail.hello', values),
      t(said.late ? 'sign-offs.mail.receipt.late' : `sign-offs.mail.receipt.${said.decision}Text`, values),
      ...(said.reason === '' ? [] : [{ quote: said.reason.split('\n').filter((line) => line.trim() !== '') }]),
      ...(isOpen
        ? [
            {
              text: t('sign-offs.mail.receipt.change'),
              label: t('sign-offs.mail.receipt.changeDo'),
              url: await linkOf(context, about),
            },
          ]
        : []),
    ],
  })
}

async function composeRefusal(context: LetterContext): Promise<Letter | null> {
  const { db, region, entry, recipient, origin } = context
  const about = await aboutOf(context)
  if (!about) return null
  const { t, asking, partnership, values } = about
  const said = about.signOff.answers.find((answer) => answer.at.getTime() === entry.at.getTime())
  if (!said) return null
  const seen = await canLook(db, region.id, recipient.id, partnership)
  return letter({
    lang: asking.lang,
    subject: t(said.late ? 'sign-offs.mail.refused.lateSubject' : 'sign-offs.mail.refused.subject', values),
    lines: [
      t('sign-offs.mail.hello', values),
      t(said.late ? 'sign-offs.mail.refused.late' : 'sign-offs.mail.refused.text', values),
      { quote: said.reason.split('\n').filter((line) => line.trim() !== '') },
      ...(said.late ? [] : [t('sign-offs.mail.refused.next', values)]),
      ...(seen
        ? [
            {
              act: t('sign-offs.mail.see'),
              url: origin + href({ lang: asking.lang }, paths.signOffs(region.slug, partnership.slug)),
            },
          ]
        : []),
    ],
  })
}

/** Whoever has an account can look at the page; a button that leads others to a closed door is left out. */
async function canLook(db: Db, regionId: string, personId: string, { visibility }: Partnership) {
  if (visibility === 'public') return true
  const row = await db
    .selectFrom('memberships')
    .select('id')
    .where('region_id', '=', regionId)
    .where('person_id', '=', personId)
    .where('ended_at', 'is', null)
    .executeTakeFirst()
  return row !== undefined
}

async function composeForce(context: LetterContext): Promise<Letter | null> {
  const { db, region, entry, recipient, origin, moment } = context
  const seer = systemActor(region.id)
  const today = dayIn(region.timeZone, moment.at)
  const partnership = await getPartnership(db, seer, entry.recordId).catch(() => null)
  const asking = (await listAskings(db, seer, entry.recordId, today)).find(({ id }) => id === entry.changes['asking'])
  if (!partnership || !asking) return null
  const t = translate(asking.lang)
  const values = {
    partnership: partnership.name,
    revision: asking.revision,
    name: recipient.name,
    date: formatDate(asking.lang, entry.at, 'long', region.timeZone),
  }
  const left = partnership.parties.filter((party) => party.leftOn === dayIn(region.timeZone, entry.at))
  const seen = await canLook(db, region.id, recipient.id, partnership)
  return letter({
    lang: asking.lang,
    subject: t('sign-offs.mail.force.subject', values),
    lines: [
      t('sign-offs.mail.hello', values),
      t('sign-offs.mail.force.text', values),
      { quote: asking.signOffs.map((one) => `${one.organization.name}: ${sayStatus(t, one)}`) },
      ...(left.length === 0
        ? []
        : [
            t('sign-offs.mail.force.left', {
              names: formatList(
                asking.lang,
                left.map(({ organization }) => organization.name),
              ),
            }),
          ]),
      ...(seen
        ? [
            {
              act: t('sign-offs.mail.see'),
              url: origin + href({ lang: asking.lang }, paths.signOffs(region.slug, partnership.slug)),
            },
          ]
        : []),
    ],
  })
}

async function composeCover(context: LetterContext): Promise<Letter | null> {
  const { db, region, entry, recipient, lang, t } = context
  const organization = await db
    .selectFrom('organizations')
    .select('name')
    .where('region_id', '=', region.id)
    .where('id', '=', entry.forOrganizationId)
    .executeTakeFirst()
  if (!organization) return null
  const what = recipient.id === entry.recordId ? 'deputy' : 'leader'
  const day = (field: string) => formatDate(lang, String(entry.changes[field]), 'long')
  const values = {
    name: recipient.name,
    region: region.name,
    organization: organization.name,
    from: day('from'),
    until: day('until'),
  }
  return letter({
    lang,
    subject: t(`sign-offs.mail.cover.${what}Subject`, values),
    lines: [t('sign-offs.mail.hello', values), t(`sign-offs.mail.cover.${what}`, values)],
  })
}
