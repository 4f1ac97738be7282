import type { Actor } from '../platform/actor.ts'
import type { Db, Trx } from '../platform/db.ts'
import type { Moment } from '../platform/moment.ts'
import { VISIBILITIES, type Visibility } from '../platform/records.ts'
import { giveConsent, withdrawConsent } from './consents.ts'
import type { OneselfInput } from './forms.ts'
import { changePerson, getOneself, type Person } from './persons.ts'
import { PERSON_FIELDS, type PersonField } from './rules.ts'

/** How consent was given by somebody who gave it here, signed in: the key of a sentence, not the sentence. */
export const BY_ONESELF = 'by-oneself'

/** One changes one's own name and telephone, and who sees what of one. The address stays: it is how one signs in. */
export async function changeOneself(db: Db, actor: Actor, before: Person, input: OneselfInput, moment: Moment) {
  const { name, phone } = input
  await db.transaction().execute(async (trx) => {
    if (name !== before.name || (phone || null) !== before.phone)
      await changePerson(
        trx,
        actor,
        before,
        { name, phone, email: before.email ?? '', note: before.note, lang: before.lang },
        moment,
      )
    const wanted = { name: input.visibility, position: input.seePosition, email: input.seeEmail, phone: input.seePhone }
    const fields = PERSON_FIELDS.filter((field) => wanted[field] && wanted[field] !== agreedNow(before, field))
    for (const visibility of VISIBILITIES) {
      const these = fields.filter((field) => wanted[field] === visibility)
      if (these.length > 0) await agree(trx, actor, before.id, these, visibility, moment)
      // Who is not listed agrees to nothing else.
      if (these.includes('name') && visibility === 'circle') return
    }
  })
}

/** To what somebody agreed for a field, whether or not they are listed. */
export const agreedNow = (person: Person, field: PersonField): Visibility =>
  field === 'name' ? person.visibility : (person.agreed[field] ?? 'circle')

async function agree(
  trx: Trx,
  actor: Actor,
  personId: string,
  fields: PersonField[],
  visibility: Visibility,
  moment: Moment,
) {
  const now = await getOneself(trx, actor.regionId, personId)
  if (visibility === 'circle') await withdrawConsent(trx, actor, now, moment, fields)
  else await giveConsent(trx, actor, now, { how: BY_ONESELF, visibility, givenAt: moment.at, fields }, moment)
}
