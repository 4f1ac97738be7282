import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readText } from './read-text.ts'

const words = 'Biblioteca Pública de Río Bend, “Café” — 5 €\nsecond line\n'
const utf16 = (text: string, order: 'le' | 'be') => {
  const bytes = Buffer.from(text, 'utf16le')
  return order === 'le' ? bytes : bytes.swap16()
}
const read = (bytes: Uint8Array) => {
  const got = readText(bytes)
  return got.ok ? [got.encoding, got.text] : got.reason.key
}

describe('the encoding is found by content', () => {
  test.each([
    ['UTF-8', Buffer.from(words), 'utf-8'],
    ['UTF-8 with a mark', Buffer.from(`\uFEFF${words}`), 'utf-8'],
    ['UTF-16 LE with a mark', utf16(`\uFEFF${words}`, 'le'), 'utf-16le'],
    ['UTF-16 BE with a mark', utf16(`\uFEFF${words}`, 'be'), 'utf-16be'],
  ])('%s', (_, bytes, encoding) => expect(read(bytes)).toEqual([encoding, words]))
  test('UTF-16 without a mark', () => {
    expect(read(utf16('name,city\nAna,Río\n', 'le'))).toEqual(['utf-16le', 'name,city\nAna,Río\n'])
    expect(read(utf16('name,city\nAna,Río\n', 'be'))).toEqual(['utf-16be', 'name,city\nAna,Río\n'])
  })
  test('Windows-1252', () => {
    expect(read(Uint8Array.from([0x43, 0x61, 0x66, 0xe9, 0x20, 0x93, 0x80, 0x94, 0x0a]))).toEqual([
      'windows-1252',
      'Café “€”\n',
    ])
    expect(read(Uint8Array.from([0x43, 0x61, 0x66, 0xe9]))).toEqual(['windows-1252', 'Café'])
  })
})

test.each([
  ['nothing', new Uint8Array(), 'import.empty'],
  ['only spaces', Buffer.from('\uFEFF \n\t'), 'import.empty'],
  ['a workbook of an old kind', Buffer.from('\u00d0\u00cf\u0011\u00e0', 'latin1'), 'import.workbook'],
  ['a PDF', Buffer.from('%PDF-1.7'), 'import.pdf'],
  ['NUL bytes', Buffer.from('name\u0000city\u0000\u0000\n'), 'import.notText'],
  ['bytes of no encoding', Uint8Array.from([0x61, 0x81, 0x8d]), 'import.notText'],
  ['a file cut within a letter', Buffer.from(words).subarray(0, 25), 'import.cutInText'],
  ['half a UTF-16 unit', utf16(`\uFEFF${words}`, 'le').subarray(0, 21), 'import.cutInText'],
  ['broken UTF-16', Uint8Array.from([0xff, 0xfe, 0x00, 0xd8, 0x61, 0x00]), 'import.encoding'],
  ['51 MB', new Uint8Array(51_000_000), 'import.tooLarge'],
])('%s is refused with a reason', (_, bytes, key) => expect(read(bytes)).toBe(key))

test('the refusal says where a NUL or an undefined byte is', () =>
  expect(readText(Buffer.from('ab\u0000c\u0000\u0000'))).toMatchObject({ reason: { values: { byte: 3 } } }))

test('any text in any encoding comes back; any bytes give text or a reason', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), (inner) => {
      const text = `é${inner}\n`.replaceAll('\u0000', '')
      expect(read(Buffer.from(text))).toEqual(['utf-8', text])
      expect(read(utf16(`\uFEFF${text}`, 'be'))).toEqual(['utf-16be', text])
    }),
  )
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
      const got = readText(bytes)
      if (got.ok) expect(got.text.includes('\u0000') && !bytes.includes(0)).toBe(false)
      else expect(got.reason.key).toMatch(/^import\.\w+$/)
    }),
    { numRuns: 500 },
  )
})
