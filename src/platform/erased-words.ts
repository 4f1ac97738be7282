import { sql } from 'kysely'
import { tableShapes, type TableShape } from './catalogues.ts'
import type { Trx } from './db.ts'
import { updateRow } from './moves.ts'

/** Stands where a name, an address or a telephone stood. */
export const ERASED = '[…]'

/** What tells who somebody is. */
export interface Words {
  name: string
  email: string | null
  phone: string | null
  /** Typed by somebody else than themself: who could choose the words could have any words of others taken away. */
  nameIsTrusted: boolean
  phoneIsTrusted: boolean
}

/** Names of things: a library may be called after whoever it likes. */
const NAMES: Record<string, string[]> = {
  organizations: ['name', 'other_names', 'former_names'],
  places: ['name', 'street', 'city', 'county'],
  services: ['name'],
  resources: ['name'],
  groups: ['name'],
  regions: ['name', 'county_names'],
  region_counties: ['name'],
  list_labels: ['label', 'forward', 'backward'],
  search_texts: ['title', 'names'],
}
/** What is nobody's text: keys, kinds, and who others are. */
const NO_TEXTS: Record<string, string[]> = {
  persons: ['name', 'email', 'phone'],
  contacts: ['how'],
  benefits: ['what', 'unit', 'period'],
  contributions: ['what', 'unit', 'period'],
  evidences: ['kind'],
  grants: ['period'],
  journal: ['verb', 'actor_kind'],
  records: ['kind', 'slug', 'visibility', 'lang'],
  translations: ['field', 'lang'],
  search_texts: ['lang'],
  proposals: ['kind', 'key', 'decision'],
  merge_moves: ['table_name'],
  tie_statements: ['by_kind', 'verdict'],
  ties: ['kind', 'period'],
  positions: ['period'],
  organizations: ['sector', 'founded', 'ended', 'email', 'phone'],
  places: ['kind', 'phone'],
  resources: ['kind'],
  rounds: ['lang'],
  askings: ['how', 'roles', 'roles_shown'],
  namings: ['kind', 'direction', 'verdict'],
  sign_off_askings: ['lang', 'closed_why'],
  sign_offs: ['decision'],
  sign_off_answers: ['decision', 'via'],
  regions: ['time_zone', 'closed_days'],
  files: ['purpose', 'media_type'],
  imports: ['kind', 'lang'],
  sectors: ['colour', 'shape'],
  links: ['purpose'],
  mandates: ['what'],
  consents: ['field', 'visibility'],
  memberships: ['account_id'],
  request_keys: ['location'],
  webhooks: ['nouns', 'paused_why'],
  webhook_attempts: ['error'],
}
/** Where one names a person and nothing else: here a whole field goes that is their name. */
const WHO: Record<string, string> = { contacts: 'spoke_with', evidences: 'said_by', organizations: 'calling' }

const TEXTS = ['text', 'text[]', 'jsonb']

interface Found {
  table: string
  row: Record<string, unknown>
  values: Record<string, unknown>
  shape: TableShape
}

/** Takes somebody's name, address and telephone out of all texts of a region. Returns in how many rows they stood. */
export async function eraseWords(trx: Trx, regionId: string, words: Words): Promise<number> {
  const found = await findWords(trx, regionId, words)
  for (const { shape, row, values } of found) await updateRow(trx, shape, row, values)
  return found.length
}

/** Whether they stand in a text, in whatever way it is written. */
export const holdsWords = (text: string, words: Words) => withoutWords(text, '', '', words) !== text

/** What is written again elsewhere: for the search, and as history. */
const COPIES = ['search_texts', 'journal', 'merges', 'merge_moves', 'proposals', 'imports', 'import_batches']

/** In how many rows of a region they stand, each counted where it was written. */
export const countWords = async (trx: Trx, regionId: string, words: Words) =>
  (await findWords(trx, regionId, words)).filter(({ table }) => !COPIES.includes(table)).length

/** Records that bear somebody's name as their own, by their ids: they keep it until somebody renames them. */
export async function namedAfter(trx: Trx, regionId: string, words: Words): Promise<string[]> {
  const pattern = namePattern(words.name)
  if (!pattern) return []
  const bears = (value: unknown) =>
    JSON.stringify(value ?? '')
      .normalize('NFD')
      .search(pattern) >= 0
  const nouns = (await tableShapes(trx)).filter(({ name, columns }) => name in NAMES && columns.includes('id'))
  const found: string[] = []
  for (const shape of nouns) {
    const columns = NAMES[shape.name]!
    const rows = await rowsThatMayHold(trx, regionId, shape, columns, { ...words, email: null, phone: null })
    found.push(...rows.filter((row) => columns.some((column) => bears(row[column]))).map((row) => String(row['id'])))
  }
  return found
}

async function findWords(trx: Trx, regionId: string, words: Words): Promise<Found[]> {
  await sql`set local timezone = 'UTC'`.execute(trx)
  const shapes = (await tableShapes(trx)).filter((shape) => shape.ofRegion)
  const columns = await textColumns(trx)
  const found: Found[] = []
  for (const shape of shapes) {
    const texts = (columns.get(shape.name) ?? []).filter((column) => isText(shape, column))
    if (texts.length > 0) found.push(...(await findIn(trx, regionId, shape, texts, words)))
  }
  return found
}

const isText = (shape: TableShape, column: string) =>
  shape.columns.includes(column) &&
  !shape.key.some((key) => key.column === column) &&
  !NO_TEXTS[shape.name]?.includes(column)

async function textColumns(trx: Trx): Promise<Map<string, string[]>> {
  const { rows } = await sql<{ table: string; column: string }>`
    select c.relname::text as table, a.attname::text as column from pg_attribute a join pg_class c on c.oid = a.attrelid
    where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and a.attnum > 0 and not a.attisdropped
      and format_type(a.atttypid, null) = any(${TEXTS}::text[])`.execute(trx)
  const tables = Map.groupBy(rows, (row) => row.table)
  return new Map([...tables].map(([table, all]) => [table, all.map((row) => row.column)]))
}

async function findIn(trx: Trx, regionId: string, shape: TableShape, texts: string[], words: Words): Promise<Found[]> {
  const rows = await rowsThatMayHold(trx, regionId, shape, texts, words)
  return rows.flatMap((row) => {
    const values = Object.fromEntries(
      texts
        .map((column) => [column, without(row[column], shape.name, column, words, true)] as const)
        .filter(([column, value]) => JSON.stringify(value) !== JSON.stringify(row[column])),
    )
    return Object.keys(values).length > 0 ? [{ table: shape.name, row, values, shape }] : []
  })
}

async function rowsThatMayHold(trx: Trx, regionId: string, shape: TableShape, texts: string[], words: Words) {
  const all = sql`concat_ws(E'\n', ${sql.join(texts.map((column) => sql`${sql.ref(`t.${column}`)}::text`))})`
  // Worked out once for each row: folding accents costs most of it.
  const { rows } = await sql<{
    row: Record<string, unknown>
  }>`select to_jsonb(t) as row from ${sql.table(shape.name)} t,
    lateral (select ${all} as said, plain(${all}) as bare offset 0) as it
    where t.region_id = ${regionId}::uuid and ${mayHold(words)}`.execute(trx)
  return rows.map(({ row }) => row)
}

/** Letters and digits that follow each other: what a text holds in whatever way it is written. */
const longestRun = (text: string) =>
  (text.match(/[\p{L}\p{M}\p{N}]+/gu) ?? []).toSorted((a, b) => b.length - a.length)[0] ?? ''

/** Without the prefix of North America, which one writes or not. */
export const digitsOf = (phone: string | null) => (phone ?? '').replaceAll(/\D/g, '').replace(/^1(?=\d{10}$)/, '')

/** A first look by the database, at a text as it is said and without accents; what it lets through is looked at word by word. */
function mayHold({ name, email, phone }: Words) {
  const looks = [longestRun(name), email ?? ''].filter(Boolean).map((look) => sql`strpos(it.bare, plain(${look})) > 0`)
  const digits = digitsOf(phone)
  if (digits.length >= MIN_DIGITS) looks.push(sql`it.said ~ ${spread(digits)}`)
  return looks.length > 0 ? sql`(${sql.join(looks, sql` or `)})` : sql`false`
}

/** A value with every text in it without them. */
function without(value: unknown, table: string, column: string, words: Words, isTop = false): unknown {
  if (typeof value === 'string') return withoutWords(value, table, column, words)
  if (Array.isArray(value)) {
    const left = value.map((one) => without(one, table, column, words))
    // Of a list of words what was nothing else goes; the pairs of a history keep their places.
    return isTop && value.every((one) => typeof one === 'string')
      ? left.filter((one, n) => one !== '' || value[n] === '')
      : left
  }
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, one]) => [
      withoutWords(key, table, column, words),
      without(one, table, column, words),
    ]),
  )
}

function withoutWords(text: string, table: string, column: string, words: Words): string {
  if (WHO[table] === column && alike(text, words.name)) return ''
  const isName = NAMES[table]?.includes(column) ?? false
  const patterns = [
    words.email ? addressPattern(words.email) : null,
    words.phoneIsTrusted ? phonePattern(words.phone) : null,
    words.nameIsTrusted && !isName ? namePattern(words.name) : null,
  ].filter((pattern) => pattern !== null)
  const bare = text.normalize('NFD')
  const left = patterns.reduce((rest, pattern) => rest.replaceAll(pattern, ERASED), bare)
  return left === bare ? text : left === ERASED ? '' : left.normalize('NFC')
}

const MARKS = /\p{M}/gu
const bareOf = (text: string) => text.normalize('NFD').replaceAll(MARKS, '')
const alike = (a: string, b: string) => bareOf(a).trim().toLowerCase() === bareOf(b).trim().toLowerCase()
const escaped = (text: string) => text.replaceAll(/[\\^$.*+?()[\]{}|/]/g, String.raw`\$&`)

/** With or without its accents. */
const lettersOf = (word: string) => Array.from(bareOf(word), (letter) => `${escaped(letter)}\\p{M}*`).join('')

/** A name of one word is a word like others. */
function namePattern(name: string): RegExp | null {
  const words = name.split(/\s+/).filter(Boolean)
  if (words.length < 2) return null
  return new RegExp(`(?<![\\p{L}\\p{N}])${words.map(lettersOf).join('\\s+')}(?![\\p{L}\\p{N}])`, 'giu')
}

const addressPattern = (email: string) =>
  new RegExp(`(?<![\\p{L}\\p{N}.+_-])${lettersOf(email)}(?![\\p{L}\\p{N}_-])`, 'giu')

/** Fewer digits may be anything. */
const MIN_DIGITS = 7
/** What one writes between the digits of a telephone. */
const BETWEEN_DIGITS = '[ \u00a0\t\r\n()./\u2010\u2011\u2013\u2014-]*'
const spread = (digits: string) => Array.from(digits).join(BETWEEN_DIGITS)

function phonePattern(phone: string | null): RegExp | null {
  const digits = digitsOf(phone)
  if (digits.length < MIN_DIGITS) return null
  return new RegExp(`(?<!\\d)(?:\\+?1${BETWEEN_DIGITS})?[+(]*${spread(digits)}(?!\\d)`, 'gu')
}
