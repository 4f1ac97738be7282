import { Parser } from 'htmlparser2'
import { readText } from '../../platform/formats/read-text.ts'
import { type LineLook, oneLine, type PlanLine, PLAN_LIMITS, type PlanText, refused } from './plan-lines.ts'

/** What says nothing to a reader of the plan. */
const SILENT = new Set([
  'script',
  'style',
  'template',
  'noscript',
  'svg',
  'math',
  'iframe',
  'object',
  'select',
  'nav',
  'head',
])
/** What begins and ends a line. */
const BLOCKS = new Set(
  'p div li h1 h2 h3 h4 h5 h6 dt dd td th tr table ul ol dl section article aside main header footer blockquote figure figcaption caption pre br hr form fieldset address body html details summary'.split(
    ' ',
  ),
)

/** Whether a text is a page of the web rather than a plain one. */
const isHtml = (text: string) =>
  /<(?:!doctype html|html|head|body|p|div|h[1-6]|ul|ol|li|table|article|section)[\s>]/i.test(text)

/** The lines of a web page, or of a plain text. Scripts, styles and navigation are left out; nothing of it is fetched. */
export function readHtml(bytes: Uint8Array): PlanText {
  const read = readText(bytes)
  if (!read.ok) return { ok: false, why: read.reason }
  if (read.text.length > PLAN_LIMITS.text * 4) return refused('text', { max: PLAN_LIMITS.text })
  const lines = isHtml(read.text) ? linesOfPage(read.text) : linesOfText(read.text)
  const letters = lines.reduce((sum, { text }) => sum + text.length, 0)
  if (letters > PLAN_LIMITS.text) return refused('text', { max: PLAN_LIMITS.text })
  return lines.length === 0 ? refused('empty') : { ok: true, pages: null, lines }
}

const linesOfText = (text: string): PlanLine[] =>
  text.split(/\r?\n/).flatMap((line) => {
    const said = oneLine(line)
    return said === '' ? [] : [{ text: said, page: null, look: 'text' as const }]
  })

function linesOfPage(html: string): PlanLine[] {
  const lines: PlanLine[] = []
  let silent = 0
  let line = { text: '', strong: 0 }
  let look: LineLook = 'text'
  let strong = 0
  const end = () => {
    const text = oneLine(line.text)
    const isStrong = look === 'text' && line.strong > line.text.trim().length * 0.8
    if (text !== '') lines.push({ text, page: null, look: isStrong ? 'strong' : look })
    line = { text: '', strong: 0 }
  }
  const parser = new Parser(
    {
      onopentag(name) {
        if (SILENT.has(name)) silent += 1
        if (silent > 0) return
        if (BLOCKS.has(name)) end()
        if (/^h[1-6]$/.test(name)) look = 'heading'
        else if (name === 'li') look = 'item'
        else if (name === 'b' || name === 'strong') strong += 1
        else if (BLOCKS.has(name) && !['br', 'p', 'div'].includes(name)) look = 'text'
      },
      ontext(text) {
        if (silent > 0) return
        line.text += text
        if (strong > 0) line.strong += text.trim().length
      },
      onclosetag(name) {
        if (SILENT.has(name)) silent -= 1
        if (silent > 0) return
        if (name === 'b' || name === 'strong') strong = Math.max(0, strong - 1)
        if (!BLOCKS.has(name)) return
        end()
        if (/^(h[1-6]|li)$/.test(name)) look = 'text'
      },
    },
    { decodeEntities: true, lowerCaseTags: true },
  )
  parser.write(html)
  parser.end()
  end()
  return lines
}
