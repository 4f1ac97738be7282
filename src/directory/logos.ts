import { record } from '../journal/entries.ts'
import { type Actor, organizationsWith } from '../platform/actor.ts'
import type { Db } from '../platform/db.ts'
import { dropFile, storeFile } from '../platform/files.ts'
import { paintAnew, type Picture } from '../platform/images.ts'
import { problem } from '../platform/errors.ts'
import type { Moment } from '../platform/moment.ts'
import { scan } from '../platform/scans.ts'

/** A logo is shown no larger, in pixels; twice what a profile shows, for sharp screens. */
export const LOGO_BOX = { width: 480, height: 240 }
/** The largest file that is taken for a logo, in megabytes. */
export const LOGO_MEGABYTES = 5

/** A picture of ours from what came in. Throws 422 with the reason where it is none, or too large. */
export async function paintLogo(bytes: Uint8Array, scanner?: string): Promise<Picture> {
  if (bytes.length > LOGO_MEGABYTES * 1_000_000) throw problem(422, 'files.tooLarge', { max: LOGO_MEGABYTES })
  await scan(scanner, bytes)
  const picture = await paintAnew(bytes, LOGO_BOX)
  if (!picture) throw problem(422, 'files.noPicture')
  return picture
}

interface Owner {
  id: string
}

const deed = (actor: Actor, organization: Owner, verb: string) => ({
  verb,
  record: organization,
  for: organizationsWith(actor, 'speak').includes(organization.id) ? organization.id : null,
})

/** Gives an organization this logo in place of the one it had. */
export const setLogo = (db: Db, actor: Actor, organization: Owner, picture: Picture, moment: Moment) =>
  record(db, actor, deed(actor, organization, 'organization.logo-set'), moment, (trx) =>
    storeFile(trx, actor.regionId, { recordId: organization.id, purpose: 'logo', ...picture }, moment),
  )

/** Takes an organization's logo away. One that has none stays as it is. */
export async function removeLogo(db: Db, actor: Actor, organization: Owner, moment: Moment): Promise<void> {
  await db.transaction().execute(async (trx) => {
    if (!(await dropFile(trx, actor.regionId, organization.id, 'logo'))) return
    await record(trx, actor, deed(actor, organization, 'organization.logo-removed'), moment, async () => undefined)
  })
}
