import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { differencesOf, isMaterial, wordsBetween } from './differences.ts'
import type { CharterCommitment, CharterContent, CharterParty } from './revisions.ts'

const hours: CharterCommitment = {
  id: 'h',
  kind: 'hours',
  what: 'A desk on Tuesdays',
  amount: 120,
  person: null,
  pool: 'Reference staff',
  from: null,
  until: null,
}
const library: CharterParty = {
  id: 'l',
  organization: { id: 'ol', name: 'Riverbend Public Library' },
  contact: { id: 'p1', name: 'Amadou Diallo' },
  leader: { id: 'p2', name: 'Ruth Halloran' },
  missionLink: 'Every resident can find and judge information.',
  expectedBenefits: '',
  roles: [{ role: 'teach', level: 'lead', meaning: 'Classes in the branches' }],
  commitments: [hours],
}
const center: CharterParty = {
  ...library,
  id: 'c',
  organization: { id: 'oc', name: 'Data Commons' },
  roles: [],
  commitments: [],
}
const charter: CharterContent = {
  name: 'Data Desk',
  purpose: 'One desk for questions.',
  mission: 'A person asks once.',
  decisions: 'Together, each quarter.',
  leaving: 'With three months’ notice.',
  places: ['Millrace'],
  period: '2025-03/2027-02',
  parties: [library, center],
}
const withLibrary = (changes: Partial<CharterParty>): CharterContent => ({
  ...charter,
  parties: [{ ...library, ...changes }, center],
})
const between = (after: CharterContent) => differencesOf(charter, after)

describe('what differs between two charters', () => {
  test('nothing, where nothing does', () => expect(between(structuredClone(charter))).toEqual([]))

  test('a sentence is told word by word', () => {
    expect(between({ ...charter, mission: 'A person asks only once.' })).toEqual([
      {
        field: 'mission',
        party: null,
        material: false,
        pieces: [
          { is: 'same', text: 'A person asks ' },
          { is: 'new', text: 'only ' },
          { is: 'same', text: 'once.' },
        ],
      },
    ])
  })

  test('places that went and that came', () =>
    expect(between({ ...charter, places: ['Marsh', 'Millrace'] })).toMatchObject([
      { field: 'places', gone: [], come: ['Marsh'], material: false },
    ]))

  test('a partner that left, and one that joined with what it promises', () => {
    const city = { ...library, id: 'y', organization: { id: 'oy', name: 'City' } }
    expect(between({ ...charter, parties: [library, city] })).toMatchObject([
      { field: 'party', change: 'joined', party: { id: 'y', name: 'City' } },
      { field: 'contact', before: null },
      { field: 'leader', before: null },
      { field: 'missionLink' },
      { field: 'role', role: 'teach', before: null, after: 'lead' },
      { field: 'commitment', before: null, after: { amount: 120 } },
      { field: 'party', change: 'left', party: { name: 'Data Commons' } },
    ])
  })

  test('a partner that left and came again is the same one', () => {
    const again = { ...library, id: 'another row', commitments: [{ ...hours, id: 'another too' }] }
    expect(between({ ...charter, parties: [again, center] })).toEqual([])
  })

  test('a renamed organization is no other partner', () =>
    expect(between(withLibrary({ organization: { id: 'ol', name: 'The Library' } }))).toEqual([]))
})

describe('what asks leaders again', () => {
  test.each([
    ['the period', { ...charter, period: '2025-03/2028-02' }],
    [
      'a partner more',
      { ...charter, parties: [...charter.parties, { ...center, id: 'x', organization: { id: 'ox', name: 'X' } }] },
    ],
    ['a partner less', { ...charter, parties: [library] }],
    ['a role', withLibrary({ roles: [{ role: 'teach', level: 'support', meaning: 'Classes in the branches' }] })],
    ['hours', withLibrary({ commitments: [{ ...hours, amount: 200 }] })],
    ['another thing promised', withLibrary({ commitments: [{ ...hours, what: 'A desk every day' }] })],
    ['until when', withLibrary({ commitments: [{ ...hours, until: '2027-02-28' }] })],
    [
      'a promise more',
      withLibrary({ commitments: [hours, { ...hours, id: 'r', kind: 'space', what: 'The large room' }] }),
    ],
    ['a promise less', withLibrary({ commitments: [] })],
  ])('%s', (_, after) => expect(isMaterial(charter, after)).toBe(true))

  test.each([
    ['its name', { ...charter, name: 'The Desk' }],
    ['any words', { ...charter, purpose: 'Another', mission: 'Another', decisions: 'Another', leaving: 'Another' }],
    ['places', { ...charter, places: [] }],
    ['the order of partners', { ...charter, parties: [center, library] }],
    ['contact and leader', withLibrary({ contact: null, leader: { id: 'p9', name: 'Another' } })],
    ['words of a partner', withLibrary({ missionLink: 'Another', expectedBenefits: 'Another' })],
    [
      'the sentence on a role',
      withLibrary({ roles: [{ role: 'teach', level: 'lead', meaning: 'Classes at school' }] }),
    ],
    ['a comma in a promise', withLibrary({ commitments: [{ ...hours, what: 'A desk, on Tuesdays.' }] })],
  ])('not %s', (_, after) => {
    expect(isMaterial(charter, after)).toBe(false)
    expect(isMaterial(after, charter)).toBe(false)
  })

  test('another person’s hours, but not that somebody was named or is erased', () => {
    const of = (id: string | null) => withLibrary({ commitments: [{ ...hours, person: id ? { id, name: id } : null }] })
    expect(isMaterial(of('dana'), of('lee'))).toBe(true)
    expect(isMaterial(of(null), of('lee'))).toBe(false)
    expect(isMaterial(of('dana'), of(null))).toBe(false)
    expect(differencesOf(of('dana'), of(null))).toHaveLength(1)
  })
})

describe('words', () => {
  const joined = (before: string, after: string, drop: 'gone' | 'new') =>
    wordsBetween(before, after)
      .filter(({ is }) => is !== drop)
      .map(({ text }) => text)
      .join('')
  const text = fc
    .array(fc.constantFrom('we', 'Ask', 'once', ' ', ', ', '.\n', 'días', '5'), { maxLength: 40 })
    .map((all) => all.join(''))

  test('both texts can be read in it, whatever they are', () => {
    fc.assert(
      fc.property(text, text, (before, after) => {
        expect(joined(before, after, 'new')).toBe(before)
        expect(joined(before, after, 'gone')).toBe(after)
      }),
    )
  })

  test('what was rewritten is told as one change, not as confetti', () =>
    expect(wordsBetween('We meet each month.', 'We see people every week.')).toEqual([
      { is: 'same', text: 'We ' },
      { is: 'gone', text: 'meet each month' },
      { is: 'new', text: 'see people every week' },
      { is: 'same', text: '.' },
    ]))

  test('long texts are compared too, in reasonable time', () => {
    const long = Array.from({ length: 6000 }, (_, n) => `word${n}`).join(' ')
    const began = performance.now()
    expect(joined(long, `So ${long.replace('word3000', 'another')} it is`, 'new')).toBe(long)
    expect(performance.now() - began).toBeLessThan(2000)
  })
})
