import { transferApiDocs } from './api.ts'
import type { Room } from '../platform/room.ts'

/** What comes in and goes out as files: archives of regions, backups of the installation. */
export const transferRoom: Room = { name: 'transfer', apiDocs: transferApiDocs }
