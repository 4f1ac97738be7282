import { type Line, list, members, sides } from './lines.ts'

const v1 = '/api/v1/:region/partnerships'
const one = '/:region/partnerships/:partnership'
const sheet = `${one}/hours/:organization`
const aWeek = '2026-01-05'

/** Staff time: sums for members, single people's hours inside their organization only. */
export const hours: Line[] = [
  { route: `GET ${one}/hours`, at: 'partnership', who: members, formats: [...list] },
  { route: `GET ${sheet}`, at: 'partnership', who: sides },
  { route: `POST ${sheet}`, at: 'partnership', who: sides, form: () => ({ 'cell[]': [], 'hours[]': [] }) },
  {
    route: `POST ${sheet}/others`,
    leadsTo: 403,
    at: 'partnership',
    who: sides,
    form: () => ({ anotherPool: 'Volunteers', week: aWeek, another: '3' }),
  },
  { route: `POST ${sheet}/sharing`, at: 'partnership', who: sides, leadsTo: 403, form: () => ({ shared: 'partners' }) },
  {
    route: `POST ${sheet}/askings`,
    leadsTo: 403,
    at: 'partnership',
    who: sides,
    form: ({ target }) => ({ person: target.more['colleague'] ?? '' }),
  },
  { route: `POST ${sheet}/askings/:asking/end`, at: 'hoursAsking', who: sides, leadsTo: 403 },
  { route: `GET ${v1}/:id/hours`, at: 'partnership', who: members },
  { route: `GET ${v1}/:id/hours/:organization`, at: 'partnership', who: sides },
  {
    route: `POST ${v1}/:id/hours/:organization`,
    at: 'partnership',
    who: sides,
    json: true,
    form: () => ({ who: 'pool:Volunteers', week: aWeek, hours: '3' }),
  },
  {
    route: `PATCH ${v1}/:id/hours/:organization`,
    at: 'partnership',
    who: sides,
    json: true,
    form: () => ({ shared: 'region' }),
  },
  {
    route: `POST ${v1}/:id/hours/:organization/askings`,
    at: 'partnership',
    who: sides,
    json: true,
    form: ({ target }) => ({ person: target.more['colleague'] ?? '' }),
  },
  { route: `DELETE ${v1}/:id/hours/:organization/askings/:asking`, at: 'hoursAsking', who: sides, json: true },
]
