import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Bringer, broughtBy, kindsOnlyFrom, missingWithout, sharedByAll, silentIn } from './complements.ts'

const partner = (id: string, brings: Partial<Bringer['brings']> = {}): Bringer => ({
  id,
  brings: { skills: [], audiences: [], spaces: [], data: [], ...brings },
})

const library = partner('library', {
  skills: ['Outreach', 'Teaching'],
  audiences: ['Families'],
  spaces: ['Meeting room'],
})
const campus = partner('campus', { skills: ['GIS', 'teaching '], spaces: ['Computer lab'] })
const center = partner('center', { skills: ['Data cleaning', 'TEACHING'], data: ['Vacant lots'] })
const three = [library, campus, center]

describe('what partners bring', () => {
  test('each thing once, however it is written, first what only one brings', () => {
    const skills = broughtBy(three).filter(({ kind }) => kind === 'skills')
    expect(skills.map(({ label, by }) => [label, by])).toEqual([
      ['Outreach', ['library']],
      ['GIS', ['campus']],
      ['Data cleaning', ['center']],
      ['Teaching', ['library', 'campus', 'center']],
    ])
  })

  test('without one partner is missing what nobody else brings', () => {
    const brought = broughtBy(three)
    expect(missingWithout(brought, 'campus').map(({ label }) => label)).toEqual(['GIS', 'Computer lab'])
    expect(sharedByAll(brought, 3).map(({ label }) => label)).toEqual(['Teaching'])
    expect(kindsOnlyFrom(brought, 'center')).toEqual(['data'])
    expect(kindsOnlyFrom(brought, 'campus')).toEqual([])
  })

  test('of whom nothing is on record it is not known what they bring', () => {
    expect(silentIn(three, 'audiences')).toEqual(['campus', 'center'])
    expect(silentIn(three, 'skills')).toEqual([])
  })

  test('a partner alone shares nothing, and nobody brings nothing', () => {
    expect(sharedByAll(broughtBy([library]), 1)).toEqual([])
    expect(broughtBy([])).toEqual([])
  })
})

const WORDS = ['GIS', 'gis', 'Outreach', 'Teaching', 'Mapping', 'Zines', '', '  ', 'Éxito', 'exito']
const anyWords = fc.array(fc.constantFrom(...WORDS))
const anyPartner = fc.record({ skills: anyWords, audiences: anyWords, spaces: anyWords, data: anyWords })
const anyPartners = fc
  .array(anyPartner, { maxLength: 6 })
  .map((all) => all.map((brings, n) => partner(`p${n}`, brings)))
const keys = (bringers: Bringer[]) => broughtBy(bringers).map(({ kind, label }) => `${kind} ${label.toLowerCase()}`)

describe('whoever the partners are', () => {
  test('exactly what is missing without one is what the others do not bring', () =>
    fc.assert(
      fc.property(anyPartners, fc.nat(5), (all, n) => {
        const left = all[n]
        if (!left) return
        const brought = broughtBy(all)
        const rest = broughtBy(all.filter((one) => one !== left))
        expect(brought.length - rest.length).toBe(missingWithout(brought, left.id).length)
      }),
    ))

  test('nothing is missing without two different partners', () =>
    fc.assert(
      fc.property(anyPartners, (all) => {
        const brought = broughtBy(all)
        const missing = all.flatMap(({ id }) => missingWithout(brought, id))
        expect(new Set(missing).size).toBe(missing.length)
        expect(missing.length).toBe(brought.filter(({ by }) => by.length === 1).length)
      }),
    ))

  test('the order of partners changes who is named first, never what is brought', () =>
    fc.assert(
      fc.property(anyPartners, (all) => {
        const fold = (names: string[]) =>
          names.map((name) => name.normalize('NFKD').replaceAll(/\p{M}/gu, '').trim()).sort()
        expect(fold(keys(all.toReversed()))).toEqual(fold(keys(all)))
      }),
    ))

  test('to bring something again changes nothing', () =>
    fc.assert(
      fc.property(anyPartners, (all) => {
        const twice = all.map((one) =>
          partner(one.id, { ...one.brings, skills: [...one.brings.skills, ...one.brings.skills] }),
        )
        expect(broughtBy(twice)).toEqual(broughtBy(all))
      }),
    ))
})
