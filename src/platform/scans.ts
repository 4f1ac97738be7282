import { spawn } from 'node:child_process'
import { problem } from './errors.ts'

const SECONDS = 60

/**
 * Lets the installation's virus scanner look at what came in, on its standard input. Its exit code is the verdict: 0 lets
 * the file in, 1 refuses it (422), anything else, or no answer within a minute, is no verdict, and nothing comes in (503).
 */
export async function scan(command: string | undefined, bytes: Uint8Array): Promise<void> {
  if (command === undefined) return
  const code = await exitOf(command, bytes)
  if (code === 1) throw problem(422, 'files.infected')
  if (code !== 0) throw problem(503, 'files.notScanned')
}

/** No shell reads the command: its words are the program and its arguments. */
function exitOf(command: string, bytes: Uint8Array): Promise<number | null> {
  const [program, ...words] = command.split(/\s+/).filter(Boolean)
  const child = spawn(program!, words, { stdio: ['pipe', 'ignore', 'ignore'], timeout: SECONDS * 1000 })
  return new Promise((resolve) => {
    child.on('error', () => resolve(null))
    child.on('close', resolve)
    // A scanner that has seen enough closes its input.
    child.stdin.on('error', () => undefined)
    child.stdin.end(bytes)
  })
}
