import { expect } from 'vitest'
import { keepAgreement, removeAgreement } from '../../src/partnerships/documents/agreement-changes.ts'
import { getAgreement } from '../../src/partnerships/documents/agreements.ts'
import { agreementForm, DOCUMENTS, FILES } from '../../src/partnerships/documents/forms.ts'
import { addTemplate, removeTemplate } from '../../src/partnerships/documents/memorandum-templates.ts'
import { getPartnership } from '../../src/partnerships/partnerships.ts'
import type { Visibility } from '../../src/platform/records.ts'
import type { Call } from '../api-calls.ts'
import type { Making, Target } from '../targets.ts'
import type { CaseMakers } from '../verb-cases.ts'
import type { World } from '../world.ts'

const page = '/:region/partnerships/:partnership'
const one = '/:region/agreements/:agreement'
const template = '/:region/settings/memorandums/:template'

type MakePartnership = (made: Making, visibility: Visibility) => Promise<Target>

/** A signed agreement with its copy, and a template, there and taken away. */
export function documentMakers(aPartnership: MakePartnership) {
  const agreement = async (made: Making, visibility: Visibility): Promise<Target> => {
    const { db, region } = made
    const target = await aPartnership(made, visibility)
    const partnership = await getPartnership(db, region.system, target.id)
    const [first] = partnership.parties
    const typed = { title: 'Memorandum', visibility, organization: [first!.organization.id], signedOn: ['2026-01-05'] }
    const copy = { mediaType: 'application/pdf', bytes: Buffer.from('%PDF-1.7') }
    const id = await keepAgreement(db, region.system, partnership, agreementForm.parse(typed), copy, made.clock())
    return { ...target, id, more: { ...target.more, agreement: id } }
  }
  const memorandumTemplate = async ({ db, region, clock }: Making): Promise<Target> => {
    const written = { name: 'Ours', lang: 'en' as const, body: 'We are {partners}.' }
    const id = await addTemplate(db, region.system, written, clock())
    return { id, slug: id, region: region.slug, more: { template: id } }
  }
  return {
    agreement,
    removedAgreement: async (made: Making, visibility: Visibility): Promise<Target> => {
      const target = await agreement(made, visibility)
      const kept = await getAgreement(made.db, made.region.system, target.id)
      await removeAgreement(made.db, made.region.system, kept, made.clock())
      return target
    },
    memorandumTemplate,
    removedTemplate: async (made: Making): Promise<Target> => {
      const target = await memorandumTemplate(made)
      await removeTemplate(made.db, made.region.system, target, made.clock())
      return target
    },
  }
}

/** Something nasty in each text of what was signed, and of a template. */
export async function stingDocuments(
  w: World,
  { id, organization }: { id: string; organization: string },
  { sting, long }: { sting: () => string; long: string },
) {
  const partnership = await getPartnership(w.db, w.ours.system, id)
  const typed = {
    title: sting(),
    note: long.slice(0, 1900),
    visibility: 'public',
    organization: [organization],
    signer: [sting()],
  }
  await keepAgreement(w.db, w.ours.system, partnership, agreementForm.parse(typed), null, w.clock())
  const written = { name: sting().slice(0, 100), lang: 'en' as const, body: `## ${sting()}\n${long}\n\n{partners}` }
  await addTemplate(w.db, w.ours.system, written, w.clock())
}

/** How each verb of documents is done. */
export const documentCases = ({ through }: CaseMakers) => ({
  'agreement.kept': through(`POST ${page}/agreements/new`),
  'agreement.changed': through(`POST ${one}/edit`),
  'agreement.removed': through(`POST ${one}/removal`),
  'agreement.restored': through(`POST ${one}/restoration`),
  'memorandum-template.written': through('POST /:region/settings/memorandums/new'),
  'memorandum-template.changed': through(`POST ${template}`),
  'memorandum-template.removed': through(`POST ${template}/removal`),
  'memorandum-template.restored': through(`POST ${template}/restoration`),
})

const PAPER = 'a paper for people, made of what the operations of the partnership tell'
const COPY = 'the paper that people signed is brought and fetched by people; programs hear that it is there'
const FORM = 'a form; what it is filled with is read with the record, and what it sends has its own line'
const agreements = '/{region}/partnerships/{id}/agreements'
const agreement = '/{region}/agreements/{id}'
const templates = '/{region}/memorandum-templates'

const documents = DOCUMENTS.flatMap((kind) => [kind, ...FILES.map((file) => `${kind}.${file}`)])

/** The routes of documents with what programs have for them. */
export const documentPairs: Record<string, string[] | string> = {
  ...Object.fromEntries(documents.map((name) => [`GET ${page}/${name}`, PAPER])),
  [`GET ${page}/documents`]: [`get ${agreements}`],
  [`GET ${page}/agreements/new`]: FORM,
  [`POST ${page}/agreements/new`]: [`post ${agreements}`],
  [`GET ${one}`]: [`get ${agreement}`],
  [`GET ${one}/copy`]: COPY,
  [`GET ${one}/edit`]: FORM,
  [`POST ${one}/edit`]: [`patch ${agreement}`],
  [`POST ${one}/removal`]: [`delete ${agreement}`],
  [`POST ${one}/restoration`]: [`post ${agreement}/restoration`],
  'GET /:region/settings/memorandums': [`get ${templates}`],
  'GET /:region/settings/memorandums/new': FORM,
  'POST /:region/settings/memorandums/new': [`post ${templates}`],
  [`GET ${template}`]: [`get ${templates}/{id}`],
  [`POST ${template}`]: [`patch ${templates}/{id}`],
  [`POST ${template}/removal`]: [`delete ${templates}/{id}`],
  [`POST ${template}/restoration`]: [`post ${templates}/{id}/restoration`],
}

/** An agreement that partners signed and a template of memorandums: kept, changed, taken away and brought back. */
export async function callDocuments(go: Call, at: { id: unknown }, partners: string[]) {
  const kept = '/api/v1/{region}/partnerships/{id}/agreements'
  const own = '/api/v1/{region}/agreements/{id}'
  const signatures = partners.map((organization) => ({ organization, signer: 'Lee', signedOn: '2026-02-03' }))
  const made = await go(kept, 'post', at, { title: 'Memorandum', endsOn: '2029-02-02', signatures })
  const it = { id: made['id'] }
  expect(await go(own, 'patch', it, { title: 'Memorandum of 2026', endsOn: null })).toMatchObject({
    endsOn: null,
    signatures: partners.map((id) => ({ organization: { id }, signer: 'Lee', signedOn: '2026-02-03' })),
  })
  await go(own, 'delete', it)
  expect((await go(kept, 'get', at))['total']).toBe(0)
  await go(`${own}/restoration`, 'post', it)
  expect(await go(own, 'get', it)).toMatchObject({ title: 'Memorandum of 2026', copy: null })
  const all = '/api/v1/{region}/memorandum-templates'
  const ours = { id: (await go(all, 'post', {}, { name: 'Ours', body: 'We are {partners}.' }))['id'] }
  expect(await go(`${all}/{id}`, 'patch', ours, { body: '{partners} and {mission}' })).toMatchObject({ name: 'Ours' })
  await go(`${all}/{id}`, 'delete', ours)
  expect((await go(all, 'get', {}))['total']).toBe(0)
  await go(`${all}/{id}/restoration`, 'post', ours)
  expect(await go(`${all}/{id}`, 'get', ours)).toMatchObject({ body: '{partners} and {mission}', lang: 'en' })
}
