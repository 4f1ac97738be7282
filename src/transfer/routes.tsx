import { Hono } from 'hono'
import { permit } from '../platform/errors.ts'
import type { House } from '../platform/house.ts'
import { document } from '../ui/layout.tsx'
import { answerArchive } from './api.ts'
import { ExportPage } from './export-page.tsx'
import { canExport } from './rules.ts'

/** A region goes out as one file. */
export const transferRoutes = new Hono<House>()
  .get('/settings/export', (c) => {
    permit(canExport(c.var.actor), 'transfer.onlyCoordinators')
    return c.html(document(<ExportPage page={c.var.page} />))
  })
  .post('/settings/export', answerArchive)
