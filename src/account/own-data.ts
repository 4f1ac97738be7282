import type { z } from 'zod'
import type { Actor } from '../platform/actor.ts'
import type { Db } from '../platform/db.ts'
import type { Moment } from '../platform/moment.ts'
import { giveConsent, withdrawConsent } from './consents.ts'
import type { ownDataForm } from './forms.ts'
import { changePerson, getOneself, type Person } from './persons.ts'

/** How consent was given by somebody who gave it here, signed in: the key of a sentence, not the sentence. */
export const BY_ONESELF = 'by-oneself'

/** One changes one's own name and telephone, and who sees one. The address stays: it is how one signs in. */
export async function changeOneself(
  db: Db,
  actor: Actor,
  before: Person,
  input: Omit<z.output<typeof ownDataForm>, 'region'>,
  moment: Moment,
) {
  const { name, phone, visibility } = input
  await db.transaction().execute(async (trx) => {
    if (name !== before.name || (phone || null) !== before.phone)
      await changePerson(
        trx,
        actor,
        before,
        { name, phone, email: before.email ?? '', note: before.note, lang: before.lang },
        moment,
      )
    if (visibility === before.visibility) return
    const now = await getOneself(trx, actor.regionId, before.id)
    if (visibility === 'circle') await withdrawConsent(trx, actor, now, moment)
    else await giveConsent(trx, actor, now, { how: BY_ONESELF, visibility, givenAt: moment.at }, moment)
  })
}
