import { normaliseEmail } from '../platform/addresses.ts'
import { isSlip, phoneKey, plain } from '../platform/plain-words.ts'

/** What two persons are compared by. */
export interface DescribedPerson {
  name: string
  email: string | null
  phone: string | null
  /** Where they work or worked, by ids. */
  organizations: readonly string[]
}

export const PERSON_REASONS = ['sameEmail', 'sameName', 'nearName', 'samePhone', 'sameOrganization'] as const
export type PersonReason = (typeof PERSON_REASONS)[number]

/** What people write before and after a name. */
const TITLES = new Set('mr mrs ms mx miss dr prof sr sra srta lic ing dra rev jr phd mls mlis'.split(' '))

/** The words of a name that tell who it is: "Ruiz, Ana" is "Ana Ruiz". */
export const nameParts = (name: string): string[] => {
  const words = plain(name).split(' ')
  const telling = words.filter((word) => !TITLES.has(word))
  return (telling.length > 0 ? telling : words).toSorted()
}

const emailKey = (email: string | null) => (email ? normaliseEmail(email) : undefined)

/** Whether two words are one: written out and as an initial, or a slip apart. */
const isNearly = (a: string, b: string) =>
  a === b || isSlip(a, b) || ((a.length === 1 || b.length === 1) && a[0] === b[0])

type Names = 'same' | 'near' | undefined

/** One has all words of the other, nearly; two of them at least, and one to the letter that is more than an initial. */
function compareNames(one: string[], other: string[]): Names {
  if (one.join(' ') === other.join(' ')) return 'same'
  const [short, long] = one.length <= other.length ? [one, other] : [other, one]
  if (short.length < 2 || /\d/.test(`${one.join()}${other.join()}`)) return undefined
  const rest = [...long]
  let exact = 0
  for (const word of short.toSorted((a, b) => b.length - a.length)) {
    const same = rest.indexOf(word)
    const at = same >= 0 ? same : rest.findIndex((another) => isNearly(word, another))
    if (at < 0) return undefined
    if (same >= 0 && word.length > 1) exact += 1
    rest.splice(at, 1)
  }
  return exact > 0 ? 'near' : undefined
}

/** What speaks for two being one person; empty when too little does. */
export function comparePersons(a: DescribedPerson, b: DescribedPerson): PersonReason[] {
  const names = compareNames(nameParts(a.name), nameParts(b.name))
  const [sameEmail, samePhone] = [
    emailKey(a.email) !== undefined && emailKey(a.email) === emailKey(b.email),
    phoneKey(a.phone ?? '') !== undefined && phoneKey(a.phone ?? '') === phoneKey(b.phone ?? ''),
  ]
  const together = a.organizations.some((id) => b.organizations.includes(id))
  // Of somebody whose place of work nobody knows, a whole name is the best there is; two addresses are of two.
  const isUnplaced =
    (a.organizations.length === 0 || b.organizations.length === 0) && (a.email === null || b.email === null)
  const isWhole = nameParts(a.name).length > 1
  const isSame = names === 'same' && (together || samePhone || (isUnplaced && isWhole))
  if (!sameEmail && !isSame && !(names === 'near' && (together || samePhone))) return []
  return [
    ...(sameEmail ? (['sameEmail'] as const) : []),
    ...(names ? [names === 'same' ? ('sameName' as const) : ('nearName' as const)] : []),
    ...(samePhone ? (['samePhone'] as const) : []),
    ...(together ? (['sameOrganization'] as const) : []),
  ]
}

/** What somebody has in common with whoever they may be. */
export function personKeys(one: DescribedPerson): string[] {
  const parts = nameParts(one.name)
  const [email, phone] = [emailKey(one.email), phoneKey(one.phone ?? '')]
  return [
    `n:${parts.join(' ')}`,
    ...(email ? [`e:${email}`] : []),
    ...(phone ? [`p:${phone}`] : []),
    ...one.organizations.flatMap((id) => parts.map((word) => `o:${id} ${word}`)),
  ]
}
