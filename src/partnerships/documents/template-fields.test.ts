import { describe, expect, test } from 'vitest'
import { STANDARD } from './standard-clauses.ts'
import { fieldNames, readTemplate, unknownFields } from './template-fields.ts'

describe('a template', () => {
  test('knows its fields in both languages, with or without accents and capitals', () => {
    expect(unknownFields('{partners} {Integrantes} { misión } {MISION} {period}')).toEqual([])
    expect([...fieldNames('en'), ...fieldNames('es')].flatMap((name) => unknownFields(`{${name}}`))).toEqual([])
  })

  test('tells each field that it does not know, once', () => {
    expect(unknownFields('{partner} and {budget} and {partner}')).toEqual(['partner', 'budget'])
    expect(unknownFields('a { b, an empty {} and {\n}')).toEqual([])
  })

  test('is read as headings, paragraphs and lists, with its fields in them', () => {
    expect(
      readTemplate(
        '## 1. Who\nThe partners of {partnership}:\n\n- {partners}\n- nobody else\n## 2. What\n\n{mission}\n',
      ),
    ).toEqual([
      { kind: 'heading', text: '1. Who' },
      { kind: 'paragraph', pieces: [{ text: 'The partners of ' }, { field: 'partnership' }, { text: ':' }] },
      { kind: 'list', items: [[{ field: 'partners' }], [{ text: 'nobody else' }]] },
      { kind: 'heading', text: '2. What' },
      { kind: 'paragraph', pieces: [{ field: 'mission' }] },
    ])
  })

  test('of the house has all clauses in both languages', () => {
    expect([STANDARD.en, STANDARD.es].flatMap(unknownFields)).toEqual([])
    const kinds = (body: string) => readTemplate(body).map((clause) => clause.kind)
    expect(kinds(STANDARD.es)).toEqual(kinds(STANDARD.en))
  })
})
