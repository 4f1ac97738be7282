import { type Line, everyone, nobody, coordinators, admins, list } from './lines.ts'

/** What stands outside all regions. */
export const installation: Line[] = [
  { route: 'GET /healthz', who: everyone },
  { route: 'GET /readyz', who: everyone },
  { route: 'GET /metrics', who: nobody, hidden: true },
  { route: 'GET /assets/:name', at: 'asset', who: everyone },
  { route: 'GET /', who: everyone },
  { route: 'GET /search', who: everyone, query: 'q=canary', formats: ['json'] },
  { route: 'GET /privacy', who: everyone },
  { route: 'GET /accessibility', who: everyone },
  { route: 'GET /map.svg', who: everyone },
  { route: 'GET /sitemap.xml', who: everyone },
  { route: 'GET /robots.txt', who: everyone },
  { route: 'GET /.well-known/security.txt', who: everyone },
  { route: 'GET /settings/regions/new', who: admins },
  {
    route: 'POST /settings/regions/new',
    at: 'regionWithout',
    who: admins,
    form: ({ target }) => ({ name: 'Another', slug: `${target.slug}-b`, timeZone: 'America/New_York' }),
  },
  { route: 'GET /settings/regions/:slug/coordinator', at: 'regionWithout', who: admins },
  {
    route: 'POST /settings/regions/:slug/coordinator',
    at: 'regionWithout',
    who: admins,
    form: ({ target }) => ({ name: 'First', email: target.more.email! }),
  },
]

/** A region, its settings and what is in all rooms. */
export const region: Line[] = [
  { route: 'GET /:region', who: everyone },
  { route: 'GET /:region/search', who: everyone, query: 'q=canary', formats: ['json'] },
  { route: 'GET /:region/journal', who: everyone },
  { route: 'GET /:region/l/:token', at: 'link', who: everyone },
  { route: 'POST /:region/l/:token', at: 'link', who: everyone },
  { route: 'GET /:region/settings', who: coordinators },
  {
    route: 'POST /:region/settings',
    who: coordinators,
    form: ({ version }) => ({
      name: 'Riverbend',
      slug: 'riverbend',
      timeZone: 'America/New_York',
      fiscalMonth: '7',
      languages: ['en', 'es'],
      smallCountThreshold: '5',
      nationalView: 'yes',
      _version: String(version),
    }),
  },
  { route: 'GET /:region/settings/lists/:list', at: 'list', who: coordinators },
  { route: 'GET /:region/settings/lists/:list/:key', at: 'listItem', who: coordinators },
  { route: 'POST /:region/settings/lists/:list/:key', at: 'listItem', who: coordinators },
  { route: 'GET /:region/settings/audit', who: coordinators },
  { route: 'GET /:region/proposals', who: coordinators, formats: ['json'] },
  { route: 'GET /:region/settings/export', who: coordinators },
  { route: 'POST /:region/settings/export', who: coordinators },
  { route: 'GET /:region/settings/deletion', who: [...coordinators, ...admins] },
  // Without the address typed: whoever may is asked for it.
  { route: 'POST /:region/settings/deletion', who: [...coordinators, ...admins] },
  { route: 'GET /:region/settings/members', who: coordinators, formats: [...list] },
  { route: 'GET /:region/settings/members/new', who: coordinators },
  {
    route: 'POST /:region/settings/members',
    at: 'regionWithout',
    who: coordinators,
    form: ({ target, other }) => ({
      name: 'Newcomer',
      email: target.more.email!,
      access: 'representative',
      organizations: other,
    }),
  },
  { route: 'GET /:region/settings/members/:person', at: 'member', who: coordinators },
  {
    route: 'POST /:region/settings/members/:person',
    at: 'member',
    who: coordinators,
    form: ({ other }) => ({ access: 'representative', organizations: other }),
  },
  { route: 'POST /:region/settings/members/:person/end', at: 'member', who: coordinators },
]
