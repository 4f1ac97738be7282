import type { Actor } from '../platform/actor.ts'
import type { Trx } from '../platform/db.ts'
import { problem } from '../platform/errors.ts'
import type { Choices } from './choices.ts'
import type { ListingInput } from './listing-forms.ts'
import { FIELDS } from './listing-kinds.ts'
import type { Listing } from './listings.ts'

/** Where it is on the map is one choice: of half a point nobody finds anything. */
const WITH: Record<string, string> = { longitude: 'latitude' }

/** Fields of which one side is chosen when two places become one. */
export const CHOSEN_OF_PLACES = Object.keys(FIELDS.place).filter((field) => !(field in WITH))

const isEmpty = (value: unknown) => value === '' || value === null

/** What the place that stays says: of each field what was chosen, and the references of both. */
export function joinedPlace(mine: ListingInput, theirs: ListingInput, choices: Choices): ListingInput {
  const chosen = Object.keys(FIELDS.place).map((field) => {
    const by = WITH[field] ?? field
    const isTheirs = choices[by] === 'lost' ? !isEmpty(theirs[by] ?? '') : isEmpty(mine[by] ?? '')
    return [field, isTheirs ? theirs[field] : mine[field]]
  })
  const references = [...new Set([...mine.references, ...theirs.references])]
  return Object.assign({}, mine, Object.fromEntries(chosen), { references })
}

/** Two organizations at one address are two places. */
export async function ofOneOrganization(_trx: Trx, _actor: Actor, kept: Listing, lost: Listing) {
  const owners = ({ organizations }: Listing) => organizations.map(({ id }) => id).join(' ')
  if (owners(kept) !== owners(lost)) throw problem(422, 'merging.otherOrganizations')
}
