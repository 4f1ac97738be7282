/** Something a person asked for that cannot be had, with the answer it gets. Thrown, and rendered in one place. */
export interface Problem extends Error {
  status: 400 | 401 | 403 | 404 | 409 | 410 | 412 | 413 | 415 | 422 | 429 | 503
  /** Key of the sentence that says why, with its values. */
  reason?: string
  values?: Record<string, string | number>
  headers?: Record<string, string>
  /** What programs are told besides: errors by field, what stands there now. */
  details?: Record<string, unknown>
}

export function problem(
  status: Problem['status'],
  reason?: string,
  values?: Problem['values'],
  headers?: Problem['headers'],
): Problem {
  return Object.assign(new Error(reason ?? `status ${status}`), { name: 'Problem', status, reason, values, headers })
}

export const isProblem = (error: unknown): error is Problem => error instanceof Error && error.name === 'Problem'

/** What is not there, or may not be seen, is not found. */
export function found<T>(value: T | null | undefined): T {
  if (value === null || value === undefined) throw problem(404)
  return value
}

/**
 * Nothing where it was not found; any other failure stays one.
 * @example const partnership = await getPartnership(db, actor, id).catch(unlessMissing)
 */
export function unlessMissing(error: unknown): null {
  if (isProblem(error) && error.status === 404) return null
  throw error
}

/** A write that a rule refuses answers 403 with the reason in words (a key of the texts). */
export function permit(allowed: boolean, reason: string): asserts allowed {
  if (!allowed) throw problem(403, reason)
}
