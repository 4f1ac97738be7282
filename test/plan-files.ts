import { deflateSync } from 'node:zlib'
import { strToU8, zipSync } from 'fflate'

/** A row of a page; 11 points high and 72 from the left unless it says otherwise. */
interface Row {
  text: string
  size?: number
  left?: number
}

/** A PDF with these pages, each row below the one before; `stream`: what its first page holds instead, compressed. */
export function aPdf(pages: readonly (readonly Row[])[], stream?: Uint8Array): Uint8Array {
  const parts: Uint8Array[] = [Buffer.from('%PDF-1.4\n')]
  const offsets: number[] = []
  const length = () => parts.reduce((sum, part) => sum + part.length, 0)
  const add = (...body: Uint8Array[]) => {
    offsets.push(length())
    parts.push(Buffer.from(`${offsets.length} 0 obj\n`), ...body, Buffer.from('\nendobj\n'))
  }
  const kids = pages.map((_page, n) => `${4 + n * 2} 0 R`).join(' ')
  add(Buffer.from('<</Type/Catalog/Pages 2 0 R>>'))
  add(Buffer.from(`<</Type/Pages/Count ${pages.length}/Kids[${kids}]>>`))
  add(Buffer.from('<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>'))
  for (const [n, rows] of pages.entries()) {
    const content = stream && n === 0 ? stream : deflateSync(Buffer.from(drawn(rows), 'latin1'))
    add(
      Buffer.from(
        `<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Resources<</Font<</F 3 0 R>>>>/Contents ${5 + n * 2} 0 R>>`,
      ),
    )
    add(Buffer.from(`<</Length ${content.length}/Filter/FlateDecode>>\nstream\n`), content, Buffer.from('\nendstream'))
  }
  const start = length()
  const table = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('')
  const size = offsets.length + 1
  parts.push(
    Buffer.from(
      `xref\n0 ${size}\n0000000000 65535 f \n${table}trailer<</Size ${size}/Root 1 0 R>>\nstartxref\n${start}\n%%EOF`,
    ),
  )
  return Uint8Array.from(Buffer.concat(parts))
}

function drawn(rows: readonly Row[]): string {
  let y = 760
  const lines = rows.map(({ text, size = 11, left = 72 }, n) => {
    // Rows of one size stand close to each other, another begins with a space before it.
    y -= n > 0 && (rows[n - 1]!.size ?? 11) === size ? size * 1.3 : size * 3
    return `/F ${size} Tf 1 0 0 1 ${left} ${y} Tm (${text.replaceAll('•', '\u0095').replaceAll(/[()\\]/g, '\\$&')}) Tj`
  })
  return `BT ${lines.join('\n')} ET`
}

interface Paragraph {
  text: string
  style?: string
  list?: boolean
  bold?: boolean
  newPage?: boolean
}

const W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'

/** A Word file in Spanish, in which the style `Ttulo1` is a heading. */
export function aWordFile(paragraphs: readonly Paragraph[]): Uint8Array {
  const body = paragraphs.map(
    ({ text, style, list, bold, newPage }) =>
      `<w:p><w:pPr>${style ? `<w:pStyle w:val="${style}"/>` : ''}${list ? '<w:numPr><w:ilvl w:val="0"/></w:numPr>' : ''}</w:pPr>` +
      `<w:r><w:rPr>${bold ? '<w:b/>' : ''}</w:rPr>${newPage ? '<w:lastRenderedPageBreak/>' : ''}<w:t xml:space="preserve">${text}</w:t></w:r></w:p>`,
  )
  return zipSync({
    '[Content_Types].xml': strToU8('<Types/>'),
    'word/styles.xml': strToU8(
      `<w:styles ${W}><w:style w:styleId="Ttulo1"><w:name w:val="heading 1"/></w:style></w:styles>`,
    ),
    'word/document.xml': strToU8(`<w:document ${W}><w:body>${body.join('')}</w:body></w:document>`),
  })
}
