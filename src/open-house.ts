import { z } from 'zod'
import { makeAuth, openAuthPool } from './account/auth.ts'
import { clearOldProofs, clearOldSessions } from './account/sessions.ts'
import { sendSignInLink } from './account/mail.tsx'
import { rooms } from './app.tsx'
import type { Config } from './config.ts'
import type { Parts } from './enter.ts'
import { forgetOldUploads } from './directory/uploads.ts'
import { announce, deliver, deliverDue, forgetOldDeliveries, type Post } from './journal/deliveries.ts'
import { deliverWebhooks, forgetOldWebhookDeliveries, senderOf } from './journal/webhook-deliveries.ts'
import { keepFactorQuarters } from './partnerships/factors/factor-quarters.ts'
import { takeSnapshots } from './network/growth/snapshots.ts'
import { askAboutFaded } from './network/fadings.ts'
import { threads } from './network/graph/threads.ts'
import { closeDueMeetings, forgetOldMeetings } from './network/convening/meetings.ts'
import { workOffUploads } from './network/long-imports.ts'
import { tendLedgers } from './partnerships/ledgers/ledger-upkeeps.ts'
import { tendPartyAskings } from './partnerships/charter/asking-upkeeps.ts'
import { forgetTypedAddresses, tendRounds } from './network/snowball/round-upkeeps.ts'
import { askForHours } from './partnerships/hours/weekly-askings.ts'
import { tellDates } from './partnerships/momentum/date-upkeeps.ts'
import { tendPulses } from './partnerships/pulse/upkeeps.ts'
import { forgetOldReadings } from './partnerships/goals/plan-readings.ts'
import { tellExpired } from './partnerships/goals/renewals.ts'
import { tendSignOffs } from './partnerships/sign-offs/upkeeps.ts'
import { openDb, openPool } from './platform/db.ts'
import { documentProcess } from './platform/documents/documents.ts'
import { startDatabase } from './platform/embedded-postgres.ts'
import { makeJobs } from './platform/jobs.ts'
import { forgetOldLinks } from './platform/links.ts'
import { makeLive, toldOf } from './platform/live.ts'
import { makeLog } from './platform/logging.ts'
import { makeMail } from './platform/mail.ts'
import { connectTo, migrate, pending } from './platform/migrate.ts'
import { type Clock, systemClock } from './platform/moment.ts'
import { oneAtATime } from './platform/one-at-a-time.ts'
import { makeMeasures } from './platform/operation-routes.ts'
import { makeKeptReads } from './platform/kept-reads.ts'
import { makePageCache } from './platform/page-cache.ts'
import { clearOld } from './platform/rate-limit.ts'
import { forgetOldRequests } from './platform/request-keys.ts'
import { forgetOldMails, keepInOutbox } from './platform/outbox.ts'
import { findRegionById } from './region/regions.ts'

/** How much memory the pages kept for the public may take. */
const CACHE_BYTES = 24_000_000

interface Opening {
  worker?: boolean
  migrates?: boolean
  /** Another clock than that of the machine, for a test that lets days pass. */
  clock?: Clock
}

/** Everything a server, a worker or a command needs, opened; `close` closes it in the order that loses nothing. */
export async function openHouse(
  config: Config,
  { worker = false, migrates = true, clock = systemClock }: Opening = {},
) {
  const log = makeLog(config)
  const database = config.databaseUrl
    ? { url: config.databaseUrl, stop: async () => undefined }
    : await startDatabase(config, log)
  await bringUpToDate(config, database.url, migrates)
  const pool = openPool(database.url)
  const authPool = openAuthPool(database.url)
  const db = openDb(pool)
  const mail = makeMail({
    smtpUrl: config.smtpUrl,
    from: config.mailFrom,
    outbox: (message) => keepInOutbox(db, message, clock()),
  })
  const auth = makeAuth({
    pool: authPool,
    secret: config.secret,
    origin: config.publicUrl,
    clock,
    log,
    sendMagicLink: (link) => sendSignInLink(mail, config.publicUrl, link),
  })
  const cache = makePageCache({ maxBytes: CACHE_BYTES })
  const reads = makeKeptReads(cache)
  const live = makeLive({ failed: (error) => log.error({ err: error }, 'reading for those who watch failed') })
  let taking = true
  const parts: Parts = {
    db,
    auth,
    mail,
    cache,
    reads,
    config,
    clock,
    log,
    rooms,
    measures: makeMeasures(() => cache.figures(), live.figures),
    live,
    isTaking: () => taking,
  }

  const jobs = makeJobs({ url: database.url, db, clock, log })
  const delivery = jobs.defineQueue(
    'journal.delivery',
    z.object({ regionId: z.uuid(), id: z.uuid() }),
    async (due) => void (await deliver(post, due)),
    { pollSeconds: 2 },
  )
  const post: Post = {
    db,
    mail,
    rooms,
    clock,
    origin: config.publicUrl,
    regionById: findRegionById,
    hurry: (trx, due) => jobs.send(trx, delivery, due),
  }
  const sender = senderOf(parts)
  const sendAll = oneAtATime(async () => {
    while ((await deliverWebhooks(sender)) > 0);
  })
  const announceAll = oneAtATime(async () => {
    while ((await announce(post)) > 0) jobs.wake(delivery)
    void sendAll().catch((error: unknown) => log.error({ err: error }, 'sending to webhooks failed'))
  })
  const importAll = oneAtATime(() => workOffUploads(parts))
  jobs.sweep('journal.announce', announceAll)
  jobs.sweep('network.imports', importAll)
  jobs.sweep('network.snapshots', async (moment) => void (await takeSnapshots(db, moment)))
  jobs.sweep('partnerships.factors', async (moment) => void (await keepFactorQuarters(db, moment)))
  jobs.sweep('network.rounds', async (moment) => {
    await tendRounds(db, moment)
    await forgetTypedAddresses(db, moment)
  })
  jobs.sweep('partnerships.sign-offs', (moment) => tendSignOffs(db, moment))
  jobs.sweep('partnerships.askings', (moment) => tendPartyAskings(db, moment))
  jobs.sweep('network.fadings', async (moment) => void (await askAboutFaded(db, moment)))
  jobs.sweep('partnerships.hours', async (moment) => void (await askForHours(db, moment)))
  jobs.sweep('partnerships.dates', async (moment) => void (await tellDates(db, moment)))
  jobs.sweep('partnerships.pulses', (moment) => tendPulses(db, moment))
  jobs.sweep('partnerships.goals', async (moment) => void (await tellExpired(db, moment)))
  jobs.sweep('partnerships.ledgers', (moment) => tendLedgers(db, moment))
  jobs.sweep('journal.deliveries', async () => void (await deliverDue(post)))
  jobs.sweep('journal.webhooks', sendAll)
  jobs.sweep('network.meetings', (moment) => closeDueMeetings(db, moment))
  jobs.sweep('platform.leftovers', async ({ at }) => {
    await forgetOldRequests(db, at)
    await forgetOldUploads(db, at)
    await forgetOldMeetings(db, at)
    await forgetOldReadings(db, at)
    await forgetOldWebhookDeliveries(db, at)
    await clearOld(db, at)
    await forgetOldLinks(db, at)
    await forgetOldDeliveries(db, at)
    await forgetOldMails(db, at)
    await clearOldSessions(auth)
    await clearOldProofs(auth)
  })
  await jobs.start({ worker })

  return {
    parts,
    url: database.url,
    /** All that is done each minute, now. */
    runSweeps: jobs.runSweeps,
    /** A transaction that changed a region, or a subject in it, has committed, here or in another process. */
    heard(payload: string) {
      const { regionId, subjectId } = toldOf(payload)
      live.heard(regionId, subjectId)
      if (subjectId !== undefined) return
      if (regionId === '') cache.raiseInstallation()
      else cache.raise(regionId)
      if (!worker) return
      announceAll().catch((error: unknown) => log.error({ err: error }, 'announcing failed'))
      importAll().catch((error: unknown) => log.error({ err: error }, 'importing failed'))
    },
    /** Whether it can be heard; while not, nothing that is kept is believed, and afterwards whoever watches reads. */
    listening(now: boolean) {
      cache.bypass(!now || config.cacheOff)
      if (now) live.heardAgain()
    },
    stopTaking() {
      taking = false
      live.close()
    },
    async close() {
      taking = false
      await jobs.stop()
      await importAll()
      await Promise.all([threads.close(), documentProcess.close()])
      await db.destroy()
      await authPool.end()
      await database.stop()
    },
  }
}
export type OpenHouse = Awaited<ReturnType<typeof openHouse>>

/** The embedded database follows this version by itself; a server that is behind is left to `tieline migrate`. */
async function bringUpToDate(config: Config, url: string, migrates: boolean) {
  const client = await connectTo(url)
  try {
    if (!config.databaseUrl) await migrate(client, new Date())
    else if (migrates && (await pending(client)).length > 0)
      throw new Error('The database is behind this version of Tieline. Back it up, then run: npx tieline migrate')
  } finally {
    await client.end()
  }
}
