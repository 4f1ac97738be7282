import { deflateSync } from 'node:zlib'
import { strToU8, zipSync } from 'fflate'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { aPdf, aWordFile } from '../../../test/plan-files.ts'
import { candidatesIn, candidatesTyped } from './candidates.ts'
import { parted } from './markers.ts'
import type { PlanLine } from './plan-lines.ts'
import { readInThread } from './read-in-thread.ts'
import { readPlan, type PlanOutcome } from './read-plan.ts'

const bytes = (text: string) => new TextEncoder().encode(text)
const told = (outcome: PlanOutcome) =>
  outcome.ok ? outcome.candidates.map(({ code, text, page, why }) => [code, text, page, why]) : outcome.why

describe('how a line begins', () => {
  test.each([
    ['Goal 2: Every resident can find it', 'named', 'Goal 2', 'Every resident can find it'],
    ['Strategic Priority 3 – Open by default', 'named', 'Strategic Priority 3', 'Open by default'],
    ['Objective 1.2 Teach data literacy', 'named', 'Objective 1.2', 'Teach data literacy'],
    ['Goal One. Serve everybody', 'named', 'Goal One', 'Serve everybody'],
    ['GOAL IV: SERVE EVERYBODY', 'named', 'GOAL IV', 'SERVE EVERYBODY'],
    ['• Action 14: Open data that residents use', 'named', 'Action 14', 'Open data that residents use'],
    ['Objetivo 3: Abrir los datos', 'named', 'Objetivo 3', 'Abrir los datos'],
    ['Línea estratégica 2. Alfabetización de datos', 'named', 'Línea estratégica 2', 'Alfabetización de datos'],
    ['Goal: be useful to the whole county', 'called', '', 'be useful to the whole county'],
    ['Meta: llegar a todos los barrios', 'called', '', 'llegar a todos los barrios'],
    ['3. Open data', 'numbered', '3', 'Open data'],
    ['2.1 Open data', 'numbered', '2.1', 'Open data'],
    ['(b) Open data', 'numbered', 'b', 'Open data'],
    ['– Open data', 'bullet', '', 'Open data'],
    ['* Open data', 'bullet', '', 'Open data'],
    ['Goals of the library', null, '', 'Goals of the library'],
    ['Action is needed', null, '', 'Action is needed'],
    ['Action I took', null, '', 'Action I took'],
    ['Goal a better library', null, '', 'Goal a better library'],
    ['2024 was a good year', null, '', '2024 was a good year'],
  ])('%s', (line, mark, code, text) => expect(parted(line)).toEqual({ mark, code, text }))

  test('any text is parted quickly and loses none of its words', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 2000 }), (line) => {
        expect(line.endsWith(parted(line).text)).toBe(true)
      }),
    )
    const started = performance.now()
    parted(`${'1.'.repeat(50_000)} x`)
    parted(`goal${' '.repeat(100_000)}`)
    expect(performance.now() - started).toBeLessThan(500)
  })
})

describe('a list that is pasted', () => {
  test('keeps each line, without its bullet; a number is its code', () => {
    const pasted = 'Goal 1: Reach everyone\n\n2) Open the data\n  •  Teach it\nJust a line\n7.'
    expect(candidatesTyped(pasted).candidates.map(({ code, text }) => [code, text])).toEqual([
      ['Goal 1', 'Reach everyone'],
      ['2', 'Open the data'],
      ['', 'Teach it'],
      ['', 'Just a line'],
      ['', '7.'],
    ])
  })

  test('of thousands of lines the first are shown, and how many there are is said', () => {
    const { candidates, total } = candidatesTyped(Array.from({ length: 5000 }, (_, n) => `Goal ${n}: same`).join('\n'))
    expect([candidates.length, total]).toEqual([300, 5000])
  })
})

describe('lines that may be goals', () => {
  const line = (text: string, look: PlanLine['look'] = 'text', page: number | null = 1): PlanLine => ({
    text,
    look,
    page,
  })

  test('are those that stand out; what only runs along is none', () => {
    const lines = [
      line('Strategic plan', 'heading'),
      line('Goal 1'),
      line('Every resident can find and judge information'),
      line('We will meet each quarter and talk about it.'),
      line('Open data that residents use', 'strong'),
      line('Goal 1 ............ 4'),
      line('Yes', 'item'),
    ]
    expect(candidatesIn(lines).candidates.map(({ code, text, why }) => [code, text, why])).toEqual([
      ['', 'Strategic plan', 'heading'],
      ['Goal 1', 'Every resident can find and judge information', 'named'],
      ['', 'Open data that residents use', 'strong'],
    ])
  })

  test('what stands at the head of each page is none', () => {
    const lines = [1, 2, 3].flatMap((page) => [
      line(`Riverbend Public Library ${page}`, 'strong', page),
      line(`Goal ${page}: a goal of its own kind ${page}`, 'text', page),
    ])
    expect(candidatesIn(lines).candidates.map(({ code }) => code)).toEqual(['Goal 1', 'Goal 2', 'Goal 3'])
  })
})

describe('files', () => {
  test('a PDF: headings by their size, lists by their signs, and the page of each', async () => {
    const file = aPdf([
      [
        { text: 'Strategic Plan 2025 to 2029', size: 24 },
        { text: 'We serve three counties and all who live in them, and this is what we mean to do.' },
      ],
      [
        { text: 'Goal 2: Every resident can find', size: 16 },
        { text: 'and judge information', size: 16 },
        { text: '• Lend rooms to those' },
        { text: 'who work with data', left: 80 },
        { text: 'A paragraph that says more about it, and nothing that is a goal of its own.' },
      ],
    ])
    expect(told(await readPlan(file))).toEqual([
      ['', 'Strategic Plan 2025 to 2029', 1, 'heading'],
      ['Goal 2', 'Every resident can find and judge information', 2, 'named'],
      ['', 'Lend rooms to those who work with data', 2, 'bullet'],
    ])
  })

  test('a Word file: headings by style, lists, bold lines, pages where Word says so', async () => {
    const file = aWordFile([
      { text: 'Our plan for the valley', style: 'Ttulo1' },
      { text: 'Acción 14: Datos abiertos que la gente usa' },
      { text: 'Open rooms on Sundays', list: true },
      { text: 'Trust in what we publish', bold: true },
      { text: 'Plain words that run along.', newPage: true },
      { text: 'Reach the east bank', style: 'Ttulo1' },
    ])
    expect(told(await readPlan(file))).toEqual([
      ['', 'Our plan for the valley', 1, 'heading'],
      ['Acción 14', 'Datos abiertos que la gente usa', 1, 'named'],
      ['', 'Open rooms on Sundays', 1, 'item'],
      ['', 'Trust in what we publish', 1, 'strong'],
      ['', 'Reach the east bank', 2, 'heading'],
    ])
  })

  test('a web page: headings, lists and bold lines, without its scripts and its navigation', async () => {
    const file = bytes(`<!doctype html><head><title>Our plan for all</title></head><nav><li>Home and more</nav>
      <script>document.write('<h1>Goal 9: run me</h1>')</script><style>h1 { color: red }</style>
      <h2>Goal 1: R&amp;D that reaches <i>everyone</i></h2><p>Words that run along.<p><b>Trust in what we publish</b></p>
      <ul><li>Open the data &lt;script&gt;</li><li><p>Teach it in Spanish</p></ul>`)
    expect(told(await readPlan(file))).toEqual([
      ['Goal 1', 'R&D that reaches everyone', null, 'named'],
      ['', 'Trust in what we publish', null, 'strong'],
      ['', 'Open the data <script>', null, 'item'],
      ['', 'Teach it in Spanish', null, 'item'],
    ])
  })

  test('a plain text is read line by line', async () =>
    expect(told(await readPlan(bytes('Plan\n1. Open the data\nand so on\nObjetivo 2: Enseñar a leerlos')))).toEqual([
      ['1', 'Open the data', null, 'numbered'],
      ['Objetivo 2', 'Enseñar a leerlos', null, 'named'],
    ]))
})

describe('files that cannot be read say why', () => {
  const why = async (file: Uint8Array) => {
    const outcome = await readPlan(file)
    return outcome.ok ? 'read' : [outcome.why.key.split('.').at(-1), outcome.why.values]
  }

  test('400 scanned pages without text', async () =>
    expect(await why(aPdf(Array.from({ length: 400 }, () => [])))).toEqual(['scanned', { pages: 400 }]))
  test('more pages than a plan has', async () =>
    expect(await why(aPdf(Array.from({ length: 601 }, () => [])))).toEqual(['pages', { pages: 601, max: 600 }]))
  test('a PDF that is none', async () => expect(await why(bytes('%PDF-1.7\nnonsense'))).toEqual(['broken', {}]))
  test('an old Word file', async () =>
    expect(await why(Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, 0, 0))).toEqual(['oldWord', {}]))
  test('a zip that is no Word file', async () =>
    expect(await why(zipSync({ 'a.txt': strToU8('a') }))).toEqual(['kind', {}]))
  test('a picture', async () => expect((await why(Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 13, 10)))[0]).toBe('picture'))
  test('nothing', async () => expect((await why(new Uint8Array()))[0]).toBe('empty'))
  test('a Word file whose text unfolds to gigabytes', async () => {
    const bomb = zipSync({ 'word/document.xml': new Uint8Array(60_000_000).fill(0x20) })
    expect((await why(bomb))[0]).toBe('zipBomb')
  })
  test('a Word file with entities of its own', async () => {
    const lol = '<!DOCTYPE w [<!ENTITY a "lol"><!ENTITY b "&a;&a;">]><w:document>&b;</w:document>'
    expect((await why(zipSync({ 'word/document.xml': strToU8(lol) })))[0]).toBe('doctype')
  })
  test('a Word file that is cut off', async () =>
    expect((await why(aWordFile([{ text: 'Goal 1: Open the data' }]).subarray(0, 300)))[0]).toBe('brokenZip'))
  test('any bytes: it answers, and never throws', async () => {
    const heads = ['%PDF-1.4\n', 'PK\u0003\u0004', '<html>', ''].map(bytes)
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...heads), fc.uint8Array({ maxLength: 400 }), async (head, rest) => {
        expect(typeof (await readPlan(Uint8Array.of(...head, ...rest))).ok).toBe('boolean')
      }),
      { numRuns: 60 },
    )
  })
})

describe('a thread of its own', () => {
  test('reads a plan', async () =>
    expect(told(await readInThread(bytes('<h1>Open the data to all</h1>')))).toEqual([
      ['', 'Open the data to all', null, 'heading'],
    ]))

  test('is ended when a small file unfolds to more memory than a plan needs', async () => {
    const file = aPdf([[]], deflateSync(Buffer.alloc(400_000_000, 32)))
    const outcome = await readInThread(file, { seconds: 30, memory: 40_000_000 })
    expect(outcome.ok ? 'read' : outcome.why.key).toBe('partnership-goals.read.memory')
  })

  test('is ended when it takes too long', async () => {
    const outcome = await readInThread(aPdf([[]]), { seconds: 0, memory: 100_000_000 })
    expect(outcome.ok ? 'read' : outcome.why.key).toBe('partnership-goals.read.time')
  })
})
