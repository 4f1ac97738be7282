import { type Filling, type Line, everyone, list, speaksFor } from './lines.ts'

const grant = ({ version }: Filling) => ({ name: 'Written by the table', _version: String(version) })
const tab = '/:region/partnerships/:partnership/grants'
const one = '/:region/grants/:id'
const api = '/api/v1/:region/grants/:id'

/** Grants: whoever works on the partnership writes them. */
export const grants: Line[] = [
  { route: `GET ${tab}`, at: 'partnership', who: everyone, formats: [...list] },
  { route: `GET ${tab}/new`, at: 'partnership', who: speaksFor },
  { route: `POST ${tab}`, at: 'partnership', who: speaksFor, form: grant },
  { route: `GET ${one}`, at: 'grant', who: everyone, formats: ['json'] },
  { route: `GET ${one}/edit`, at: 'grant', who: speaksFor },
  { route: `POST ${one}/edit`, at: 'grant', who: speaksFor, form: grant },
  { route: `GET ${one}/history`, at: 'grant', who: everyone },
  { route: `POST ${one}/history/:entry/return`, at: 'grantChange', who: speaksFor },
  { route: `GET ${one}/logo`, at: 'grant', who: everyone },
  { route: `POST ${one}/logo`, at: 'grant', who: speaksFor },
  { route: `POST ${one}/logo/removal`, at: 'grant', who: speaksFor },
  { route: `POST ${one}/reports/:report/completion`, at: 'grant', who: speaksFor },
  { route: `POST ${one}/removal`, at: 'grant', who: speaksFor },
  { route: `POST ${one}/restoration`, at: 'removedGrant', who: speaksFor, hidden: true },
  { route: 'GET /api/v1/:region/partnerships/:id/grants', at: 'partnership', who: everyone },
  {
    route: 'POST /api/v1/:region/partnerships/:id/grants',
    at: 'partnership',
    who: speaksFor,
    json: true,
    form: () => ({ name: 'Written by the table' }),
  },
  { route: `GET ${api}`, at: 'grant', who: everyone },
  { route: `PATCH ${api}`, at: 'grant', who: speaksFor, form: () => ({ name: 'Changed by the table' }) },
  { route: `DELETE ${api}`, at: 'grant', who: speaksFor },
  { route: `POST ${api}/restoration`, at: 'removedGrant', who: speaksFor, json: true, hidden: true },
  { route: `GET ${api}/history`, at: 'grant', who: everyone },
  { route: `POST ${api}/history/:entry/return`, at: 'grantChange', who: speaksFor, json: true },
  { route: `POST ${api}/reports/:report/completion`, at: 'grant', who: speaksFor, json: true },
  { route: `GET ${api}/logo`, at: 'grant', who: everyone },
  { route: `POST ${api}/logo`, at: 'grant', who: speaksFor },
  { route: `DELETE ${api}/logo`, at: 'grant', who: speaksFor },
]
