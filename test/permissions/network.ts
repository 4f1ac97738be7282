import { type Line, everyone, coordinators, sides, speaksFor, list } from './lines.ts'

const tie: Line['form'] = ({ other, version }) => ({
  other,
  kind: 'shares-data',
  strength: '2',
  visibility: 'circle',
  circle: other,
  _version: String(version),
})
/** Ties. */
export const network: Line[] = [
  { route: 'GET /:region/ties', who: everyone, formats: [...list] },
  { route: 'GET /:region/ties/:tie', at: 'tie', who: everyone },
  { route: 'GET /:region/ties/:tie/history', at: 'tie', who: everyone },
  { route: 'POST /:region/ties/:tie/history/:entry/return', at: 'tieChange', who: speaksFor },
  { route: 'POST /:region/ties/:tie/confirmation', at: 'tie', who: sides, form: () => ({ strength: '3' }) },
  { route: 'POST /:region/ties/:tie/dispute', at: 'tie', who: sides, form: () => ({ note: 'It is not so' }) },
  { route: 'POST /:region/ties/:tie/end', at: 'tie', who: speaksFor, form: () => ({ until: '2026-01' }) },
  { route: 'GET /:region/ties/:tie/edit', at: 'tie', who: speaksFor },
  { route: 'POST /:region/ties/:tie/edit', at: 'tie', who: speaksFor, form: tie },
  { route: 'GET /:region/ties/:tie/holders/:side', at: 'tie', who: speaksFor },
  {
    route: 'POST /:region/ties/:tie/holders/:side',
    at: 'tie',
    who: speaksFor,
    form: ({ version }) => ({ holders: [], _version: String(version) }),
  },
  { route: 'GET /:region/ties/:tie/removal', at: 'tie', who: coordinators },
  { route: 'POST /:region/ties/:tie/removal', at: 'tie', who: coordinators },
  { route: 'POST /:region/ties/:tie/restoration', at: 'removedTie', who: coordinators },
  { route: 'GET /:region/organizations/:slug/ties/new', at: 'organization', who: speaksFor },
  { route: 'POST /:region/organizations/:slug/ties/new', at: 'organization', who: speaksFor, form: tie },
]

/** Files that come in. */
export const imports: Line[] = [
  { route: 'GET /:region/settings/import', who: coordinators },
  { route: 'POST /:region/settings/import', who: coordinators, form: () => ({ file: '' }) },
  { route: 'GET /:region/settings/import/:id', at: 'import', who: coordinators, formats: [...list] },
  { route: 'POST /:region/settings/import/:id', at: 'import', who: coordinators, form: () => ({ 'column[]': 'name' }) },
  { route: 'POST /:region/settings/import/:id/completion', at: 'import', who: coordinators },
  { route: 'POST /:region/settings/import/:id/cancellation', at: 'longImport', who: coordinators },
]
