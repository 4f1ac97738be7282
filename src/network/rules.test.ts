import { expect, test } from 'vitest'
import { type Actor, type Mandate, memberActor, publicActor, systemActor } from '../platform/actor.ts'
import { periodOf } from './periods.ts'
import {
  type Side,
  type Statement,
  asksAgain,
  canAddTie,
  canChangeTie,
  canConfirm,
  canDispute,
  canRemoveTie,
  sideOf,
  hasFaded,
  isEvidence,
  lastHeard,
  renewingSide,
  stateOf,
  strengthOf,
} from './rules.ts'

const REGION = 'region'
const [LIBRARY, CENTER, SCHOOL] = ['library', 'center', 'school']

let day = 0
/** Statements in the order they are written: "library confirms 4", "coordinator 2". */
const said = (...lines: string[]): Statement[] =>
  lines.map((line) => {
    const [who = '', ...rest] = line.split(' ')
    const by = who === 'coordinator' || who === 'reference' ? who : 'side'
    const strength = rest.find((word) => /^\d$/.test(word))
    day += 1
    return {
      id: String(day),
      by,
      organizationId: by === 'side' ? who : null,
      verdict: rest.includes('disputes') ? 'disputes' : 'confirms',
      strength: strength ? Number(strength) : null,
      saidAt: new Date(Date.UTC(2026, 0, day)),
      note: '',
    }
  })

test.each([
  [[], 'reported', null],
  [['reference'], 'reported', null],
  [['reference 2'], 'reported', 2],
  [['reference 2', 'coordinator 3'], 'reported', 3],
  [['coordinator 3', 'coordinator 5'], 'reported', 5],
  [['coordinator 3', 'coordinator'], 'reported', 3],
  [['library 4'], 'claimed', 4],
  [['library', 'coordinator 2'], 'claimed', 2],
  [['library 4', 'coordinator 2'], 'claimed', 4],
  [['library 4', 'library 2'], 'claimed', 2],
  [['library 4', 'center 2'], 'confirmed', 2],
  [['library 3', 'center 5'], 'confirmed', 3],
  [['library', 'center 5'], 'confirmed', 5],
  [['library 4', 'center disputes'], 'disputed', 4],
  [['library 4', 'library disputes'], 'disputed', null],
  [['library 4', 'center disputes', 'center 1'], 'confirmed', 1],
  [['library 4', 'center 2', 'center disputes'], 'disputed', 4],
] as const)('%j is %s, of strength %s', (lines, state, strength) => {
  const statements = said(...lines)
  expect([stateOf(statements), strengthOf(statements)]).toEqual([state, strength])
  expect([stateOf(statements.toReversed()), strengthOf(statements.toReversed())]).toEqual([state, strength])
})

const side = (id: string, verdict: Side['verdict']): Side => ({
  id,
  slug: id,
  name: id,
  sector: 'library',
  verdict,
  strength: null,
})
const tie = (library: Side['verdict'], center: Side['verdict'], statements: Statement[] = []) => ({
  sides: [side(LIBRARY, library), side(CENTER, center)] as [Side, Side],
  statements,
})
const speaker = (...organizations: string[]): Actor =>
  member(organizations.map((organizationId) => ({ what: 'speak' as const, organizationId })))
const member = (mandates: Mandate[]) =>
  memberActor({ regionId: REGION, accountId: null, personId: 'person', name: 'A person', mandates })

const nobody = publicActor(REGION)
const viewer = member([{ what: 'view', organizationId: null }])
const signer = member([{ what: 'sign', organizationId: CENTER }])
const coordinator = systemActor(REGION)

test.each([
  ['the other side', speaker(CENTER), tie('confirms', null), true, true],
  ['the side that has confirmed', speaker(LIBRARY), tie('confirms', null), false, true],
  ['the side that has disputed', speaker(CENTER), tie('confirms', 'disputes'), true, false],
  ['who speaks for both', speaker(LIBRARY, CENTER), tie('confirms', null), true, true],
  ['who speaks for both, when both confirmed', speaker(LIBRARY, CENTER), tie('confirms', 'confirms'), false, true],
  ['a third organization', speaker(SCHOOL), tie('confirms', null), false, false],
  ['a coordinator', coordinator, tie('confirms', null), false, false],
  ['who may only sign', signer, tie('confirms', null), false, false],
  ['a viewer', viewer, tie('confirms', null), false, false],
  ['the public', nobody, tie('confirms', null), false, false],
])('%s may confirm or dispute', (_who, actor, it, confirm, dispute) => {
  expect([canConfirm(actor, it), canDispute(actor, it)]).toEqual([confirm, dispute])
})

test('of both sides one answers for the one that has not confirmed', () => {
  expect(sideOf(speaker(LIBRARY, CENTER), tie('confirms', null))?.id).toBe(CENTER)
  expect(sideOf(speaker(LIBRARY, CENTER), tie(null, 'confirms'))?.id).toBe(LIBRARY)
  expect(sideOf(nobody, tie(null, null))).toBeUndefined()
})

test.each([
  ['a coordinator', coordinator, true, true],
  ['a speaker of the side', speaker(LIBRARY), true, true],
  ['a speaker of the other side', speaker(CENTER), false, true],
  ['a third organization', speaker(SCHOOL), false, false],
  ['who may only sign', signer, false, false],
  ['a viewer', viewer, false, false],
  ['the public', nobody, false, false],
])('%s may add a tie of the library, or change one', (_who, actor, add, change) => {
  expect([canAddTie(actor, { id: LIBRARY }), canChangeTie(actor, tie('confirms', null))]).toEqual([add, change])
})

test.each([
  ['the side that alone spoke', speaker(LIBRARY), ['library 4', 'library 2'], true],
  ['the other side', speaker(CENTER), ['library 4'], false],
  ['the first side after the other spoke', speaker(LIBRARY), ['library 4', 'center 2'], false],
  ['a side of a reported tie', speaker(LIBRARY), ['coordinator 4'], false],
  ['a side of a tie nobody spoke to', speaker(LIBRARY), [], false],
  ['a coordinator', coordinator, ['library 4', 'center 2'], true],
  ['the public', nobody, [], false],
])('%s may remove it', (_who, actor, lines, may) => {
  expect(canRemoveTie(actor, tie(null, null, said(...lines)))).toBe(may)
})

test.each([
  [null, 12, '2026-05-03', false],
  ['2026-05-03', 12, '2026-05-03', true],
  ['2025-05-03', 12, '2026-05-03', true],
  ['2025-05-02', 12, '2026-05-03', false],
  ['2025-05-02', 13, '2026-05-03', true],
  ['2016-05-03', 120, '2026-05-03', true],
])('a contact on %s is evidence for %i months, on %s: %s', (lastContact, fadingMonths, today, is) =>
  expect(isEvidence({ lastContact, fadingMonths }, today)).toBe(is),
)

test.each([
  ['2026-01-31', 1, '2026-02-28'],
  ['2026-01-31', 2, '2026-03-31'],
  ['2026-12-31', 2, '2027-02-28'],
  ['2024-02-29', 12, '2025-02-28'],
  ['2024-02-29', 48, '2028-02-29'],
])('what was last heard on %s holds for %i months, through %s', (lastSaid, fadingMonths, until) => {
  const next = new Date(Date.parse(until) + 86_400_000).toISOString().slice(0, 10)
  const tie = { lastSaid, lastContact: null, fadingMonths }
  expect([until, next].map((today) => hasFaded(tie, today))).toEqual([false, true])
})

test('a tie is as fresh as the later of what was said and when they spoke', () => {
  const heard = (lastSaid: string, lastContact: string | null) => lastHeard({ lastSaid, lastContact })
  expect(heard('2026-05-03', null)).toBe('2026-05-03')
  expect(heard('2026-05-03', '2025-01-01')).toBe('2026-05-03')
  expect(heard('2026-05-03', '2026-05-04')).toBe('2026-05-04')
})

const goesOn = { period: null, periodFirst: null, periodLast: null }
test.each([
  ['the side that has confirmed', speaker(LIBRARY), 'claimed', goesOn, LIBRARY],
  ['who speaks for both', speaker(CENTER, LIBRARY), 'claimed', goesOn, LIBRARY],
  ['the side that has said nothing', speaker(CENTER), 'claimed', goesOn, undefined],
  ['a third organization', speaker(SCHOOL), 'claimed', goesOn, undefined],
  ['a coordinator', coordinator, 'claimed', goesOn, undefined],
  ['the public', nobody, 'claimed', goesOn, undefined],
  ['of a disputed tie', speaker(LIBRARY), 'disputed', goesOn, undefined],
  ['of one that is over', speaker(LIBRARY), 'claimed', periodOf('2020', '2025'), undefined],
  ['of one that goes on', speaker(LIBRARY), 'claimed', periodOf('2020', ''), LIBRARY],
] as const)('that a tie is still so can say: %s', (_who, actor, state, period, may) => {
  expect(renewingSide(actor, { ...tie('confirms', null), ...period, state }, '2026-05-03')?.id).toBe(may)
})

test.each([
  ['one not heard of for long', 'claimed', goesOn, '2025-05-02', true],
  ['one just heard of', 'claimed', goesOn, '2025-05-03', false],
  ['a disputed one', 'disputed', goesOn, '2025-05-02', false],
  ['one that is over', 'confirmed', periodOf('2020', '2024'), '2025-05-02', false],
  ['one that has not begun', 'confirmed', periodOf('2027', ''), '2025-05-02', false],
  ['one that has begun', 'confirmed', periodOf('2024', ''), '2025-05-02', true],
] as const)('both sides are asked about %s', (_what, state, period, lastSaid, is) => {
  const heard = { lastSaid, lastContact: null, fadingMonths: 12 }
  expect(asksAgain({ ...heard, ...period, state }, '2026-05-03')).toBe(is)
})
