import type { Room } from '../platform/room.ts'
import { searchApiDocs } from './api.ts'

/** What the search gives to the house. */
export const searchRoom: Room = { name: 'search', apiDocs: searchApiDocs }
