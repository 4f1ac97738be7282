import { grantPairs } from './grants.ts'
import { ledgerPairs } from './ledgers.ts'
import { charterPairs } from './charter.ts'
import { pulsePairs } from './pulse.ts'
import { documentPairs } from './documents.ts'
import { goalPairs } from './goals.ts'

const list = '/{region}/partnerships'
const one = `${list}/{id}`
const calendar = '/:region/resources/:slug/bookings'
const resource = '/{region}/resources/{id}'
const page = '/:region/partnerships/:partnership'

/** The routes of partnerships with what programs have for them. */
export const partnershipPairs: Record<string, string[] | string> = {
  'GET /:region/partnerships': [`get ${list}`, `post ${list}`],
  'GET /:region/comments/:comment': 'leads to the page on which it stands',
  'GET /:region/handovers/:handover': 'leads to the page on which it stands',
  'GET /:region/organizations/:slug/handovers': ['get /{region}/organizations/{id}/handovers'],
  'GET /:region/organizations/:slug/handovers/new': ['get /{region}/organizations/{id}/held'],
  'POST /:region/organizations/:slug/handovers/new': ['post /{region}/organizations/{id}/handovers'],
  'GET /:region/organizations/:slug/handovers/:handover': ['get /{region}/organizations/{id}/handovers/{handover}'],
  [`GET ${page}/timeline`]: [`get ${one}/timeline`],
  [`GET ${page}/timeline.svg`]: 'a picture of what `get …/timeline` tells',
  [`GET ${page}/timeline.ics`]: 'a calendar of what `get …/timeline` tells',
  [`POST ${page}/timeline/calendars`]: 'an address for the calendar of a person; programs have keys',
  [`GET ${page}/comments`]: [`get ${one}/comments`],
  [`POST ${page}/comments`]: [`post ${one}/comments`],
  [`POST ${page}/comments/:comment/removal`]: [`delete ${one}/comments/{comment}`],
  [`POST ${page}/comments/:comment/restoration`]: [`post ${one}/comments/{comment}/restoration`],
  [`GET ${page}`]: [`get ${one}`, `get ${one}/resource-use`],
  'GET /:region/partnerships/-/factors': ['get /{region}/factor-rules'],
  [`GET ${page}/factors`]: [`get ${one}/factors`],
  [`GET ${page}/roles`]: [`get ${one}/roles`],
  [`GET ${page}/roles/-/edit`]: [`get ${one}/roles`],
  [`POST ${page}/roles/-/edit`]: [`patch ${one}/roles`],
  [`GET ${page}/roles/:role`]: [`get ${one}/roles`],
  [`POST ${page}/roles/:role/sharing`]: [`post ${one}/roles/{role}/sharing`],
  [`POST ${page}/roles/:role/leaving-out`]: [`post ${one}/roles/{role}/leaving-out`],
  [`POST ${page}/roles/:role/reopening`]: [`post ${one}/roles/{role}/reopening`],
  [`POST ${page}/roles/:role/handovers`]: [`post ${one}/roles/{role}/handovers`],
  [`POST ${page}/roles/:role/handovers/:handover`]: [`post ${one}/roles/{role}/handovers/{handover}`],
  [`GET ${page}/translation`]: [`get ${one}/translations`],
  [`POST ${page}/translation`]: [`patch ${one}/translations/{lang}`],
  [`POST ${page}/removal`]: [`delete ${one}`],
  [`POST ${page}/restoration`]: [`post ${one}/restoration`],
  ...ledgerPairs,
  ...grantPairs,
  ...goalPairs,
  [`GET ${page}/sign-offs`]: [`get ${one}/sign-offs`],
  [`GET ${page}/sign-offs/new`]: [`get ${one}/sign-offs`],
  [`POST ${page}/sign-offs/new`]: [`post ${one}/sign-offs`],
  [`POST ${page}/sign-offs/withdrawal`]: [`post ${one}/sign-offs/withdrawal`],
  [`POST ${page}/sign-offs/covers`]: [`post ${one}/sign-offs/covers`],
  [`POST ${page}/sign-offs/covers/:cover/ending`]: [`post ${one}/sign-offs/covers/{cover}/ending`],
  [`POST ${page}/sign-offs/:signOff/answer`]: [`post ${one}/sign-offs/{signOff}/answer`],
  [`POST ${page}/sign-offs/:signOff/letter`]: [`post ${one}/sign-offs/{signOff}/letter`],
  ...charterPairs,
  ...documentPairs,
  [`GET ${calendar}`]: [`get ${resource}/bookings`],
  [`GET ${calendar}.ics`]: 'a calendar of what `get …/bookings` tells',
  [`POST ${calendar}/calendars`]: 'an address for the calendar of a person; programs have keys',
  [`POST ${calendar}`]: [`post ${resource}/bookings`],
  [`GET ${calendar}/terms`]: [`get ${resource}/bookings`],
  [`POST ${calendar}/terms`]: [`patch ${resource}/booking-terms`],
  [`POST ${calendar}/:booking/answer`]: [`post ${resource}/bookings/{booking}/answer`],
  [`POST ${calendar}/:booking/cancellation`]: [`post ${resource}/bookings/{booking}/cancellation`],
  [`GET ${page}/hours`]: [`get ${one}/hours`],
  [`GET ${page}/hours/:organization`]: [`get ${one}/hours/{organization}`],
  [`POST ${page}/hours/:organization`]: [`post ${one}/hours/{organization}`],
  [`POST ${page}/hours/:organization/others`]: [`post ${one}/hours/{organization}`],
  [`POST ${page}/hours/:organization/sharing`]: [`patch ${one}/hours/{organization}`],
  [`POST ${page}/hours/:organization/askings`]: [`post ${one}/hours/{organization}/askings`],
  [`POST ${page}/hours/:organization/askings/:asking/end`]: [`delete ${one}/hours/{organization}/askings/{asking}`],
  ...pulsePairs,
}
