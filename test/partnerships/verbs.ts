import { askForHours } from '../../src/partnerships/hours/weekly-askings.ts'
import { tellDates } from '../../src/partnerships/momentum/date-upkeeps.ts'
import { createPartnership } from '../../src/partnerships/partnership-changes.ts'
import { dayIn } from '../../src/platform/days.ts'
import { nextWeek } from '../days.ts'
import { rooms } from '../../src/app.tsx'
import { heldBy, makeHandover, nameOf } from '../../src/partnerships/handovers/handovers.ts'
import { translate } from '../../src/platform/i18n.ts'
import { aPartnership } from './factories.ts'
import { documentCases } from './documents.ts'
import type { World } from '../world.ts'
import { aLentRoom } from './booking-targets.ts'
import { charterCases } from './charter.ts'
import type { CaseMakers } from '../verb-cases.ts'
import { grantCases } from './grants.ts'
import { ledgerCases } from './ledgers.ts'
import { pulseCases } from './pulse.ts'
import { goalCases } from './goals.ts'
import { signOffCases } from './sign-offs.ts'

const one = '/:region/partnerships/:partnership'
const resource = '/:region/resources/:slug/bookings'

/** A room whose owner accepts each booking. */
const aLentRoomOf = (w: World) => aLentRoom({ ...w, region: w.ours, ground: w.grounds.riverbend }, 'public', 'yes')

/** Somebody hands over the work in a partnership to a colleague. */
const handingOver = (directly: CaseMakers['directly']) =>
  directly(
    async (w) => {
      const desk = await aPartnership(w, w.ours)
      const who = { personId: desk.library.contact.id, organizationId: desk.library.id }
      const page = {
        t: translate('en'),
        lang: 'en',
        region: { slug: 'riverbend', timeZone: w.ours.timeZone },
        now: w.time.now,
      }
      const held = await heldBy(w.db, w.ours.system, rooms, who, page as never)
      const takers = new Map(held.map((one) => [nameOf(one), desk.library.leader.id]))
      return {
        held,
        decided: {
          ...who,
          lastDay: '2030-06-30',
          ends: true,
          memo: 'Ask.',
          farewell: 'Bye.',
          title: 'Library',
          lang: 'en' as const,
          takers,
        },
      }
    },
    (db, { held, decided }, w) => makeHandover(db, w.ours.system, w.ours, held, decided, w.clock()),
  )

/** A day on which the dates of a partnership are told. */
const dated = (directly: CaseMakers['directly'], period: { since: string; until?: string }) =>
  directly(
    async (w) => {
      const today = dayIn('America/New_York', w.clock().at)
      const since = `${period.since}${today.slice(4)}`
      const until = period.until ? nextWeek(w.clock().at) : ''
      const parties = [{ organization: w.grounds.riverbend.anchor.id }]
      const given = { name: 'Dated', parties, since: since.replace('-02-29', '-03-01'), until }
      await createPartnership(w.db, w.ours.system, given, w.clock())
      await w.db.deleteFrom('date_rounds').execute()
    },
    (db, _made, w) => tellDates(db, w.clock()),
  )

/** How each verb of partnerships is done. */
export const partnershipCases = ({ through, directly }: CaseMakers) => ({
  ...ledgerCases({ through, directly }),
  ...grantCases({ through, directly }),
  ...goalCases({ through, directly }),
  ...signOffCases({ through, directly }),
  ...charterCases({ through, directly }),
  'partnership.proposed': through('POST /api/v1/:region/partnerships'),
  'comment.written': through(`POST ${one}/comments`),
  'comment.removed': through(`POST ${one}/comments/:comment/removal`),
  'comment.restored': through(`POST ${one}/comments/:comment/restoration`),
  'handover.made': handingOver(directly),
  'partnership.handed-over': handingOver(directly),
  'partnership.anniversary': dated(directly, { since: '2020' }),
  'partnership.ending-soon': dated(directly, { since: '2020', until: 'soon' }),
  'partnership.removed': through(`POST ${one}/removal`),
  'partnership.restored': through(`POST ${one}/restoration`),
  'partnership.translated': through(`POST ${one}/translation`),
  'partnership.roles-set': through(`POST ${one}/roles/-/edit`),
  'partnership.role-shared': through(`POST ${one}/roles/:role/sharing`),
  'partnership.role-left-out': through(`POST ${one}/roles/:role/leaving-out`),
  'partnership.role-reopened': through(`POST ${one}/roles/:role/reopening`),
  'partnership.lead-offered': through(`POST ${one}/roles/:role/handovers`, {
    form: ({ target }) => ({ to: target.more['second']! }),
  }),
  'partnership.lead-taken': through(`POST ${one}/roles/:role/handovers/:handover`),
  'partnership.lead-declined': through(`POST ${one}/roles/:role/handovers/:handover`, {
    form: () => ({ answer: 'declined' }),
  }),
  'partnership.lead-withdrawn': through(`POST ${one}/roles/:role/handovers/:handover`, {
    form: () => ({ answer: 'withdrawn' }),
  }),
  'booking.made': through(`POST ${resource}`, { who: 'outside' }),
  'booking.asked': through(`POST ${resource}`, { who: 'outside', at: (w) => aLentRoomOf(w) }),
  'booking.accepted': through(`POST ${resource}/:booking/answer`),
  'booking.declined': through(`POST ${resource}/:booking/answer`, { form: () => ({ answer: 'decline' }) }),
  'booking.cancelled': through(`POST ${resource}/:booking/cancellation`),
  'booking.terms-set': through(`POST ${resource}/terms`),
  'hours.logged': through(`POST ${one}/hours/:organization/others`, { who: 'inside' }),
  'hours.shared': through(`POST ${one}/hours/:organization/sharing`, { who: 'inside' }),
  'hours.asking-begun': through(`POST ${one}/hours/:organization/askings`, { who: 'inside' }),
  'hours.asking-ended': through(`POST ${one}/hours/:organization/askings/:asking/end`, { who: 'inside' }),
  'hours.asked': directly(
    async (w) => {
      // Who was asked for before is asked no longer: it is this one.
      await w.db.deleteFrom('hours_askings').execute()
      await w.aTarget('hoursAsking', 'public')
      await w.db.deleteFrom('hours_rounds').execute()
    },
    (db, _, w) => askForHours(db, w.clock()),
  ),
  ...pulseCases({ through, directly }),
  ...documentCases({ through, directly }),
})
