import { Hono } from 'hono'
import type { House } from '../../platform/house.ts'
import { askingRoutes } from './asking-routes.tsx'
import { textRoutes } from './charter-routes.tsx'
import { partyRoutes } from './party-routes.tsx'
import { questionRoutes } from './question-routes.tsx'

/** The charter: what it says, how it is written, who takes part in it. */
export const charterRoutes = new Hono<House>()
  .route('/', textRoutes)
  .route('/', questionRoutes)
  .route('/', partyRoutes)
  .route('/', askingRoutes)
