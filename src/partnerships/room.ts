import type { Room } from '../platform/room.ts'
import { agreementsWaiting } from './documents/panels.tsx'
import { partnershipApiDocs } from './api.ts'
import { charterApiDocs } from './charter/charter-api.ts'
import { roleApiDocs } from './roles/api.ts'
import { commentApiDocs } from './comments/comment-api.ts'
import { commentLetter } from './comments/mail.tsx'
import { hoursApiDocs } from './hours/api.ts'
import { hoursQuestion } from './hours/mail.tsx'
import { hoursWaiting } from './hours/panels.tsx'
import { partnershipsFigure, partnershipsPanel } from './panels.tsx'

/** What partnerships give to the house. */
export const partnershipsRoom: Room = {
  name: 'partnerships',
  apiDocs: [...partnershipApiDocs, ...commentApiDocs, ...charterApiDocs, ...roleApiDocs, ...hoursApiDocs],
  mails: { 'comment.written': commentLetter, 'hours.asked': hoursQuestion },
  waits: [agreementsWaiting, hoursWaiting],
  organizationPanels: [{ order: 10, render: partnershipsPanel }],
  homeFigures: [{ order: 30, count: partnershipsFigure }],
}
