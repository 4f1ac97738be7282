import { Hono } from 'hono'
import type { Parts } from '../enter.ts'
import type { House } from '../platform/house.ts'
import { keyRoutes } from './key-routes.tsx'
import { meRoutes } from './me-routes.tsx'
import { passwordRoutes } from './password-routes.tsx'
import { privacyRoutes } from './privacy-routes.tsx'
import { waysRoutes } from './ways-routes.tsx'
import { signInRoutes } from './sign-in-routes.tsx'

/** What the installation knows of people: signing in, one's own page, the outbox of a demonstration. */
export const accountRoutes = (parts: Parts) =>
  new Hono<House>()
    .route('/', signInRoutes(parts))
    .route('/', meRoutes(parts))
    .route('/', keyRoutes(parts))
    .route('/', waysRoutes(parts))
    .route('/', passwordRoutes(parts))
    .route('/', privacyRoutes(parts))
