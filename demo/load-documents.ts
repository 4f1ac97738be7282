import { keepAgreement } from '../src/partnerships/documents/agreement-changes.ts'
import { agreementBody, asAgreementInput, type TemplateInput } from '../src/partnerships/documents/forms.ts'
import { addTemplate, changeTemplate, getTemplate } from '../src/partnerships/documents/memorandum-templates.ts'
import { getPartnership } from '../src/partnerships/partnerships.ts'
import type { Loading } from './load.ts'

/** What partners signed, by keys. */
export interface DemoAgreement {
  partnership: string
  title: string
  note: string
  /** ISO day. */
  endsOn: string
  keptAt: Date
  keptBy: string
  signatures: { organization: string; signer: string; signedOn: string }[]
}

/** What a region writes its memorandums from: as it was begun, and as it stands since it was edited. */
export interface DemoTemplate extends TemplateInput {
  edited: string
  writtenAt: Date
  editedAt: Date
  by: string
}

/** Signed agreements and the templates of memorandums; partnerships are found by their keys. */
export async function loadDocuments(loading: Loading, partnerships: ReadonlyMap<string, string>) {
  for (const given of loading.demo.agreements ?? []) await loadAgreement(loading, partnerships, given)
  for (const given of loading.demo.templates ?? []) await loadTemplate(loading, given)
}

async function loadAgreement(
  { trx, actor, at, organizations }: Loading,
  partnerships: ReadonlyMap<string, string>,
  { partnership, keptAt, keptBy, signatures, ...told }: DemoAgreement,
) {
  const keeper = { ...actor(keptBy), coordinates: true }
  const signed = await getPartnership(trx, keeper, partnerships.get(partnership) ?? '')
  const named = signatures.map((one) => ({ ...one, organization: organizations.get(one.organization) }))
  const input = asAgreementInput(agreementBody.parse({ ...told, signatures: named }))
  await keepAgreement(trx, keeper, signed, input, null, at(keptAt))
}

async function loadTemplate({ trx, actor, at }: Loading, given: DemoTemplate) {
  const { name, lang, body, edited, writtenAt, editedAt, by } = given
  const writer = { ...actor(by), coordinates: true }
  const id = await addTemplate(trx, writer, { name, lang, body }, at(writtenAt))
  const before = await getTemplate(trx, writer, id)
  await changeTemplate(trx, writer, before, { name, lang, body: edited }, before.version, at(editedAt))
}
