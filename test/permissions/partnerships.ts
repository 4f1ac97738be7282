import { charterLines } from './charter.ts'
import { type Line, coordinators, everyone, list, speakers, speaksFor, type Filling } from './lines.ts'
import { goalLines } from './goals.ts'

const v1 = '/api/v1/:region/partnerships'
const one = '/:region/partnerships/:partnership'

const proposed: Line['form'] = ({ anchor, other }) => {
  const parties = [{ organization: anchor }, { organization: other }]
  return { name: 'Written by the table', parties } as never
}

const cell = ({ target }: Filling) => ({
  'party[]': [target.more['party']!],
  'role[]': ['advocating'],
  'level[]': ['lead'],
  'meaning[]': ['Here'],
  'was[]': [':'],
})
const cells = ({ target }: Filling) =>
  ({ cells: [{ party: target.more['party']!, role: 'advocating', level: 'lead' }] }) as never
const shares = ({ target: { more } }: Filling) => ({
  how: 'audience',
  why: 'Two audiences',
  'party[]': [more['first']!, more['second']!],
  'part[]': ['Families', 'Students'],
})
const sharing = ({ target: { more } }: Filling) => {
  const parts = [more['first']!, more['second']!].map((party) => ({ party, part: 'A part' }))
  return { how: 'audience', why: 'Two audiences', shares: parts } as never
}
const why = () => ({ why: 'Nobody asks for it here' })
const offer = ({ target }: Filling) => ({ to: target.more['first']! })
const taken = () => ({ answer: 'taken' })

/** Roles in a partnership. */
const roles: Line[] = [
  { route: `GET ${one}/roles`, at: 'partnership', who: everyone, formats: [...list] },
  { route: `GET ${one}/roles/-/edit`, at: 'partnership', who: speaksFor },
  { route: `POST ${one}/roles/-/edit`, at: 'partnership', who: speaksFor, form: cell },
  { route: `GET ${one}/roles/:role`, at: 'roleOverlap', who: everyone },
  { route: `POST ${one}/roles/:role/sharing`, at: 'roleOverlap', who: speaksFor, form: shares },
  { route: `POST ${one}/roles/:role/leaving-out`, at: 'roleGap', who: speaksFor, form: why },
  { route: `POST ${one}/roles/:role/reopening`, at: 'roleShared', who: speaksFor },
  { route: `POST ${one}/roles/:role/handovers`, at: 'roleGap', who: speaksFor, form: offer },
  { route: `POST ${one}/roles/:role/handovers/:handover`, at: 'roleOffer', who: speaksFor, form: taken, hidden: true },
  { route: 'GET /:region/partnerships/-/factors', who: everyone, formats: ['json'] },
  { route: `GET ${one}/factors`, at: 'partnership', who: everyone, formats: ['json'] },
  { route: 'GET /api/v1/:region/factor-rules', who: everyone },
  { route: `GET ${v1}/:id/factors`, at: 'partnership', who: everyone },
  { route: `GET ${v1}/:id/roles`, at: 'partnership', who: everyone },
  {
    route: `PATCH ${v1}/:id/roles`,
    at: 'partnership',
    who: speaksFor,
    json: true,
    form: cells,
  },
  {
    route: `POST ${v1}/:id/roles/:role/sharing`,
    at: 'roleOverlap',
    who: speaksFor,
    json: true,
    form: sharing,
  },
  { route: `POST ${v1}/:id/roles/:role/leaving-out`, at: 'roleGap', who: speaksFor, json: true, form: why },
  { route: `POST ${v1}/:id/roles/:role/reopening`, at: 'roleShared', who: speaksFor, json: true },
  { route: `POST ${v1}/:id/roles/:role/handovers`, at: 'roleGap', who: speaksFor, json: true, form: offer },
  {
    route: `POST ${v1}/:id/roles/:role/handovers/:handover`,
    at: 'roleOffer',
    who: speaksFor,
    json: true,
    form: taken,
    hidden: true,
  },
]
const said: Line['form'] = () => ({ body: 'Why not sooner?', section: 'mission' })

const told = () => ({ lang: 'es', 'field[]': ['mission'], 'text[]': ['Contada en la tabla'], _translated: '' })
const toldToo = () => ({ texts: {} }) as never

/** Partnerships. */
export const partnerships: Line[] = [
  ...charterLines,
  { route: 'GET /:region/partnerships', who: everyone, formats: [...list] },
  { route: `GET ${one}`, at: 'partnership', who: everyone, formats: ['json'] },
  { route: `GET ${one}/translation`, at: 'partnership', who: speaksFor },
  { route: `POST ${one}/translation`, at: 'partnership', who: speaksFor, form: told },
  { route: `GET ${v1}/:id/translations`, at: 'partnership', who: everyone },
  { route: `PATCH ${v1}/:id/translations/:lang`, at: 'partnership', who: speaksFor, json: true, form: toldToo },
  { route: `POST ${one}/removal`, at: 'partnership', who: coordinators },
  { route: `POST ${one}/restoration`, at: 'removedPartnership', who: coordinators, hidden: true },
  { route: 'GET /:region/comments/:comment', at: 'comment', who: speaksFor, hidden: true },
  { route: 'GET /:region/handovers/:handover', at: 'handover', who: speaksFor, hidden: true },
  { route: 'GET /:region/organizations/:slug/handovers', at: 'organization', who: speaksFor },
  { route: 'GET /:region/organizations/:slug/handovers/:handover', at: 'handover', who: speaksFor, hidden: true },
  // Whoever may is told that nobody was named.
  { route: 'GET /:region/organizations/:slug/handovers/new', at: 'organization', who: speaksFor, query: 'person=' },
  { route: 'POST /:region/organizations/:slug/handovers/new', at: 'organization', who: speaksFor },
  { route: 'GET /api/v1/:region/organizations/:id/held', at: 'organization', who: speaksFor },
  { route: 'GET /api/v1/:region/organizations/:id/handovers', at: 'organization', who: speaksFor },
  { route: 'GET /api/v1/:region/organizations/:id/handovers/:handover', at: 'handover', who: speaksFor, hidden: true },
  { route: 'POST /api/v1/:region/organizations/:id/handovers', at: 'organization', who: speaksFor, json: true },
  { route: `GET ${one}/timeline`, at: 'partnership', who: everyone, formats: [...list] },
  { route: `GET ${one}/timeline.svg`, at: 'partnership', who: everyone },
  { route: `GET ${one}/timeline.ics`, at: 'partnership', who: everyone },
  { route: `POST ${one}/timeline/calendars`, at: 'partnership', who: speaksFor },
  { route: `GET ${v1}/:id/timeline`, at: 'partnership', who: everyone },
  { route: `GET ${one}/comments`, at: 'partnership', who: speaksFor, formats: ['json'], hidden: true },
  { route: `POST ${one}/comments`, at: 'partnership', who: speaksFor, form: said, hidden: true },
  { route: `POST ${one}/comments/:comment/removal`, at: 'comment', who: coordinators },
  {
    route: `POST ${one}/comments/:comment/restoration`,
    at: 'removedComment',
    who: coordinators,
    hidden: true,
    leadsTo: 200,
  },
  { route: `GET ${v1}/:id/comments`, at: 'partnership', who: speaksFor, hidden: true },
  { route: `POST ${v1}/:id/comments`, at: 'partnership', who: speaksFor, form: said, json: true, hidden: true },
  { route: `DELETE ${v1}/:id/comments/:comment`, at: 'comment', who: coordinators },
  {
    route: `POST ${v1}/:id/comments/:comment/restoration`,
    at: 'removedComment',
    who: coordinators,
    json: true,
    hidden: true,
  },
  { route: `GET ${v1}`, who: everyone, query: 'limit=200' },
  { route: `POST ${v1}`, who: speakers, json: true, form: proposed },
  { route: `GET ${v1}/:id`, at: 'partnership', who: everyone },
  { route: `DELETE ${v1}/:id`, at: 'partnership', who: coordinators },
  { route: `POST ${v1}/:id/restoration`, at: 'removedPartnership', who: coordinators, json: true, hidden: true },

  ...roles,
  ...goalLines,
]
