/**
 * Does something for each, one after the other. What fails for one keeps it from no other, and is thrown when all are done.
 * @example await eachApart(regions, 'Not every region could be looked at.', (region) => lookAt(region))
 */
export async function eachApart<One>(all: Iterable<One>, said: string, work: (one: One) => Promise<unknown>) {
  const failures: unknown[] = []
  for (const one of all) await work(one).catch((failure: unknown) => void failures.push(failure))
  // A log tells an error and not what it gathers: the first of several stands for them.
  if (failures.length > 0) throw new AggregateError(failures, `${said} ${String(failures[0])}`)
}
