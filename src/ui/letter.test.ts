import { expect, test } from 'vitest'
import { letter } from './letter.tsx'

const url = 'https://tieline.example/riverbend/l/token?a=1&b=2'
const { html, text, subject } = letter({
  lang: 'es',
  subject: 'A & B',
  lines: [
    'Hello <b>Ana</b>,',
    { quote: ['Ferry Street Library funds "us"', 'Strength 4'] },
    { act: 'Answer', url },
    { text: 'Not you?', label: 'Take me off', url },
  ],
})

test('a letter and its twin in plain text say the same', () => {
  expect(subject).toBe('A & B')
  expect(text).toBe(
    [
      'Hello <b>Ana</b>,',
      '    Ferry Street Library funds "us"\n    Strength 4',
      `Answer: ${url}`,
      `Not you? Take me off: ${url}`,
    ].join('\n\n'),
  )
  expect(html.match(/<p>/g)).toHaveLength(5)
})

test('what people typed stays text, in the language of the reader', () => {
  expect(html).toMatch(/^<!doctype html><html lang="es"><head>/)
  expect(html).toContain('<p>Hello &lt;b&gt;Ana&lt;/b&gt;,</p>')
  expect(html).toContain('<title>A &amp; B</title>')
  expect(html).toContain(`href="${url.replace('&', '&amp;')}"`)
})
