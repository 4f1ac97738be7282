import type { Room } from '../platform/room.ts'
import { partnershipApiDocs } from './api.ts'
import { charterApiDocs } from './charter/charter-api.ts'
import { roleApiDocs } from './roles/api.ts'
import { partnershipsFigure, partnershipsPanel } from './panels.tsx'

/** What partnerships give to the house. */
export const partnershipsRoom: Room = {
  name: 'partnerships',
  apiDocs: [...partnershipApiDocs, ...charterApiDocs, ...roleApiDocs],
  organizationPanels: [{ order: 10, render: partnershipsPanel }],
  homeFigures: [{ order: 30, count: partnershipsFigure }],
}
