import rehypeSanitize, { defaultSchema, type Options as Schema } from 'rehype-sanitize'
import rehypeStringify from 'rehype-stringify'
import remarkGfm from 'remark-gfm'
import remarkParse from 'remark-parse'
import remarkRehype from 'remark-rehype'
import { unified } from 'unified'

/** Longer texts, and those nested deeper than any person writes, are shown as they were typed. */
const MAX_MARKDOWN = 100_000
const MAX_DEPTH = 12
const MAX_BRACKETS = 400
const CACHE_CHARACTERS = 4_000_000

const TAGS = ['p', 'br', 'hr', 'em', 'strong', 'del', 'code', 'pre', 'blockquote', 'ul', 'ol', 'li', 'a']
const schema: Schema = {
  tagNames: [...TAGS, 'h3', 'h4', 'h5', 'h6', 'table', 'thead', 'tbody', 'tr', 'th', 'td', 'input'],
  attributes: {
    a: ['href', 'title'],
    ol: ['start'],
    th: ['align'],
    td: ['align'],
    input: [['type', 'checkbox'], ['disabled', true], 'checked'],
  },
  protocols: { href: ['http', 'https', 'mailto'] },
  ancestors: defaultSchema.ancestors ?? {},
  required: { input: { disabled: true, type: 'checkbox' } },
  strip: ['script', 'style'],
}

interface MarkdownNode {
  type: string
  children?: MarkdownNode[]
  alt?: string | null
  label?: string | null
  identifier?: string
  value?: string
}

/** What we do not show as what it is: pictures (a request to a stranger) are their words, notes stay where they are. */
function plainer(node: MarkdownNode): MarkdownNode {
  const text = (value: string): MarkdownNode => ({ type: 'text', value })
  if (node.type === 'image' || node.type === 'imageReference') return text(node.alt ?? '')
  if (node.type === 'footnoteReference') return text(`[${node.label ?? node.identifier}]`)
  if (node.type === 'html') return text(node.value ?? '')
  if (!node.children) return node
  const children = node.children.map(plainer)
  if (node.type !== 'footnoteDefinition') return { ...node, children }
  return {
    type: 'blockquote',
    children: [{ type: 'paragraph', children: [text(`[${node.label ?? node.identifier}]`)] }, ...children],
  }
}

interface HtmlNode {
  type: string
  tagName?: string
  properties?: Record<string, unknown>
  children?: HtmlNode[]
}

const HEADING = /^h([1-6])$/

function house(node: HtmlNode): HtmlNode {
  const level = HEADING.exec(node.tagName ?? '')?.[1]
  return level ? { ...node, tagName: `h${Math.min(6, Number(level) + 2)}` } : node
}

const strangers = (node: HtmlNode): HtmlNode =>
  node.tagName === 'a' ? { ...node, properties: { ...node.properties, rel: ['nofollow', 'ugc', 'noopener'] } } : node

const changed = (node: HtmlNode, change: (node: HtmlNode) => HtmlNode): HtmlNode =>
  change(node.children ? { ...node, children: node.children.map((child) => changed(child, change)) } : node)

/** A step of the line that gives each node to a function; trees stay trees of their own kind. */
const each = (change: (node: HtmlNode) => HtmlNode) => () => (tree: HtmlNode) => changed(tree, change)

const parser = unified().use(remarkParse).use(remarkGfm)
const processor = unified()
  .use(remarkParse)
  .use(remarkGfm)
  .use(() => (tree: MarkdownNode) => plainer(tree))
  .use(remarkRehype)
  .use(each(house))
  .use(rehypeSanitize, schema)
  .use(each(strangers))
  .use(rehypeStringify)

const ESCAPES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
const asTyped = (text: string) =>
  text
    .split(/\n{2,}/)
    .filter((part) => part.trim() !== '')
    .map((part) => `<p>${part.replace(/[&<>"]/g, (sign) => ESCAPES[sign] ?? sign)}</p>`)
    .join('\n')

/** What costs a parser time, and how much of it any page of ours may hold. */
const BUDGET: [RegExp, number][] = [
  [/[\\&<>*_~`[\]()!]/g, 1500],
  [/</g, 150],
  [/@|:\/\/|www\./g, 250],
  [/^[ \t]*(?:>|[-+*](?=[ \t]|$)|\d{1,9}[.)](?=[ \t]|$)|#)/gm, 300],
]
const MAX_CELLS = 2000
const LEAD = /^(?:[ \t]*(?:>|[-+*](?=[ \t]|$)|\d{1,9}[.)](?=[ \t]|$)))*/

const count = (text: string, sign: RegExp) => text.match(sign)?.length ?? 0

function isReasonable(text: string): boolean {
  const scale = Math.max(1, text.length / 20_000)
  if (text.length > MAX_MARKDOWN || BUDGET.some(([sign, most]) => count(text, sign) > most * scale)) return false
  return text.split(/\n[ \t]*\n/).every(isReasonableBlock)
}

/** Nested deeper than any person writes, or a table that fills itself up with empty cells. */
function isReasonableBlock(block: string): boolean {
  if (count(block, /[[\]]/g) > MAX_BRACKETS) return false
  const lines = block.split('\n')
  const columns = lines.reduce((most, line) => Math.max(most, count(line, /\|/g)), 0)
  return columns * lines.length <= MAX_CELLS && lines.every((line) => depth(line) <= MAX_DEPTH)
}

const depth = (line: string) =>
  count(LEAD.exec(line)?.[0] ?? '', /[>+*)-]|\d\./g) + (/^[ \t]*/.exec(line)?.[0].length ?? 0) / 4

function render(text: string): string {
  if (!isReasonable(text)) return asTyped(text)
  try {
    return String(processor.processSync(text))
  } catch {
    return asTyped(text)
  }
}

const kept = new Map<string, string>()
let keptCharacters = 0

/** What people wrote in Markdown as safe HTML: no pictures, headings from h3 on, links that vouch for nobody. */
export function markdownToHtml(text: string): string {
  const known = kept.get(text)
  if (known !== undefined) {
    kept.delete(text)
    kept.set(text, known)
    return known
  }
  const html = render(text)
  kept.set(text, html)
  keptCharacters += text.length + html.length
  for (const [oldest, old] of kept) {
    if (keptCharacters <= CACHE_CHARACTERS) break
    kept.delete(oldest)
    keptCharacters -= oldest.length + old.length
  }
  return html
}

const BLOCKS = new Set(['paragraph', 'heading', 'code', 'listItem', 'tableRow', 'blockquote', 'thematicBreak'])

function words(node: MarkdownNode): string {
  const own = node.type === 'break' ? ' ' : (node.value ?? node.alt ?? '')
  const all = own + (node.children ?? []).map(words).join(node.type === 'tableRow' ? ' ' : '')
  return BLOCKS.has(node.type) ? `${all}\n` : all
}

/** A line in which nothing can be a sign of Markdown, such as a name or an address: an import has thousands. */
const WITHOUT_SIGNS = /^(?!\d{1,9}[.)])[\p{L}\p{N}][\p{L}\p{M}\p{N} ,.;:'"’‘“”()/–-]*$/u
const isPlain = (line: string) => line === '' || (WITHOUT_SIGNS.test(line) && !line.endsWith(' '))

/** The words of a Markdown text without its signs, for search, mails and descriptions of pages. */
export function plainText(markdown: string): string {
  if (!isReasonable(markdown)) return markdown
  try {
    const said = markdown.split('\n').every(isPlain) ? markdown : words(parser.parse(markdown))
    return said
      .replace(/[ \t]+/g, ' ')
      .replace(/\s*\n\s*/g, '\n')
      .trim()
  } catch {
    return markdown
  }
}
