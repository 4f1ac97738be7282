import { nextWeek } from '../days.ts'
import { type Line, everyone, coordinators, nobody, sides, speakers, speaksFor, list } from './lines.ts'

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
  { route: 'GET /:region/map/growth', who: everyone, query: 'before=2020-12-31&snapshot=2026-09-30' },
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

/** What the map tells. */
export const insights: Line[] = [
  { route: 'GET /:region/map/insights', who: everyone },
  { route: 'GET /:region/map/insights/what-if', who: everyone },
  { route: 'GET /:region/organizations/:slug/introduction', at: 'organization', who: speaksFor },
  {
    route: 'POST /:region/organizations/:slug/introduction',
    at: 'organization',
    // Who speaks for the other of the two.
    who: speakers,
    form: ({ other }) => ({
      with: other,
      decision: 'introduce',
      subject: 'Both of you',
      text: 'Talk',
      sending: 'mail',
    }),
  },
]

/** Ties. */
export const network: Line[] = [
  { route: 'GET /:region/map/geography', who: everyone, formats: [...list] },
  { route: 'GET /:region/ties', who: everyone, formats: [...list] },
  { route: 'GET /:region/ties/:tie', at: 'tie', who: everyone },
  { route: 'GET /:region/ties/:tie/history', at: 'tie', who: everyone },
  { route: 'POST /:region/ties/:tie/history/:entry/return', at: 'tieChange', who: speaksFor },
  { route: 'POST /:region/ties/:tie/confirmation', at: 'tie', who: sides, form: () => ({ strength: '3' }) },
  { route: 'POST /:region/ties/:tie/renewal', at: 'fadedTie', who: sides },
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

/** Meetings: led by coordinators; phones come in with a code, and without it nobody is a phone. */
export const meetings: Line[] = [
  { route: 'GET /:region/map/meetings', who: coordinators },
  { route: 'GET /:region/map/meetings/new', who: coordinators },
  {
    route: 'POST /:region/map/meetings',
    who: coordinators,
    form: () => ({ title: 'A meeting', asks: 'both', hours: '3' }),
  },
  { route: 'GET /:region/map/meetings/:meeting', at: 'meeting', who: coordinators },
  { route: 'GET /:region/map/meetings/:meeting/wall', at: 'meeting', who: coordinators },
  { route: 'GET /:region/map/meetings/:meeting/changes', at: 'meeting', who: coordinators },
  { route: 'POST /:region/map/meetings/:meeting/code', at: 'meeting', who: coordinators },
  { route: 'POST /:region/map/meetings/:meeting/closure', at: 'meeting', who: coordinators },
  { route: 'POST /:region/map/meetings/:meeting/lines/:line/removal', at: 'meeting', who: coordinators },
  { route: 'GET /:region/map/meetings/:meeting/lines/:line', at: 'closedMeeting', who: coordinators },
  {
    route: 'POST /:region/map/meetings/:meeting/lines/:line',
    at: 'closedMeeting',
    who: coordinators,
    form: ({ other }) => ({ decision: 'known', organization: other }),
  },
  {
    route: 'POST /:region/map/meetings/:meeting/decisions',
    at: 'closedMeeting',
    who: coordinators,
    form: ({ target }) => ({ decision: 'refused', line: target.more['tie'] ?? '' }),
  },
  { route: 'GET /:region/meet', who: everyone },
  { route: 'GET /:region/meet/:code', at: 'meeting', who: everyone },
  {
    route: 'POST /:region/meet',
    at: 'meeting',
    who: everyone,
    form: ({ target }) => ({ code: target.more['code'] ?? '' }),
  },
  { route: 'GET /:region/meeting', who: everyone },
  { route: 'GET /:region/meeting/changes', who: nobody },
  { route: 'POST /:region/meeting/organizations', who: nobody, form: () => ({ name: 'An organization' }) },
  {
    route: 'POST /:region/meeting/ties',
    who: nobody,
    form: () => ({ from: 'One', to: 'Another', kind: 'works-together' }),
  },
  { route: 'POST /:region/meeting/lines/:line/withdrawal', at: 'meeting', who: nobody },
]

const round = '/:region/map/rounds/:round'
const newRound: Line['form'] = () => ({ name: 'Asked by the table', until: nextWeek(new Date()), lang: 'en' })
const asked: Line['form'] = ({ other }) => ({ 'organization[]': [other], 'to[]': ['handed'], 'email[]': [''] })
/** Rounds in which organizations are asked with whom they work. */
export const rounds: Line[] = [
  { route: 'GET /:region/map/rounds', who: coordinators, formats: [...list] },
  { route: 'GET /:region/map/rounds/new', who: coordinators },
  { route: 'POST /:region/map/rounds/new', who: coordinators, form: newRound },
  { route: `GET ${round}`, at: 'asking', who: coordinators, formats: [...list] },
  { route: `GET ${round}/ask`, at: 'round', who: coordinators },
  { route: `POST ${round}/ask`, at: 'round', who: coordinators, form: asked },
  { route: `POST ${round}/reminders`, at: 'waitingAsking', who: coordinators },
  { route: `POST ${round}/closing`, at: 'round', who: coordinators },
  { route: `GET ${round}/answers`, at: 'naming', who: coordinators },
  { route: `POST ${round}/answers`, at: 'naming', who: coordinators },
  { route: `POST ${round}/answers/:naming`, at: 'naming', who: coordinators, form: () => ({ decision: 'accept' }) },
  { route: `GET ${round}/askings/:asking`, at: 'naming', who: coordinators },
  { route: `POST ${round}/askings/:asking/link`, at: 'asking', who: coordinators },
  { route: `POST ${round}/askings/:asking/revocation`, at: 'asking', who: coordinators },
  {
    route: `POST ${round}/askings/:asking/roles`,
    at: 'naming',
    who: coordinators,
    form: () => ({ decision: 'accept' }),
  },
  { route: `GET ${round}/askings/:asking/answer`, at: 'asking', who: coordinators },
  { route: `POST ${round}/askings/:asking/answer`, at: 'asking', who: coordinators, form: () => ({ do: 'send' }) },
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
