import { parse } from 'csv-parse/sync'
import { sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'
import { announce, deliverDue } from '../src/journal/deliveries.ts'
import { isAddress } from '../src/platform/mail.ts'
import { findRegionById } from '../src/region/regions.ts'
import { rooms } from '../src/app.tsx'
import { FIELDS, elementsOf, strangeIn } from './markup.ts'
import { PARTNERSHIP_WORDS } from './partnerships/words.ts'
import { TABLE, addressOf, sendLine } from './permissions.ts'
import { LONG, STINGS, STUNG, pagesOf, stingEverything } from './stings.ts'
import type { Target } from './targets.ts'
import { type Who, type World, world } from './world.ts'

let w: World
let stung: Map<string, Target>
beforeAll(async () => {
  w = await world()
  stung = await stingEverything(w)
})

describe('a nasty string in every text', () => {
  const readers: Who[] = ['coordinator', 'inside', 'viewer', 'public']

  test.each(readers)('comes alive on no page that %s reads', async (who) => {
    const wrong: string[] = []
    for (const path of pagesOf(stung)) {
      const answer = await w.as(w.people[who]).get(path)
      const type = answer.headers.get('content-type') ?? ''
      if (answer.status >= 500) wrong.push(`${path}: ${answer.status}`)
      if (type.startsWith('text/html')) wrong.push(...problemsOf(answer.text).map((one) => `${path}: ${one}`))
      if (type.includes('json')) JSON.parse(answer.text)
      if (type.startsWith('text/csv')) wrong.push(...formulasOf(answer.text).map((one) => `${path}: ${one}`))
    }
    expect(wrong).toEqual([])
  })

  test('stands in every column that people fill', async () => {
    const columns = await textColumns()
    expect(OWN_WORDS.filter((name) => !columns.some((one) => `${one.table}.${one.column}` === name))).toEqual([])
    const unstung: string[] = []
    for (const { table, column } of columns) {
      if (OWN_WORDS.includes(`${table}.${column}`)) continue
      const found =
        await sql`select from ${sql.table(table)} where ${sql.ref(column)}::text ~ ${STUNG} limit 1`.execute(w.db)
      if (found.rows.length === 0) unstung.push(`${table}.${column}`)
    }
    expect(unstung).toEqual([])
  })

  test('stands on those pages as it was typed', async () => {
    const page = await w.as(w.people.public).get(`/riverbend/organizations/${stung.get('organization')!.slug}`)
    const text = textOf(page.text)
    expect(STINGS.filter((one) => !text.includes(one))).toEqual([])
  })

  test('goes into every field that a form has', async () => {
    const unnamed = new Set<string>()
    for (const path of pagesOf(stung).filter((one) => !/^\/es|format=/.test(one))) {
      const answer = await w.as(w.people.coordinator).get(path)
      if (!answer.headers.get('content-type')?.startsWith('text/html')) continue
      for (const { name, attributes } of elementsOf(answer.text))
        if (/^(input|select|textarea)$/.test(name) && !FIELDS.includes(attributes['name'] ?? 'name'))
          unnamed.add(attributes['name']!)
    }
    expect([...unnamed], 'write them into FIELDS of test/markup.ts').toEqual([])
  })

  test('comes alive in no form that is refused', async () => {
    const wrong: string[] = []
    for (const line of TABLE.filter((one) => one.form && one.route.includes('/:region'))) {
      const target =
        line.at && line.at !== 'session' ? (stung.get(line.at) ?? (await w.aTarget(line.at, 'public'))) : undefined
      const path = addressOf(line, 'riverbend', target)
      const form = Object.fromEntries(FIELDS.map((name) => [name, `${LONG} ${name}`]))
      const answer = await sendLine(w, w.people.coordinator, line, path, form)
      if (answer.status >= 500) wrong.push(`${path}: ${answer.status}`)
      wrong.push(...problemsOf(answer.text).map((one) => `${path}: ${one}`))
    }
    expect(wrong).toEqual([])
  })

  test('comes alive in no address', async () => {
    const wrong: string[] = []
    const typed = encodeURIComponent(STINGS.slice(0, 6).join(''))
    for (const path of [
      `organizations?q=${typed}&sector=${typed}&sort=${typed}`,
      `search?q=${typed}`,
      `ties?q=${typed}&organization=${typed}`,
      `journal?before=${typed}`,
      `organizations/${typed}`,
      `organizations?format=${typed}`,
      `?as=${typed}`,
    ]) {
      const answer = await w.as(w.people.coordinator).get(`/riverbend/${path}`.replace('/?', '?'))
      wrong.push(...problemsOf(answer.text).map((one) => `${path}: ${one}`))
    }
    const signIn = await w.as(null).get(`/sign-in?next=${encodeURIComponent('javascript:nasty()')}&sent=${typed}`)
    expect([...wrong, ...problemsOf(signIn.text)]).toEqual([])
  })

  test('comes alive in no mail, and every mail goes where it was meant to', async () => {
    const post = {
      db: w.db,
      mail: w.parts.mail,
      rooms,
      clock: w.clock,
      origin: 'http://localhost:4000',
      regionById: findRegionById,
    }
    while ((await announce(post)) > 0);
    w.time.now = new Date(w.time.now.getTime() + 60_000)
    while ((await deliverDue(post)) > 0);
    const known = await w.db.selectFrom('persons').select('email').execute()
    expect(w.mailbox.length).toBeGreaterThan(1)
    for (const mail of w.mailbox) {
      expect([mail.to.address, isAddress(mail.to.address), known.some((one) => one.email === mail.to.address)]).toEqual(
        [mail.to.address, true, true],
      )
      expect(mail.subject).not.toMatch(/[\r\n]/)
      expect(Object.values(mail.headers ?? {}).join('')).not.toMatch(/[\r\n]/)
      expect(problemsOf(mail.html, /^style$/)).toEqual([])
    }
  })
})

/**
 * Columns that hold words of our own, codes, days and hashes, which a form checks letter by letter; the outbox, a copy of
 * mails; and the fates of batches, which nothing shows before they stand in the report of their import.
 */
const OWN_WORDS = [
  ...PARTNERSHIP_WORDS,
  ...`api_keys.scope askings.how askings.roles askings.roles_shown contacts.how counties.fips counties.name counties.state
  counties.state_fips shared_texts.field shared_texts.epoch county_changes.before county_changes.fips county_changes.state county_changes.town
  county_figures.fips deliveries.channel consents.field consents.visibility deliveries.last_error
  erased_accounts.account_id erasures.trusted files.media_type files.purpose import_mappings.columns_hash
  import_mappings.kind import_batches.fates imports.kind imports.lang installation_journal.account_id
  installation_journal.changes installation_journal.verb installation_mandates.account_id installation_mandates.what
  installation_settings.key installation_settings.value journal.actor_kind journal.verb links.purpose list_labels.lang
  list_labels.list mandates.what map_layouts.places map_layouts.tier map_snapshots.ties meetings.asks meetings.kinds
  meeting_lines.key meeting_lines.kind meeting_lines.tie_kind memberships.account_id merge_moves.after
  merge_moves.before merge_moves.table_name merges.after merges.before migrations.hash migrations.name
  namings.direction namings.kind namings.verdict organization_roles.role organizations.founded organizations.ended
  organizations.sector outbox.body outbox.headers outbox.html outbox.recipient outbox.subject places.kind
  positions.period rate_limits.key records.kind records.lang records.visibility region_counties.fips region_slugs.slug
  resources.kind regions.closed_days regions.languages regions.time_zone request_keys.actor request_keys.key
  request_keys.location rounds.lang proposals.decision proposals.key proposals.kind proposals.payload
  search_texts.lang sectors.colour sectors.key sectors.shape slugs.kind sweeps.name tie_kinds.key
  tie_statements.by_kind tie_statements.verdict ties.kind ties.period translations.field translations.lang translations.of_digest
  unsubscriptions.topic webhook_attempts.error webhooks.nouns webhooks.paused_why`.split(/\s+/),
]

/** Columns of texts in tables of regions. */
async function textColumns() {
  const { rows } = await sql<{ table: string; column: string }>`
    select table_name as "table", column_name as "column" from information_schema.columns
    where table_schema = 'public' and data_type in ('text', 'ARRAY', 'jsonb') and is_generated = 'NEVER'`.execute(w.db)
  return rows
}

const textOf = (html: string) =>
  html.replaceAll(/<[^>]*>/g, '').replaceAll(/&(amp|lt|gt|quot|#39);/g, (_, name: string) => NAMED[name]!)
const NAMED: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" }

/** Cells that a spreadsheet would run. */
const formulasOf = (csv: string) =>
  (parse(csv, { relax_column_count: true, bom: true }) as string[][])
    .flat()
    .filter((cell) => /^[=+@\t\r]|^-(?!\d)/.test(cell))

function problemsOf(html: string, allowed?: RegExp): string[] {
  try {
    return strangeIn(html).filter((one) => !allowed || !one.includes('"style"'))
  } catch (error) {
    return [(error as Error).message]
  }
}
