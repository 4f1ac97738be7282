import { inForce } from '../../account/mandates.ts'
import { getListing } from '../../directory/listings.ts'
import { paths } from '../../paths.ts'
import { systemActor } from '../../platform/actor.ts'
import { dayIn } from '../../platform/days.ts'
import { unlessMissing } from '../../platform/errors.ts'
import type { Entry, Letter, LetterContext, MailRule } from '../../platform/room.ts'
import { findRegionById } from '../../region/regions.ts'
import { letter } from '../../ui/letter.tsx'
import { href } from '../../ui/page.ts'
import type { Db } from '../../platform/db.ts'
import { type Booking, getBooking } from './bookings.ts'
import { sayStretch } from './sayings.ts'

/** Whoever speaks for the owner hears that somebody asks. */
export const bookingQuestion: MailRule = {
  topic: 'bookings',
  recipients: owners,
  compose: (context) => compose(context, 'asked'),
}

/** Whoever booked hears what became of it, but not of what they did themselves. */
const toBooker = (what: 'accepted' | 'declined' | 'cancelled'): MailRule => ({
  topic: 'bookings',
  recipients: booker,
  compose: (context) => compose(context, what),
})
export const bookingAnswers = {
  'booking.accepted': toBooker('accepted'),
  'booking.declined': toBooker('declined'),
  'booking.cancelled': toBooker('cancelled'),
}

async function owners(db: Db, entry: Entry): Promise<string[]> {
  const region = await findRegionById(db, entry.regionId)
  if (!region) return []
  const rows = await db
    .selectFrom('resources as x')
    .innerJoin('mandates as m', (on) =>
      on.onRef('m.region_id', '=', 'x.region_id').onRef('m.organization_id', '=', 'x.organization_id'),
    )
    .select('m.person_id')
    .distinct()
    .where('x.region_id', '=', entry.regionId)
    .where('x.id', '=', entry.recordId)
    .where('m.what', '=', 'speak')
    .where(inForce('m', dayIn(region.timeZone, entry.at)))
    .execute()
  return rows.map((row) => row.person_id)
}

async function booker(db: Db, entry: Entry): Promise<string[]> {
  const row = await db
    .selectFrom('bookings')
    .select('person_id')
    .where('region_id', '=', entry.regionId)
    .where('id', '=', String(entry.changes['booking']))
    .executeTakeFirst()
  return row?.person_id && row.person_id !== entry.actorId ? [row.person_id] : []
}

async function compose(
  context: LetterContext,
  what: 'asked' | 'accepted' | 'declined' | 'cancelled',
): Promise<Letter | null> {
  const { db, region, entry, recipient, origin, lang, t } = context
  const seer = systemActor(region.id)
  const resource = await getListing(db, seer, 'resource', entry.recordId).catch(unlessMissing)
  const booking = await getBooking(db, seer, entry.recordId, String(entry.changes['booking'])).catch(unlessMissing)
  // Answered or taken back meanwhile.
  if (!resource || !booking || booking.state !== what) return null
  const values = { resource: String(resource.facts['name'] ?? ''), organization: booking.organization?.name ?? '' }
  const path = paths.bookings(region.slug, resource.slug ?? resource.id)
  return letter({
    lang,
    subject: t(`bookings.mail.${what}.subject`, values),
    lines: [
      t('bookings.mail.hello', { name: recipient.name }),
      t(`bookings.mail.${what}`, values),
      { quote: quoted({ t, lang }, booking) },
      { act: t('bookings.mail.act'), url: `${origin}${href({ lang }, path)}?month=${booking.from.slice(0, 7)}` },
    ],
  })
}

const quoted = (reader: Pick<LetterContext, 't' | 'lang'>, booking: Booking): string[] => [
  sayStretch(reader, booking),
  ...[booking.purpose ?? '', booking.why].filter((line) => line.trim() !== ''),
]
