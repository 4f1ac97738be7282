import { type Mark, parted } from './markers.ts'
import { oneLine, type PlanLine } from './plan-lines.ts'

/** Why a line is proposed: what it begins with, else how it stands in the document. */
export type Why = Mark | 'heading' | 'item' | 'strong' | 'typed'

/** A line that may be a goal. A person chooses which are. */
export interface Candidate {
  text: string
  code: string
  page: number | null
  why: Why
}

/** No goal is longer, none says less, and no more of a document are shown. */
export const CANDIDATE_LIMITS = { text: 400, code: 40, letters: 8, lines: 300 } as const

/** A line of a table of contents: its page stands at its end, behind dots. */
const CONTENTS = /(?:\.\s?){4,}\s*\d{1,4}$|…{2,}\s*\d{1,4}$/
/** What stands at the head or foot of so many pages is no goal. */
const REPEATED = 3

/** Lines of a document that may be goals, by how they look, in its order: at most `CANDIDATE_LIMITS.lines`, and how many there are. */
export function candidatesIn(lines: readonly PlanLine[]): { candidates: Candidate[]; total: number } {
  const repeated = repeatedIn(lines)
  const found: Candidate[] = []
  const seen = new Set<string>()
  for (const [at, line] of lines.entries()) {
    if (CONTENTS.test(line.text) || repeated.has(bare(line.text))) continue
    const candidate = asCandidate(line, lines[at + 1])
    if (!candidate) continue
    const key = `${candidate.code} ${candidate.text}`.toLowerCase()
    if (seen.has(key)) continue
    seen.add(key)
    found.push(candidate)
  }
  return { candidates: shortened(found), total: found.length }
}

/** Where they are too many, those that call themselves goals come before headings, and these before the rest. */
function shortened(found: Candidate[]): Candidate[] {
  if (found.length <= CANDIDATE_LIMITS.lines) return found
  const kept = new Set([...found].sort((a, b) => RANK[a.why] - RANK[b.why]).slice(0, CANDIDATE_LIMITS.lines))
  return found.filter((one) => kept.has(one))
}

const RANK: Record<Why, number> = {
  named: 0,
  called: 1,
  typed: 2,
  heading: 3,
  numbered: 4,
  strong: 5,
  item: 6,
  bullet: 7,
}

/** Whether a line calls itself a goal, an objective, an action. */
export const callsItself = ({ why }: Pick<Candidate, 'why'>) => why === 'named' || why === 'called'

function asCandidate(line: PlanLine, next: PlanLine | undefined): Candidate | null {
  const { mark, code, text } = parted(line.text)
  if (mark === null && line.look === 'text') return null
  // "Goal 2" alone in its line: what it says stands in the next one.
  const isAlone = mark === 'named' && text === '' && next !== undefined && parted(next.text).mark === null
  const said = isAlone ? next.text : text
  if (!isSaying(said)) return null
  const why = mark ?? (line.look as 'heading' | 'item' | 'strong')
  return { text: said, code: code.slice(0, CANDIDATE_LIMITS.code), page: line.page, why }
}

const isSaying = (text: string) =>
  text.length <= CANDIDATE_LIMITS.text && (text.match(/\p{L}/gu)?.length ?? 0) >= CANDIDATE_LIMITS.letters

const bare = (text: string) =>
  text
    .toLowerCase()
    .replaceAll(/[\d\s]+/g, ' ')
    .trim()

function repeatedIn(lines: readonly PlanLine[]): Set<string> {
  const pages = new Map<string, Set<number>>()
  for (const { text, page } of lines) {
    // A goal that stands on each of its pages is a goal still.
    if (page === null || parted(text).mark === 'named') continue
    const key = bare(text)
    pages.set(key, (pages.get(key) ?? new Set()).add(page))
  }
  return new Set([...pages].flatMap(([text, on]) => (on.size >= REPEATED ? [text] : [])))
}

/**
 * The lines of a list that somebody typed or pasted: each is meant, its bullet or number taken off.
 * @example candidatesTyped('1. Open data\n• Libraries') // texts 'Open data' (code '1') and 'Libraries'
 */
export function candidatesTyped(typed: string): { candidates: Candidate[]; total: number } {
  const all = typed
    .split('\n')
    .map(oneLine)
    .filter((line) => line !== '')
    .map((line): Candidate => {
      const { code, text } = parted(line)
      const said = text === '' ? line : text
      return {
        text: said.slice(0, CANDIDATE_LIMITS.text),
        code: text === '' ? '' : code.slice(0, CANDIDATE_LIMITS.code),
        page: null,
        why: 'typed',
      }
    })
  return { candidates: all.slice(0, CANDIDATE_LIMITS.lines), total: all.length }
}
