import { KINDS, LISTING_KINDS } from '../src/directory/listing-kinds.ts'

/** The operations that show or do what a page does; or in words why there is none. */
type Pair = string[] | string

const FORM = 'a form; what it is filled with is read with the record, and what it sends has its own line'
const HOUSE = 'of the installation, not of a region'
const SIGNING_IN = 'how one signs in stays in the browser: a stolen program must not lock its owner out'
const ERASING = 'what nobody brings back is done by a person, who types it'
const LINK = 'a link from a mail stands for whoever got it'
const PAPER = 'a picture for paper; what it shows is data elsewhere'
const DEMONSTRATION = 'of a demonstration alone'

const r = '/{region}'
const organization = `${r}/organizations/{id}`
const person = `${r}/people/{person}`
const tie = `${r}/ties/{tie}`
const webhook = `${r}/webhooks/{webhook}`

const listings = Object.fromEntries(
  LISTING_KINDS.flatMap((kind) => {
    const page = `/:region/${KINDS[kind].segment}`
    const list = `${r}/${KINDS[kind].segment}`
    return Object.entries<Pair>({
      [`GET ${page}`]: [`get ${list}`],
      [`GET ${page}/new`]: FORM,
      [`POST ${page}`]: [`post ${list}`],
      [`GET ${page}/:slug`]: [`get ${list}/{id}`],
      [`GET ${page}/:slug/edit`]: FORM,
      [`POST ${page}/:slug/edit`]: [`patch ${list}/{id}`],
      [`GET ${page}/:slug/translation`]: [`get ${list}/{id}/translations`],
      [`POST ${page}/:slug/translation`]: [`patch ${list}/{id}/translations/{lang}`],
      [`GET ${page}/:slug/history`]: [`get ${list}/{id}/history`],
      [`POST ${page}/:slug/history/:entry/return`]: [`post ${list}/{id}/history/{entry}/return`],
      [`POST ${page}/:slug/removal`]: [`delete ${list}/{id}`],
      [`POST ${page}/:slug/restoration`]: [`post ${list}/{id}/restoration`],
    })
  }),
)

const hsds = Object.fromEntries(
  ['', '/services', '/services/:id', '/service_at_locations', '/service_at_locations/:id', '/organizations']
    .concat('/organizations/:id')
    .map((path) => [`GET /:region/hsds${path}`, [`get ${r}/hsds${path.replace(':id', '{id}')}`]]),
)

/** Each route that answers people, with what programs have for it. */
export const API_PAIRS: Record<string, Pair> = {
  'GET /healthz': HOUSE,
  'GET /readyz': HOUSE,
  'GET /metrics': HOUSE,
  'GET /assets/:name': HOUSE,
  'GET /': ['get /regions'],
  'GET /map.svg': 'a picture of what `get /regions` tells',
  'GET /search': ['get /search'],
  'GET /privacy': HOUSE,
  'GET /accessibility': HOUSE,
  'GET /sitemap.xml': HOUSE,
  'GET /robots.txt': HOUSE,
  'GET /.well-known/security.txt': HOUSE,
  'GET /outbox': DEMONSTRATION,
  'GET /settings/regions/new': 'regions are made by an administrator, who has no keys, or by `tieline region`',
  'POST /settings/regions/new': 'regions are made by an administrator, who has no keys, or by `tieline region`',
  'GET /settings/regions/:slug/coordinator': 'the first coordinator is asked by an administrator, who has no keys',
  'POST /settings/regions/:slug/coordinator': 'the first coordinator is asked by an administrator, who has no keys',

  'GET /sign-in': SIGNING_IN,
  'POST /sign-in': SIGNING_IN,
  'GET /sign-in/l/:token': SIGNING_IN,
  'POST /sign-in/l/:token': SIGNING_IN,
  'POST /sign-in/look-around': DEMONSTRATION,
  'POST /sign-in/password': SIGNING_IN,
  'POST /sign-in/passkey/options': SIGNING_IN,
  'POST /sign-in/passkey': SIGNING_IN,
  'GET /sign-in/organization': SIGNING_IN,
  'GET /sign-in/organization/back': SIGNING_IN,
  'POST /sign-out': SIGNING_IN,
  'GET /me': [`get ${r}/me`],
  'POST /me': [`patch ${r}/me`],
  'POST /me/notifications': [`patch ${r}/me/notifications`],
  'POST /me/sessions': SIGNING_IN,
  'POST /me/sessions/:id/revocation': SIGNING_IN,
  'GET /me/sign-in': SIGNING_IN,
  'POST /me/sign-in/password': SIGNING_IN,
  'POST /me/sign-in/password/removal': SIGNING_IN,
  'POST /me/sign-in/passkeys/options': SIGNING_IN,
  'POST /me/sign-in/passkeys': SIGNING_IN,
  'POST /me/sign-in/passkeys/:id/removal': SIGNING_IN,
  'GET /me/keys': SIGNING_IN,
  'POST /me/keys': SIGNING_IN,
  'POST /me/keys/:id/revocation': SIGNING_IN,
  'GET /me/records': 'a file of all regions at once, for the one whom it is about, who signs in for it',
  'GET /me/erasure': ERASING,
  'POST /me/erasure': ERASING,

  'GET /:region': [`get ${r}`],
  'GET /:region/search': [`get ${r}/search`],
  'GET /:region/journal': [`get ${r}/journal`],
  'GET /:region/l/:token': LINK,
  'POST /:region/l/:token': LINK,
  'GET /:region/settings': [`get ${r}/settings`],
  'POST /:region/settings': [`patch ${r}/settings`],
  'GET /:region/settings/lists/:list': ['sectors', 'roles', 'tie-kinds'].map((list) => `get ${r}/lists/${list}`),
  'GET /:region/settings/lists/:list/:key': ['sectors', 'roles', 'tie-kinds'].map(
    (list) => `get ${r}/lists/${list}/{key}`,
  ),
  'POST /:region/settings/lists/:list/:key': ['sectors', 'roles', 'tie-kinds'].flatMap((list) => [
    `post ${r}/lists/${list}`,
    `patch ${r}/lists/${list}/{key}`,
  ]),
  'GET /:region/settings/audit': [`get ${r}/audit`],
  'GET /:region/settings/webhooks': [`get ${r}/webhooks`],
  'POST /:region/settings/webhooks': [`post ${r}/webhooks`],
  'GET /:region/settings/webhooks/:webhook': [`get ${webhook}`, `get ${webhook}/attempts`],
  'POST /:region/settings/webhooks/:webhook': [`patch ${webhook}`],
  'POST /:region/settings/webhooks/:webhook/state': [`post ${webhook}/state`],
  'POST /:region/settings/webhooks/:webhook/test': [`post ${webhook}/test`],
  'POST /:region/settings/webhooks/:webhook/deliveries/:delivery/again': [
    `post ${webhook}/deliveries/{delivery}/again`,
  ],
  'POST /:region/settings/webhooks/:webhook/end': [`delete ${webhook}`],
  'GET /:region/settings/export': FORM,
  'POST /:region/settings/export': [`post ${r}/export`],
  'GET /:region/settings/deletion': ERASING,
  'POST /:region/settings/deletion': ERASING,
  'GET /:region/settings/members': [`get ${r}/members`],
  'GET /:region/settings/members/new': FORM,
  'POST /:region/settings/members': [`post ${r}/members`],
  'GET /:region/settings/members/:person': [`get ${r}/members/{person}`],
  'POST /:region/settings/members/:person': [`patch ${r}/members/{person}`],
  'POST /:region/settings/members/:person/end': [`delete ${r}/members/{person}`],
  'GET /:region/delegations': [`get ${r}/delegations`],
  'POST /:region/delegations': [`post ${r}/delegations`],
  'POST /:region/delegations/:id/end': [`delete ${r}/delegations/{id}`],
  'GET /:region/settings/import': [`get ${r}/imports`],
  'POST /:region/settings/import': [`post ${r}/imports`],
  'GET /:region/settings/import/:id': [`get ${r}/imports/{id}`],
  'POST /:region/settings/import/:id': [`patch ${r}/imports/{id}`],
  'POST /:region/settings/import/:id/completion': [`post ${r}/imports/{id}/completion`],
  'POST /:region/settings/import/:id/cancellation': [`delete ${r}/imports/{id}`],
  'GET /:region/proposals': [`get ${r}/proposals`],
  'POST /:region/proposals': [`post ${r}/proposals`],
  'GET /:region/proposals/:id': [`get ${r}/proposals`, `get ${organization}`],
  'GET /:region/merges': [`get ${r}/merges`],
  'POST /:region/merges/:id/undoing': [`post ${r}/merges/{id}/undoing`],

  'GET /:region/people': [`get ${r}/people`],
  'GET /:region/people/new': FORM,
  'POST /:region/people': [`post ${r}/people`],
  'GET /:region/people/:person': [`get ${person}`, `get ${person}/consents`, `get ${person}/history`],
  'GET /:region/people/:person/edit': FORM,
  'POST /:region/people/:person': [`patch ${person}`],
  'POST /:region/people/:person/consent': [`post ${person}/consents`, `post ${person}/consents/withdrawal`],
  'POST /:region/people/:person/positions': [`post ${person}/positions`],
  'POST /:region/people/:person/positions/:position/end': [`post ${person}/positions/{position}/end`],
  'GET /:region/people/:person/merging': FORM,
  'POST /:region/people/:person/merging': [`post ${person}/merging`, `post ${r}/proposals/{id}/decision`],
  'GET /:region/places/:slug/merging': FORM,
  'POST /:region/places/:slug/merging': [`post ${r}/places/{id}/merging`, `post ${r}/proposals/{id}/decision`],
  'GET /:region/people/:person/removal': FORM,
  'POST /:region/people/:person/removal': [`delete ${person}`, `post ${person}/restoration`],
  'GET /:region/people/:person/erasure': ERASING,
  'POST /:region/people/:person/erasure': ERASING,

  'GET /:region/organizations': [`get ${r}/organizations`],
  'GET /:region/organizations/new': FORM,
  'POST /:region/organizations': [`post ${r}/organizations`],
  'GET /:region/organizations/:slug': [`get ${organization}`],
  'GET /:region/organizations/:slug/edit': FORM,
  'POST /:region/organizations/:slug/edit': [`patch ${organization}`],
  'GET /:region/organizations/:slug/translation': [`get ${organization}/translations`],
  'POST /:region/organizations/:slug/translation': [`patch ${organization}/translations/{lang}`],
  'GET /:region/organizations/:slug/history': [`get ${organization}/history`],
  'POST /:region/organizations/:slug/history/:entry/return': [`post ${organization}/history/{entry}/return`],
  'POST /:region/organizations/:slug/check': [`post ${organization}/check`],
  'GET /:region/organizations/:slug/removal': FORM,
  'POST /:region/organizations/:slug/removal': [`delete ${organization}`],
  'POST /:region/organizations/:slug/restoration': [`post ${organization}/restoration`],
  'GET /:region/organizations/:slug/logo': [`get ${organization}/logo`],
  'GET /:region/organizations/:slug/logo/edit': FORM,
  'POST /:region/organizations/:slug/logo/edit': [`post ${organization}/logo`],
  'POST /:region/organizations/:slug/logo/removal': [`delete ${organization}/logo`],
  'GET /:region/organizations/:slug/merging': FORM,
  'POST /:region/organizations/:slug/merging': [`post ${organization}/merging`, `post ${r}/proposals/{id}/decision`],
  'GET /:region/organizations/:slug/ties/new': FORM,
  'POST /:region/organizations/:slug/ties/new': [`post ${r}/ties`],

  'GET /:region/contacts': [`get ${r}/contacts`],
  'GET /:region/contacts/new': FORM,
  'POST /:region/contacts': [`post ${r}/contacts`],
  'GET /:region/contacts/:id': [`get ${r}/contacts/{id}`, `get ${r}/contacts/{id}/history`],
  'POST /:region/contacts/:id': [`patch ${r}/contacts/{id}`],
  'POST /:region/contacts/:id/removal': [`delete ${r}/contacts/{id}`],
  'POST /:region/contacts/:id/restoration': [`post ${r}/contacts/{id}/restoration`],

  'GET /:region/map': [`get ${r}/map/organizations`, `get ${r}/map/ties`],
  'GET /:region/map/table': [`get ${r}/map/organizations`, `get ${r}/map/ties`, `get ${r}/insight`],
  'GET /:region/map/embed': [`get ${r}/map/organizations`],
  'GET /:region/map/picture.json': [`get ${r}/map/organizations`, `get ${r}/map/ties`],
  'GET /:region/map.svg': PAPER,
  'GET /:region/map.png': PAPER,
  'GET /:region/map.gexf': [`get ${r}/network.gexf`],
  'GET /:region/map.graphml': [`get ${r}/network.graphml`],
  'GET /:region/map.json': [`get ${r}/network.kumu.json`],
  'GET /:region/map.csv': [`get ${r}/map/ties`],
  'POST /:region/map/pins': [`post ${r}/map/pins`],
  'POST /:region/map/pins/removal': [`delete ${r}/map/pins/{organization}`],
  'POST /:region/map/layout': [`delete ${r}/map/layout`],
  'GET /:region/map/geography': [`get ${r}/geography`],
  'GET /:region/ties': [
    `get ${r}/ties`,
    `get ${r}/network.gexf`,
    `get ${r}/network.graphml`,
    `get ${r}/network.kumu.json`,
  ],
  'GET /:region/ties/:tie': [`get ${tie}`],
  'GET /:region/ties/:tie/edit': FORM,
  'POST /:region/ties/:tie/edit': [`patch ${tie}`],
  'GET /:region/ties/:tie/history': [`get ${tie}/history`],
  'POST /:region/ties/:tie/history/:entry/return': [`post ${tie}/history/{entry}/return`],
  'POST /:region/ties/:tie/confirmation': [`post ${tie}/confirmation`],
  'POST /:region/ties/:tie/dispute': [`post ${tie}/dispute`],
  'POST /:region/ties/:tie/end': [`post ${tie}/end`],
  'GET /:region/ties/:tie/holders/:side': FORM,
  'POST /:region/ties/:tie/holders/:side': [`post ${tie}/holders`],
  'GET /:region/ties/:tie/removal': FORM,
  'POST /:region/ties/:tie/removal': [`delete ${tie}`],
  'POST /:region/ties/:tie/restoration': [`post ${tie}/restoration`],

  ...listings,
  ...hsds,
}
