import { type Filling, type Line, everyone, list, speakers, speaksFor } from './lines.ts'

const entry =
  (what: string) =>
  ({ anchor, target, version }: Filling) => ({
    organization: target.more['organization'] ?? anchor,
    what,
    told: 'Written by the table',
    period: '2026-05',
    visibility: 'public',
    _version: String(version),
  })
/** Whose it is does not change. */
const edited =
  (what: string) =>
  ({ version }: Filling) => ({
    what,
    told: 'Changed by the table',
    visibility: 'public',
    _version: String(version),
  })
const entryJson =
  (what: string) =>
  ({ anchor, target }: Filling) => ({
    organization: target.more['organization'] ?? anchor,
    what,
    told: 'Written by the table',
  })

/** Gains and gifts: the same for each. */
const linesOf = (kind: 'benefit' | 'contribution', what: string): Line[] => {
  const page = `/:region/${kind}s`
  const api = `/api/v1/:region/${kind}s`
  const [one, removed, change, proposal] = [kind, `${kind}Removed`, `${kind}Change`, `${kind}Proposal`] as const
  return [
    { route: `GET ${page}`, who: everyone, formats: [...list] },
    { route: `GET ${page}/new`, who: speakers },
    { route: `POST ${page}`, who: speaksFor, form: entry(what) },
    { route: `POST ${page}/proposals/:proposal/refusal`, at: proposal, who: speaksFor },
    { route: `GET ${page}/:id`, at: one, who: everyone, formats: ['json'] },
    { route: `GET ${page}/:id/edit`, at: one, who: speaksFor },
    { route: `POST ${page}/:id/edit`, at: one, who: speaksFor, form: edited(what) },
    { route: `GET ${page}/:id/history`, at: one, who: everyone },
    { route: `POST ${page}/:id/history/:entry/return`, at: change, who: speaksFor },
    { route: `POST ${page}/:id/removal`, at: one, who: speaksFor },
    { route: `POST ${page}/:id/restoration`, at: removed, who: speaksFor, hidden: true },
    { route: `GET ${api}`, who: everyone, query: 'limit=200' },
    { route: `POST ${api}`, who: speaksFor, json: true, form: entryJson(what) },
    { route: `POST ${api}/proposals/:proposal/refusal`, at: proposal, who: speaksFor, json: true },
    { route: `GET ${api}/:id`, at: one, who: everyone },
    { route: `GET ${api}/:id/history`, at: one, who: everyone },
    { route: `POST ${api}/:id/history/:entry/return`, at: change, who: speaksFor, json: true },
    { route: `PATCH ${api}/:id`, at: one, who: speaksFor, form: () => ({ told: 'Changed by the table' }) },
    { route: `DELETE ${api}/:id`, at: one, who: speaksFor },
    { route: `POST ${api}/:id/restoration`, at: removed, who: speaksFor, json: true, hidden: true },
  ]
}

const link = () => ({ kind: 'link', title: 'A page', url: 'https://riverbend.example/page' })
const shown = '/:region/benefits/:id/evidence'
const api = '/api/v1/:region/benefits/:id/evidence'

/** What partners give and gain, and what shows it. */
export const ledgers: Line[] = [
  ...linesOf('benefit', 'skills'),
  ...linesOf('contribution', 'space'),
  { route: `GET ${shown}/new`, at: 'benefit', who: speaksFor, query: 'kind=quote' },
  { route: `POST ${shown}`, at: 'benefit', who: speaksFor, form: link },
  { route: `GET ${shown}/:evidence`, at: 'evidence', who: everyone },
  { route: `POST ${shown}/:evidence/removal`, at: 'evidence', who: speaksFor },
  { route: `POST ${shown}/:evidence/restoration`, at: 'removedEvidence', who: speaksFor },
  { route: `POST ${api}`, at: 'benefit', who: speaksFor, json: true, form: link },
  { route: `POST ${api}/files/:name`, at: 'benefit', who: speaksFor },
  { route: `GET ${api}/:evidence`, at: 'evidence', who: everyone },
  { route: `DELETE ${api}/:evidence`, at: 'evidence', who: speaksFor },
  { route: `POST ${api}/:evidence/restoration`, at: 'removedEvidence', who: speaksFor, json: true },
  { route: 'GET /:region/partnerships/:partnership/benefits', at: 'partnership', who: everyone },
  { route: 'GET /:region/organizations/:slug/ledger', at: 'organization', who: everyone },
  { route: 'GET /api/v1/:region/partnerships/:id/gives-and-gains', at: 'partnership', who: everyone },
  { route: 'GET /api/v1/:region/organizations/:id/gives-and-gains', at: 'organization', who: everyone },
]
