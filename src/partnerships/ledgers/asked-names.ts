import { getOrganization } from '../../directory/organizations.ts'
import type { Actor } from '../../platform/actor.ts'
import type { Db } from '../../platform/db.ts'
import { isProblem } from '../../platform/errors.ts'
import { getPartnership } from '../partnerships.ts'
import type { EntriesAsked } from './forms.ts'

/** What a list is narrowed to, as it is called where the reader may see it; else as it stands in the address. */
export async function namesAsked(db: Db, actor: Actor, asked: EntriesAsked) {
  const named = async (typed: string, get: (asked: string) => Promise<{ name: string }>) =>
    typed === '' ? '' : ((await get(typed).catch(unlessHidden))?.name ?? typed)
  const [partnership, organization, other] = await Promise.all([
    named(asked.partnership, (slug) => getPartnership(db, actor, slug)),
    named(asked.organization, (slug) => getOrganization(db, actor, slug)),
    named(asked.other, (slug) => getOrganization(db, actor, slug)),
  ])
  return { partnership, organization, other }
}

const unlessHidden = (error: unknown) => {
  if (!isProblem(error)) throw error
  return undefined
}
