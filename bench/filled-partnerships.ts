import { createPerson } from '../src/account/persons.ts'
import { addListing } from '../src/directory/listing-changes.ts'
import { listingForms } from '../src/directory/listing-forms.ts'
import { writeComment } from '../src/journal/comments.ts'
import { changeForm } from '../src/network/forms.ts'
import { proposeTie } from '../src/network/tie-proposals.ts'
import { book } from '../src/partnerships/bookings/booking-changes.ts'
import { setTerms } from '../src/partnerships/bookings/booking-terms.ts'
import { termsForm } from '../src/partnerships/bookings/forms.ts'
import { changeCharter } from '../src/partnerships/charter/charter-changes.ts'
import { planForm, SECTIONS } from '../src/partnerships/goals/forms.ts'
import { seedPlan } from '../src/partnerships/goals/seed.ts'
import { seedGrants } from '../src/partnerships/grants/seed.ts'
import { seedHours } from '../src/partnerships/hours/seed.ts'
import { weekOf, weeksLater } from '../src/partnerships/hours/weeks.ts'
import { WHATS, type Ledger } from '../src/partnerships/ledgers/ledger-kinds.ts'
import { seedLedgers } from '../src/partnerships/ledgers/seed.ts'
import { createPartnership } from '../src/partnerships/partnership-changes.ts'
import { getPartnership, type Partnership } from '../src/partnerships/partnerships.ts'
import { seedPulses } from '../src/partnerships/pulse/seed.ts'
import { seedRoles } from '../src/partnerships/roles/seed.ts'
import { seedSignOffs } from '../src/partnerships/sign-offs/seed.ts'
import { type Actor, systemActor } from '../src/platform/actor.ts'
import { daysLater, monthsLater } from '../src/platform/days.ts'
import type { Db, Trx } from '../src/platform/db.ts'
import { momentAt } from '../src/platform/moment.ts'
import { listsOf } from '../src/region/lists.ts'
import { PARTNERS, roundsOf } from './pulse-answers.ts'

/** Of so many organizations of its region. */
export const ORGANIZATIONS = 60
const YEARS = 5
/** How much of each there is: with charter, partners and roles about 2,000 records. */
const MANY = {
  benefits: 600,
  contributions: 360,
  hours: 420,
  signOffRounds: 10,
  goals: 8,
  comments: 120,
  bookings: 100,
  pulses: 10,
  grants: 8,
}

export interface Filled {
  partnership: Partnership
  /** Ids of its organizations, in the order of the charter. */
  organizations: string[]
}

interface Making {
  db: Db
  region: { id: string; timeZone: string }
  system: Actor
  today: string
  organizations: string[]
  people: string[]
  partnership: Partnership
}

const at = (day: string) => momentAt(new Date(`${day}T15:00:00Z`))
/** The nth of so many days, evenly over the years until today. */
const dayOf = (today: string, n: number, of: number) =>
  daysLater(today, -1 - Math.floor(((of - 1 - n) / of) * 365 * YEARS))

const daysOf = (today: string, of: number) => Array.from({ length: of }, (_, n) => dayOf(today, n, of))

/** A partnership of the first organizations of a region as it may stand after five years, written by the verbs and by what demonstrations are made with. */
export async function fillPartnership(
  db: Db,
  region: { id: string; timeZone: string },
  today: string,
): Promise<Filled> {
  const system = systemActor(region.id)
  const organizations = await firstOf(db, region.id)
  const people: string[] = []
  for (const n of organizations.keys())
    for (const what of ['contact', 'leader'])
      people.push(
        (await createPerson(db, system, { name: `The ${what} ${n}`, email: `${what}-${n}@bench.example` }, at(today)))
          .id,
      )
  const since = monthsLater(today, -12 * YEARS)
  const parties = organizations.map((organization, n) => ({
    organization,
    contact: people[n * 2]!,
    leader: people[n * 2 + 1]!,
    joinedOn: since,
    missionLink:
      'A plan of ours says that everybody is to find, use and apply what is known of the place they live in.',
    expectedBenefits: 'People who read a table without help.',
    commitments: [
      {
        kind: 'hours' as const,
        amount: 120,
        pool: 'the desk',
        from: `${today.slice(0, 4)}-01-01`,
        until: monthsLater(today, 8),
      },
      { kind: 'space' as const, what: 'A room for classes' },
    ],
  }))
  const prose = {
    purpose: 'To help people ask.',
    mission: 'Anyone can ask.',
    decisions: 'Together.',
    leaving: 'By a word.',
  }
  const given = { name: 'Data desk', ...prose, since, parties, visibility: 'public' as const }
  const { id } = await createPartnership(db, system, given, at(since))
  const partnership = await getPartnership(db, system, id)
  const making = { db, region, system, today, organizations, people, partnership }
  await tieAll(making)
  await db.transaction().execute(async (trx) => {
    await giveRoles(trx, making)
    await signOften(trx, making)
    await writeLedgers(trx, making)
    await planGoals(trx, making)
    await seedHours(trx, region.id, hoursOf(making), today, at(today))
    await seedPulses(
      trx,
      system,
      { id, circleId: partnership.circleId, sides: organizations },
      roundsOf(organizations, people, daysOf(today, MANY.pulses)),
      at(today),
    )
    await seedGrants(trx, region.id, grantsOf(making), at(today))
  })
  await speak(making)
  await lend(making)
  return { partnership: await getPartnership(db, system, id), organizations }
}

async function firstOf(db: Db, regionId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('organizations')
    .select('id')
    .where('region_id', '=', regionId)
    .orderBy('id')
    .limit(PARTNERS)
    .execute()
  return rows.map(({ id }) => id)
}

/** Each with each of the next three, as a cord. */
async function tieAll({ db, system, organizations, today }: Making) {
  const said = changeForm.parse({ visibility: 'public', strength: '3' })
  for (const [n, organization] of organizations.entries())
    for (const step of [1, 2, 3]) {
      const sides = { organization, other: organizations[(n + step) % PARTNERS]! }
      await proposeTie(db, system, { ...said, ...sides, kind: 'works-together', direction: 'forward' }, at(today))
    }
}

async function giveRoles(trx: Trx, { region, organizations, partnership, today }: Making) {
  const { roles } = await listsOf(trx, region.id, 'en')
  const holds = roles.flatMap(({ key: role }, n) =>
    [0, 1, 2, 3].map((step) => ({
      organizationId: organizations[(n + step) % PARTNERS]!,
      role,
      level: step === 0 ? ('lead' as const) : ('support' as const),
      meaning: 'They hold a class each month.',
    })),
  )
  await seedRoles(trx, region.id, [{ partnershipId: partnership.id, holds, agreements: [] }], at(today))
}

/** The charter is changed and signed again and again; nobody declined. */
async function signOften(trx: Trx, { region, system, organizations, people, partnership, today }: Making) {
  for (let n = 0; n < MANY.signOffRounds; n += 1) {
    const asked = at(dayOf(today, n, MANY.signOffRounds))
    const now = await getPartnership(trx, system, partnership.id)
    await changeCharter(trx, system, now, { purpose: `To help people ask, in its version ${n}.` }, asked)
    const decidedAt = new Date(asked.at.getTime() + 86_400_000)
    const until = daysLater(asked.at.toISOString().slice(0, 10), 14)
    const signOffs = organizations.map((organizationId, of) => ({
      organizationId,
      leaderId: people[of * 2 + 1]!,
      silence: true,
      decision: 'approved' as const,
      decidedAt,
      answers: [{ decision: 'approved' as const, reason: '', at: decidedAt }],
    }))
    const whole = { partnershipId: partnership.id, asker: system, asked, until, message: '' }
    await seedSignOffs(trx, region.id, [{ ...whole, inForceAt: decidedAt, signOffs }])
  }
}

async function writeLedgers(trx: Trx, { region, organizations, partnership, today }: Making) {
  const entry = (ledger: Ledger, n: number, of: number) => {
    const day = dayOf(today, n, of)
    const whats = WHATS[ledger]
    const organizationId = organizations[n % PARTNERS]!
    const counted = {
      amount: 5 + ((n * 7) % 60),
      unit: ledger === 'benefit' ? ('people' as const) : ('hours' as const),
    }
    return {
      ledger,
      organizationId,
      what: whats[Math.floor(n / PARTNERS) % whats.length]!,
      told: `What was ${ledger === 'benefit' ? 'gained' : 'given'} in a class for people who had never asked, number ${n}`,
      period: day,
      ...(n % 3 > 0 && counted),
      partnershipIds: [partnership.id],
      otherIds: n % 2 === 0 ? [organizations[(n + 1 + (n % 5)) % PARTNERS]!] : [],
      evidence:
        ledger === 'benefit' && n % 2 === 0
          ? [{ kind: 'count' as const, title: 'A count at the door', figure: 30 }]
          : [],
      visibility: n % 4 === 0 ? ('region' as const) : ('public' as const),
      lang: 'en' as const,
      writtenAt: at(day).at,
    }
  }
  const written = (ledger: Ledger, of: number) => Array.from({ length: of }, (_, n) => entry(ledger, n, of))
  const all = [...written('benefit', MANY.benefits), ...written('contribution', MANY.contributions)]
  await seedLedgers(trx, region.id, all, at(today))
}

async function planGoals(trx: Trx, { system, organizations, partnership, today }: Making) {
  const period = { since: dayOf(today, 0, 1).slice(0, 4), until: String(Number(today.slice(0, 4)) + 2) }
  for (const [of, id] of organizations.entries()) {
    const plan = planForm.parse({ title: `Plan of partner ${of}`, ...period })
    const goals = Array.from({ length: MANY.goals }, (_, n) => ({
      text: `Goal ${n} that everybody can find what is known of their place`,
      code: String(n + 1),
      page: n + 1,
      ...period,
      sources: [],
      serves: n % 2 === 0 ? [{ record: partnership.id, section: SECTIONS[n % SECTIONS.length]!, note: '' }] : [],
    }))
    await seedPlan(trx, system, { id }, plan, goals, at(today))
  }
}

function hoursOf({ partnership, today }: Making) {
  const weeks = MANY.hours / PARTNERS
  return partnership.parties.map(({ id: partyId }, n) => ({
    partyId,
    shared: 'partners' as const,
    rows: Array.from({ length: weeks }, (_, week) => ({
      personId: null,
      pool: 'the desk',
      week: weeksLater(weekOf(today), -1 - week * 7),
      hours: 1 + ((n + week) % 6),
    })),
  }))
}

const grantsOf = ({ partnership, today }: Making) =>
  Array.from({ length: MANY.grants }, (_, n) => {
    const from = dayOf(today, n, MANY.grants)
    const [first, last] = [monthsLater(from, 6), monthsLater(from, 12)]
    return {
      partnershipId: partnership.id,
      name: `Grant ${n}`,
      funder: 'A foundation',
      awardNumber: `A-${n}`,
      amount: 20_000,
      period: `${from}/${last}`,
      reports: [`${first} Interim report`, `${last} Final report`],
      acknowledgement: 'Made possible by a foundation.',
      reported: last < today ? 2 : 0,
    }
  })

async function speak({ db, system, partnership, today }: Making) {
  const { id, name, circleId } = partnership
  const spoken = { id, name, audience: { visibility: 'circle' as const, circleId } }
  for (let n = 0; n < MANY.comments; n += 1) {
    const said = {
      body: `Why not sooner? (${n})`,
      section: n % 2 === 0 ? 'mission' : '',
      lang: 'en' as const,
      for: null,
    }
    await writeComment(db, system, spoken, said, at(dayOf(today, n, MANY.comments)))
  }
}

/** Two rooms, used for the partnership again and again. */
async function lend({ db, region, system, organizations, partnership, today }: Making) {
  for (const [n, owner] of organizations.slice(0, 2).entries()) {
    const facts = { name: `Room ${n}`, kind: 'room', organizations: [owner], visibility: 'public' }
    const { id } = await addListing(db, system, 'resource', listingForms.resource.parse(facts), at(today))
    const resource = { id, organizations: [{ id: owner }] }
    const days = ['1', '2', '3', '4', '5', '6', '7']
    const terms = termsForm.parse({ openTo: 'region', timeZone: region.timeZone, days })
    await setTerms(db, system, resource, terms, at(dayOf(today, 0, 1)))
    for (let k = 0; k < MANY.bookings / 2; k += 1) {
      const day = dayOf(today, k, MANY.bookings / 2)
      const wanted = { from: `${day}T14:00`, until: `${day}T16:00`, purpose: 'A class', lang: 'en' as const }
      const whose = { organizationId: organizations[2 + (k % 10)]!, partnershipId: partnership.id }
      await book(db, system, resource, { ...wanted, ...whose }, at(daysLater(day, -7)))
    }
  }
}
