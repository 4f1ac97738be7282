import type { Measured } from '../cli/bench.ts'
import { organizationForm } from '../src/directory/forms.ts'
import { createOrganizations } from '../src/directory/organization-changes.ts'
import { type Desk, deskFor } from '../src/partnerships/documents/document-desks.ts'
import { DOCUMENTS, FILES } from '../src/partnerships/documents/forms.ts'
import { writePaper } from '../src/partnerships/documents/papers.ts'
import { addEntry } from '../src/partnerships/ledgers/entry-changes.ts'
import { ENTRY_FORMS } from '../src/partnerships/ledgers/forms.ts'
import { createPartnership } from '../src/partnerships/partnership-changes.ts'
import { currentParties, getPartnership } from '../src/partnerships/partnerships.ts'
import { systemActor } from '../src/platform/actor.ts'
import { type Db, learnSizes } from '../src/platform/db.ts'
import { documentProcess, fileOf } from '../src/platform/documents/documents.ts'
import { translate } from '../src/platform/i18n.ts'
import { momentAt } from '../src/platform/moment.ts'
import { createRegion } from '../src/region/regions.ts'
import type { Page } from '../src/ui/page.ts'
import { withOwnDatabase } from './own-database.ts'
import { quantile } from './quantiles.ts'

const PARTNERS = 12
const ENTRIES = 480
const TIMES = 20
const YEAR = 2027

const now = () => momentAt(new Date(`${YEAR}-03-01T15:00:00Z`))
const middle = (times: number[]) => quantile(times, 0.5)
const megabytes = () => process.memoryUsage().rss / 1e6

/** Each document of a partnership of twelve with 480 entries of their ledgers: read, written and made, and what it costs in memory. */
export const run = (): Promise<Measured[]> =>
  withOwnDatabase(async (db) => {
    const { partnershipId, page } = await fill(db)
    const actor = systemActor(page.region!.id)
    const partnership = await getPartnership(db, actor, partnershipId)
    try {
      return await documentFigures(() => deskFor(db, actor, partnership, page))
    } finally {
      await documentProcess.close()
    }
  })

/** How long each document takes from its records to the file, for a partnership that is there; `desk` reads it anew. */
export async function documentFigures(desk: () => Promise<Desk>, year = YEAR): Promise<Measured[]> {
  const before = megabytes()
  const made = async (kind: (typeof DOCUMENTS)[number], format: (typeof FILES)[number]) => {
    const at = performance.now()
    const read = await desk()
    const [party] = currentParties(read.partnership)
    await fileOf((await writePaper(read, kind, { party, year, template: '' }))!, format)
    return performance.now() - at
  }
  const first = await made('brief', 'pdf')
  const figures: Measured[] = [{ what: 'the first document, its process begun for it', value: first, unit: 'ms' }]
  for (const kind of DOCUMENTS)
    for (const format of FILES) {
      const times: number[] = []
      for (let n = 0; n < TIMES; n += 1) times.push(await made(kind, format))
      const goal = kind === 'report' && format === 'pdf' ? { goal: '≤ 2000' } : {}
      figures.push({ what: `${kind}.${format}, from the records, median`, value: middle(times), unit: 'ms', ...goal })
    }
  const after = megabytes()
  return [
    ...figures,
    { what: 'memory of the process before the first', value: before, unit: 'MB' },
    { what: 'memory of the process afterwards, without that of the documents', value: after, unit: 'MB' },
  ]
}

async function fill(db: Db): Promise<{ partnershipId: string; page: Page }> {
  const slug = 'bench'
  const id = await createRegion(db, null, { slug, name: 'Bench' }, now())
  const system = systemActor(id)
  const organizations = Array.from({ length: PARTNERS }, (_, n) => ({
    id: now().id(),
    extra: {},
    input: organizationForm.parse({ name: `Partner number ${n}`, sector: 'library', visibility: 'public' }),
  }))
  await db.transaction().execute((trx) => createOrganizations(trx, system, organizations, now(), now().id()))
  const parties = organizations.map((one) => ({
    organization: one.id,
    missionLink:
      'A plan of ours says that everybody is to find, use and apply what is known of the place they live in.',
    expectedBenefits: 'People who read a table without help.',
    commitments: [{ kind: 'hours' as const, amount: 120, pool: 'the desk', until: `${YEAR}-12-31` }],
  }))
  const given = { name: 'Data desk', mission: 'Anyone can ask.', parties, visibility: 'public' as const }
  const partnership = await createPartnership(db, system, given, now())
  for (let n = 0; n < ENTRIES; n += 1) {
    const what = ['attendance', 'skills'][n % 2]!
    const told = { organization: organizations[n % PARTNERS]!.id, what, told: `Something that was gained, number ${n}` }
    const typed = { ...told, partnerships: [partnership.id], visibility: 'public', period: `${YEAR}-02-03` }
    await addEntry(db, system, 'benefit', ENTRY_FORMS.benefit.parse(typed), now())
  }
  await db
    .transaction()
    .execute((trx) => learnSizes(trx, ['records', 'joins', 'benefits', 'journal', 'journal_concerns']))
  const region = { id, slug, name: 'Bench', timeZone: 'America/New_York' }
  const page = { t: translate('en'), lang: 'en', origin: 'https://tieline.example', region, now: now().at }
  return { partnershipId: partnership.id, page: page as unknown as Page }
}
