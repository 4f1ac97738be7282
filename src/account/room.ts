import type { Room } from '../platform/room.ts'
import { accountApiDocs } from './api.ts'
import { delegationLetter, invitationLetter, webhookPausedLetter, webhookPausedRecipients } from './mail.tsx'
import { meApiDocs } from './me-api.ts'
import { memberApiDocs } from './member-api.ts'
import { beginEarlier } from './members.ts'
import { mergePersons } from './person-merges.ts'
import { personApiDocs } from './person-api.ts'

/** What the room of persons and members gives to the house. */
export const accountRoom: Room = {
  name: 'account',
  apiDocs: [...meApiDocs, ...accountApiDocs, ...personApiDocs, ...memberApiDocs],
  dayWentBack: beginEarlier,
  merges: { person: { tables: ['consents', 'mandates', 'positions'], merge: mergePersons } },
  mails: {
    'member.invited': { recipients: async (_db, entry) => [entry.recordId], compose: invitationLetter },
    'member.delegated': { recipients: async (_db, entry) => [entry.recordId], compose: delegationLetter },
    // Whoever makes a webhook looks after it: this is not news that one may do without.
    'member.webhook-paused': { recipients: webhookPausedRecipients, compose: webhookPausedLetter },
  },
}
