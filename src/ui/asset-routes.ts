import { Hono } from 'hono'
import { encodingFor } from '../platform/page-cache.ts'
import { findAsset } from './assets.ts'

/** Styles, fonts, icons: kept by browsers for ever, since their address changes with their contents. */
export const assetRoutes = new Hono().get('/assets/:name', (c) => {
  const asset = findAsset(`/assets/${c.req.param('name')}`)
  if (!asset) return c.notFound()
  const wanted = encodingFor(c.req.header('accept-encoding'))
  const squeezed = wanted === 'identity' ? null : asset[wanted]
  const headers = {
    'content-type': asset.type,
    'cache-control': 'public, max-age=31536000, immutable',
    'x-content-type-options': 'nosniff',
    vary: 'accept-encoding',
    ...(squeezed && { 'content-encoding': wanted }),
  }
  return c.body(squeezed ?? asset.body, 200, headers)
})
