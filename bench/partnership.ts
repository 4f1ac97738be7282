import { sql } from 'kysely'
import type { Measured } from '../cli/bench.ts'
import { giveAccess } from '../src/account/members.ts'
import { createPerson } from '../src/account/persons.ts'
import { addPosition } from '../src/account/positions.ts'
import { pulseForm } from '../src/partnerships/pulse/forms.ts'
import { beginPulse } from '../src/partnerships/pulse/pulse-changes.ts'
import { systemActor } from '../src/platform/actor.ts'
import { dayIn, daysLater } from '../src/platform/days.ts'
import type { Db } from '../src/platform/db.ts'
import { makeLink } from '../src/platform/links.ts'
import { momentAt } from '../src/platform/moment.ts'
import type { Door } from './chaos/load.ts'
import { type Site, signedIn, withSite } from './chaos/site.ts'
import { type Filled, fillPartnership, ORGANIZATIONS } from './filled-partnerships.ts'
import { fillRegion } from './filled-regions.ts'
import { processorTime } from './own-server.ts'
import { PARTNERS, pulseFormOf } from './pulse-answers.ts'
import { quantile } from './quantiles.ts'

/** So often each page is asked for, after some that warm up. */
const TIMES = 60
const WARMING = 6
const REPORTS = 10
const ANSWERS = 200
const PARTNER = 'partner@bench.example'

const now = () => momentAt(new Date())

/** The page of a partnership of twelve after five years, its tabs, its yearly report, and 200 people who answer a pulse at once. */
export const run = (): Promise<Measured[]> =>
  withSite(async (site) => {
    const { db, region, serving } = site
    await fillRegion(db, region.id, ORGANIZATIONS)
    const today = dayIn(region.timeZone, new Date())
    const filled = await fillPartnership(db, region, today)
    const partner = await aPartner(site, filled)
    const people = await peopleOf(site, filled)
    await sql`analyze`.execute(db)
    const records = await countRecords(db, region.id)
    const made = await serving({ PAGE_CACHE: 'off' }, async (door, server) => {
      const cost = costOf(db, server.process.pid!)
      return [
        ...(await pageFigures(door, filled, partner, cost)),
        ...(await reportFigures(door, filled, cost)),
        ...(await pulseFigures(site, door, filled, people)),
      ]
    })
    const kept = await serving({}, (door, server) => keptFigures(door, filled, costOf(db, server.process.pid!)))
    return [
      { what: `records of a partnership of ${PARTNERS} partners, five years`, value: records, unit: '' },
      ...made,
      ...kept,
    ]
  })

/** What was written down for the partnership, counted: records, and what stands in tables without a record of its own. */
async function countRecords(db: Db, regionId: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select (select count(*) from records where region_id = ${regionId} and kind not in ('organization', 'person', 'tie'))
      + (select count(*) from hours_used where region_id = ${regionId})
      + (select count(*) from bookings where region_id = ${regionId})
      + (select count(*) from charter_revisions where region_id = ${regionId})
      + (select count(*) from partnership_roles where region_id = ${regionId}) as count`.execute(db)
  return Number(rows[0]!.count)
}

/** Somebody who speaks for the first partner, signed in. */
async function aPartner({ db, url, region }: Site, { organizations }: Filled): Promise<string> {
  const system = systemActor(region.id)
  const { id } = await createPerson(db, system, { name: 'A partner', email: PARTNER }, now())
  const access = { access: 'representative' as const, organizationIds: [organizations[0]!], from: '2000-01-01' }
  await giveAccess(db, system, region, id, access, now())
  return signedIn(db, url, region, { name: 'A partner', email: PARTNER })
}

/** People of the partners who can be asked. */
async function peopleOf({ db, region }: Site, { organizations }: Filled): Promise<{ id: string; side: number }[]> {
  const system = systemActor(region.id)
  const people: { id: string; side: number }[] = []
  for (let n = 0; n < ANSWERS; n += 1) {
    const side = n % PARTNERS
    const { id } = await createPerson(db, system, { name: `Asked ${n}`, email: `asked-${n}@bench.example` }, now())
    const position = { organization: organizations[side]!, title: 'Colleague', since: '2020', until: '' }
    await addPosition(db, system, { id }, position, now())
    people.push({ id, side: side + 1 })
  }
  return people
}

/** Milliseconds of processor time, of the server and of its connections to the database. */
type Cost = () => Promise<{ server: number; database: number }>

const costOf =
  (db: Db, pid: number): Cost =>
  async () => {
    const { rows } = await sql<{ pid: number }>`select pid from pg_stat_activity
      where datname = current_database() and pid <> pg_backend_pid()`.execute(db)
    const database = rows.reduce((sum, one) => sum + processorTime(one.pid), 0)
    return { server: processorTime(pid) * 1000, database: database * 1000 }
  }

interface Asked {
  what: string
  path: string
  cookie?: string | undefined
  goal?: string
}

/** Pages of the partnership for the public, a partner and the coordinator, each made from nothing; the profile of a partner beside them. */
async function pageFigures(door: Door, filled: Filled, partner: string, cost: Cost): Promise<Measured[]> {
  const own = `/riverbend/partnerships/${filled.partnership.slug}`
  const tabs = ['factors', 'benefits', 'timeline', 'charter'].map((tab) => ({ what: tab, path: `${own}/${tab}` }))
  const profile = `/riverbend/organizations/${filled.partnership.parties[0]!.organization.slug}`
  return figuresOf(door, cost, [
    { what: 'its page, the public', path: own, goal: '≤ 50' },
    { what: 'its page, a partner', path: own, cookie: partner, goal: '≤ 50' },
    { what: 'its page, the coordinator', path: own, cookie: door.cookie, goal: '≤ 50' },
    ...tabs.map((tab) => ({ ...tab, what: `${tab.what}, a partner`, cookie: partner })),
    { what: 'beside it: the profile of a partner, the public', path: profile },
    { what: 'beside it: the profile of a partner, a partner', path: profile, cookie: partner },
  ])
}

/** The same page as an installation gives it to the public: kept, and after each of its changes made anew. */
const keptFigures = (door: Door, { partnership: { slug } }: Filled, cost: Cost) =>
  figuresOf(door, cost, [{ what: 'beside it: its page, the public, kept', path: `/riverbend/partnerships/${slug}` }])

/** Pages take turns, so that noise meets all; afterwards each alone for what it costs. */
async function figuresOf({ origin }: Door, cost: Cost, all: Asked[]): Promise<Measured[]> {
  const ask = async ({ path, cookie }: Asked) => {
    const began = performance.now()
    const answer = await fetch(origin + path, { headers: cookie ? { cookie } : {} })
    await answer.arrayBuffer()
    if (answer.status !== 200) throw new Error(`${path}: ${answer.status}`)
    return performance.now() - began
  }
  const times = all.map((): number[] => [])
  for (let n = 0; n < TIMES + WARMING; n += 1)
    for (const [at, one] of all.entries()) {
      const took = await ask(one)
      if (n >= WARMING) times[at]!.push(took)
    }
  const figures: Measured[] = []
  for (const [at, one] of all.entries()) {
    const before = await cost()
    for (let n = 0; n < TIMES; n += 1) await ask(one)
    const after = await cost()
    figures.push(
      {
        what: `${one.what}, median`,
        value: quantile(times[at]!, 0.5),
        unit: 'ms',
        ...(one.goal && { goal: one.goal }),
      },
      { what: '  p95', value: quantile(times[at]!, 0.95), unit: 'ms' },
      { what: '  processor time of the server', value: (after.server - before.server) / TIMES, unit: 'ms' },
      { what: '  processor time of the database', value: (after.database - before.database) / TIMES, unit: 'ms' },
    )
  }
  return figures
}

/** The yearly report as a file, from the request to its last byte. */
async function reportFigures(
  { origin, cookie }: Door,
  { partnership: { slug } }: Filled,
  cost: Cost,
): Promise<Measured[]> {
  const times: number[] = []
  const before = await cost()
  for (let n = 0; n <= REPORTS; n += 1) {
    const began = performance.now()
    const answer = await fetch(`${origin}/riverbend/partnerships/${slug}/report.pdf`, { headers: { cookie } })
    const bytes = await answer.arrayBuffer()
    if (answer.status !== 200 || bytes.byteLength < 1000) throw new Error(`report.pdf: ${answer.status}`)
    times.push(performance.now() - began)
  }
  const { server } = await cost()
  return [
    { what: 'the yearly report as PDF, the first', value: times[0]!, unit: 'ms' },
    { what: `  median of ${REPORTS} more`, value: quantile(times.slice(1), 0.5), unit: 'ms', goal: '≤ 2000' },
    { what: '  processor time of the server', value: (server - before.server) / times.length, unit: 'ms' },
  ]
}

/** All who are asked answer in one moment, and then all send it again. */
async function pulseFigures(
  { db, region }: Site,
  { origin }: Door,
  { partnership }: Filled,
  people: { id: string; side: number }[],
): Promise<Measured[]> {
  const system = systemActor(region.id)
  const until = daysLater(dayIn(region.timeZone, new Date()), 10)
  const asked = pulseForm.parse({ until, people: people.map(({ id }) => id) })
  const pulse = await beginPulse(db, system, region, partnership, asked, now())
  const links: { token: string; side: number }[] = []
  for (const { id, side } of people) {
    const made = { regionId: region.id, purpose: 'pulse' as const, recordId: pulse, personId: id, days: 10, uses: 1000 }
    links.push({ token: await makeLink(db, made, now()), side })
  }
  const send = async ({ token, side }: (typeof links)[number]) => {
    const began = performance.now()
    const body = new URLSearchParams(pulseFormOf(side))
    const answer = await fetch(`${origin}/riverbend/l/${token}`, { method: 'POST', body, headers: { origin } })
    await answer.arrayBuffer()
    return { status: answer.status, took: performance.now() - began }
  }
  const began = performance.now()
  const first = await Promise.all(links.map(send))
  const all = performance.now() - began
  const taken = first.filter(({ status }) => status === 200).length
  const atOnce = await storedOf(db, pulse)
  await Promise.all(links.map(send))
  const stored = await storedOf(db, pulse)
  return [
    { what: `${ANSWERS} answers of a pulse sent at once, until the last was taken`, value: all, unit: 'ms' },
    { what: '  the longest that somebody waited', value: Math.max(...first.map(({ took }) => took)), unit: 'ms' },
    { what: '  not taken at once, and told so', value: ANSWERS - taken, unit: '' },
    { what: '  said to be taken and not there', value: Math.max(0, taken - atOnce.sheets), unit: '', goal: '0' },
    { what: '  not there when all have sent again', value: Math.max(0, ANSWERS - stored.sheets), unit: '', goal: '0' },
    { what: '  there twice', value: Math.max(0, stored.sheets - ANSWERS), unit: '', goal: '0' },
    { what: '  of whom nothing says that they answered', value: ANSWERS - stored.answered, unit: '', goal: '0' },
    { what: '  whose writer or time the journal tells', value: stored.told, unit: '', goal: '0' },
  ]
}

/** What is there of a round: sheets, who answered, and entries of the journal that say more than the day. */
async function storedOf(db: Db, pulse: string) {
  const { rows } = await sql<{ sheets: number; answered: number; told: number }>`
    select (select count(*) from pulse_sheets where pulse_id = ${pulse}) as sheets,
      (select count(*) from pulse_answered d join pulse_askings a on a.region_id = d.region_id and a.id = d.asking_id
        where a.pulse_id = ${pulse}) as answered,
      (select count(*) from journal where record_id = ${pulse} and verb = 'pulse.answered'
        and (actor_id is not null or for_organization_id is not null or at <> date_trunc('day', at, 'UTC'))) as told`.execute(
    db,
  )
  const { sheets, answered, told } = rows[0]!
  return { sheets: Number(sheets), answered: Number(answered), told: Number(told) }
}
