import { expect, test } from 'vitest'
import { unknownFields } from '../src/partnerships/documents/template-fields.ts'
import { DEFAULT_ROLES, DEFAULT_SECTORS, DEFAULT_TIE_KINDS } from '../src/region/seed.ts'
import { pittsburgh, riverbend } from './regions.ts'
import type { DemoRegion, DemoTie } from './regions.ts'

const today = new Date('2026-11-23T12:00:00Z')
const invented = riverbend(today)
const both = [pittsburgh(today), invented]

const keys = (list: { key: string }[]) => list.map(({ key }) => key)
const DATE = String.raw`(\d{4}|\d{3}X|\d{4}-(0[1-9]|1[0-2]|2[1-4])|\d{4}-\d\d-\d\d)[?~%]?`
const EDTF = new RegExp(`^${DATE}(/(${DATE}|\\.\\.)?)?$`)

const statementsBySide = (tie: DemoTie) =>
  tie.statements.filter((said) => said.by === 'side' && said.verdict === 'confirms').map((said) => said.organization)
const confirmedByBoth = (tie: DemoTie) => new Set(statementsBySide(tie)).size === 2

test('riverbend has its counts', () => {
  expect(invented.organizations.length).toBe(68)
  expect(invented.people.length).toBe(78)
  expect(invented.ties.length).toBe(180)
  expect(invented.ties.filter((tie) => tie.endedAt).length).toBe(12)
  expect(invented.ties.filter((tie) => tie.statements.some((said) => said.verdict === 'disputes')).length).toBe(3)
  expect(invented.ties.slice(0, 141).filter(confirmedByBoth).length).toBe(96)
  expect([invented.invented, invented.counties, invented.countyNames]).toEqual([
    true,
    [],
    ['Alder', 'Marsh', 'Tolliver'],
  ])
})

test('the same day gives the same region, another day moves it', () => {
  expect(riverbend(today)).toEqual(invented)
  expect(pittsburgh(today)).toEqual(both[0])
  const next = riverbend(new Date('2027-11-23T12:00:00Z'))
  expect(keys(next.organizations)).toEqual(keys(invented.organizations))
  expect(next.createdAt.getTime()).toBeGreaterThan(invented.createdAt.getTime())
})

test('keys are unique and fit to be slugs', () => {
  for (const region of both) {
    const places = region.organizations.flatMap((organization) => organization.places)
    for (const list of [region.organizations, region.people, places]) {
      expect(new Set(keys(list)).size).toBe(list.length)
      for (const key of keys(list)) expect(key).toMatch(/^[a-z0-9-]{2,60}$/)
    }
    expect(new Set(keys(region.ties)).size).toBe(region.ties.length)
  }
})

const namesOf = (region: DemoRegion) => ({
  organizations: new Set(keys(region.organizations)),
  people: new Set(keys(region.people)),
  circles: new Set(region.circles.map((circle) => circle.owner)),
})

test('everything named exists', () => {
  const sectors = new Set(keys(DEFAULT_SECTORS))
  const roles = new Set(keys(DEFAULT_ROLES))
  const kinds = new Set(keys(DEFAULT_TIE_KINDS))
  for (const region of both) {
    const { organizations, people, circles } = namesOf(region)
    for (const one of region.organizations) {
      expect(sectors.has(one.sector), one.key).toBe(true)
      for (const role of one.roles) expect(roles.has(role), role).toBe(true)
      if (one.createdBy) expect(people.has(one.createdBy)).toBe(true)
      const { parent, successors = [] } = one.profile ?? {}
      for (const kin of [...successors, ...(parent ? [parent] : [])]) expect(organizations.has(kin), kin).toBe(true)
      for (const edit of one.edits) expect(people.has(edit.by ?? '')).toBe(true)
    }
    for (const tie of region.ties) {
      expect(
        [kinds.has(tie.kind), organizations.has(tie.a), organizations.has(tie.b), tie.a === tie.b],
        tie.key,
      ).toEqual([true, true, true, false])
      for (const said of tie.statements) {
        if (said.person) expect(people.has(said.person), said.person).toBe(true)
        if (said.by === 'side') expect([tie.a, tie.b]).toContain(said.organization)
      }
    }
    for (const { organization } of region.people.flatMap((person) => person.positions))
      expect(organizations.has(organization)).toBe(true)
    for (const member of region.members)
      expect([people.has(member.person), member.organizations.every((key) => organizations.has(key))]).toEqual([
        true,
        true,
      ])
    for (const circle of region.circles)
      for (const key of circle.organizations) expect(organizations.has(key)).toBe(true)
    for (const record of [...region.organizations, ...region.people, ...region.ties]) {
      expect(record.visibility === 'circle', record.key).toBe(record.circle !== undefined)
      if (record.circle) expect(circles.has(record.circle), record.circle).toBe(true)
    }
  }
})

test('each partner signed what was agreed on paper, before it was kept; the edited template has its fields', () => {
  for (const { partnership, keptAt, endsOn, signatures } of invented.agreements!) {
    const { parties } = invented.partnerships!.find(({ key }) => key === partnership)!
    const signers = signatures.map(({ organization }) => organization)
    expect(signers.toSorted()).toEqual(parties.map(({ organization }) => organization).toSorted())
    for (const { signedOn } of signatures) expect(signedOn <= keptAt.toISOString().slice(0, 10)).toBe(true)
    expect(endsOn > today.toISOString().slice(0, 10)).toBe(true)
  }
  for (const { body, edited } of invented.templates!) {
    expect(edited).not.toBe(body)
    expect(unknownFields(edited)).toEqual([])
  }
})

test('no tie or place is more visible than its ends', () => {
  const openness = { circle: 0, region: 1, public: 2 }
  const seen = new Map(invented.organizations.map((one) => [one.key, openness[one.visibility]]))
  for (const tie of invented.ties)
    expect(openness[tie.visibility], tie.key).toBeLessThanOrEqual(Math.min(seen.get(tie.a) ?? 0, seen.get(tie.b) ?? 0))
})

test('no kind is told twice of one pair at one time', () => {
  for (const region of both) {
    const told = region.ties.map((tie) => [...[tie.a, tie.b].sort(), tie.kind, tie.period].join(' '))
    expect(new Set(told).size).toBe(told.length)
  }
})

test('every sector has organizations and every access level a member who may be looked around as', () => {
  for (const { key } of DEFAULT_SECTORS)
    expect(
      invented.organizations.some((one) => one.sector === key),
      key,
    ).toBe(true)
  for (const access of ['viewer', 'representative', 'leader', 'coordinator']) {
    expect(
      invented.members.some((member) => member.access === access && member.lookAround),
      access,
    ).toBe(true)
  }
  expect(invented.members.filter((member) => member.access === 'coordinator').length).toBeGreaterThanOrEqual(2)
})

test('what is public, shared and private is about 60, 30 and 10 of a hundred', () => {
  const share = (visibility: string) =>
    invented.organizations.filter((one) => one.visibility === visibility).length / invented.organizations.length
  expect(share('public')).toBeCloseTo(0.6, 1)
  expect(share('region')).toBeCloseTo(0.32, 1)
  expect(share('circle')).toBeCloseTo(0.08, 1)
})

test('no address of the real world: mail and web of riverbend end in .example', () => {
  for (const person of invented.people) expect(person.email).toMatch(/^[a-z0-9.-]+@[a-z0-9.-]+\.example$/)
  const texts = JSON.stringify(invented).match(/https?:\/\/[^/)"\s]+/g) ?? []
  for (const address of texts) expect(address).toMatch(/^https:\/\/[a-z0-9.-]+\.example$/)
})

test('partial dates are EDTF', () => {
  const dates = both.flatMap((region) => [
    ...region.organizations.map((one) => one.founded),
    ...region.ties.map((tie) => tie.period),
    ...region.people.flatMap((person) => person.positions.map((position) => position.period)),
  ])
  for (const date of dates) if (date !== undefined) expect(date).toMatch(EDTF)
})

test('time runs forward', () => {
  const born = new Map([...invented.organizations, ...invented.people].map((one) => [one.key, one.createdAt.getTime()]))
  for (const tie of invented.ties) {
    const moments = [
      Math.max(born.get(tie.a) ?? 0, born.get(tie.b) ?? 0),
      tie.createdAt.getTime(),
      ...tie.statements.map((said) => said.saidAt.getTime()),
      (tie.endedAt ?? today).getTime(),
      today.getTime(),
    ]
    expect(moments, tie.key).toEqual([...moments].sort((one, two) => one - two))
    for (const said of tie.statements)
      expect(born.get(said.person ?? '') ?? 0).toBeLessThanOrEqual(said.saidAt.getTime())
    expect(Number(tie.period?.slice(0, 4))).toBeLessThanOrEqual(tie.createdAt.getUTCFullYear())
  }
  for (const [, at] of born) expect(at).toBeGreaterThanOrEqual(invented.createdAt.getTime())
  for (const member of invented.members) expect(born.get(member.person)).toBeLessThanOrEqual(member.since.getTime())
})

test('the network has hubs, one organization alone, and ties that hang on one person', () => {
  const degree = (key: string) =>
    new Set(invented.ties.flatMap((tie) => (tie.a === key ? [tie.b] : tie.b === key ? [tie.a] : []))).size
  expect(degree('three-counties-data-commons')).toBeGreaterThanOrEqual(14)
  const twice = ['ferry-st-library', 'marsh-valley-lib']
  const goesOn = invented.organizations.filter((one) => !one.profile?.ended && !twice.includes(one.key))
  expect(keys(goesOn).filter((key) => degree(key) === 0)).toEqual(['lighthouse-ham-radio-club'])
  const voices = (key: string) =>
    new Set(
      invented.ties
        .flatMap((tie) => tie.statements)
        .filter((said) => said.organization === key)
        .map((said) => said.person),
    )
  expect([...voices('marsh-valley-library')]).toEqual(['wendell-haas'])
})

test('people hold ties of organizations that they are or were of, and some ties hang on one person', () => {
  const held = invented.ties.filter((tie) => tie.holders)
  expect(held.length).toBeGreaterThanOrEqual(20)
  const of = (person: string) => [
    ...invented.people.find((one) => one.key === person)!.positions.map((position) => position.organization),
    ...(invented.members.find((member) => member.person === person)?.organizations ?? []),
  ]
  for (const tie of held)
    for (const { organization, persons } of tie.holders!) {
      expect([tie.a, tie.b]).toContain(organization)
      for (const person of persons) expect(of(person), `${tie.key} ${person}`).toContain(organization)
    }
  const alone = held.filter((tie) => tie.holders!.flatMap((side) => side.persons).join() === 'marisol-vega')
  expect(alone.length).toBeGreaterThanOrEqual(2)
})

test('contents are as long and as short as they get', () => {
  const names = invented.organizations.map((one) => one.name.length)
  expect(Math.max(...names)).toBeGreaterThanOrEqual(90)
  expect(invented.organizations.filter((one) => one.lang === 'es').length).toBeGreaterThanOrEqual(2)
  expect(invented.organizations.filter((one) => one.translations.length > 0).length).toBeGreaterThanOrEqual(10)
  expect(invented.organizations.some((one) => one.translations.some((translation) => translation.stale))).toBe(true)
})

test('an organization that came in twice is one by now, another waits for a decision', () => {
  const [made] = invented.merges ?? []
  expect([made?.kept, made?.lost]).toEqual(['ferry-street-library', 'ferry-st-library'])
  // So late that the merge can still be undone.
  expect(made!.at.getTime()).toBeGreaterThan(today.getTime() - 30 * 86_400_000)
  expect(invented.contacts!.some((contact) => contact.with === made!.lost)).toBe(true)
  expect(invented.looksForDuplicates!.getTime()).toBeGreaterThan(made!.at.getTime())
})
