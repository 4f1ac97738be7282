import type { Actor } from '../../platform/actor.ts'
import { monthsLater } from '../../platform/days.ts'
import type { Db } from '../../platform/db.ts'
import type { Lang } from '../../platform/i18n.ts'
import { tiesAmong, type NetworkTie } from '../../network/current-networks.ts'
import { type Holdings, holdingsOf } from '../../network/holders.ts'
import { hasFaded, holdingNow, soleHolder } from '../../network/rules.ts'
import { currentParties, type Party, type Partnership } from '../partnerships.ts'
import { readsDraft } from '../charter/rules.ts'
import { totalHoursOf } from '../hours/hours.ts'
import { promisedIn, promisesOf } from '../hours/promises.ts'
import { canSeePulses } from '../pulse/rules.ts'
import { bringersOf } from '../roles/bringers.ts'
import { type Bring, type Bringer, BRINGS, broughtBy, missingWithout, silentIn } from '../roles/complements.ts'
import { standingsOf } from '../roles/role-matrices.ts'
import { speaksForParty } from '../rules.ts'
import { canReadSignOffs } from '../sign-offs/rules.ts'
import type { Evidence, PartnerEvidence } from './evidence-kinds.ts'
import { goalsOf } from './goal-evidences.ts'
import { type Ledgers, ledgersOf } from './ledger-evidences.ts'
import { lastPulsesOf } from './pulse-evidences.ts'
import { type SignEvidence, signedOf } from './sign-evidences.ts'

/** Half a year ahead one looks whether something is promised still. */
const AHEAD = 6

/**
 * What the records tell of partnerships today, as this actor may see it, by their ids. A read for each kind of evidence,
 * however many partnerships are asked about.
 */
export async function evidenceOf(
  db: Db,
  actor: Actor,
  partnerships: readonly Partnership[],
  today: string,
  lang: Lang,
): Promise<Map<string, Evidence>> {
  const organizations = [
    ...new Set(partnerships.flatMap((one) => currentParties(one).map(({ organization }) => organization.id))),
  ]
  const ids = partnerships.map(({ id }) => id)
  const [bringers, standings, { ties, fadingMonths }, hours, ledgers, pulses, goals, signs] = await Promise.all([
    bringersOf(db, actor, partnerships),
    standingsOf(db, actor, partnerships, lang),
    tiesAmong(db, actor, organizations, today),
    totalHoursOf(db, actor, partnerships, today),
    ledgersOf(db, actor, ids, today),
    lastPulsesOf(db, actor, partnerships, today),
    goalsOf(db, actor, ids, organizations, today),
    signedOf(db, actor, partnerships, today),
  ])
  const holdings = await holdingsOf(db, actor, ties, today)
  return new Map(
    partnerships.map((partnership) => {
      const parties = currentParties(partnership)
      const names = new Map(parties.map(({ organization }) => [organization.id, organization.name]))
      const own = ties.filter(({ a, b }) => names.has(a) && names.has(b))
      const brings = bringers.get(partnership.id)!
      const sign = signs.get(partnership.id)!
      const partners = parties.map((party) =>
        partnerOf(actor, partnership, party, { brings, ties: own, holdings, hours, ledgers, goals, sign, today }),
      )
      const evidence: Evidence = {
        today,
        yearAgo: monthsLater(today, -12),
        mission: partnership.mission !== '',
        partners,
        roles: standings.get(partnership.id)!,
        rolesSigned: sign.rolesSigned,
        ties: [...Map.groupBy(own, pairOf).values()].map((pair) => ({
          id: pair[0]!.id,
          label: `${names.get(pair[0]!.a)} – ${names.get(pair[0]!.b)}`,
          faded: pair.every((tie) => hasFaded({ ...tie, fadingMonths }, today)),
          soleHolder: heldByOne(holdings, pair),
        })),
        pulse: pulses.get(partnership.id) ?? null,
        untold: untoldTo(actor, partnership, partners, sign),
      }
      return [partnership.id, evidence]
    }),
  )
}

const pairOf = ({ a, b }: NetworkTie) => (a < b ? `${a} ${b}` : `${b} ${a}`)

/** Whether one person alone holds the ties of two; null where nobody is named, or the reader may not know. */
function heldByOne(holdings: Holdings, ties: readonly NetworkTie[]): boolean | null {
  const known = ties.flatMap((tie) => holdings(tie) ?? [])
  return holdingNow(known).length === 0 ? null : soleHolder(known) !== undefined
}

interface Known {
  brings: readonly Bringer[]
  ties: readonly NetworkTie[]
  holdings: Holdings
  hours: Awaited<ReturnType<typeof totalHoursOf>>
  ledgers: Ledgers
  goals: Awaited<ReturnType<typeof goalsOf>>
  sign: SignEvidence
  today: string
}

function partnerOf(actor: Actor, partnership: Partnership, party: Party, known: Known): PartnerEvidence {
  const { organization, commitments } = party
  const until = (one: { until: string | null }) => one.until ?? partnership.periodLast
  const holdsOn = (day: string) => (one: Party['commitments'][number]) =>
    (one.from === null || one.from <= day) && (until(one) === null || until(one)! >= day)
  const now = commitments.filter(holdsOn(known.today))
  const later = commitments.filter(holdsOn(monthsLater(known.today, AHEAD)))
  return {
    party: party.id,
    name: organization.name,
    slug: organization.slug,
    saysMission: party.missionLink !== '',
    signed: known.sign.signed(organization.id),
    goals: known.goals(partnership.id, organization.id),
    hours: hoursOf(actor, partnership, party, known),
    leads: party.roles.filter(({ level }) => level === 'lead').length,
    plays: party.roles.filter(({ level }) => level !== 'advise').length,
    ...broughtAlone(known.brings, party.id),
    shares: now.some(({ kind }) => kind !== 'hours'),
    promisesOn: commitments.length === 0 ? null : later.length > 0,
    gains: known.ledgers.gains(partnership.id, organization.id),
    gives: known.ledgers.gives(partnership.id, organization.id),
    askedAboutGains: speaksForParty(actor, party),
    ties: tiesOf(known.ties, organization.id),
    people: peopleOf(actor, party, now, known),
  }
}

/**
 * Hours as the reader may know of them: pools stand in the charter that everybody reads, what single people promised does not.
 * Promised before, and for today no more: they ran out, where nothing is left out.
 */
function hoursOf(
  actor: Actor,
  partnership: Partnership,
  party: Party,
  { hours, today }: Known,
): PartnerEvidence['hours'] {
  const promises = promisesOf(party, partnership, today)
  const promised = promisedIn(promises)
  const ever = party.commitments.some(({ kind, amount }) => kind === 'hours' && amount !== null)
  const whole = readsDraft(actor, partnership)
  return { promised, ranOut: whole && promised === null && ever, used: hours.get(party.id)?.used ?? null, whole }
}

/** Rules that rest on what a charter says of roles, of each partner and of what it promises. */
const OF_THE_CHARTER = ['led', 'one-lead', 'each-plays', 'spread', 'roles-signed', 'words', 'shared', 'outlasts']

/** Rules that rest on what is not told to everybody, as far as this reader is none of those who are told. */
function untoldTo(
  actor: Actor,
  partnership: Partnership,
  partners: readonly PartnerEvidence[],
  { inForce }: SignEvidence,
): Set<string> {
  const { member } = actor
  const reads = readsDraft(actor, partnership)
  // What nobody has signed is told to its partners alone, unless sources tell it that everybody can read.
  const isProposed = !reads && !inForce && partnership.references.length === 0
  return new Set([
    ...(isProposed ? OF_THE_CHARTER : []),
    ...(canReadSignOffs(actor, partnership) ? [] : ['permission', 'yes']),
    ...(reads ? [] : ['time']),
    ...(partners.every(({ hours }) => hours?.whole && hours.used !== null) ? [] : ['time-kept']),
    ...(member ? [] : ['two-people', 'many-hands']),
    ...(canSeePulses(actor, partnership) ? [] : ['mission-felt', 'benefits-felt', 'heard', 'trust']),
  ])
}

function broughtAlone(brings: readonly Bringer[], party: string): Pick<PartnerEvidence, 'alone' | 'silent'> {
  const missing = missingWithout(broughtBy(brings), party)
  const ofKinds = <T>(of: (kind: Bring) => T) =>
    Object.fromEntries(BRINGS.map((kind) => [kind, of(kind)])) as Record<Bring, T>
  return {
    alone: ofKinds((kind) => missing.filter((thing) => thing.kind === kind).length),
    silent: ofKinds((kind) => silentIn(brings, kind).includes(party)),
  }
}

function tiesOf(all: readonly NetworkTie[], organizationId: string): PartnerEvidence['ties'] {
  const own = all.filter(({ a, b }) => a === organizationId || b === organizationId)
  const strengths = own.flatMap(({ strength }) => strength ?? [])
  const firsts = own.flatMap(({ first }) => first ?? []).toSorted()
  return {
    all: own.length,
    confirmed: own.filter(({ state, line }) => state === 'confirmed' || line === 'evidenced').length,
    strongest: strengths.length === 0 ? null : Math.max(...strengths),
    first: firsts[0] ?? null,
  }
}

/** Who carries it at a partner: its contact, those who promise hours, those who hold its ties; a pool is one more at least. */
function peopleOf(actor: Actor, party: Party, now: Party['commitments'], { ties, holdings }: Known): number | null {
  if (!actor.member) return null
  const own = party.organization.id
  const held = ties
    .filter(({ a, b }) => a === own || b === own)
    .flatMap((tie) => holdingNow(holdings(tie) ?? []).filter(({ organizationId }) => organizationId === own))
  const hours = now.filter(({ kind }) => kind === 'hours')
  const people = new Set([
    ...(party.contact ? [party.contact.id] : []),
    ...hours.flatMap(({ personId }) => personId ?? []),
    ...held.map(({ personId }) => personId),
  ])
  return people.size + (hours.some(({ personId, pool }) => personId === null && pool !== '') ? 1 : 0)
}
