import { readFileSync, readdirSync, statSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'

const root = fileURLToPath(new URL('..', import.meta.url))
const source = filesOf(join(root, 'src')).filter((file) => /\.tsx?$/.test(file))
const product = source.filter((file) => !/\.test\.tsx?$/.test(file))
/** What tests share. In a circle of them, it would depend on the order of the test files what is there. */
const helpers = filesOf(join(root, 'test')).filter((file) => /(?<!\.test)\.tsx?$/.test(file))

/** From what all rooms stand on to what reaches across them: a room imports only rooms before it. */
const ORDER = [
  'platform',
  'journal',
  'region',
  'account',
  'directory',
  'network',
  'partnerships',
  'projects',
  'events',
  'desk',
  'exchange',
  'guide',
  'stories',
  'catalog',
  'transfer',
  'search',
]
/** The house itself: it puts the rooms together. */
const HOUSE = [
  'app.tsx',
  'enter.ts',
  'open-house.ts',
  'answer-problems.tsx',
  'config.ts',
  'paths.ts',
  'partnership-paths.ts',
  'ledger-paths.ts',
  'grant-paths.ts',
]

/** Names of files inside a room, by what they hold. */
const KINDS: [RegExp, string][] = [
  [/^(.+-)?routes\.tsx$/, 'routes'],
  // What a mailed link opens, and the parts of other rooms' pages that a room fills: both read, then render.
  [/^(links|panels)\.tsx$/, 'routes'],
  [/^(.+-)?api\.ts$/, 'api'],
  [/^(pages|.+-page|.+-panel)\.tsx$/, 'pages'],
  [/^room\.ts$/, 'room'],
  [/^forms\.ts$/, 'forms'],
  [/^rules\.ts$/, 'rules'],
  [/^seed\.ts$/, 'seed'],
  [/^mail\.tsx$/, 'mail'],
  [/^jobs\.ts$/, 'jobs'],
  [/^(.*[^s]s|auth|own-data)\.tsx?$/, 'domain'],
]
const FOLDERS_OF_FORMATS = ['import', 'sources', 'client', 'graph']

describe('rooms', () => {
  test('inside a room stand only the names of the house', () => {
    const strange = product.filter((file) => isRoom(roomOf(file)) && !inFormats(file) && kindOf(file) === undefined)
    expect(strange.map(short)).toEqual([])
  })

  test('imports run one way', () => {
    const wrong = product.flatMap((file) => importsOf(file).flatMap((target) => complaint(file, target)))
    expect(wrong).toEqual([])
  })

  test('nothing imports in a circle', () => {
    expect(circles()).toEqual([])
  })

  test('a page is a function: it awaits nothing and asks no database', () => {
    const pages = product.filter((file) => kindOf(file) === 'pages' || (roomOf(file) === 'ui' && file.endsWith('.tsx')))
    expect(pages.filter((file) => /\bawait\b|platform\/db\.ts/.test(readFileSync(file, 'utf8'))).map(short)).toEqual([])
  })
})

describe('one writer for each table', () => {
  /** What `platform` writes for all, and which other rooms may touch a table that is not theirs. */
  const OWNERS: Record<string, string> = {
    records: 'platform',
    slugs: 'platform',
    circles: 'platform',
    circle_members: 'platform',
    joins: 'platform',
    identifiers: 'platform',
    record_references: 'platform',
    translations: 'platform',
    search_texts: 'platform',
    links: 'platform',
    request_keys: 'platform',
    shared_texts: 'platform',
    rate_limits: 'platform',
    outbox: 'platform',
    sweeps: 'platform',
    counties: 'platform',
    county_figures: 'platform',
    county_changes: 'platform',
    files: 'platform',
    file_chunks: 'platform',
    erasures: 'platform',
    erased_accounts: 'platform',
    installation_settings: 'account',
    journal: 'journal',
    journal_concerns: 'journal',
    proposals: 'journal',
    comments: 'journal',
    proposal_concerns: 'journal',
    deliveries: 'journal',
    webhooks: 'journal',
    webhook_deliveries: 'journal',
    webhook_attempts: 'journal',
    unsubscriptions: 'account',
    quiet_hours: 'journal',
    regions: 'region',
    region_slugs: 'region',
    region_counties: 'region',
    sectors: 'region',
    roles: 'region',
    tie_kinds: 'region',
    list_labels: 'region',
    persons: 'account',
    consents: 'account',
    memberships: 'account',
    api_keys: 'account',
    mandates: 'account',
    positions: 'account',
    installation_mandates: 'account',
    organizations: 'directory',
    organization_roles: 'directory',
    organization_successors: 'directory',
    places: 'directory',
    services: 'directory',
    resources: 'directory',
    groups: 'directory',
    group_organizations: 'directory',
    contacts: 'directory',
    merges: 'directory',
    merge_moves: 'directory',
    imports: 'directory',
    import_batches: 'directory',
    import_mappings: 'directory',
    ties: 'network',
    tie_statements: 'network',
    tie_holders: 'network',
    map_layouts: 'network',
    map_pins: 'network',
    tie_fadings: 'network',
    fading_rounds: 'network',
    meetings: 'network',
    meeting_participants: 'network',
    meeting_lines: 'network',
    meeting_voices: 'network',
    live_subjects: 'platform',
    map_snapshots: 'network',
    rounds: 'network',
    askings: 'network',
    namings: 'network',
    partnerships: 'partnerships',
    parties: 'partnerships',
    handovers: 'partnerships',
    handover_items: 'partnerships',
    dates_told: 'partnerships',
    date_rounds: 'partnerships',
    benefits: 'partnerships',
    contributions: 'partnerships',
    ledger_partnerships: 'partnerships',
    ledger_others: 'partnerships',
    evidences: 'partnerships',
    ledger_looks: 'partnerships',
    grants: 'partnerships',
    grant_reports: 'partnerships',
    commitments: 'partnerships',
    booking_terms: 'partnerships',
    bookings: 'partnerships',
    hours_used: 'partnerships',
    hours_sharing: 'partnerships',
    hours_askings: 'partnerships',
    hours_rounds: 'partnerships',
    partnership_roles: 'partnerships',
    pulses: 'partnerships',
    pulse_sides: 'partnerships',
    pulse_askings: 'partnerships',
    pulse_answered: 'partnerships',
    pulse_sheets: 'partnerships',
    pulse_drafts: 'partnerships',
    pulse_results: 'partnerships',
    pulse_views: 'partnerships',
    pulse_sentences: 'partnerships',
    memorandum_templates: 'partnerships',
    agreements: 'partnerships',
    agreement_signatures: 'partnerships',
    sign_off_askings: 'partnerships',
    sign_offs: 'partnerships',
    sign_off_answers: 'partnerships',
    sign_off_letters: 'partnerships',
    sign_off_covers: 'partnerships',
    charter_revisions: 'partnerships',
    charter_looks: 'partnerships',
    party_askings: 'partnerships',
    factor_quarters: 'partnerships',
    role_agreements: 'partnerships',
    role_shares: 'partnerships',
    role_handovers: 'partnerships',
    plans: 'partnerships',
    goals: 'partnerships',
    goal_renewals: 'partnerships',
    goal_links: 'partnerships',
    plan_readings: 'partnerships',
  }
  /** A region, and a person in it, is erased and restored whole, whoever wrote it; an installation's journal has no room of its own. */
  const EVERYONE = ['installation_journal']
  const ERASERS = [
    'src/platform/erasures.ts',
    'src/region/regions.ts',
    'src/transfer/restores.ts',
    'src/transfer/backups.ts',
  ]

  test('every table is written by the room that owns it', () => {
    const wrong = product.flatMap((file) =>
      writesOf(file)
        .filter((table) => !EVERYONE.includes(table) && !ERASERS.includes(short(file)))
        .filter((table) => OWNERS[table] !== undefined && OWNERS[table] !== roomOf(file))
        .map((table) => `${short(file)} writes ${table}, which belongs to ${OWNERS[table]}`),
    )
    expect(wrong).toEqual([])
  })

  test('every table of the migrations has an owner', () => {
    const sql = readdirSync(join(root, 'db/migrations'))
      .filter((name) => !/auth|jobs/.test(name))
      .map((name) => readFileSync(join(root, 'db/migrations', name), 'utf8'))
      .join('\n')
    const tables = [...sql.matchAll(/create (?:unlogged )?table (?:public\.)?(\w+)/g)].map((match) => match[1]!)
    expect(tables.filter((table) => OWNERS[table] === undefined && !EVERYONE.includes(table))).toEqual([])
  })
})

describe('laws that a reader would otherwise have to hold in mind', () => {
  const all = product.map((file) => ({ file, text: readFileSync(file, 'utf8') }))
  const offenders = (pattern: RegExp, allowed: string[] = []) =>
    all.filter(({ file, text }) => pattern.test(text) && !allowed.includes(short(file))).map(({ file }) => short(file))

  test('only config.ts reads the environment', () => expect(offenders(/process\.env/, ['src/config.ts'])).toEqual([]))
  test('domain SQL never asks the database what time it is', () =>
    expect(offenders(/(?<![.\w])now\(\)|current_timestamp|clock_timestamp/)).toEqual([]))
  test('no raw text in SQL', () => expect(offenders(/sql\.raw|sql\.lit|orderByRaw/)).toEqual([]))
  test('no parts of hono/jsx that had advisories', () =>
    expect(offenders(/\b(memo|createContext|useContext|Suspense|ErrorBoundary)\b.*from 'hono\/jsx/)).toEqual([]))
  test('no middleware of hono that had advisories', () => expect(offenders(/from 'hono\/(cache|cors)'/)).toEqual([]))
  test('no style attribute and no inline script', () =>
    expect(offenders(/\sstyle=|\son[a-z]+=["{]|dangerouslySetInnerHTML/, allowedHtml)).toEqual([]))
  test('time and randomness come in as arguments', () =>
    expect(offenders(/new Date\(\)|Date\.now\(\)|Math\.random\(\)/, clocks)).toEqual([]))
})

/** Where markup that was made safe before is put into a page. */
const allowedHtml = [
  'src/directory/profile-page.tsx',
  'src/directory/organization-page.tsx',
  'src/directory/listing-page.tsx',
  'src/ui/layout.tsx',
  'src/ui/markdown.tsx',
  // Mail programs know no style sheets.
  'src/ui/letter.tsx',
]
/** The clock of the process, and the embedded server's own waiting. */
const clocks = [
  'src/platform/moment.ts',
  'src/open-house.ts',
  'src/platform/embedded-postgres.ts',
  'src/platform/postgres-server.ts',
]

function filesOf(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name)
    return statSync(path).isDirectory() ? filesOf(path) : [path]
  })
}
function short(file: string) {
  return relative(root, file)
}
function roomOf(file: string): string {
  return short(file).split('/')[1]!
}
function isRoom(room: string) {
  return ORDER.includes(room) && room !== 'platform'
}
function inFormats(file: string) {
  return FOLDERS_OF_FORMATS.includes(short(file).split('/')[2]!)
}
function kindOf(file: string): string | undefined {
  const name = short(file).split('/').at(-1)!
  return KINDS.find(([pattern]) => pattern.test(name))?.[1]
}
function importsOf(file: string): string[] {
  return [...readFileSync(file, 'utf8').matchAll(/(?:from|import\()\s*'(\.[^']+)'/g)]
    .map((match) => resolve(dirname(file), match[1]!))
    .filter((target) => target.startsWith(join(root, 'src')) || target.startsWith(join(root, 'test')))
}
function typeOnly(file: string, target: string): boolean {
  const lines = readFileSync(file, 'utf8').match(/import[^'"]*from '[^']+'/g) ?? []
  return lines
    .filter((line) => resolve(dirname(file), /'([^']+)'/.exec(line)![1]!) === target)
    .every((line) => line.startsWith('import type'))
}
function complaint(file: string, target: string): string[] {
  const [from, to] = [roomOf(file), roomOf(target)]
  if (HOUSE.includes(from) || to === 'paths.ts' || from === to || to === 'config.ts') return []
  if (typeOnly(file, target)) return []
  const said = `${short(file)} imports ${short(target)}`
  if (from === 'platform' || from === 'ui') return to === 'platform' || (from === 'ui' && to === 'ui') ? [] : [said]
  if (to === 'ui' || to === 'platform')
    return to === 'ui' && ['domain', 'forms', 'rules'].includes(kindOf(file) ?? '') ? [said] : []
  if (HOUSE.includes(to)) return [said]
  if (ORDER.indexOf(to) > ORDER.indexOf(from)) return [`${said}: ${to} stands later`]
  return ['domain', 'rules', 'forms', 'seed'].includes(kindOf(target) ?? '')
    ? []
    : [`${said}: rooms meet through their domain and rules`]
}
function circles(): string[] {
  const files = [...product, ...helpers]
  const graph = new Map(files.map((file) => [file, importsOf(file).filter((target) => !typeOnly(file, target))]))
  const done = new Set<string>()
  const found: string[] = []
  const visit = (file: string, path: string[]) => {
    if (path.includes(file)) return void found.push([...path.slice(path.indexOf(file)), file].map(short).join(' → '))
    if (done.has(file)) return
    for (const next of graph.get(file) ?? []) visit(next, [...path, file])
    done.add(file)
  }
  for (const file of files) visit(file, [])
  return found
}
function writesOf(file: string): string[] {
  const text = readFileSync(file, 'utf8')
  const calls = [...text.matchAll(/(?:insertInto|updateTable|deleteFrom|mergeInto)\(\s*'(\w+)/g)]
  const raw = [
    ...text.matchAll(/\b(?:insert into|update|delete from)\s+(?:public\.)?(\w+)\s+(?:d\s+)?(?:set|\(|where|values)/gi),
  ]
  return [...new Set([...calls, ...raw].map((match) => match[1]!))]
}
