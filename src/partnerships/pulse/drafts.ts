import { createCipheriv, createDecipheriv, createHash, createHmac } from 'node:crypto'
import type { Db } from '../../platform/db.ts'
import type { Moment } from '../../platform/moment.ts'
import type { AnswerTyped } from './forms.ts'

const CIPHER = 'aes-256-gcm'
const NONCE = 12
const TAG = 16

/** Only the link opens it, and the house keeps no link: see `platform/links.ts`. */
const keyOf = (token: string) => createHmac('sha256', token).update('pulse draft').digest()
const hashOf = (token: string) => createHash('sha256').update(`pulse draft ${token}`).digest()

/** Keeps what was typed so far, so that whoever has the same letter may come back to it. */
export async function keepDraft(
  db: Db,
  regionId: string,
  askingId: string,
  token: string,
  typed: AnswerTyped,
  moment: Moment,
) {
  const nonce = moment.random(NONCE)
  const cipher = createCipheriv(CIPHER, keyOf(token), nonce)
  const text = Buffer.concat([cipher.update(JSON.stringify(typed)), cipher.final()])
  const sealed = Buffer.concat([nonce, cipher.getAuthTag(), text])
  await db
    .insertInto('pulse_drafts')
    .values({ region_id: regionId, asking_id: askingId, link_hash: hashOf(token), sealed })
    .onConflict((on) => on.columns(['region_id', 'asking_id', 'link_hash']).doUpdateSet({ sealed }))
    .execute()
}

/** What was typed before through this very link. */
export async function findDraft(
  db: Db,
  regionId: string,
  askingId: string,
  token: string,
): Promise<AnswerTyped | null> {
  const row = await db
    .selectFrom('pulse_drafts')
    .select('sealed')
    .where('region_id', '=', regionId)
    .where('asking_id', '=', askingId)
    .where('link_hash', '=', hashOf(token))
    .executeTakeFirst()
  if (!row) return null
  const decipher = createDecipheriv(CIPHER, keyOf(token), row.sealed.subarray(0, NONCE))
  decipher.setAuthTag(row.sealed.subarray(NONCE, NONCE + TAG))
  const text = Buffer.concat([decipher.update(row.sealed.subarray(NONCE + TAG)), decipher.final()])
  return JSON.parse(text.toString()) as AnswerTyped
}
