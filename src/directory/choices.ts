import type { OrganizationInput } from './forms.ts'
import { asInput, type Organization } from './organizations.ts'

/** Fields of which one side is chosen. */
export const CHOSEN = [
  'name',
  'sector',
  'mission',
  'description',
  'website',
  'openData',
  'phone',
  'email',
  'calling',
  'serviceArea',
  'blurb25',
  'blurb50',
  'blurb100',
  'founded',
  'ended',
  'parent',
  'checkedOn',
] as const satisfies readonly (keyof OrganizationInput)[]
export type ChosenField = (typeof CHOSEN)[number]

/** Lists that become one, what both have once. */
export const JOINED = [
  'otherNames',
  'formerNames',
  'audiences',
  'skills',
  'spaces',
  'languages',
  'serviceCounties',
  'roles',
  'successors',
  'identifiers',
  'references',
] as const satisfies readonly (keyof OrganizationInput)[]

/** Of which of two a field is taken. */
export type Choices = Partial<Record<string, 'kept' | 'lost'>>

/**
 * What the organization that stays says: of each field what was chosen, of lists both, and the name of the one that is no
 * more among its other names. Who sees it, where it is and its language stay.
 */
export function joinedInput(
  kept: Organization,
  lost: Organization,
  circle: string[],
  choices: Choices,
): OrganizationInput {
  const [mine, theirs] = [asInput(kept, circle), asInput(lost, [])]
  const chosen = CHOSEN.map((field) => {
    const isTheirs = choices[field] === 'lost' ? theirs[field] !== '' : mine[field] === ''
    return [field, isTheirs ? theirs[field] : mine[field]]
  })
  const joined = JOINED.map((field) => [field, [...new Set([...mine[field], ...theirs[field]])]])
  const input: OrganizationInput = Object.assign({}, mine, Object.fromEntries([...chosen, ...joined]))
  const names = [...input.otherNames, mine.name, theirs.name]
  const isOneOfBoth = (id: string) => id === kept.id || id === lost.id
  return {
    ...input,
    otherNames: [...new Set(names)].filter((name) => name !== input.name),
    parent: isOneOfBoth(input.parent) ? '' : input.parent,
    successors: input.successors.filter((id) => !isOneOfBoth(id)),
  }
}
