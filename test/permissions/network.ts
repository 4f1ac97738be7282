import { type Line, everyone, coordinators, sides, speaksFor, list } from './lines.ts'

const tie: Line['form'] = ({ other, version }) => ({
  other,
  kind: 'shares-data',
  strength: '2',
  visibility: 'circle',
  circle: other,
  _version: String(version),
})
const pin: Line['form'] = ({ other }) => ({ organization: other, x: '0.5', y: '0.25' })
/** The map. */
export const map: Line[] = [
  { route: 'GET /:region/map', who: everyone },
  { route: 'GET /:region/map/table', who: everyone, formats: [...list] },
  { route: 'GET /:region/map/embed', who: everyone },
  { route: 'GET /:region/map/picture.json', who: everyone },
  ...['svg', 'png', 'gexf', 'graphml', 'json', 'csv'].map((ending): Line => ({
    route: `GET /:region/map.${ending}`,
    who: everyone,
  })),
  { route: 'POST /:region/map/pins', who: coordinators, form: pin },
  {
    route: 'POST /:region/map/pins/removal',
    at: 'pinned',
    who: coordinators,
    form: ({ target }) => ({ organization: target.id }),
  },
  { route: 'POST /:region/map/layout', who: coordinators },
]

/** Ties. */
export const network: Line[] = [
  { route: 'GET /:region/map/geography', who: everyone, formats: [...list] },
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
