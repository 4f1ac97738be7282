import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { strFromU8, unzipSync } from 'fflate'
import { SaxesParser } from 'saxes'
import { afterAll, expect, test } from 'vitest'
import { type OpenedPdf, openPdf } from '../../../test/pdfs.ts'
import { documentProcess, fileOf } from './documents.ts'
import { asText, type Block, type Paper, tightened, TIGHTEST } from './papers.ts'
import { makeTypesetter } from './typesetting.ts'

const folder = mkdtempSync(join(tmpdir(), 'tieline-documents-'))
afterAll(async () => {
  rmSync(folder, { recursive: true })
  await documentProcess.close()
})

const typesetter = makeTypesetter()

const SVG =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 40" width="200" height="40"><rect width="100" height="20"/></svg>'

const BLOCKS: Block[] = [
  { kind: 'text', tone: 'lead', text: 'Questions about data reach the desk that can answer them.' },
  { kind: 'text', tone: 'mark', text: [{ text: 'Asked of you: ', strong: true }, { text: 'a yes by May 12.' }] },
  { kind: 'figures', figures: [{ value: '74 of 120', label: 'hours used', href: 'https://example.org/hours' }] },
  { kind: 'heading', level: 1, text: 'Goals served' },
  { kind: 'list', items: ['Inclusive and equitable', [{ text: 'A plan', href: 'https://example.org/plan' }]] },
  { kind: 'heading', level: 2, text: 'By partner' },
  { kind: 'table', caption: 'Hours', head: ['Partner', 'Used'], rows: [['Library', '74']], numbers: [1] },
  {
    kind: 'drawing',
    caption: 'Gives and gains',
    drawing: { svg: SVG, width: 200, height: 40, alt: 'Gives 74, gains 5' },
  },
  { kind: 'columns', columns: [[{ kind: 'text', text: 'left' }], [{ kind: 'text', text: 'right' }]] },
  { kind: 'signatures', signatures: [{ name: 'Library', title: 'Director', signature: 'Signature', date: 'Date' }] },
]

const paperOf = (some: Partial<Paper> = {}): Paper => ({
  title: 'Riverbend Data Desk',
  over: 'Report',
  under: 'for all partners',
  lang: 'en',
  day: '2027-01-16',
  origin: 'From the records of Riverbend, January 16, 2027',
  blocks: BLOCKS,
  words: { page: 'Page {page} of {pages}', more: 'and {count} more', lackingLetters: '□ stands for missing letters.' },
  ...some,
})

const open: OpenedPdf[] = []
const opened = async (bytes: Uint8Array) => {
  const pdf = await openPdf(bytes)
  open.push(pdf)
  return pdf
}
afterAll(() => Promise.all(open.map((pdf) => pdf.close())))

test('a PDF says that it is PDF/UA-1, its language and its title, and is tagged from head to foot', async () => {
  const pdf = await opened(typesetter.pdf(paperOf({ lang: 'es', title: 'Mesa de datos' })))
  expect(await pdf.claims()).toEqual({ part: '1', title: 'Mesa de datos', lang: 'es', marked: true })
  const roles = await pdf.roles()
  expect(roles).toEqual(expect.arrayContaining(['H1', 'H2', 'L', 'LI', 'Table', 'TH', 'TD', 'Figure', 'Link', 'P']))
  expect(await pdf.alternatives()).toEqual(['Gives 74, gains 5'])
  expect(await pdf.untagged()).toEqual(['From the records of Riverbend, January 16, 2027', 'Page 1 of 1'])
})

test('what poppler says of it', () => {
  const file = join(folder, 'paper.pdf')
  writeFileSync(file, typesetter.pdf(paperOf()))
  const said = popplerSays('-struct', file)
  if (said === undefined) return expect(said).toBeUndefined()
  expect(popplerSays('', file)).toMatch(/Tagged: +yes/)
  expect(said).toMatch(/H1 "Goals served"/)
  expect(said).toMatch(/Table/)
})

/** What `pdfinfo` says; undefined on a machine without it, where the structure is read with pdf.js alone. */
function popplerSays(option: string, file: string): string | undefined {
  try {
    return execFileSync('pdfinfo', [option, file].filter(Boolean), {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}

test('the same paper is the same file, to the byte, whoever sets it and however often', async () => {
  const before = typesetter.pdf(paperOf())
  typesetter.pdf(paperOf({ title: 'Something else' }))
  expect(Buffer.compare(typesetter.pdf(paperOf()), before)).toBe(0)
  expect(Buffer.compare(makeTypesetter().pdf(paperOf()), before)).toBe(0)
  expect(Buffer.compare(await fileOf(paperOf(), 'pdf'), before)).toBe(0)
  const word = await fileOf(paperOf(), 'docx')
  expect(Buffer.compare(await fileOf(paperOf(), 'docx'), word)).toBe(0)
})

test('nothing that was typed is read as markup, in a PDF or a DOCX', async () => {
  const stings = [
    '"><script>nasty()</script> </w:t></w:r> <!-- --!> <![CDATA[ ]]>',
    '\u202Egnp.elif\u2066\u200B 👩‍👩‍👧‍👦 \u{1F4A9}\uFFFD&lt;&#60;\u000b\u0001\uffff',
    '*bold* _it_ $x^2$ `raw` <label> @ref \\ #let a = 1 // no',
    '] #panic("x") [',
    '#read("/etc/passwd")',
    '{page} {count} {{7*7}} = heading',
    'W'.repeat(300),
  ]
  const blocks: Block[] = stings.flatMap((sting): Block[] => [
    { kind: 'heading', level: 1, text: sting },
    { kind: 'text', text: [{ text: sting, strong: true }] },
    { kind: 'list', items: [sting] },
    { kind: 'table', caption: sting, head: [sting, 'b'], rows: [[sting, sting]] },
    { kind: 'figures', figures: [{ value: sting.slice(0, 20), label: sting }] },
    { kind: 'signatures', signatures: [{ name: sting, title: sting, signature: sting, date: sting }] },
  ])
  const paper = paperOf({ title: stings[0]!, over: stings[1]!, under: stings[2]!, origin: stings[3]!, blocks })
  const pdf = await opened(typesetter.pdf(paper))
  const said = await pdf.text()
  for (const sting of ['#read("/etc/passwd")', '$x^2$ `raw` <label> @ref', '#panic("x")']) expect(said).toContain(sting)
  const parts = unzipSync(await fileOf(paper, 'docx'))
  for (const name of Object.keys(parts).filter((part) => part.endsWith('.xml'))) parseXml(strFromU8(parts[name]!))
})

function parseXml(text: string) {
  const parser = new SaxesParser({ xmlns: true })
  parser.on('error', (error) => {
    throw error
  })
  parser.write(text).close()
}

test('a template reads nothing outside its folder', () => {
  writeFileSync(join(folder, 'outside.typ'), '#read("../secret")')
  writeFileSync(join(folder, 'root.typ'), '#read("/etc/passwd")')
  const mine = makeTypesetter(folder)
  expect(() => mine.compile('outside.typ', {})).toThrow('access denied')
  expect(() => mine.compile('root.typ', {})).toThrow('file not found')
})

test('a letter that no font has is a box, and the paper says what the box stands for', async () => {
  const pdf = await opened(
    typesetter.pdf(paperOf({ title: 'Łódź \u{13000} Nguyễn', blocks: [{ kind: 'text', text: '\ud800\u0000x' }] })),
  )
  expect(await pdf.text()).toContain('Łódź □ Nguyễn')
  expect(await pdf.text()).toContain('□ stands for missing letters.')
})

const LONG = 'Everybody in the county asks for something else, and all of it is data. '

test('long contents run over many pages, each with its number', async () => {
  const rows = Array.from({ length: 400 }, (_, n) => [`Partner ${n}`, LONG])
  const pdf = await opened(
    typesetter.pdf(paperOf({ blocks: [{ kind: 'table', caption: 'All', head: ['Partner', 'What'], rows }] })),
  )
  expect(pdf.pages).toBeGreaterThan(10)
  expect(await pdf.untagged()).toContain(`Page ${pdf.pages} of ${pdf.pages}`)
  expect(await pdf.text()).toContain('Partner 399')
})

test.each([1, 3, 10, 100])('a paper of one page is one page, with %i times as much in it', async (times) => {
  const text = LONG.repeat(times)
  const list: Block = { kind: 'list', items: Array.from({ length: 3 * times }, () => text) }
  const blocks: Block[] = [
    ...BLOCKS.slice(0, 3),
    { kind: 'columns', columns: [[list], [list]] },
    { kind: 'text', text },
  ]
  const pdf = await opened(
    typesetter.pdf(paperOf({ onePage: true, title: text.slice(0, 200), under: text, origin: text, blocks })),
  )
  expect(pdf.pages).toBe(1)
  if (times >= 10) expect(await pdf.text()).toMatch(/and \d+ more/)
})

test('what is shortened is cut after a word and says how many more there are', () => {
  const list: Block = { kind: 'list', items: Array.from({ length: 9 }, (_, n) => [{ text: `Item ${n} ${LONG}` }]) }
  const [short] = tightened(paperOf({ blocks: [list] }), TIGHTEST).paper.blocks as [Extract<Block, { kind: 'list' }>]
  expect(short.items.map(asText)).toEqual([expect.stringMatching(/^Item 0 .*\S…$/), 'and 8 more'])
})

test('a Word document has headings, lists, headers of tables, alternatives of pictures and its language', async () => {
  const parts = unzipSync(await fileOf(paperOf({ lang: 'es' }), 'docx'))
  const body = strFromU8(parts['word/document.xml']!)
  for (const style of ['Title', 'Heading1', 'Heading2']) expect(body).toContain(`<w:pStyle w:val="${style}"/>`)
  expect(body).toContain('<w:tblHeader/>')
  expect(body).toContain('descr="Gives 74, gains 5"')
  expect(body).toContain('<w:numPr>')
  expect(strFromU8(parts['word/styles.xml']!)).toContain('w:lang w:val="es-US"')
  const core = strFromU8(parts['docProps/core.xml']!)
  expect(core).toContain('<dc:title>Riverbend Data Desk</dc:title>')
  expect(core).toContain('2027-01-16T00:00:00Z')
  expect(strFromU8(parts['word/_rels/document.xml.rels']!)).toContain('https://example.org/plan')
})

test('nobody asks for a document, no process', async () => {
  await documentProcess.close()
  expect(documentProcess.alive()).toBe(0)
  const all = await Promise.all([1, 2, 3].map(() => fileOf(paperOf(), 'pdf')))
  expect(all.map((bytes) => bytes.length)).toEqual([all[0]!.length, all[0]!.length, all[0]!.length])
  expect(documentProcess.alive()).toBe(1)
})
