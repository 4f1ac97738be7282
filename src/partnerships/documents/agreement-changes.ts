import { record } from '../../journal/entries.ts'
import type { Actor } from '../../platform/actor.ts'
import type { Db, Trx } from '../../platform/db.ts'
import { problem } from '../../platform/errors.ts'
import { dropFile, storeFile } from '../../platform/files.ts'
import type { Moment } from '../../platform/moment.ts'
import { addRecord, join, nextVersion, remove, restore } from '../../platform/records.ts'
import { indexText } from '../../platform/search-texts.ts'
import { spokenFor } from '../partnership-changes.ts'
import type { Partnership } from '../partnerships.ts'
import type { Agreement } from './agreements.ts'
import type { AgreementInput } from './forms.ts'
import type { SignedCopy } from './signed-copies.ts'

type Together = Pick<Partnership, 'id' | 'circleId' | 'parties' | 'lang'>

/** Who signs is a partner, of today or of then. */
export const isSigner = ({ parties }: Pick<Together, 'parties'>, organizationId: string): boolean =>
  parties.some(({ organization }) => organization.id === organizationId)

function checkSigners(partnership: Together, { signatures }: AgreementInput) {
  if (!signatures.every(({ organizationId }) => isSigner(partnership, organizationId)))
    throw problem(422, 'partnership-documents.errors.signer')
}

/** Keeps an agreement that was signed, with its copy where there is one. */
export async function keepAgreement(
  db: Db,
  actor: Actor,
  partnership: Together,
  input: AgreementInput,
  copy: SignedCopy | null,
  moment: Moment,
): Promise<string> {
  checkSigners(partnership, input)
  const id = moment.id()
  const deed = {
    verb: 'agreement.kept',
    record: { id },
    for: spokenFor(actor, partnership),
    concerns: [partnership.id],
    changes: { title: [null, input.title] },
  }
  return record(db, actor, deed, moment, async (trx) => {
    const { visibility } = input
    const { circleId, lang } = partnership
    await addRecord(trx, actor.regionId, { id, kind: 'agreement', visibility, circleId, lang }, moment)
    await join(trx, actor.regionId, id, [partnership.id])
    await trx
      .insertInto('agreements')
      .values({ region_id: actor.regionId, id, partnership_id: partnership.id, ...columns(input) })
      .execute()
    await writeSignatures(trx, actor.regionId, id, input)
    await indexAgreement(trx, actor.regionId, id, partnership, input)
    if (copy) await storeFile(trx, actor.regionId, { recordId: id, purpose: 'signed-copy', ...copy }, moment)
    return id
  })
}

const columns = ({ title, note, endsOn }: AgreementInput) => ({ title, note, ends_on: endsOn })

/**
 * Writes an agreement anew; its copy stays unless another one comes, and so do signers whom this actor does not see. Throws
 * 409 when somebody else changed it since it was read.
 */
export async function changeAgreement(
  db: Db,
  actor: Actor,
  partnership: Together,
  before: Agreement,
  { read, input, copy }: { read: number; input: AgreementInput; copy: SignedCopy | null },
  moment: Moment,
): Promise<void> {
  checkSigners(partnership, input)
  const changes = { title: [before.title, input.title], endsOn: [before.endsOn, input.endsOn] }
  const differs = Object.entries(changes).filter(([, [old, fresh]]) => old !== fresh)
  const deed = {
    verb: 'agreement.changed',
    record: before,
    for: spokenFor(actor, partnership),
    concerns: [partnership.id],
    changes: Object.fromEntries(differs),
  }
  await record(db, actor, deed, moment, async (trx) => {
    const { visibility } = input
    await nextVersion(trx, actor.regionId, before.id, read, { visibility, circleId: partnership.circleId })
    await trx
      .updateTable('agreements')
      .set(columns(input))
      .where('region_id', '=', actor.regionId)
      .where('id', '=', before.id)
      .execute()
    await dropSignatures(trx, actor.regionId, before)
    await writeSignatures(trx, actor.regionId, before.id, input)
    await indexAgreement(trx, actor.regionId, before.id, partnership, input)
    if (!copy) return
    await dropFile(trx, actor.regionId, before.id, 'signed-copy')
    await storeFile(trx, actor.regionId, { recordId: before.id, purpose: 'signed-copy', ...copy }, moment)
  })
}

const indexAgreement = (trx: Trx, regionId: string, id: string, { lang }: Together, { title, note }: AgreementInput) =>
  indexText(trx, regionId, id, { lang, title, body: note })

/** Those that were told to whoever changes it: nobody takes away what they do not see. */
async function dropSignatures(trx: Trx, regionId: string, { id, signatures }: Agreement) {
  if (signatures.length === 0) return
  const told = signatures.map(({ organization }) => organization.id)
  await trx
    .deleteFrom('agreement_signatures')
    .where('region_id', '=', regionId)
    .where('agreement_id', '=', id)
    .where('organization_id', 'in', told)
    .execute()
}

async function writeSignatures(trx: Trx, regionId: string, id: string, { signatures }: AgreementInput) {
  const rows = [...new Map(signatures.map((one) => [one.organizationId, one])).values()]
  if (rows.length === 0) return
  await trx
    .insertInto('agreement_signatures')
    .values(
      rows.map(({ organizationId, signer, signedOn }) => ({
        region_id: regionId,
        agreement_id: id,
        organization_id: organizationId,
        signer,
        signed_on: signedOn,
      })),
    )
    .execute()
}

/** Takes an agreement away with its copy; it can be brought back. */
export const removeAgreement = (db: Db, actor: Actor, agreement: Agreement, moment: Moment) =>
  record(db, actor, deedOf('agreement.removed', agreement), moment, (trx) =>
    remove(trx, actor.regionId, agreement.id, moment),
  )

/** Brings an agreement back, with its copy. */
export const restoreAgreement = (db: Db, actor: Actor, agreement: Agreement, moment: Moment) =>
  record(db, actor, deedOf('agreement.restored', agreement), moment, (trx) =>
    restore(trx, actor.regionId, agreement.id),
  )

const deedOf = (verb: string, agreement: Agreement) => ({
  verb,
  record: agreement,
  concerns: [agreement.partnershipId],
})
