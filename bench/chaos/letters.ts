import type { Measured } from '../../cli/bench.ts'
import { invite } from '../../src/account/invitations.ts'
import { rooms } from '../../src/app.tsx'
import { announce, deliver, deliverDue, type Post } from '../../src/journal/deliveries.ts'
import { systemActor } from '../../src/platform/actor.ts'
import { makeMail } from '../../src/platform/mail.ts'
import { momentAt } from '../../src/platform/moment.ts'
import { findRegionById } from '../../src/region/regions.ts'
import { openSink } from './sink.ts'
import { type Site, withSite } from './site.ts'

const MANNERS = ['plain', 'busy', 'refused', 'silent', 'late'] as const
const addressOf = (manner: string) => `${manner}@chaos.example`
const MINUTE = 60_000

/** A mail server that is busy, refuses, says nothing, or says yes when nobody listens any more: over a minute, most of it waiting. */
export async function letters(): Promise<Measured[]> {
  const sink = await openSink()
  try {
    return await withSite(async (site) => {
      let at = new Date()
      const clock = () => momentAt(at)
      const mail = makeMail({ smtpUrl: sink.url, from: 'Tieline <tieline@chaos.example>', outbox: async () => {} })
      const origin = 'http://chaos.example'
      const post: Post = { db: site.db, mail, rooms, clock, origin, regionById: findRegionById }
      const system = systemActor(site.region.id)
      for (const manner of MANNERS) {
        const invited = { name: manner, email: addressOf(manner), access: 'viewer' as const, organizations: [] }
        await invite(site.db, system, site.region, { ...invited, from: '', until: '' }, 'en', clock())
      }
      await announce(post)
      const made = await site.db.selectFrom('deliveries').select('id').execute()
      await Promise.all(made.map(({ id }) => deliver(post, { regionId: site.region.id, id })))
      const first = await states(site)
      at = new Date(at.getTime() + 2 * MINUTE)
      await deliverDue({ ...post, mail: { send: async () => ({ ok: true }) } })
      const then = await states(site)
      const wrong = MANNERS.filter((manner) => first[manner] !== AT_FIRST[manner] || then[manner] !== THEN[manner])
      const twice = MANNERS.filter((manner) => sink.taken.filter(({ to }) => to === addressOf(manner)).length > 1)
      return [
        { what: 'mail servers that are busy, refuse, are silent, are late', value: MANNERS.length, unit: 'letters' },
        {
          what: '  letters that did not wait, go or end as they have to',
          value: wrong.length,
          unit: 'letters',
          goal: '0',
        },
        { what: '  letters somebody got twice', value: twice.length, unit: 'letters', goal: '0' },
      ]
    })
  } finally {
    await sink.stop()
  }
}

type State = 'sent' | 'waits' | 'given up'
const AT_FIRST: Record<string, State> = {
  plain: 'sent',
  busy: 'waits',
  refused: 'given up',
  silent: 'waits',
  // It may have been taken, and was: a second one is worse than none.
  late: 'given up',
}
const THEN: Record<string, State> = { ...AT_FIRST, busy: 'sent', silent: 'sent' }

async function states({ db }: Site): Promise<Record<string, State>> {
  const rows = await db
    .selectFrom('deliveries as d')
    .innerJoin('persons as p', (on) => on.onRef('p.region_id', '=', 'd.region_id').onRef('p.id', '=', 'd.person_id'))
    .select(['p.name', 'd.sent_at', 'd.given_up_at'])
    .execute()
  return Object.fromEntries(
    rows.map((row) => [row.name, row.sent_at ? 'sent' : row.given_up_at ? 'given up' : 'waits'] as const),
  )
}
