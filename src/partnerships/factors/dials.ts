import type { Evidence } from './evidence-kinds.ts'
import type { Finding, State } from './findings.ts'
import { FACTORS, type Factor, type Rule, RULES, RULES_VERSION } from './rules.ts'

/** A rule with what it found. */
export interface Answer {
  rule: Rule
  finding: Finding
  /** It is unknown to this very reader: what it rests on is not told to them, or not all of it. */
  untold: boolean
}

/** One dial: a hole for each rule. It is counted, never weighed. */
export interface Dial {
  factor: Factor
  /** Version of the rules by which it was told. */
  version: number
  answers: Answer[]
  met: number
  not: number
  unknown: number
}

/** The dials of a partnership from what its records tell. */
export const dialsOf = (evidence: Evidence): Dial[] =>
  FACTORS.map((factor) => {
    const answers = RULES[factor].map((rule) => {
      const finding = rule.look(evidence)
      return { rule, finding, untold: finding.state === 'unknown' && evidence.untold.has(rule.key) }
    })
    const count = (state: State) => answers.filter(({ finding }) => finding.state === state).length
    return {
      factor,
      version: RULES_VERSION,
      answers,
      met: count('met'),
      not: count('not'),
      unknown: count('unknown'),
    }
  })

/**
 * The one rule that would help most: the first that is not so, since others build on it; where the records contradict none,
 * the first of which they say nothing. Undefined where all are so.
 */
export const helpsMost = ({ answers }: Pick<Dial, 'answers'>): Answer | undefined =>
  answers.find(({ finding }) => finding.state === 'not') ?? answers.find(({ finding }) => finding.state === 'unknown')

/** A hole of a dial: where it stands in a box of 160. */
export interface Hole {
  x: number
  y: number
}

/** The holes of a dial with so many, the first below on the left, then around as on a telephone. */
export function holesOf(many: number): Hole[] {
  return Array.from({ length: many }, (_, n) => {
    const angle = ((-240 + (many > 1 ? (300 * n) / (many - 1) : 0)) * Math.PI) / 180
    const round = (value: number) => Math.round(value * 10) / 10
    return { x: round(80 + 62 * Math.cos(angle)), y: round(80 + 62 * Math.sin(angle)) }
  })
}
