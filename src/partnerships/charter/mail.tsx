import { sql } from 'kysely'
import { inForce } from '../../account/mandates.ts'
import { systemActor } from '../../platform/actor.ts'
import { dayIn } from '../../platform/days.ts'
import type { Db } from '../../platform/db.ts'
import { formatDate } from '../../platform/i18n.ts'
import type { Entry, Letter, LetterContext, MailRule } from '../../platform/room.ts'
import { paths } from '../../paths.ts'
import { findRegionById } from '../../region/regions.ts'
import { letter } from '../../ui/letter.tsx'
import { href } from '../../ui/page.ts'
import { currentParties, getPartnership, type Partnership } from '../partnerships.ts'
import { answerLink } from './asking-changes.ts'
import { findAsking } from './askings.ts'

/** What one can unsubscribe from: who works with us, and on what. */
const TOPIC = 'partnerships'

/** How the house writes to people about charters, by the verb. */
export const charterMails: Record<string, MailRule> = {
  'partnership.party-asked': {
    topic: TOPIC,
    recipients: asked,
    compose: (context) => composeQuestion(context, 'asked'),
  },
  'partnership.party-reminded': {
    topic: TOPIC,
    recipients: asked,
    compose: (context) => composeQuestion(context, 'reminded'),
  },
  // Whoever asked is told that it was answered.
  'partnership.party-answered': {
    topic: TOPIC,
    recipients: asker,
    compose: (context) => composeNews(context, 'answered'),
  },
  // Whoever speaks for an organization is told that somebody proposes to work with it, or put it into a partnership.
  'partnership.proposed': { topic: TOPIC, recipients: others, compose: (context) => composeNews(context, 'proposed') },
  'partnership.joined': { topic: TOPIC, recipients: joined, compose: (context) => composeNews(context, 'joined') },
  // The people of the other partners are told that one left, or that all of it ends.
  'partnership.left': { topic: TOPIC, recipients: partners, compose: (context) => composeNews(context, 'left') },
  'partnership.ended': { topic: TOPIC, recipients: partners, compose: (context) => composeNews(context, 'ended') },
}

const find = (db: Db, regionId: string, id: string): Promise<Partnership | null> =>
  getPartnership(db, systemActor(regionId), id).catch(() => null)
const askingOf = (db: Db, { regionId, changes }: Entry) =>
  findAsking(db, systemActor(regionId), String(changes['asking']))

async function asked(db: Db, entry: Entry): Promise<string[]> {
  const asking = await askingOf(db, entry)
  return asking?.personId && !asking.answeredAt && !asking.revokedAt ? [asking.personId] : []
}

async function asker(db: Db, entry: Entry): Promise<string[]> {
  const asking = await askingOf(db, entry)
  return asking?.askedBy && asking.askedBy !== asking.personId ? [asking.askedBy] : []
}

const organizationIn = ({ changes }: Entry) => String(changes['organization'])

/** Those who speak today for all partners but the one that acts; nobody, where the installation itself put it in. */
async function others(db: Db, entry: Entry): Promise<string[]> {
  const partnership = await find(db, entry.regionId, entry.recordId)
  if (!partnership) return []
  const ids = currentParties(partnership).map(({ organization }) => organization.id)
  return speakersOf(
    db,
    entry,
    ids.filter((id) => id !== entry.forOrganizationId),
  )
}

function joined(db: Db, entry: Entry): Promise<string[]> {
  return speakersOf(db, entry, [organizationIn(entry)])
}

async function speakersOf(db: Db, entry: Entry, organizationIds: readonly string[]): Promise<string[]> {
  if (entry.actorKind === 'system' || organizationIds.length === 0) return []
  const region = await findRegionById(db, entry.regionId)
  if (!region) return []
  const rows = await db
    .selectFrom('mandates as m')
    .select('m.person_id')
    .distinct()
    .where('m.region_id', '=', entry.regionId)
    .where('m.what', '=', 'speak')
    .where('m.organization_id', 'in', organizationIds)
    .where(inForce('m', dayIn(region.timeZone, entry.at)))
    .where(sql<boolean>`m.person_id is distinct from ${entry.actorId}`)
    .execute()
  return rows.map((row) => row.person_id)
}

/** Contacts and leaders of those who are partners still, but whoever did it. */
async function partners(db: Db, entry: Entry): Promise<string[]> {
  if (entry.actorKind === 'system') return []
  const partnership = await find(db, entry.regionId, entry.recordId)
  const people = currentParties(partnership ?? { parties: [] }).flatMap(({ contact, leader }) => [contact, leader])
  return [...new Set(people.flatMap((one) => (one && one.id !== entry.actorId ? [one.id] : [])))]
}

async function composeQuestion(context: LetterContext, what: 'asked' | 'reminded'): Promise<Letter | null> {
  const { db, region, entry, recipient, origin, moment, lang, t } = context
  const asking = await askingOf(db, entry)
  const partnership = asking && (await find(db, region.id, asking.partnershipId))
  const party = partnership && currentParties(partnership).find(({ id }) => id === asking?.partyId)
  // Answered, taken back, or somebody else's meanwhile.
  if (!asking || !party || asking.answeredAt || asking.revokedAt || asking.personId !== recipient.id) return null
  const token = await answerLink(db, region.id, asking, region.timeZone, moment)
  const names = { organization: party.organization.name, partnership: partnership.name, region: region.name }
  return letter({
    lang,
    subject: t(`partnership-charter.mail.${what}.subject`, names),
    lines: [
      t('partnership-charter.mail.hello', { name: recipient.name }),
      t(`partnership-charter.mail.${what}.what`, names),
      ...(partnership.mission === '' ? [] : [{ quote: partnership.mission.split('\n') }]),
      t('partnership-charter.mail.how'),
      { act: t('partnership-charter.mail.act'), url: origin + href({ lang }, paths.link(region.slug, token)) },
      t('partnership-charter.mail.until', { date: formatDate(lang, asking.until, 'full') }),
      t('partnership-charter.mail.why', names),
    ],
  })
}

type News = 'answered' | 'proposed' | 'joined' | 'left' | 'ended'

async function composeNews(context: LetterContext, news: News): Promise<Letter | null> {
  const { db, region, entry, recipient, origin, lang, t } = context
  const partnership = await find(db, region.id, entry.recordId)
  if (!partnership) return null
  const organization = partnership.parties.find((one) => one.organization.id === entry.changes['organization'])
  const why = organization?.leftWhy ?? ''
  const names = {
    organization: organization?.organization.name ?? '',
    partnership: partnership.name,
    region: region.name,
    partners: currentParties(partnership)
      .map((party) => party.organization.name)
      .join(', '),
  }
  const word = news === 'answered' ? ((await askingOf(db, entry))?.word ?? '') : news === 'left' ? why : ''
  return letter({
    lang,
    subject: t(`partnership-charter.mail.${news}.subject`, names),
    lines: [
      t('partnership-charter.mail.hello', { name: recipient.name }),
      t(`partnership-charter.mail.${news}.what`, names),
      ...(word === '' ? [] : [{ quote: word.split('\n') }]),
      {
        act: t('partnership-charter.mail.look'),
        url: origin + href({ lang }, paths.charter(region.slug, partnership.slug)),
      },
      t('partnership-charter.mail.whyNews', names),
    ],
  })
}
