import { Hono } from 'hono'
import type { Parts } from '../enter.ts'
import type { House } from '../platform/house.ts'
import { delegationRoutes } from './delegation-routes.tsx'
import { erasureRoutes } from './erasure-routes.tsx'
import { linkRoutes, type OtherLinks } from './link-routes.tsx'
import { memberRoutes } from './member-routes.tsx'
import { peopleRoutes } from './people-routes.tsx'
import { personRoutes } from './person-routes.tsx'

/** What a region knows of people: its members, its people, and what links mailed to them open. */
export const regionPeopleRoutes = (parts: Parts, others: OtherLinks) =>
  new Hono<House>()
    .route('/', memberRoutes)
    .route('/', peopleRoutes)
    .route('/', personRoutes)
    .route('/', delegationRoutes)
    .route('/', erasureRoutes)
    .route('/', linkRoutes(parts, others))
