import type { Lang } from '../../platform/i18n.ts'

/** What a template can name, with its name in each language: a template may use either. */
const NAMES = {
  partnership: 'alianza',
  region: 'región',
  partners: 'integrantes',
  mission: 'misión',
  purpose: 'propósito',
  places: 'lugares',
  roles: 'funciones',
  commitments: 'compromisos',
  benefits: 'beneficios',
  decisions: 'decisiones',
  leaving: 'salida',
  period: 'periodo',
  signatures: 'firmas',
} as const
export type TemplateField = keyof typeof NAMES

const FIELDS = Object.keys(NAMES) as TemplateField[]

/** How the fields are called in a language. */
export const fieldNames = (lang: Lang): string[] => FIELDS.map((field) => (lang === 'es' ? NAMES[field] : field))

const plain = (name: string) => name.trim().toLowerCase().normalize('NFKD').replace(/\p{M}/gu, '')
const known = new Map(FIELDS.flatMap((field) => [field, NAMES[field]].map((name) => [plain(name), field] as const)))

/** The field of this name in any language; accents and capitals do not matter. */
export const fieldNamed = (name: string): TemplateField | undefined => known.get(plain(name))

const FIELD = /\{([^{}\n]{1,60})\}/g

/** The fields of a template that nobody knows, each once, as they were typed. */
export const unknownFields = (body: string): string[] => [
  ...new Set([...body.matchAll(FIELD)].map((found) => found[1]!.trim()).filter((name) => !fieldNamed(name))),
]

/** Fields as they stand in a template. */
export const namesIn = (names: readonly string[]): string => names.map((name) => `{${name}}`).join(' ')

/** What is said of fields that nobody knows, beside those that are known; null where all are. */
export function strangeFields(body: string, lang: Lang): { count: number; unknown: string; known: string } | null {
  const unknown = unknownFields(body)
  if (unknown.length === 0) return null
  return { count: unknown.length, unknown: namesIn(unknown), known: namesIn(fieldNames(lang)) }
}

/** A piece of a clause: words, with fields in them. */
export type Piece = { text: string } | { field: TemplateField }
/** What a template is made of, from top to bottom. */
export type Clause =
  | { kind: 'heading'; text: string }
  | { kind: 'paragraph'; pieces: Piece[] }
  | { kind: 'list'; items: Piece[][] }

/** A template read: lines that begin with `#` are headings, with `-` items of a list; an empty line ends a paragraph. */
export function readTemplate(body: string): Clause[] {
  const clauses: Clause[] = []
  for (const part of body.replaceAll('\r\n', '\n').split(/\n\s*\n|\n(?=#)|(?<=^#[^\n]*)\n/m)) {
    const text = part.trim()
    if (text === '') continue
    const heading = /^#+\s*(.+)$/.exec(text)
    if (heading) clauses.push({ kind: 'heading', text: heading[1]! })
    else if (/^-\s/.test(text))
      clauses.push({ kind: 'list', items: text.split(/\n(?=-\s)/).map((item) => piecesOf(item.replace(/^-\s+/, ''))) })
    else clauses.push({ kind: 'paragraph', pieces: piecesOf(text) })
  }
  return clauses
}

function piecesOf(text: string): Piece[] {
  const pieces: Piece[] = []
  let from = 0
  for (const found of text.matchAll(FIELD)) {
    const field = fieldNamed(found[1]!)
    if (!field) continue
    if (found.index > from) pieces.push({ text: text.slice(from, found.index) })
    pieces.push({ field })
    from = found.index + found[0].length
  }
  if (from < text.length) pieces.push({ text: text.slice(from) })
  return pieces
}
