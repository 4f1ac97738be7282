import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { pittsburgh } from './regions.ts'
import type { DemoOrganization, DemoReference } from './regions.ts'

const guide = fileURLToPath(new URL('../../shared/data/guide/', import.meta.url))
const region = pittsburgh(new Date('2026-11-23T12:00:00Z'))

const references: DemoReference[] = [
  ...region.references,
  ...region.organizations.flatMap((organization) => organization.references),
  ...region.ties.flatMap((tie) => tie.references),
  ...(region.listings ?? []).flatMap((listing) => listing.references),
  ...(region.partnerships ?? []).flatMap((one) => one.references ?? []),
  ...(region.ledgers ?? []).flatMap((one) => one.references ?? []),
  ...(region.plans ?? []).flatMap(({ goals }) => goals.flatMap((goal) => goal.references ?? [])),
]

const plain = (text: string) => text.replace(/\s+/g, ' ').trim()

/** What an organization tells, by the name under which its references stand for it. */
const factsOf = (organization: DemoOrganization) => [
  'record',
  ...organization.roles.map((role) => `roles.${role}`),
  ...(['mission', 'description', 'website'] as const).filter((field) => organization[field]),
  ...(['otherNames', 'audiences', 'skills'] as const).filter((field) => organization[field].length > 0),
]

const OUTLETS = '../libraries/imls-pls-fy2015-outlets.csv'

test('each reference names its page, its address and a short quote', () => {
  for (const { title, url, quote, file } of references.filter((reference) => reference.file !== OUTLETS)) {
    expect(title).toMatch(/CC BY/)
    expect(url).toMatch(/^https:\/\/civic-switchboard\.(gitbook|github)\.io\//)
    expect(file).toMatch(/^civic-switchboard-(guide|site)\/.+\.md$/)
    expect(quote?.length).toBeGreaterThan(10)
    expect(quote?.length).toBeLessThan(260)
    expect(quote).not.toMatch(/[[\]\\]/)
  }
})

test('each fact of an organization and each tie has a reference', () => {
  for (const organization of region.organizations) {
    const told = organization.references.map((reference) => reference.for)
    for (const fact of factsOf(organization)) expect(told, `${organization.name}: ${fact}`).toContain(fact)
  }
  for (const tie of region.ties) expect(tie.references.length, tie.key).toBeGreaterThan(0)
  for (const { facts, references: told } of region.listings ?? [])
    expect(told.length, String(facts['name'])).toBeGreaterThan(0)
  for (const { told, references: where = [], amount } of region.ledgers ?? [])
    expect([told, where.length, amount]).toEqual([told, 1, undefined])
})

test('what no source tells is absent: no persons, no strengths, no places but the outlets of one library', () => {
  expect([region.people, region.members, region.circles]).toEqual([[], [], []])
  expect(region.ties.flatMap((tie) => tie.statements).every((said) => said.by === 'reference' && !said.strength)).toBe(
    true,
  )
  const placed = region.organizations.filter((organization) => organization.places.length > 0)
  expect(placed.map(({ key, places }) => [key, places.length])).toEqual([['carnegie-library-of-pittsburgh', 19]])
})

test.runIf(existsSync(guide + OUTLETS))('each outlet stands in the survey with its street and point', () => {
  const survey = plain(readFileSync(guide + OUTLETS, 'utf8')).toUpperCase()
  for (const { name, street, latitude, longitude } of region.organizations.flatMap(({ places }) => places)) {
    expect(survey).toContain(`${street.toUpperCase()} PITTSBURGH, PA (${latitude}, ${longitude})`)
    expect(survey).toContain(name.toUpperCase())
  }
})

test.runIf(existsSync(guide))('each quote stands literally in its file', () => {
  const texts = new Map<string, string>()
  const textOf = (file: string) => {
    if (!texts.has(file)) texts.set(file, plain(readFileSync(guide + file, 'utf8')))
    return texts.get(file) ?? ''
  }
  const missing = references.filter(({ file = '', quote = '' }) => !textOf(file).includes(plain(quote)))
  expect(missing.map(({ file, quote }) => `${file}: ${quote}`)).toEqual([])
})
