import { paths } from '../paths.ts'
import { listAddress } from '../platform/list-query.ts'
import type { Room } from '../platform/room.ts'
import { agreementApiDocs } from './documents/agreement-api.ts'
import { agreementsWaiting } from './documents/panels.tsx'
import { templateApiDocs } from './documents/template-api.ts'
import { partnershipApiDocs } from './api.ts'
import { charterApiDocs } from './charter/charter-api.ts'
import { factorApiDocs } from './factors/api.ts'
import { charterMails } from './charter/mail.tsx'
import { roleApiDocs } from './roles/api.ts'
import { commentApiDocs } from './comments/comment-api.ts'
import { commentLetter } from './comments/mail.tsx'
import { bookingApiDocs } from './bookings/api.ts'
import { bookingAnswers, bookingQuestion } from './bookings/mail.tsx'
import { bookingsWaiting, resourcePanel } from './bookings/panels.tsx'
import { hoursApiDocs } from './hours/api.ts'
import { hoursQuestion } from './hours/mail.tsx'
import { hoursWaiting } from './hours/panels.tsx'
import { grantApiDocs } from './grants/grant-api.ts'
import { reportsWaiting } from './grants/panels.tsx'
import { evidenceApiDocs } from './ledgers/evidence-api.ts'
import { readFlows } from './ledgers/flows.ts'
import { PROPOSED, proposeGains } from './ledgers/gain-proposals.ts'
import { tellGains } from './ledgers/gain-sayings.ts'
import { ledgerApiDocs } from './ledgers/ledger-api.ts'
import { ledgerPanel, silenceWaits } from './ledgers/panels.tsx'
import { pulseApiDocs } from './pulse/api.ts'
import { pulseQuestion, pulseReminder } from './pulse/mail.tsx'
import { handoverApiDocs } from './handovers/handover-api.ts'
import { heldContacts, heldHours, heldLeaders } from './handovers/held-parts.ts'
import { farewellLetter } from './handovers/mail.tsx'
import { handoverPanel } from './handovers/panels.tsx'
import { endingLetter } from './momentum/mail.tsx'
import { timelineApiDocs } from './momentum/timeline-api.ts'
import { mergeParties } from './party-merges.ts'
import { goalsApiDocs } from './goals/goals-api.ts'
import { goalsPanel, goalsWaiting } from './goals/panels.tsx'
import { coverNews, inForceNews, signOffQuestion, signOffReceipt } from './sign-offs/mail.tsx'
import { signOffsWaiting } from './sign-offs/panels.tsx'
import { partnershipTranslationApiDocs } from './translations/translation-api.ts'
import { signOffApiDocs } from './sign-offs/sign-off-api.ts'
import { partnershipsFigure, partnershipsPanel } from './panels.tsx'

/** What partnerships give to the house. */
export const partnershipsRoom: Room = {
  name: 'partnerships',
  merges: { organization: { tables: ['parties'], merge: mergeParties } },
  apiDocs: [
    ...partnershipApiDocs,
    ...ledgerApiDocs,
    ...evidenceApiDocs,
    ...grantApiDocs,
    ...agreementApiDocs,
    ...templateApiDocs,
    ...commentApiDocs,
    ...charterApiDocs,
    ...goalsApiDocs,
    ...roleApiDocs,
    ...factorApiDocs,
    ...signOffApiDocs,
    ...hoursApiDocs,
    ...bookingApiDocs,
    ...pulseApiDocs,
    ...timelineApiDocs,
    ...handoverApiDocs,
    ...partnershipTranslationApiDocs,
  ],
  mails: {
    ...charterMails,
    'comment.written': commentLetter,
    'handover.made': farewellLetter,
    'partnership.ending-soon': endingLetter,
    'sign-off.asked': signOffQuestion,
    'sign-off.reminded': signOffQuestion,
    'sign-off.approved': signOffReceipt,
    'sign-off.declined': signOffReceipt,
    'partnership.in-force': inForceNews,
    'member.covered': coverNews,
    'hours.asked': hoursQuestion,
    'booking.asked': bookingQuestion,
    ...bookingAnswers,
    'pulse.begun': pulseQuestion,
    'pulse.reminded': pulseReminder,
  },
  waits: [
    goalsWaiting,
    agreementsWaiting,
    silenceWaits,
    reportsWaiting,
    hoursWaiting,
    bookingsWaiting,
    signOffsWaiting,
  ],
  listingPanels: [{ order: 10, render: resourcePanel }],
  organizationPanels: [
    { order: 10, render: partnershipsPanel },
    { order: 11, render: goalsPanel },
    { order: 12, render: ledgerPanel },
  ],
  proposals: { [PROPOSED.benefit]: tellGains, [PROPOSED.contribution]: tellGains },
  looks: [proposeGains],
  flows: {
    read: readFlows,
    path: (slug, from, to) => listAddress(paths.organizationLedger(slug, to.slug), { from: from.slug }),
  },
  personPanels: [{ order: 20, render: handoverPanel }],
  handovers: [heldContacts, heldLeaders, heldHours],
  homeFigures: [{ order: 30, count: partnershipsFigure }],
}
