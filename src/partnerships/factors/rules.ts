import type { Evidence, PartnerEvidence } from './evidence-kinds.ts'
import { each, type Finding, ofAll, ofAtLeast, ofWhole } from './findings.ts'
import type { Source } from './sources.ts'

/**
 * The rules of the dials: what each asks of the records. One rule is one hole. Within a dial they stand in the order in which
 * one builds on the other, so that the first that is not so is the one that would help most.
 *
 * A rule is so (met), not so as the records show, or unknown because they say nothing: `null` below. It never counts how much
 * was typed. What it asks in words, why, and the next step are in `locales/{en,es}/factor-rules.json` under its key.
 *
 * Whoever adds, drops or changes a rule raises the version. Quarters that were kept stay as they were.
 */
export const RULES_VERSION = 2

/** The three factors, and the ground they grow on. */
export const FACTORS = ['mission', 'roles', 'benefits', 'ground'] as const
export type Factor = (typeof FACTORS)[number]

export interface Rule {
  key: string
  /** What it rests on: what was done and is on record, or what people say they think. */
  rests: 'records' | 'opinion'
  /** Who says that it matters (`sources.ts`). */
  source: Source
  look(evidence: Evidence): Finding
}

const records = (key: string, source: Source, look: Rule['look']): Rule => ({ key, rests: 'records', source, look })
const opinion = (key: string, source: Source, look: Rule['look']): Rule => ({ key, rests: 'opinion', source, look })

export const RULES: Record<Factor, Rule[]> = {
  mission: [
    // Each leader said yes, or was told and let it pass.
    records('permission', 'guide-mission', (all) =>
      ofAll(partners(all, 'sign-offs', (one) => answered(one, ['approved', 'no-objection']))),
    ),
    // Silence lets work go on; somebody's yes carries it.
    records('yes', 'wilder', (all) =>
      ofAtLeast(
        1,
        partners(all, 'sign-offs', (one) => answered(one, ['approved'])),
      ),
    ),
    // Each partner's own plan has a goal that this work serves.
    records('goals', 'guide-mission', (all) =>
      ofAll(partners(all, 'goals', ({ goals }) => (goals && goals.now > 0 ? goals.served > 0 : null))),
    ),
    // Those goals hold today: a plan that is over gives no permission.
    records('goals-hold', 'guide-mission', (all) =>
      ofAll(partners(all, 'goals', ({ goals }) => (goals && goals.served + goals.past > 0 ? goals.past === 0 : null))),
    ),
    // The words are there that one sends to a leader: the shared mission, and what it has to do with each partner's own.
    records('words', 'guide-mission', (all) =>
      ofAll(partners(all, 'charter', ({ saysMission }) => (all.mission && saysMission ? true : null))),
    ),
    // Each partner says how much staff time it gives.
    records('time', 'guide-mission', (all) =>
      ofAll(partners(all, 'hours', ({ hours }) => (hours?.promised != null ? true : hours?.ranOut ? false : null))),
    ),
    // Nobody's people give more than was agreed.
    records('time-kept', 'wilder', (all) =>
      ofAll(
        partners(all, 'hours', ({ hours }) => {
          if (hours?.promised == null || hours.used === null) return null
          return hours.used <= hours.promised || (hours.whole ? false : null)
        }),
      ),
    ),
    opinion('mission-felt', 'wilder', (all) => asked(all, ['mission'])),
  ],

  roles: [
    // Every role that somebody plays is led.
    records('led', 'guide-partners', ({ roles }) => ofAll(played(roles, ({ state }) => state !== 'gap'))),
    // Where several lead one role, they said how they share it.
    records('one-lead', 'guide-barriers', ({ roles }) => ofAll(played(roles, ({ state }) => state !== 'overlap'))),
    // Each partner leads or helps to carry a role.
    records('each-plays', 'guide-roles', (all) =>
      ofAll(partners(all, 'roles', ({ plays }) => (all.roles.length > 0 ? plays > 0 : null))),
    ),
    // No partner leads more than half of it all.
    records('spread', 'guide-partners', (all) => {
      const led = all.partners.reduce((sum, { leads }) => sum + leads, 0)
      return ofAll(partners(all, 'roles', ({ leads }) => (led > 1 ? leads * 2 <= led : null)))
    }),
    // Each partner can do something that no other here can.
    records('skills', 'guide-roles', (all) =>
      ofAll(profiles(all, ({ alone, silent }) => (silent.skills ? null : alone.skills > 0))),
    ),
    // Each partner reaches somebody whom no other here reaches.
    records('audiences', 'guide-roles', (all) =>
      ofAll(profiles(all, ({ alone, silent }) => (silent.audiences ? null : alone.audiences > 0))),
    ),
    // At least two put in rooms, equipment, money or data.
    records('shared', 'guide-roles', (all) =>
      ofAtLeast(
        2,
        partners(all, 'charter', ({ shares }) => shares || null),
      ),
    ),
    // The roles of today are those to which the leaders agreed.
    records('roles-signed', 'wilder', ({ rolesSigned }) => ofWhole(rolesSigned)),
  ],

  benefits: [
    // Each partner gained something within a year.
    records('each-gains', 'guide-benefits', (all) => ofAll(gainers(all, ({ gains }) => sinceLastYear(gains, all)))),
    // Each partner gave something within a year.
    records('each-gives', 'wilder', (all) =>
      ofAll(
        partners(all, 'benefits', ({ gives, hours }) => ((hours?.used ?? 0) > 0 ? true : sinceLastYear(gives, all))),
      ),
    ),
    // Each that gained can show it: a count, a dataset, somebody's words.
    records('gains-shown', 'guide-track', (all) =>
      ofAll(gainers(all, ({ gains }) => (hasGained(gains) ? gains.shown > 0 : null))),
    ),
    // Each that gained can do something it could not before.
    records('capacity', 'guide-benefits', (all) =>
      ofAll(gainers(all, ({ gains }) => (hasGained(gains) ? gains.capacity > 0 : null))),
    ),
    // At least two reached people whom they did not reach before.
    records('reach', 'guide-benefits', (all) =>
      ofAtLeast(
        2,
        gainers(all, ({ gains }) => (hasGained(gains) ? gains.reach > 0 : null)),
      ),
    ),
    // Nobody only gives.
    records('both-ways', 'bryson', (all) =>
      ofAll(gainers(all, ({ gives, gains }) => (gives && gives.count > 0 && gains ? hasGained(gains) : null))),
    ),
    // At least two promise something for half a year from now.
    records('outlasts', 'guide-institutionalizing', (all) =>
      ofAtLeast(
        2,
        partners(all, 'charter', ({ promisesOn }) => promisesOn),
      ),
    ),
    opinion('benefits-felt', 'wilder', (all) => asked(all, ['benefits'])),
  ],

  ground: [
    // Each partner has a tie to another one that both sides confirm.
    records('tied', 'guide-relationships', (all) =>
      ofAll(profiles(all, ({ ties }) => (ties.all > 0 ? ties.confirmed > 0 : null))),
    ),
    // Each helps another one at least: 3 of 5 in strength.
    records('strong', 'varda', (all) =>
      ofAll(profiles(all, ({ ties }) => (ties.strongest === null ? null : ties.strongest >= 3))),
    ),
    // No tie between them has faded.
    records('fresh', 'wilder', ({ ties }) => ofAll(tied(ties, ({ faded }) => !faded))),
    // Each knows another one for a year at least.
    records('grown', 'guide-relationships', (all) =>
      ofAll(profiles(all, ({ ties }) => (ties.first === null ? null : ties.first <= all.yearAgo))),
    ),
    // In each partner more than one person carries it.
    records('two-people', 'guide-institutionalizing', (all) =>
      ofAll(profiles(all, ({ people }) => (people ? people > 1 : null))),
    ),
    // No tie between them is held by one person alone.
    records('many-hands', 'guide-institutionalizing', ({ ties }) =>
      ofAll(tied(ties, ({ soleHolder }) => (soleHolder === null ? null : !soleHolder))),
    ),
    // Within a year the people were asked how it goes, and half of them answered.
    records('heard', 'wilder', ({ pulse, yearAgo }) =>
      ofWhole(pulse && pulse.closedOn >= yearAgo && pulse.answered * 2 >= pulse.asked),
    ),
    opinion('trust', 'varda', (all) => asked(all, ['openness', 'reliability', 'purpose'])),
  ],
}

/** Of each partner, with the tab of the partnership on which one sees it. */
function partners(all: Evidence, tab: string, is: (partner: PartnerEvidence) => boolean | null) {
  return each(
    all.partners,
    is,
    () => ({ tab }),
    ({ name }) => name,
  )
}

/** Of each partner what it gained: that one gained nothing is told by name to the coordinator and to that partner alone. */
function gainers(all: Evidence, is: (partner: PartnerEvidence) => boolean | null) {
  return each(
    all.partners,
    is,
    () => ({ tab: 'benefits' }),
    ({ name, askedAboutGains }) => (askedAboutGains ? name : null),
  )
}

/** Of each partner, as its own entry has it. */
function profiles(all: Evidence, is: (partner: PartnerEvidence) => boolean | null) {
  return each(
    all.partners,
    is,
    ({ slug }) => ({ organization: slug }),
    ({ name }) => name,
  )
}

function played(roles: Evidence['roles'], is: (role: Evidence['roles'][number]) => boolean) {
  return each(
    roles,
    is,
    ({ key }) => ({ role: key }),
    ({ label }) => label,
  )
}

function tied(ties: Evidence['ties'], is: (tie: Evidence['ties'][number]) => boolean | null) {
  return each(
    ties,
    is,
    ({ id }) => ({ tie: id }),
    ({ label }) => label,
  )
}

/** What a leader answered; who was not asked, or has time still, said nothing. */
function answered({ signed }: PartnerEvidence, yes: readonly string[]): boolean | null {
  return signed === null || signed === 'asked' ? null : yes.includes(signed)
}

/** What happened last is of the last twelve months; what was never written down, or has no date, is not known. */
function sinceLastYear(
  entries: { last: string | null; undated: boolean } | null,
  { yearAgo }: Evidence,
): boolean | null {
  if (entries === null || entries.last === null) return null
  return entries.last >= yearAgo || (entries.undated ? null : false)
}

function hasGained(gains: PartnerEvidence['gains']): gains is NonNullable<PartnerEvidence['gains']> {
  return gains !== null && gains.capacity + gains.reach > 0
}

/** What people said in the last pulse of the past year: the middle answer is 3 or 4 of 4. */
function asked({ pulse, yearAgo }: Evidence, items: readonly string[]): Finding {
  const middles = pulse && pulse.closedOn >= yearAgo ? pulse.middles : {}
  const said = (item: string) => middles[item] ?? null
  return ofAll(
    each(
      items,
      (item) => (said(item) === null ? null : said(item)! >= 3),
      () => ({ tab: 'pulse' }),
      (item) => item,
    ),
  )
}
