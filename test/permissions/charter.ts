import { type Filling, type Line, everyone, speakers, speaksFor } from './lines.ts'

const v1 = '/api/v1/:region/partnerships/:id'
const one = '/:region/partnerships/:partnership'
const parties = `${one}/parties`

const proposing = ({ anchor, other }: Filling) => ({
  name: 'Written by the table',
  'organization[]': [anchor, other],
  'missionLink[]': ['', ''],
})
const purpose = () => ({ purpose: 'Written by the table' })
const said = () => ({ missionLink: 'Written by the table' })
const typing = () => ({ epoch: '0-', update: 'AAA=' })
const joining = ({ other }: Filling) => ({ organization: other })
const leaving = () => ({ day: '2026-01-31', why: 'Written by the table' })

/** Who may do what with a charter. */
export const charterLines: Line[] = [
  { route: 'GET /:region/partnerships/new', who: speakers },
  { route: 'POST /:region/partnerships/new', who: speakers, form: proposing },
  { route: `GET ${one}/charter`, at: 'partnership', who: everyone, formats: ['json'] },
  { route: `GET ${one}/charter/revisions`, at: 'partnership', who: speaksFor },
  { route: `POST ${one}/charter/revisions`, at: 'partnership', who: speaksFor },
  { route: `GET ${one}/charter/revisions/:number`, at: 'keptCharter', who: speaksFor },
  { route: `GET ${one}/charter/differences`, at: 'keptCharter', who: speaksFor, query: 'from=1&to=draft' },
  { route: `POST ${one}/charter/looks`, at: 'partnership', who: speaksFor },
  { route: `GET ${one}/charter/start`, at: 'partnership', who: speaksFor },
  { route: `GET ${one}/charter/start/partners`, at: 'partnership', who: speaksFor },
  { route: `GET ${one}/charter/start/:question`, at: 'charterQuestion', who: speaksFor },
  { route: `POST ${one}/charter/start/:question`, at: 'charterQuestion', who: speaksFor, form: purpose },
  { route: `GET ${one}/charter/start/:question/:party`, at: 'partyQuestion', who: speaksFor },
  { route: `POST ${one}/charter/start/:question/:party`, at: 'partyQuestion', who: speaksFor, form: said },
  { route: `GET ${one}/charter/texts/:question`, at: 'charterQuestion', who: speaksFor },
  { route: `POST ${one}/charter/texts/:question`, at: 'charterQuestion', who: speaksFor, form: typing },
  { route: `GET ${one}/charter/texts/:question/:party`, at: 'partyQuestion', who: speaksFor },
  { route: `POST ${one}/charter/texts/:question/:party`, at: 'partyQuestion', who: speaksFor, form: typing },
  { route: `POST ${parties}`, at: 'partnership', who: speaksFor, form: joining },
  { route: `GET ${parties}/:party/departure`, at: 'partnership', who: speaksFor },
  { route: `POST ${parties}/:party/departure`, at: 'partnership', who: speaksFor, form: leaving },
  { route: `POST ${parties}/:party/askings`, at: 'partnershipWithContact', who: speaksFor },
  { route: `POST ${parties}/:party/reminders`, at: 'askedParty', who: speaksFor },
  { route: `POST ${parties}/:party/revocation`, at: 'askedParty', who: speaksFor },
  { route: `GET ${one}/end`, at: 'partnership', who: speaksFor },
  { route: `POST ${one}/end`, at: 'partnership', who: speaksFor, form: leaving },
  { route: `GET ${v1}/charter`, at: 'partnership', who: everyone },
  { route: `PATCH ${v1}/charter`, at: 'partnership', who: speaksFor, json: true, form: purpose },
  { route: `GET ${v1}/charter/revisions`, at: 'partnership', who: speaksFor },
  { route: `POST ${v1}/charter/revisions`, at: 'partnership', who: speaksFor, json: true },
  { route: `GET ${v1}/charter/revisions/:number`, at: 'keptCharter', who: speaksFor },
  { route: `GET ${v1}/charter/differences`, at: 'keptCharter', who: speaksFor, query: 'from=1&to=draft' },
  { route: `POST ${v1}/charter/looks`, at: 'partnership', who: speaksFor, json: true },
  { route: `POST ${v1}/parties`, at: 'partnership', who: speaksFor, json: true, form: joining },
  { route: `PATCH ${v1}/parties/:party`, at: 'partnership', who: speaksFor, json: true, form: said },
  { route: `POST ${v1}/parties/:party/departure`, at: 'partnership', who: speaksFor, json: true, form: leaving },
  { route: `POST ${v1}/parties/:party/askings`, at: 'partnershipWithContact', who: speaksFor, json: true },
  { route: `POST ${v1}/parties/:party/reminders`, at: 'askedParty', who: speaksFor, json: true },
  { route: `POST ${v1}/parties/:party/revocation`, at: 'askedParty', who: speaksFor, json: true },
  { route: `POST ${v1}/end`, at: 'partnership', who: speaksFor, json: true, form: leaving },
  { route: 'GET /api/v1/:region/organizations/:id/partnership-draft', at: 'organization', who: everyone },
]
