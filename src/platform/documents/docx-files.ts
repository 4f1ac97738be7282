import {
  AlignmentType,
  BorderStyle,
  Document,
  ExternalHyperlink,
  Footer,
  HeadingLevel,
  ImageRun,
  LevelFormat,
  Packer,
  PageNumber,
  Paragraph,
  type ParagraphChild,
  Table,
  TableCell,
  TableRow,
  TextRun,
  WidthType,
} from 'docx'
import { unzipSync, strFromU8, strToU8, zipSync } from 'fflate'
import sharp from 'sharp'
import { asText, type Block, type Paper, runsOf, type Words } from './papers.ts'

const LOCALES = { en: 'en-US', es: 'es-US' } as const
const INK_2 = '464F5D'
const RULE = 'DAD5C9'
const CORD = 'B43A22'
const BLUE = '1B4F8F'
const WELL = 'F3F0E8'
/** Of the text between the margins of a letter page, in twentieths of a point. */
const TEXT_WIDTH = 9360
/** The same in pixels of 96 an inch. */
const PICTURE_WIDTH = 624

/** A Word document with headings, lists, table headers, alternatives of pictures and its language; the same to the byte for the same paper. */
export async function docxOf(paper: Paper): Promise<Uint8Array> {
  const lists: string[] = []
  const blocks = await Promise.all(paper.blocks.map((block) => shown(block, lists)))
  const head = [
    new Paragraph({ style: 'Over', children: [new TextRun(paper.over)] }),
    new Paragraph({ heading: HeadingLevel.TITLE, children: [new TextRun(paper.title)] }),
    ...(paper.under ? [new Paragraph({ style: 'Quiet', children: [new TextRun(paper.under)] })] : []),
  ]
  const document = new Document({
    title: paper.title,
    description: paper.origin,
    creator: 'Tieline',
    lastModifiedBy: 'Tieline',
    styles: styles(paper.lang),
    numbering: { config: [BULLETS, ...lists.map(numbers)] },
    sections: [{ properties: PAGE, footers: { default: foot(paper) }, children: [...head, ...blocks.flat()] }],
  })
  return settled(await Packer.toBuffer(document), paper)
}

const PAGE = {
  page: { size: { width: 12240, height: 15840 }, margin: { top: 1300, bottom: 1300, left: 1440, right: 1440 } },
}

const BULLETS = {
  reference: 'bullets',
  levels: [
    {
      level: 0,
      format: LevelFormat.BULLET,
      text: '•',
      alignment: AlignmentType.LEFT,
      style: { paragraph: { indent: { left: 360, hanging: 260 } }, run: { color: CORD } },
    },
  ],
}
const numbers = (reference: string) => ({
  reference,
  levels: [
    {
      level: 0,
      format: LevelFormat.DECIMAL,
      text: '%1.',
      alignment: AlignmentType.LEFT,
      style: { paragraph: { indent: { left: 420, hanging: 420 } } },
    },
  ],
})

const styles = (lang: Paper['lang']) => ({
  default: {
    document: {
      run: { font: 'Public Sans', size: 21, language: { value: LOCALES[lang] } },
      paragraph: { spacing: { after: 140, line: 288 } },
    },
    title: { run: { font: 'Newsreader', size: 44 }, paragraph: { spacing: { after: 100 } } },
    heading1: heading('Newsreader', 28, 320),
    heading2: heading('Public Sans', 21, 220),
    hyperlink: { run: { color: BLUE, underline: {} } },
  },
  paragraphStyles: [
    { id: 'Over', name: 'Over', basedOn: 'Normal', run: { bold: true, size: 18, color: CORD } },
    { id: 'Quiet', name: 'Quiet', basedOn: 'Normal', run: { size: 19, color: INK_2 } },
    { id: 'Lead', name: 'Lead', basedOn: 'Normal', run: { size: 24 } },
    { id: 'FigureCaption', name: 'Figure caption', basedOn: 'Quiet', paragraph: { keepNext: true } },
  ],
})
const heading = (font: string, size: number, before: number) => ({
  run: { font, size, bold: font !== 'Newsreader', color: '1A2330' },
  paragraph: { spacing: { before, after: 100 }, keepNext: true },
})

const foot = (paper: Paper) => {
  const [before, between, after] = paper.words.page.split(/\{pages?\}/)
  const size = { size: 16, color: INK_2 }
  return new Footer({
    children: [
      new Paragraph({ children: [new TextRun({ text: paper.origin, ...size })] }),
      new Paragraph({
        alignment: AlignmentType.RIGHT,
        children: [
          new TextRun({
            ...size,
            children: [before!, PageNumber.CURRENT, between ?? '', PageNumber.TOTAL_PAGES, after ?? ''],
          }),
        ],
      }),
    ],
  })
}

const runs = (words: Words): ParagraphChild[] =>
  runsOf(words).map(({ text, strong, lang, href }) => {
    const spoken = lang && { language: { value: LOCALES[lang] } }
    if (!href) return new TextRun({ text, bold: strong, ...spoken })
    return new ExternalHyperlink({
      link: href,
      children: [new TextRun({ text, style: 'Hyperlink', bold: strong, ...spoken })],
    })
  })

type Shown = (Paragraph | Table)[]
const TONES = { lead: 'Lead', quiet: 'Quiet', mark: undefined }

async function shown(block: Block, lists: string[]): Promise<Shown> {
  switch (block.kind) {
    case 'heading':
      return [
        new Paragraph({
          heading: block.level === 1 ? HeadingLevel.HEADING_1 : HeadingLevel.HEADING_2,
          text: block.text,
        }),
      ]
    case 'text':
      return [text(block)]
    case 'list': {
      const reference = block.numbered ? `numbers-${lists.push(`numbers-${lists.length + 1}`)}` : 'bullets'
      return block.items.map((item) => new Paragraph({ numbering: { reference, level: 0 }, children: runs(item) }))
    }
    case 'figures':
      return block.figures.map(
        ({ value, label, href }) =>
          new Paragraph({
            children: runs([{ text: value, strong: true, ...(href && { href }) }, { text: ` ${label}` }]),
          }),
      )
    case 'table':
      return [caption(block.caption), table(block), new Paragraph({ text: '' })]
    case 'drawing':
      return [caption(block.caption), new Paragraph({ children: [await picture(block.drawing)] })]
    case 'logo':
      return [new Paragraph({ children: [await picture(block.drawing)] })]
    case 'columns':
      return (await Promise.all(block.columns.flat().map((inner) => shown(inner, lists)))).flat()
    case 'signatures':
      return block.signatures.flatMap(signature)
  }
}

const text = ({ text: words, tone }: Extract<Block, { kind: 'text' }>) =>
  new Paragraph({
    children: runs(words),
    ...(tone && TONES[tone] && { style: TONES[tone] }),
    ...(tone === 'mark' && {
      shading: { fill: WELL },
      border: { left: { style: BorderStyle.SINGLE, size: 18, color: CORD, space: 8 } },
    }),
  })

const caption = (said: string) => new Paragraph({ style: 'FigureCaption', children: [new TextRun(said)] })

const NONE = { style: BorderStyle.NONE, size: 0, color: 'auto' } as const
const line = (color: string, size: number) => ({ style: BorderStyle.SINGLE, size, color }) as const

function table({ head, rows, numbers: right = [] }: Extract<Block, { kind: 'table' }>): Table {
  const width = Math.floor(TEXT_WIDTH / head.length)
  const cell = (words: Words, column: number, strong: boolean) =>
    new TableCell({
      width: { size: width, type: WidthType.DXA },
      margins: { top: 60, bottom: 60, left: 80, right: 80 },
      borders: { top: NONE, left: NONE, right: NONE, bottom: strong ? line('1A2330', 8) : line(RULE, 4) },
      children: [
        new Paragraph({
          spacing: { after: 0 },
          ...(right.includes(column) && { alignment: AlignmentType.RIGHT }),
          children: strong ? [new TextRun({ text: asText(words), bold: true, size: 19 })] : runs(words),
        }),
      ],
    })
  const row = (cells: Words[], isHead: boolean) =>
    new TableRow({ tableHeader: isHead, cantSplit: true, children: cells.map((words, n) => cell(words, n, isHead)) })
  return new Table({
    width: { size: TEXT_WIDTH, type: WidthType.DXA },
    columnWidths: head.map(() => width),
    tableLook: { firstRow: true, firstColumn: true, noHBand: true, noVBand: true },
    rows: [row(head, true), ...rows.map((cells) => row(cells, false))],
  })
}

async function picture({ svg, width, height, alt }: Extract<Block, { kind: 'drawing' }>['drawing']): Promise<ImageRun> {
  const data = await sharp(Buffer.from(svg), { density: 192 }).png().toBuffer()
  const shownWidth = Math.min(PICTURE_WIDTH, width)
  return new ImageRun({
    type: 'png',
    data,
    transformation: { width: shownWidth, height: Math.round((height * shownWidth) / width) },
    altText: { name: alt.slice(0, 60), description: alt },
  })
}

const signature = ({
  name,
  title,
  signature: signed,
  date,
}: {
  name: string
  title: string
  signature: string
  date: string
}) => [
  new Paragraph({ keepNext: true, spacing: { before: 360 }, children: [new TextRun({ text: name, bold: true })] }),
  ...(title ? [new Paragraph({ keepNext: true, style: 'Quiet', text: title })] : []),
  new Paragraph({
    spacing: { before: 360 },
    children: [new TextRun(`${signed}: ${'_'.repeat(34)}   ${date}: ${'_'.repeat(16)}`)],
  }),
]

/** The day an entry of the zip is dated with. */
const WRITTEN = new Date(Date.UTC(1980, 0, 1, 12))

/** Word's file with the day of the paper instead of today's; names of links are counted instead of thrown, pictures anew in each file. */
function settled(bytes: Uint8Array, { day }: Paper): Uint8Array {
  const files = unzipSync(bytes)
  const rename = new Map<string, string>()
  for (const path of Object.keys(files)
    .filter((name) => name.endsWith('.rels'))
    .toSorted())
    for (const [, id] of strFromU8(files[path]!).matchAll(/ Id="(rId[^"]*)"/g))
      if (!/^rId\d+$/.test(id!)) rename.set(id!, `rIdLink${rename.size + 1}`)
  const entries = Object.keys(files)
    .toSorted()
    .map((path) => {
      if (!/\.(xml|rels)$/.test(path)) return [path, files[path]!] as const
      let said = strFromU8(files[path]!)
      for (const [old, fresh] of rename) said = said.replaceAll(`"${old}"`, `"${fresh}"`)
      let pictures = 0
      said = said.replaceAll(/<wp:docPr id="\d+"/g, () => `<wp:docPr id="${(pictures += 1)}"`)
      if (path === 'docProps/core.xml')
        said = said.replaceAll(/(<dcterms:(?:created|modified)[^>]*>)[^<]*/g, `$1${day}T00:00:00Z`)
      return [path, strToU8(said)] as const
    })
  return zipSync(Object.fromEntries(entries), { level: 6, mtime: WRITTEN })
}
