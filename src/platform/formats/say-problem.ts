import type { Translate } from '../i18n.ts'
import type { Problem, Reason } from './parsed.ts'

/** Why, in words. */
export const sayReason = (t: Translate, why: Reason): string => t(why.key, why.values)

/** A sentence that names file, row and column, and says what is wrong there. */
export function sayProblem(t: Translate, file: string, problem: Problem): string {
  const where =
    problem.row === 0 ? 'atFile' : problem.of === 'edge' ? 'atEdge' : problem.of === 'node' ? 'atNode' : 'atRow'
  const values = { file, row: problem.row, reason: sayReason(t, problem.reason) }
  return problem.field === undefined
    ? t(`import.${where}`, values)
    : t(`import.${where}Column`, { ...values, field: problem.field })
}
