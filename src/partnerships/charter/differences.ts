import type { CharterCommitment, CharterContent, CharterParty, CharterPerson } from './revisions.ts'

/** A run of a text: as it stood in both, taken out, or put in. */
export interface Piece {
  is: 'same' | 'gone' | 'new'
  text: string
}

export const PROSE = ['name', 'purpose', 'mission', 'decisions', 'leaving'] as const
export const PARTY_PROSE = ['missionLink', 'expectedBenefits'] as const

/** What differs at one place of a charter; `party` is null where it concerns all partners. */
export type Difference = {
  party: { id: string; name: string } | null
  /** It is asked again of leaders when this changes. */
  material: boolean
} & (
  | { field: (typeof PROSE)[number] | (typeof PARTY_PROSE)[number]; pieces: Piece[] }
  | { field: 'meaning'; role: string; pieces: Piece[] }
  | { field: 'places'; gone: string[]; come: string[] }
  | { field: 'period'; before: string | null; after: string | null }
  | { field: 'contact' | 'leader'; before: CharterPerson | null; after: CharterPerson | null }
  | { field: 'party'; change: 'joined' | 'left' }
  | { field: 'role'; role: string; before: string | null; after: string | null }
  | { field: 'commitment'; before: CharterCommitment | null; after: CharterCommitment | null }
)

/**
 * What differs between two charters, in the order in which one reads them: first what concerns all, then partner by partner.
 * @example differencesOf(revision.content, contentOf(partnership)).some(({ material }) => material)
 */
export function differencesOf(before: CharterContent, after: CharterContent): Difference[] {
  const pairs = pairsOf(before.parties, after.parties)
  return [
    ...PROSE.flatMap((field) => prose(field, null, before[field], after[field])),
    ...ofPlaces(before.places, after.places),
    ...(before.period === after.period
      ? []
      : [{ field: 'period' as const, party: null, material: true, before: before.period, after: after.period }]),
    ...pairs.flatMap(([was, is]) => ofParty(was, is)),
  ]
}

/** Whether leaders are asked again: partners, roles, commitments or the period differ. Words alone never ask again. */
export const isMaterial = (before: CharterContent, after: CharterContent): boolean =>
  differencesOf(before, after).some(({ material }) => material)

function prose<F extends (typeof PROSE)[number] | (typeof PARTY_PROSE)[number]>(
  field: F,
  party: Difference['party'],
  before: string,
  after: string,
): Difference[] {
  return before === after ? [] : [{ field, party, material: false, pieces: wordsBetween(before, after) }]
}

function ofPlaces(before: string[], after: string[]): Difference[] {
  const gone = before.filter((place) => !after.includes(place))
  const come = after.filter((place) => !before.includes(place))
  return gone.length + come.length === 0 ? [] : [{ field: 'places', party: null, material: false, gone, come }]
}

type Pair<T> = [T | null, T | null]

/** The same partner in both, also where it left and came again; in the order of the later one, who is gone at the end. */
function pairsOf(before: readonly CharterParty[], after: readonly CharterParty[]): Pair<CharterParty>[] {
  const rest = new Set(before)
  const take = (test: (party: CharterParty) => boolean) => {
    const known = [...rest].find(test)
    if (known) rest.delete(known)
    return known
  }
  const pairs = after.map((party): Pair<CharterParty> => [take(({ id }) => id === party.id) ?? null, party])
  const paired = pairs.map(([was, is]): Pair<CharterParty> => [
    was ?? take(({ organization }) => organization.id === is!.organization.id) ?? null,
    is,
  ])
  return [...paired, ...[...rest].map((was): Pair<CharterParty> => [was, null])]
}

const NOTHING: Omit<CharterParty, 'id' | 'organization'> = {
  contact: null,
  leader: null,
  missionLink: '',
  expectedBenefits: '',
  roles: [],
  commitments: [],
}

function ofParty(was: CharterParty | null, is: CharterParty | null): Difference[] {
  const { id, organization } = (is ?? was)!
  const party = { id, name: organization.name }
  if (!is) return [{ field: 'party', party, material: true, change: 'left' }]
  const before = was ?? NOTHING
  return [
    ...(was ? [] : [{ field: 'party' as const, party, material: true, change: 'joined' as const }]),
    ...(['contact', 'leader'] as const).flatMap((field): Difference[] =>
      before[field]?.id === is[field]?.id
        ? []
        : [{ field, party, material: false, before: before[field], after: is[field] }],
    ),
    ...PARTY_PROSE.flatMap((field) => prose(field, party, before[field], is[field])),
    ...ofRoles(party, before.roles, is.roles),
    ...ofCommitments(party, before.commitments, is.commitments),
  ]
}

function ofRoles(
  party: { id: string; name: string },
  before: CharterParty['roles'],
  after: CharterParty['roles'],
): Difference[] {
  const keys = [...new Set([...after, ...before].map(({ role }) => role))]
  return keys.flatMap((role): Difference[] => {
    const was = before.find((one) => one.role === role)
    const is = after.find((one) => one.role === role)
    const levels = { before: was?.level ?? null, after: is?.level ?? null }
    if (levels.before !== levels.after) return [{ field: 'role', party, material: true, role, ...levels }]
    if (was!.meaning === is!.meaning) return []
    return [{ field: 'meaning', party, material: false, role, pieces: wordsBetween(was!.meaning, is!.meaning) }]
  })
}

function ofCommitments(
  party: { id: string; name: string },
  before: readonly CharterCommitment[],
  after: readonly CharterCommitment[],
): Difference[] {
  const rest = new Set(before)
  const take = (test: (one: CharterCommitment) => boolean) => {
    const known = [...rest].find(test)
    if (known) rest.delete(known)
    return known
  }
  const byId = after.map((is) => ({ is, was: take(({ id }) => id === is.id) }))
  const pairs = byId.map(({ is, was }) => ({
    is,
    was: was ?? take((one) => one.kind === is.kind && plainly(one.what) === plainly(is.what)),
  }))
  return [
    ...pairs.flatMap(({ is, was = null }): Difference[] => {
      const told = commitmentDiffers(was, is)
      return told === null ? [] : [{ field: 'commitment', party, material: told, before: was, after: is }]
    }),
    ...[...rest].map((was): Difference => ({ field: 'commitment', party, material: true, before: was, after: null })),
  ]
}

/**
 * Whether a promise differs, and materially: null where it does not. That a person was named for hours, or is no longer in
 * the records, promises neither more nor less; another one in their place does.
 */
function commitmentDiffers(was: CharterCommitment | null, is: CharterCommitment): boolean | null {
  if (!was) return true
  const says = (one: CharterCommitment) => [
    one.kind,
    plainly(one.what),
    one.amount,
    plainly(one.pool),
    one.from,
    one.until,
  ]
  const anotherPerson = was.person !== null && is.person !== null && was.person.id !== is.person.id
  if (anotherPerson || JSON.stringify(says(was)) !== JSON.stringify(says(is))) return true
  return was.person?.id === is.person?.id && was.what === is.what && was.pool === is.pool ? null : false
}

/** Words without case, signs and blanks: a comma more is no other promise. */
const plainly = (text: string) =>
  text
    .toLocaleLowerCase('en')
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()

/** Beyond so many comparisons a text is compared by paragraphs, then as a whole. */
const MOST = 4_000_000

/** What was taken out of a text and put into it, word by word; readable runs, no confetti. */
export function wordsBetween(before: string, after: string): Piece[] {
  const [a, b] = [wordsOf(before), wordsOf(after)]
  const pieces = a.length * b.length <= MOST ? compare(a, b) : compare(paragraphsOf(before), paragraphsOf(after))
  return inRuns(withoutConfetti(pieces))
}

const wordsOf = (text: string) => text.match(/[\p{L}\p{N}]+(?:[’'-][\p{L}\p{N}]+)*|\s+|[^\p{L}\p{N}\s]/gu) ?? []
const paragraphsOf = (text: string) => text.match(/[^\n]*\n+|[^\n]+$/g) ?? []

/** The longest common subsequence, after what is alike at both ends. */
function compare(a: readonly string[], b: readonly string[]): Piece[] {
  let head = 0
  while (head < a.length && head < b.length && a[head] === b[head]) head += 1
  let tail = 0
  while (tail < a.length - head && tail < b.length - head && a.at(-1 - tail) === b.at(-1 - tail)) tail += 1
  const [middleA, middleB] = [a.slice(head, a.length - tail), b.slice(head, b.length - tail)]
  return [
    ...a.slice(0, head).map(same),
    ...(middleA.length * middleB.length <= MOST
      ? common(middleA, middleB)
      : [...middleA.map(gone), ...middleB.map(come)]),
    ...a.slice(a.length - tail).map(same),
  ]
}

const same = (text: string): Piece => ({ is: 'same', text })
const gone = (text: string): Piece => ({ is: 'gone', text })
const come = (text: string): Piece => ({ is: 'new', text })

function common(a: readonly string[], b: readonly string[]): Piece[] {
  const width = b.length + 1
  const lengths = new Uint32Array((a.length + 1) * width)
  for (let i = a.length - 1; i >= 0; i -= 1)
    for (let j = b.length - 1; j >= 0; j -= 1)
      lengths[i * width + j] =
        a[i] === b[j]
          ? lengths[(i + 1) * width + j + 1]! + 1
          : Math.max(lengths[(i + 1) * width + j]!, lengths[i * width + j + 1]!)
  const pieces: Piece[] = []
  let [i, j] = [0, 0]
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      pieces.push(same(a[i]!))
      i += 1
      j += 1
    } else if (j >= b.length || (i < a.length && lengths[(i + 1) * width + j]! >= lengths[i * width + j + 1]!)) {
      pieces.push(gone(a[i]!))
      i += 1
    } else {
      pieces.push(come(b[j]!))
      j += 1
    }
  }
  return pieces
}

const isWord = (text: string) => /[\p{L}\p{N}]/u.test(text)

/** Blanks and signs alone between two changes are no text that stayed: they go with what changed around them. */
function withoutConfetti(pieces: readonly Piece[]): Piece[] {
  const runs: Piece[][] = []
  for (const piece of pieces) {
    const last = runs.at(-1)
    if (last && (last[0]!.is === 'same') === (piece.is === 'same')) last.push(piece)
    else runs.push([piece])
  }
  return runs.flatMap((run, n) => {
    const isBetween = n > 0 && n < runs.length - 1 && run[0]!.is === 'same'
    if (!isBetween || run.some(({ text }) => isWord(text) || text.includes('\n'))) return run
    return run.flatMap(({ text }) => [gone(text), come(text)])
  })
}

/** Of what changed at one place first what went, then what came. */
function inRuns(pieces: readonly Piece[]): Piece[] {
  const runs: Piece[] = []
  let [out, into] = ['', '']
  const close = () => {
    if (out !== '') runs.push(gone(out))
    if (into !== '') runs.push(come(into))
    out = into = ''
  }
  for (const { is, text } of pieces) {
    if (is === 'gone') out += text
    else if (is === 'new') into += text
    else {
      close()
      const last = runs.at(-1)
      if (last?.is === 'same') last.text += text
      else runs.push(same(text))
    }
  }
  close()
  return runs
}
