import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { carriesSession } from './account/sessions.ts'
import { coordinatorRoutes } from './account/coordinator-routes.tsx'
import { accountRoutes } from './account/routes.tsx'
import { regionPeopleRoutes } from './account/region-routes.tsx'
import { accountApi } from './account/api.ts'
import { meApi } from './account/me-api.ts'
import { memberApi } from './account/member-api.ts'
import { personApi } from './account/person-api.ts'
import { journalApi } from './journal/api.ts'
import { webhookApi } from './journal/webhook-api.ts'
import { mergingApi } from './directory/merging-api.ts'
import { logoApi } from './directory/logo-api.ts'
import { translationApi } from './directory/translation-api.ts'
import { contactApi } from './directory/contact-api.ts'
import { listingApi } from './directory/listing-api.ts'
import { directoryApi } from './directory/api.ts'
import { hsdsApi } from './directory/hsds-api.ts'
import { listingRoutes } from './directory/listing-routes.tsx'
import { logoRoutes } from './directory/logo-routes.tsx'
import { contactRoutes } from './directory/contact-routes.tsx'
import { mergingRoutes } from './directory/merging-routes.tsx'
import { directoryRoutes } from './directory/routes.tsx'
import { enterHouse, enterRegion, type Parts } from './enter.ts'
import { directoryRoom } from './directory/room.ts'
import { networkRoom } from './network/room.ts'
import { accountRoom } from './account/room.ts'
import { regionRoom } from './region/room.ts'
import { journalRoom } from './journal/room.ts'
import type { Room } from './platform/room.ts'
import { commentRoutes as commentAddresses } from './journal/comment-routes.tsx'
import { journalRoutes } from './journal/routes.tsx'
import { webhookRoutes } from './journal/webhook-routes.tsx'
import { importRoutes } from './network/import-routes.tsx'
import { networkApi } from './network/api.ts'
import { importApi } from './network/import-api.ts'
import { tieHistoryApi } from './network/tie-history-api.ts'
import { insightApi } from './network/insight/insight-api.ts'
import { networkFileApi } from './network/network-file-api.ts'
import { tieAnswerLink } from './network/links.tsx'
import { meetingApi } from './network/convening/meeting-api.ts'
import { meetingRoutes } from './network/convening/meeting-routes.tsx'
import { carriesPhone } from './network/convening/phone-cookies.ts'
import { phoneRoutes } from './network/convening/phone-routes.tsx'
import { holderRoutes } from './network/holder-routes.tsx'
import { mapApi } from './network/map/map-api.ts'
import { growthApi } from './network/growth/growth-api.ts'
import { growthRoutes } from './network/growth/growth-routes.tsx'
import { insightRoutes } from './network/insight/insight-routes.tsx'
import { introductionApi } from './network/insight/introduction-api.ts'
import { mapRoutes } from './network/map/map-routes.tsx'
import { networkRoutes } from './network/routes.tsx'
import { newTieRoutes } from './network/new-tie-routes.tsx'
import { geographyApi } from './network/geography/api.ts'
import { geographyRoutes } from './network/geography/routes.tsx'
import { answerRoutes } from './network/snowball/answer-routes.tsx'
import { snowballApi } from './network/snowball/api.ts'
import { snowballLink } from './network/snowball/links.tsx'
import { agreementApi } from './partnerships/documents/agreement-api.ts'
import { agreementRoutes } from './partnerships/documents/agreement-routes.tsx'
import { documentRoutes } from './partnerships/documents/document-routes.tsx'
import { templateApi } from './partnerships/documents/template-api.ts'
import { templateRoutes } from './partnerships/documents/template-routes.tsx'
import { signOffLink } from './partnerships/sign-offs/links.tsx'
import { signOffApi } from './partnerships/sign-offs/sign-off-api.ts'
import { signOffRoutes } from './partnerships/sign-offs/sign-off-routes.tsx'
import { partnershipApi } from './partnerships/api.ts'
import { commentApi } from './partnerships/comments/comment-api.ts'
import { commentRoutes } from './partnerships/comments/comment-routes.tsx'
import { charterApi } from './partnerships/charter/charter-api.ts'
import { bookingApi } from './partnerships/bookings/api.ts'
import { bookingFeedRoutes } from './partnerships/bookings/feed-routes.tsx'
import { bookingRoutes } from './partnerships/bookings/routes.tsx'
import { hoursApi } from './partnerships/hours/api.ts'
import { hoursLink } from './partnerships/hours/links.tsx'
import { hoursRoutes } from './partnerships/hours/routes.tsx'
import { grantApi } from './partnerships/grants/grant-api.ts'
import { grantRoutes } from './partnerships/grants/grant-routes.tsx'
import { evidenceApi } from './partnerships/ledgers/evidence-api.ts'
import { entryRoutes } from './partnerships/ledgers/entry-routes.tsx'
import { ledgerApi } from './partnerships/ledgers/ledger-api.ts'
import { ledgerRoutes } from './partnerships/ledgers/ledger-routes.tsx'
import { pulseApi } from './partnerships/pulse/api.ts'
import { pulseLink } from './partnerships/pulse/links.tsx'
import { pulseRoutes } from './partnerships/pulse/routes.tsx'
import { handoverApi } from './partnerships/handovers/handover-api.ts'
import { handoverRoutes } from './partnerships/handovers/handover-routes.tsx'
import { calendarLink } from './partnerships/momentum/links.tsx'
import { timelineApi } from './partnerships/momentum/timeline-api.ts'
import { timelineRoutes } from './partnerships/momentum/timeline-routes.tsx'
import { goalRoutes } from './partnerships/goals/goal-routes.tsx'
import { goalsApi } from './partnerships/goals/goals-api.ts'
import { planRoutes } from './partnerships/goals/plan-routes.tsx'
import { readingRoutes } from './partnerships/goals/reading-routes.tsx'
import { charterRoutes } from './partnerships/charter/routes.tsx'
import { typingRoutes } from './partnerships/charter/typing-routes.tsx'
import { partyAnswerLink } from './partnerships/charter/links.tsx'
import { proposalRoutes } from './partnerships/charter/proposal-routes.tsx'
import { partnershipTranslationApi } from './partnerships/translations/translation-api.ts'
import { translationRoutes } from './partnerships/translations/translation-routes.tsx'
import { partnershipsRoom } from './partnerships/room.ts'
import { partnershipRoutes } from './partnerships/routes.tsx'
import { factorApi } from './partnerships/factors/api.ts'
import { factorRoutes } from './partnerships/factors/routes.tsx'
import { roleApi } from './partnerships/roles/api.ts'
import { roleRoutes } from './partnerships/roles/routes.tsx'
import { roundRoutes } from './network/snowball/round-routes.tsx'
import { answerProblems } from './answer-problems.tsx'
import { assetRoutes } from './ui/asset-routes.ts'
import { isFileType } from './platform/api-writes.ts'
import { problem } from './platform/errors.ts'
import { leadBack } from './platform/form-addresses.ts'
import type { House } from './platform/house.ts'
import { languageOf } from './platform/languages.ts'
import { operationRoutes } from './platform/operation-routes.ts'
import { cachedPages } from './platform/cached-pages.ts'
import { ownOrigin, plainPaths, safely } from './platform/safe-requests.ts'
import { apiRoutes, regionApi } from './region/api.ts'
import { installationRoutes } from './region/installation-routes.tsx'
import { regionRoutes } from './region/routes.tsx'
import { installationSearchApi, searchApi } from './search/api.ts'
import { settingsApi } from './region/settings-api.ts'
import { transferApi } from './transfer/api.ts'
import { transferRoutes } from './transfer/routes.tsx'
import { transferRoom } from './transfer/room.ts'
import { searchRoom } from './search/room.ts'
import { installationSearchRoutes, searchRoutes } from './search/routes.tsx'

/** The rooms of the house. A new one is named here, mounted below, and nowhere else. */
export const rooms: Room[] = [
  journalRoom,
  regionRoom,
  accountRoom,
  directoryRoom,
  networkRoom,
  partnershipsRoom,
  transferRoom,
  searchRoom,
]

/** Forms are small; files come in by forms of their own. */
const MAX_FORM = 1_000_000
const MAX_FILE = 52_000_000

const upTo = (maxSize: number) =>
  bodyLimit({
    maxSize,
    onError: () => {
      throw problem(413, 'errors.formTooLong')
    },
  })
const [small, large] = [upTo(MAX_FORM), upTo(MAX_FILE)]

/** THE MAP: what answers which address, and through what every request goes before it. */
export function createApp(parts: Parts) {
  const app = new Hono<House>({ getPath: (request) => languageOf(new URL(request.url).pathname).path })
  app.onError((error, c) => answerProblems(error, c, parts))
  app.notFound((c) => answerProblems(problem(404), c, parts))

  app.use(cachedPages(parts.cache, parts.clock, carriesSession))
  for (const path of ['/assets/*', '/healthz', '/readyz', '/metrics'])
    app.use(path, safely(parts.config.publicUrl.startsWith('https:')))
  app.route('/', operationRoutes(parts))
  app.route('/', assetRoutes)
  app.use(enterHouse(parts))
  app.use(leadBack(() => app.routes))
  app.use(plainPaths)
  app.use(ownOrigin((cookie) => carriesSession(cookie) || carriesPhone(cookie)))
  app.use((c, next) => {
    const type = c.req.header('content-type') ?? ''
    const files = /^multipart\//i.test(type) || isFileType(type)
    // What does not say its length is read before anybody looks at the key.
    const withKey = c.req.header('authorization') && c.req.header('content-length')
    return (files && (c.var.account || withKey) ? large : small)(c, next)
  })

  app.route('/', installationRoutes(parts))
  app.route('/', coordinatorRoutes)
  app.route('/', accountRoutes(parts))
  app.route('/', apiRoutes)
  app.route('/', installationSearchRoutes(parts))
  app.route('/', installationSearchApi(parts))

  app.use('/api/v1/:region/*', enterRegion(parts))
  for (const api of [regionApi, settingsApi, journalApi, webhookApi(parts)]) app.route('/api/v1/:region', api)
  for (const api of [meApi, accountApi, personApi, memberApi]) app.route('/api/v1/:region', api)
  app.route('/api/v1/:region', directoryApi)
  app.route('/api/v1/:region', listingApi)
  app.route('/api/v1/:region', contactApi)
  app.route('/api/v1/:region', mergingApi)
  app.route('/api/v1/:region', translationApi)
  app.route('/api/v1/:region', logoApi(parts))
  for (const api of [networkApi, mapApi, introductionApi, growthApi, geographyApi, insightApi, snowballApi])
    app.route('/api/v1/:region', api)
  for (const api of [tieHistoryApi, networkFileApi, importApi]) app.route('/api/v1/:region', api)
  app.route('/api/v1/:region', meetingApi(parts))
  for (const api of [ledgerApi, evidenceApi(parts), grantApi(parts)]) app.route('/api/v1/:region', api)
  for (const api of [
    partnershipApi,
    charterApi,
    roleApi,
    commentApi,
    hoursApi,
    pulseApi,
    factorApi,
    timelineApi,
    bookingApi,
    handoverApi,
    agreementApi,
    templateApi,
    partnershipTranslationApi,
  ])
    app.route('/api/v1/:region', api)
  app.route('/api/v1/:region', signOffApi)
  app.route('/api/v1/:region', goalsApi)
  app.route('/api/v1/:region/hsds', hsdsApi)
  app.route('/api/v1/:region', transferApi)
  app.route('/api/v1/:region', searchApi(parts))

  app.use('/:region/*', enterRegion(parts))
  app.route('/:region', regionRoutes)
  app.route(
    '/:region',
    regionPeopleRoutes(parts, {
      'tie-answer': tieAnswerLink,
      snowball: snowballLink(parts.config.trustProxy),
      hours: hoursLink(parts.config.trustProxy),
      pulse: pulseLink(parts),
      calendar: calendarLink,
      'sign-off': signOffLink,
      'party-answer': partyAnswerLink(parts.config.trustProxy),
    }),
  )
  app.route('/:region', directoryRoutes)
  app.route('/:region', logoRoutes(parts))
  app.route('/:region', mergingRoutes)
  app.route('/:region', listingRoutes)
  app.route('/:region/hsds', hsdsApi)
  app.route('/:region', contactRoutes)
  app.route('/:region', networkRoutes)
  app.route('/:region', newTieRoutes)
  app.route('/:region', mapRoutes(parts))
  app.route('/:region', growthRoutes)
  app.route('/:region', insightRoutes)
  app.route('/:region', geographyRoutes)
  app.route('/:region', holderRoutes)
  app.route('/:region', meetingRoutes(parts))
  app.route('/:region', phoneRoutes(parts))
  for (const rounds of [roundRoutes, answerRoutes]) app.route('/:region', rounds)
  for (const routes of [ledgerRoutes, entryRoutes(parts), grantRoutes(parts)]) app.route('/:region', routes)
  for (const routes of [
    proposalRoutes,
    partnershipRoutes,
    charterRoutes,
    factorRoutes,
    roleRoutes,
    documentRoutes,
    commentRoutes,
    hoursRoutes,
    bookingRoutes,
    bookingFeedRoutes,
    pulseRoutes,
    timelineRoutes,
    handoverRoutes,
    translationRoutes,
  ])
    app.route('/:region', routes)
  for (const routes of [typingRoutes(parts), templateRoutes, agreementRoutes(parts)]) app.route('/:region', routes)
  for (const routes of [planRoutes, goalRoutes, readingRoutes(parts)]) app.route('/:region', routes)
  app.route('/:region', signOffRoutes)
  app.route('/:region', importRoutes)
  app.route('/:region', transferRoutes)
  for (const routes of [journalRoutes, commentAddresses]) app.route('/:region', routes)
  app.route('/:region', webhookRoutes(parts))
  app.route('/:region', searchRoutes(parts))
  return app
}
