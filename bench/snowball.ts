import type { KyselyPlugin } from 'kysely'
import type { Measured } from '../cli/bench.ts'
import { organizationForm } from '../src/directory/forms.ts'
import { createOrganizations } from '../src/directory/organization-changes.ts'
import { takeAnswer } from '../src/network/snowball/answers.ts'
import { askOrganizations } from '../src/network/snowball/asking-changes.ts'
import { type Asking, listAskings, listCandidates, namedInRound } from '../src/network/snowball/askings.ts'
import { answerForm, roundForm } from '../src/network/snowball/forms.ts'
import { knownTies } from '../src/network/snowball/known-ties.ts'
import { acceptClear } from '../src/network/snowball/naming-decisions.ts'
import { beginRound } from '../src/network/snowball/round-changes.ts'
import { getRound } from '../src/network/snowball/rounds.ts'
import { readTypedAnswer } from '../src/network/snowball/typed-answers.ts'
import { layOutWaves } from '../src/network/snowball/waves.ts'
import { memberActor, publicActor, systemActor } from '../src/platform/actor.ts'
import { type Db, learnSizes } from '../src/platform/db.ts'
import { translate } from '../src/platform/i18n.ts'
import { momentAt } from '../src/platform/moment.ts'
import { listsOf } from '../src/region/lists.ts'
import { createRegion } from '../src/region/regions.ts'
import { withOwnDatabase } from './own-database.ts'
import { seeded } from './seeded.ts'
import { quantile } from './quantiles.ts'

const ORGANIZATIONS = 1300
const FIRST = 10
const NAMED = 8
const WAVES = 3
const DAY = '2027-03-01'
const UNTIL = '2027-03-20'

const now = () => momentAt(new Date(`${DAY}T15:00:00Z`))
const middle = (times: number[]) => quantile(times, 0.5)
const late = (times: number[]) => quantile(times, 0.95)

/** A round of three waves among 1,300 organizations: each who is asked names eight, and all of it is accepted. */
export const run = (): Promise<Measured[]> =>
  withOwnDatabase(async (plain) => {
    const statements = { count: 0 }
    const counting: KyselyPlugin = {
      transformQuery: ({ node }) => {
        statements.count += 1
        return node
      },
      transformResult: async ({ result }) => result,
    }
    return measure(plain.withPlugin(counting), statements)
  })

async function measure(db: Db, statements: { count: number }): Promise<Measured[]> {
  const { region, names } = await fill(db)
  const system = systemActor(region.id)
  const id = await beginRound(db, system, region, roundForm.parse({ name: 'Bench', until: UNTIL }), now())
  const round = () => getRound(db, system, id)
  const { tieKinds } = await listsOf(db, region.id, 'en')
  const random = seeded(1)
  const tally = {
    answers: [] as number[],
    answered: 0,
    accepting: 0,
    accepted: 0,
    decided: 0,
    asking: 0,
    pages: [] as number[],
  }

  for (let wave = 0; wave < WAVES; wave += 1) {
    const named = { among: 'named' as const, today: DAY, offset: 0, limit: ORGANIZATIONS }
    const next = wave === 0 ? names.slice(0, FIRST) : (await listCandidates(db, system, await round(), named)).items
    const began = performance.now()
    await askOrganizations(
      db,
      system,
      await round(),
      next.map((one) => ({ organizationId: one.id })),
      now(),
    )
    tally.asking += performance.now() - began
    const waiting = (await listAskings(db, system, id)).filter((one) => one.answeredAt === null)
    for (const asking of waiting) {
      const before = statements.count
      const from = performance.now()
      const others = Array.from({ length: NAMED }, () => names[Math.floor(random() * names.length)]!.name)
      await answer(db, region, await round(), asking, others, tieKinds)
      tally.answers.push(performance.now() - from)
      tally.answered += statements.count - before
    }
    const before = statements.count
    const from = performance.now()
    for (let left = 1; left > 0;) {
      const done = await acceptClear(db, system, region, await round(), now())
      left = done.left
      tally.accepted += done.accepted
    }
    tally.accepting += performance.now() - from
    tally.decided += statements.count - before
    await learn(db)
    const shown = performance.now()
    layOutWaves(await listAskings(db, system, id), await namedInRound(db, system, id), { closedAt: null })
    tally.pages.push(performance.now() - shown)
  }
  const asked = (await round()).asked
  return [
    { what: 'organizations asked in three waves', value: asked, unit: '' },
    { what: 'lines of answers accepted', value: tally.accepted, unit: '' },
    { what: 'asking, for each organization', value: tally.asking / asked, unit: 'ms' },
    { what: 'an answer of eight lines, read and taken, median', value: middle(tally.answers), unit: 'ms' },
    { what: 'the same, p95', value: late(tally.answers), unit: 'ms' },
    { what: 'statements for each answer', value: tally.answered / tally.answers.length, unit: '' },
    { what: 'accepting, for each line', value: tally.accepting / tally.accepted, unit: 'ms' },
    { what: 'statements for each accepted line', value: tally.decided / tally.accepted, unit: '' },
    { what: 'what the page of the round rests on, after the third wave', value: tally.pages.at(-1)!, unit: 'ms' },
  ]
}

/** What a server learns by itself within a minute: how large its tables are now. */
const learn = (db: Db) =>
  db
    .transaction()
    .execute((trx) =>
      learnSizes(trx, [
        'records',
        'joins',
        'ties',
        'tie_statements',
        'askings',
        'namings',
        'proposals',
        'proposal_concerns',
        'journal',
        'journal_concerns',
      ]),
    )

/** Reads what somebody typed as the page does, and takes it. */
async function answer(
  db: Db,
  region: { id: string; timeZone: string },
  round: Awaited<ReturnType<typeof getRound>>,
  asking: Asking,
  others: string[],
  kinds: Awaited<ReturnType<typeof listsOf>>['tieKinds'],
) {
  const seer = publicActor(region.id)
  const known = await knownTies(db, seer, asking, DAY)
  const typed = answerForm.parse({
    name: [...new Set(others)].filter((name) => name !== asking.organization.name),
    how: others.map(() => 'works-together'),
    strong: others.map(() => '3'),
    do: 'send',
  })
  const read = await readTypedAnswer(db, seer, { ...asking, known, kinds }, typed, translate('en'))
  const holder = memberActor({
    regionId: region.id,
    accountId: null,
    personId: '',
    name: '',
    mandates: [],
    kind: 'link',
  })
  const by = { actor: { ...holder, personId: null }, how: 'link' as const, atOnce: false }
  await takeAnswer(db, by, region, round, asking, { rows: read.rows, roles: null }, now())
}

async function fill(db: Db) {
  const id = await createRegion(db, null, { slug: 'bench', name: 'Bench' }, now())
  const moment = now()
  const random = seeded(7)
  const names = Array.from({ length: ORGANIZATIONS }, (_, n) => ({
    id: moment.id(),
    name: `${word(random)} ${word(random)} ${['Library', 'Data Center', 'Council', 'Fund', 'School'][n % 5]} ${n}`,
  }))
  const made = names.map((one) => ({
    id: one.id,
    input: organizationForm.parse({ name: one.name, sector: 'library', visibility: 'public' }),
    extra: {},
  }))
  await db.transaction().execute(async (trx) => {
    await createOrganizations(trx, systemActor(id), made, moment, moment.id())
    await learnSizes(trx, ['records', 'organizations', 'search_texts'])
  })
  return { region: { id, timeZone: 'America/New_York' }, names }
}

const SYLLABLES = 'al ber can dor el fen gar hol jas kel lor mar nor pel quin ros sal tor ver wes yor zan'.split(' ')
const word = (random: () => number) =>
  Array.from({ length: 3 }, () => SYLLABLES[Math.floor(random() * SYLLABLES.length)]!).join('')
