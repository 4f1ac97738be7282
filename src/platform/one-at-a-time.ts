/** Runs `work` now, or once more after the run under way: what was asked for meanwhile is not missed. */
export function oneAtATime(work: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | undefined
  let again = false
  const run = async () => {
    do {
      again = false
      await work()
    } while (again)
  }
  return () => {
    if (running) again = true
    else running = run().finally(() => (running = undefined))
    return running
  }
}
