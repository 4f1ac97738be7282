import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { translate } from '../../platform/i18n.ts'
import { dialsOf, helpsMost, holesOf } from './dials.ts'
import type { Evidence, PartnerEvidence } from './evidence-kinds.ts'
import { FACTORS, RULES } from './rules.ts'
import { SOURCES } from './sources.ts'

const none = { skills: 0, audiences: 0, spaces: 0, data: 0 }
const silent = { skills: true, audiences: true, spaces: true, data: true }

/** A partner of whom nothing is on record but its name. */
const unknown = (name: string): PartnerEvidence => ({
  party: name,
  name,
  slug: name,
  saysMission: false,
  signed: null,
  goals: null,
  hours: null,
  leads: 0,
  plays: 0,
  alone: none,
  silent,
  shares: false,
  promisesOn: null,
  gains: null,
  gives: null,
  askedAboutGains: true,
  ties: { all: 0, confirmed: 0, strongest: null, first: null },
  people: null,
})

/** A partner with whom all is well. */
const well = (name: string): PartnerEvidence => ({
  ...unknown(name),
  saysMission: true,
  signed: 'approved',
  goals: { now: 3, served: 1, past: 0 },
  hours: { promised: 100, ranOut: false, used: 40, whole: true },
  leads: 2,
  plays: 3,
  alone: { skills: 1, audiences: 1, spaces: 0, data: 0 },
  silent: { skills: false, audiences: false, spaces: true, data: true },
  shares: true,
  promisesOn: true,
  gains: { capacity: 1, reach: 1, shown: 1, last: '2026-10-01', undated: false },
  gives: { count: 4, last: '2026-11-01', undated: false },
  ties: { all: 2, confirmed: 1, strongest: 4, first: '2020-01-01' },
  people: 2,
})

const NOTHING: Evidence = {
  today: '2026-11-23',
  yearAgo: '2025-11-23',
  mission: false,
  partners: ['a', 'b', 'c'].map(unknown),
  roles: [],
  rolesSigned: null,
  ties: [],
  pulse: null,
  untold: new Set(),
}
const middles = { mission: 3, benefits: 4, openness: 3, reliability: 3, purpose: 4 }
const THRIVING: Evidence = {
  ...NOTHING,
  mission: true,
  partners: ['a', 'b', 'c'].map(well),
  roles: [
    { key: 'one', label: 'One', state: 'led' },
    { key: 'two', label: 'Two', state: 'shared' },
  ],
  rolesSigned: true,
  ties: [{ id: 't', label: 'a, b', faded: false, soleHolder: false }],
  pulse: { closedOn: '2026-06-01', asked: 10, answered: 6, middles },
}

const stateIn = (evidence: Evidence, key: string) =>
  dialsOf(evidence)
    .flatMap(({ answers }) => answers)
    .find(({ rule }) => rule.key === key)!.finding.state
/** The thriving one, with one partner of whom something else is so. */
const but = (change: Partial<PartnerEvidence>): Evidence => ({
  ...THRIVING,
  partners: [...THRIVING.partners.slice(1), { ...well('d'), ...change }],
})

describe('the rules', () => {
  test('at most a third of each dial rests on opinion', () => {
    for (const factor of FACTORS) {
      const opinions = RULES[factor].filter(({ rests }) => rests === 'opinion').length
      expect(opinions * 3, factor).toBeLessThanOrEqual(RULES[factor].length)
    }
  })

  test('each says in both languages what it asks, why, and what the next step is, and names who says that it matters', () => {
    const all = FACTORS.flatMap((factor) => RULES[factor])
    expect(new Set(all.map(({ key }) => key)).size).toBe(all.length)
    for (const { key, source } of all) {
      expect(SOURCES[source].url).toMatch(/^https:\/\//)
      for (const lang of ['en', 'es'] as const)
        for (const part of ['asks', 'why', 'next'])
          expect(translate(lang).has(`factor-rules.${key}.${part}`), `${lang} ${key}.${part}`).toBe(true)
    }
  })

  test('where nothing is on record all is unknown, and nothing is not so', () => {
    expect(dialsOf(NOTHING).map(({ met, not }) => [met, not])).toEqual(FACTORS.map(() => [0, 0]))
    expect(dialsOf({ ...NOTHING, partners: [] }).every(({ met, not }) => met + not === 0)).toBe(true)
  })

  test('where all is well every hole is filled', () => {
    const open = dialsOf(THRIVING).flatMap(({ answers }) => answers.filter(({ finding }) => finding.state !== 'met'))
    expect(open.map(({ rule }) => rule.key)).toEqual([])
  })

  test.each<[string, Evidence]>([
    ['permission', but({ signed: 'declined' })],
    ['permission', but({ signed: 'late' })],
    ['yes', { ...THRIVING, partners: THRIVING.partners.map((one) => ({ ...one, signed: 'no-objection' })) }],
    ['goals', but({ goals: { now: 2, served: 0, past: 0 } })],
    ['goals-hold', but({ goals: { now: 2, served: 1, past: 1 } })],
    ['time', but({ hours: { promised: null, ranOut: true, used: null, whole: true } })],
    ['time-kept', but({ hours: { promised: 24, ranOut: false, used: 31, whole: true } })],
    ['mission-felt', { ...THRIVING, pulse: { ...THRIVING.pulse!, middles: { ...middles, mission: 2 } } }],
    ['led', { ...THRIVING, roles: [{ key: 'x', label: 'X', state: 'gap' }] }],
    ['one-lead', { ...THRIVING, roles: [{ key: 'x', label: 'X', state: 'overlap' }] }],
    ['each-plays', but({ plays: 0 })],
    ['spread', but({ leads: 5 })],
    ['skills', but({ alone: none })],
    ['audiences', but({ alone: { ...none, skills: 4 } })],
    ['roles-signed', { ...THRIVING, rolesSigned: false }],
    ['each-gains', but({ gains: { capacity: 1, reach: 1, shown: 1, last: '2025-01-01', undated: false } })],
    ['each-gives', but({ gives: { count: 1, last: '2024-01-01', undated: false }, hours: null })],
    ['gains-shown', but({ gains: { capacity: 1, reach: 0, shown: 0, last: '2026-10-01', undated: false } })],
    ['capacity', but({ gains: { capacity: 0, reach: 2, shown: 1, last: '2026-10-01', undated: false } })],
    ['both-ways', but({ gains: { capacity: 0, reach: 0, shown: 0, last: null, undated: false } })],
    ['outlasts', { ...THRIVING, partners: THRIVING.partners.map((one) => ({ ...one, promisesOn: false })) }],
    ['tied', but({ ties: { all: 1, confirmed: 0, strongest: null, first: null } })],
    ['strong', but({ ties: { all: 1, confirmed: 1, strongest: 2, first: null } })],
    ['fresh', { ...THRIVING, ties: [{ id: 't', label: 'a, b', faded: true, soleHolder: false }] }],
    ['grown', but({ ties: { all: 1, confirmed: 1, strongest: 3, first: '2026-05-01' } })],
    ['two-people', but({ people: 1 })],
    ['many-hands', { ...THRIVING, ties: [{ id: 't', label: 'a, b', faded: false, soleHolder: true }] }],
    ['heard', { ...THRIVING, pulse: { ...THRIVING.pulse!, answered: 3 } }],
    ['heard', { ...THRIVING, pulse: { ...THRIVING.pulse!, closedOn: '2024-01-01' } }],
  ])('%s is not so where the records show it', (key, evidence) => {
    expect(stateIn(evidence, key)).toBe('not')
  })

  test.each<[string, Evidence]>([
    ['permission', but({ signed: 'asked' })],
    ['goals', but({ goals: { now: 0, served: 0, past: 0 } })],
    ['time', but({ hours: { promised: null, ranOut: false, used: null, whole: true } })],
    ['time-kept', but({ hours: { promised: 24, ranOut: false, used: null, whole: true } })],
    ['each-gains', but({ gains: { capacity: 0, reach: 0, shown: 0, last: null, undated: false } })],
    ['each-gains', but({ gains: { capacity: 1, reach: 1, shown: 1, last: '2025-01-01', undated: true } })],
    ['each-gives', but({ gives: { count: 1, last: null, undated: true }, hours: null })],
    ['time-kept', but({ hours: { promised: 24, ranOut: false, used: 31, whole: false } })],
    ['trust', { ...THRIVING, pulse: { ...THRIVING.pulse!, middles: { ...middles, openness: null } } }],
    ['trust', { ...THRIVING, pulse: { ...THRIVING.pulse!, closedOn: '2025-01-01' } }],
  ])('%s is unknown where the records are silent, not: not so', (key, evidence) => {
    expect(stateIn(evidence, key)).toBe('unknown')
  })

  test('one partner of whom it is not so outweighs all of whom nothing is known', () => {
    const evidence = { ...but({ signed: 'declined' }) }
    const partners = [unknown('x'), ...evidence.partners]
    expect(stateIn({ ...evidence, partners }, 'permission')).toBe('not')
  })

  test('more entries of what is there already fill no further hole', () =>
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 500 }), (times) => {
        const more = (one: PartnerEvidence): PartnerEvidence => ({
          ...one,
          goals: { now: 3 * times, served: times, past: 0 },
          plays: one.plays * times,
          gains: { capacity: times, reach: times, shown: times, last: '2026-10-01', undated: false },
          gives: { count: times, last: '2026-11-01', undated: false },
          alone: { skills: times, audiences: times, spaces: times, data: times },
          people: times,
        })
        const states = (evidence: Evidence) =>
          dialsOf(evidence).map(({ answers }) => answers.map(({ finding }) => finding.state))
        const some = but({ signed: 'asked', hours: null })
        expect(states({ ...some, partners: some.partners.map(more) })).toEqual(states(some))
      }),
    ))
})

describe('a dial', () => {
  test('names the one that would help most: what is not so before what is unknown, in the order of the rules', () => {
    const mission = (evidence: Evidence) => helpsMost(dialsOf(evidence)[0]!)?.rule.key
    expect(mission(THRIVING)).toBeUndefined()
    expect(mission(NOTHING)).toBe('permission')
    expect(mission(but({ signed: 'asked', goals: { now: 2, served: 1, past: 1 } }))).toBe('goals-hold')
  })

  test('has a hole for each rule, around as on a telephone', () => {
    expect(dialsOf(NOTHING).map(({ answers }) => answers.length)).toEqual([8, 8, 8, 8])
    const holes = holesOf(8)
    expect(holes[0]).toEqual({ x: 49, y: 133.7 })
    expect(holes[1]).toEqual({ x: 20.8, y: 98.3 })
    expect(holes[7]).toEqual({ x: 111, y: 133.7 })
    expect(holesOf(1)).toHaveLength(1)
  })
})
