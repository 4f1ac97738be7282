import { describe, expect, test } from 'vitest'
import { type Content, weigh } from './cells.ts'
import { encodeWas, matrixForm } from './forms.ts'

const present = (all: Record<string, Content>) => (party: string, role: string) => all[`${party} ${role}`]
const lead: Content = { level: 'lead', meaning: 'At every desk' }
const typed = (
  level: string,
  meaning: string,
  was?: { level: '' | 'lead' | 'support' | 'advise'; meaning: string },
) => [{ party: 'a', role: 'teaching', level: level as 'lead', meaning, was }]

describe('cells that two set at once', () => {
  test('a cell that was not touched stays as somebody else set it meanwhile', () => {
    const seen = { level: 'support' as const, meaning: '' }
    expect(weigh(typed('support', '', seen), present({ 'a teaching': lead }))).toEqual({ changes: [], conflicts: [] })
  })

  test('what was touched changes where nobody else was faster', () => {
    const seen = { level: 'lead' as const, meaning: 'At every desk' }
    const { changes, conflicts } = weigh(typed('advise', '', seen), present({ 'a teaching': lead }))
    expect(conflicts).toEqual([])
    expect(changes).toEqual([{ party: 'a', role: 'teaching', before: lead, after: { level: 'advise', meaning: '' } }])
  })

  test('where both said something else neither is lost: it is a conflict with what both say', () => {
    const seen = { level: '' as const, meaning: '' }
    const { changes, conflicts } = weigh(typed('support', 'At Eastside', seen), present({ 'a teaching': lead }))
    expect(changes).toEqual([])
    expect(conflicts).toMatchObject([{ before: lead, after: { level: 'support', meaning: 'At Eastside' } }])
  })

  test('both said the same: nothing is to be done', () => {
    const seen = { level: '' as const, meaning: '' }
    const all = weigh(typed('lead', 'At every desk', seen), present({ 'a teaching': lead }))
    expect(all).toEqual({ changes: [], conflicts: [] })
  })

  test('who has no part has no sentence', () => {
    const { changes } = weigh(typed('', 'A sentence'), present({ 'a teaching': lead }))
    expect(changes[0]!.after).toEqual({ level: null, meaning: '' })
  })

  test('what stood in a cell comes back out of its hidden field', () => {
    const was = encodeWas({ level: 'lead', meaning: 'From 9:00 to 5:00' })
    const form = { party: 'a', role: 'teaching', level: 'lead', meaning: 'New', was }
    expect(matrixForm.parse(form)).toEqual([
      {
        party: 'a',
        role: 'teaching',
        level: 'lead',
        meaning: 'New',
        was: { level: 'lead', meaning: 'From 9:00 to 5:00' },
      },
    ])
    expect(matrixForm.parse({ ...form, was: 'nonsense' })[0]!.was).toBeUndefined()
    expect(encodeWas({ level: null, meaning: '' })).toBe(':')
  })
})
