import { expect } from 'vitest'
import { propose } from '../../src/journal/proposals.ts'
import { addEvidence, removeEvidence } from '../../src/partnerships/ledgers/evidences.ts'
import { asEntryInput, addEntry, changeEntry, removeEntry } from '../../src/partnerships/ledgers/entry-changes.ts'
import { getEntry } from '../../src/partnerships/ledgers/entries.ts'
import { ENTRY_FORMS, evidenceForm } from '../../src/partnerships/ledgers/forms.ts'
import { type Ledger, LEDGERS, PLACES } from '../../src/partnerships/ledgers/ledger-kinds.ts'
import type { Visibility } from '../../src/platform/records.ts'
import { type Call, callReturn } from '../api-calls.ts'
import type { Making, Target } from '../targets.ts'
import type { CaseMakers } from '../verb-cases.ts'
import type { World } from '../world.ts'

type Maker = (made: Making, visibility: Visibility) => Promise<Target>

/** Something that the organization of `inside` and `leader` gained or gave. */
const entryMaker =
  (ledger: Ledger): Maker =>
  async (made, visibility) => {
    const organization = made.ground.anchor.id
    const what = ledger === 'benefit' ? 'skills' : 'space'
    const input = ENTRY_FORMS[ledger].parse({ organization, what, told: 'It was so', visibility })
    const id = await addEntry(made.db, made.region.system, ledger, input, made.clock())
    return { id, slug: id, region: made.region.slug, more: { organization } }
  }

const changeMaker =
  (ledger: Ledger): Maker =>
  async (made, visibility) => {
    const target = await entryMaker(ledger)(made, visibility)
    const before = await getEntry(made.db, made.region.system, ledger, target.id)
    const input = { ...asEntryInput(before), told: 'It was otherwise' }
    await changeEntry(made.db, made.region.system, before, input, made.clock())
    const line = made.db.selectFrom('journal').select('id').where('record_id', '=', target.id)
    const { id: entry } = await line.where('verb', '=', `${ledger}.changed`).executeTakeFirstOrThrow()
    return { ...target, more: { ...target.more, entry } }
  }

const removedMaker =
  (ledger: Ledger): Maker =>
  async (made, visibility) => {
    const target = await entryMaker(ledger)(made, visibility)
    const { db, region } = made
    await removeEntry(db, region.system, await getEntry(db, region.system, ledger, target.id), made.clock())
    return target
  }

let count = 0
/** The records suggest to write down what this organization gained or gave; the id of the proposal. */
export async function suggestGain(
  made: Pick<Making, 'db' | 'clock'>,
  region: { id: string },
  ledger: Ledger,
  organization: string,
) {
  const key = `key ${(count += 1)}`
  const payload = { organization, partnerships: [], what: 'space', source: 'service', origin: null, name: 'A room' }
  const rest = { period: '2026', amount: null, unit: '' }
  const suggestion = { kind: ledger, key, payload: { ...payload, ...rest }, concerns: [organization] }
  await made.db.transaction().execute((trx) => propose(trx, region.id, [suggestion], made.clock()))
  return (await made.db.selectFrom('proposals').select('id').where('key', '=', key).executeTakeFirstOrThrow()).id
}

const proposalMaker =
  (ledger: Ledger): Maker =>
  async (made) => {
    const id = await suggestGain(made, made.region, ledger, made.ground.anchor.id)
    return { id, slug: id, region: made.region.slug, more: { proposal: id } }
  }

const evidence: Maker = async (made, visibility) => {
  const target = await entryMaker('benefit')(made, visibility)
  const benefit = await getEntry(made.db, made.region.system, 'benefit', target.id)
  const input = evidenceForm.parse({ kind: 'file', title: 'A list' })
  const file = { name: 'list.csv', bytes: Buffer.from('name\n') }
  const id = await addEvidence(made.db, made.region.system, benefit, input, file, made.clock())
  return { ...target, more: { ...target.more, evidence: id } }
}

const removedEvidence: Maker = async (made, visibility) => {
  const target = await evidence(made, visibility)
  const benefit = await getEntry(made.db, made.region.system, 'benefit', target.id)
  await removeEvidence(made.db, made.region.system, benefit, target.more['evidence']!, made.clock())
  return target
}

/** What of ledgers an address or a form can name. */
export const LEDGER_MAKERS = {
  benefit: entryMaker('benefit'),
  benefitChange: changeMaker('benefit'),
  benefitRemoved: removedMaker('benefit'),
  benefitProposal: proposalMaker('benefit'),
  contribution: entryMaker('contribution'),
  contributionChange: changeMaker('contribution'),
  contributionRemoved: removedMaker('contribution'),
  contributionProposal: proposalMaker('contribution'),
  evidence,
  removedEvidence,
}

const FORM = 'a form; what it is filled with is read with the record, and what it sends has its own line'
const r = '/{region}'

const pairsOf = (ledger: Ledger): [string, string[] | string][] => {
  const page = `/:region/${PLACES[ledger].segment}`
  const api = `${r}/${PLACES[ledger].segment}`
  return [
    [`GET ${page}`, [`get ${api}`]],
    [`GET ${page}/new`, FORM],
    [`POST ${page}`, [`post ${api}`]],
    [`POST ${page}/proposals/:proposal/refusal`, [`post ${api}/proposals/{proposal}/refusal`]],
    [`GET ${page}/:id`, [`get ${api}/{id}`]],
    [`GET ${page}/:id/edit`, FORM],
    [`POST ${page}/:id/edit`, [`patch ${api}/{id}`]],
    [`GET ${page}/:id/history`, [`get ${api}/{id}/history`]],
    [`POST ${page}/:id/history/:entry/return`, [`post ${api}/{id}/history/{entry}/return`]],
    [`POST ${page}/:id/removal`, [`delete ${api}/{id}`]],
    [`POST ${page}/:id/restoration`, [`post ${api}/{id}/restoration`]],
  ]
}
const shown = '/:region/benefits/:id/evidence'
const proof = `${r}/benefits/{id}/evidence`

/** The routes of ledgers with what programs have for them. */
export const ledgerPairs: Record<string, string[] | string> = {
  ...Object.fromEntries(LEDGERS.flatMap(pairsOf)),
  [`GET ${shown}/new`]: FORM,
  [`POST ${shown}`]: [`post ${proof}`, `post ${proof}/files/{name}`],
  [`GET ${shown}/:evidence`]: [`get ${proof}/{evidence}`],
  [`POST ${shown}/:evidence/removal`]: [`delete ${proof}/{evidence}`],
  [`POST ${shown}/:evidence/restoration`]: [`post ${proof}/{evidence}/restoration`],
  'GET /:region/partnerships/:partnership/benefits': [`get ${r}/partnerships/{id}/gives-and-gains`],
  'GET /:region/organizations/:slug/ledger': [`get ${r}/organizations/{id}/gives-and-gains`],
}

/** How each verb of ledgers is done. */
export const ledgerCases = ({ through }: CaseMakers) => ({
  ...Object.fromEntries(
    LEDGERS.flatMap((ledger) => {
      const page = `/:region/${PLACES[ledger].segment}`
      return [
        [`${ledger}.created`, through(`POST ${page}`)],
        [`${ledger}.changed`, through(`POST ${page}/:id/edit`)],
        [`${ledger}.removed`, through(`POST ${page}/:id/removal`)],
        [`${ledger}.restored`, through(`POST ${page}/:id/restoration`)],
      ]
    }),
  ),
  'benefit.evidenced': through(`POST ${shown}`),
  'benefit.evidence-removed': through(`POST ${shown}/:evidence/removal`),
  'benefit.evidence-restored': through(`POST ${shown}/:evidence/restoration`),
})

/** Gains and gifts of an organization with something nasty in each of their texts. */
export async function stingLedgers(
  w: World,
  stung: Map<string, Target>,
  { sting, long }: { sting: () => string; long: string },
) {
  const { id: organization } = stung.get('organization')!
  const partnership = stung.get('partnership')!.id
  for (const ledger of LEDGERS) {
    const what = ledger === 'benefit' ? 'attendance' : 'time'
    const said = { organization, what, told: long.slice(0, 300), amount: 12, unit: 'people', period: '2026-05' }
    const rest = { partnerships: [partnership], others: [w.grounds.riverbend.other.id], visibility: 'public' }
    const input = ENTRY_FORMS[ledger].parse({ ...said, ...rest })
    const id = await addEntry(w.db, w.ours.system, ledger, input, w.clock())
    stung.set(ledger, { id, slug: id, region: 'riverbend', more: { organization } })
  }
  const benefit = await getEntry(w.db, w.ours.system, 'benefit', stung.get('benefit')!.id)
  const add = (given: Record<string, string>, file: { name: string; bytes: Buffer } | null = null) =>
    addEvidence(w.db, w.ours.system, benefit, evidenceForm.parse(given), file, w.clock())
  await add({ kind: 'quote', quote: long.slice(0, 900), saidBy: sting(), consent: long.slice(0, 290) })
  await add({ kind: 'link', title: sting(), url: 'https://example.org/?"><nasty-element>' })
  const file = await add({ kind: 'file', title: sting() }, { name: sting(), bytes: Buffer.from('nasty') })
  stung.set('evidence', { ...stung.get('benefit')!, more: { organization, evidence: file } })
}

const list = '/api/v1/{region}/benefits'
const one = `${list}/{id}`

/** What an organization gained and gave: written down, shown, changed, weighed, taken out and brought back. */
export async function callLedgers(go: Call, organization: string, suggest: (ledger: Ledger) => Promise<string>) {
  for (const ledger of LEDGERS) {
    const all = `/api/v1/{region}/${PLACES[ledger].segment}`
    const what = ledger === 'benefit' ? 'training' : 'space'
    const made = await go(all, 'post', {}, { organization, what, told: 'By a client' })
    const at = { id: made['id'] }
    expect(await go(`${all}/{id}`, 'get', at)).toMatchObject({ told: 'By a client', what })
    await go(`${all}/{id}`, 'patch', at, { told: 'By another client' })
    await callReturn(go, `${all}/{id}`, at, { told: 'By a client' })
    await go(`${all}/{id}`, 'delete', at)
    expect(await go(`${all}/{id}/restoration`, 'post', at)).toMatchObject(at)
    expect((await go(all, 'get', { organization }))['items']).toMatchObject([{ told: 'By a client' }])
    const proposal = await suggest(ledger)
    expect(await go(`${all}/proposals/{proposal}/refusal`, 'post', { proposal })).toEqual({ decision: 'refused' })
  }
  await callEvidence(go)
  const weighed = await go('/api/v1/{region}/organizations/{id}/gives-and-gains', 'get', { id: organization })
  expect(weighed).toMatchObject({ items: [{ gives: { things: 1 }, capacity: { things: 1 } }] })
  await go('/api/v1/{region}/map/flows', 'get', {})
  const { items } = (await go('/api/v1/{region}/partnerships', 'get', {})) as { items: { id: string }[] }
  const together = await go('/api/v1/{region}/partnerships/{id}/gives-and-gains', 'get', { id: items[0]!.id })
  expect(together).toMatchObject({ items: [{ gives: { things: 0 } }, {}] })
}

async function callEvidence(go: Call) {
  const { items } = (await go(list, 'get', {})) as { items: { id: string }[] }
  const at = { id: items[0]!.id }
  const said = { kind: 'count', figure: 12, title: 'Sign-in sheet' }
  const shownBy = (await go(`${one}/evidence`, 'post', at, said)) as { evidence: { id: string }[] }
  const piece = { ...at, evidence: shownBy.evidence[0]!.id }
  await go(`${one}/evidence/{evidence}`, 'delete', piece)
  expect(await go(`${one}/evidence/{evidence}/restoration`, 'post', piece)).toMatchObject({
    evidence: [{ figure: 12 }],
  })
  const file = await go(`${one}/evidence/files/{name}`, 'post', { ...at, name: 'list.csv' }, Buffer.from('name'))
  const kept = (file as { evidence: { id: string; kind: string }[] }).evidence.find(({ kind }) => kind === 'file')!
  await go(`${one}/evidence/{evidence}`, 'get', { ...at, evidence: kept.id })
}
