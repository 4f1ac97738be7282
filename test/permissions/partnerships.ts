import { type Line, coordinators, everyone, list, speakers, speaksFor } from './lines.ts'

const v1 = '/api/v1/:region/partnerships'
const one = '/:region/partnerships/:partnership'

const proposed: Line['form'] = ({ anchor, other }) => {
  const parties = [{ organization: anchor }, { organization: other }]
  return { name: 'Written by the table', parties } as never
}

/** Partnerships. */
export const partnerships: Line[] = [
  { route: 'GET /:region/partnerships', who: everyone, formats: [...list] },
  { route: `GET ${one}`, at: 'partnership', who: everyone, formats: ['json'] },
  { route: `POST ${one}/removal`, at: 'partnership', who: coordinators },
  { route: `POST ${one}/restoration`, at: 'removedPartnership', who: coordinators, hidden: true },
  { route: `GET ${v1}`, who: everyone, query: 'limit=200' },
  { route: `POST ${v1}`, who: speakers, json: true, form: proposed },
  { route: `GET ${v1}/:id`, at: 'partnership', who: everyone },
  { route: `DELETE ${v1}/:id`, at: 'partnership', who: coordinators },
  { route: `POST ${v1}/:id/restoration`, at: 'removedPartnership', who: coordinators, json: true, hidden: true },

  { route: `GET ${one}/charter`, at: 'partnership', who: everyone, formats: ['json'] },
  { route: `GET ${one}/charter/revisions`, at: 'partnership', who: speaksFor },
  { route: `POST ${one}/charter/revisions`, at: 'partnership', who: speaksFor },
  { route: `GET ${one}/charter/revisions/:number`, at: 'keptCharter', who: speaksFor },
  { route: `GET ${one}/charter/differences`, at: 'keptCharter', who: speaksFor, query: 'from=1&to=draft' },
  { route: `GET ${v1}/:id/charter`, at: 'partnership', who: everyone },
  { route: `GET ${v1}/:id/charter/revisions`, at: 'partnership', who: speaksFor },
  { route: `POST ${v1}/:id/charter/revisions`, at: 'partnership', who: speaksFor, json: true },
  { route: `GET ${v1}/:id/charter/revisions/:number`, at: 'keptCharter', who: speaksFor },
  { route: `GET ${v1}/:id/charter/differences`, at: 'keptCharter', who: speaksFor, query: 'from=1&to=draft' },
]
