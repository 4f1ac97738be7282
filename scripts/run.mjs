import { spawn } from 'node:child_process'
import { constants } from 'node:os'
import { fileURLToPath } from 'node:url'

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP']

/** Pictures for paper are lettered with our own font, on machines without any too. */
const FONTS = fileURLToPath(new URL('../src/ui/fonts/fonts.conf', import.meta.url))

/** Runs a program in place of this one: signals go on to it, and it gives the exit code. */
export function run(file, args) {
  const child = spawn(file, args, { stdio: 'inherit', env: { FONTCONFIG_FILE: FONTS, ...process.env } })
  for (const signal of signals) {
    process.on(signal, () => {
      // A terminal sends Ctrl-C to the child as well.
      if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal)
    })
  }
  return new Promise((resolve) => {
    child.on('error', (error) => {
      console.error(`${file} could not be started: ${error.message}`)
      process.exitCode = 1
      resolve()
    })
    child.on('exit', (code, signal) => {
      process.exitCode = code ?? 128 + (constants.signals[signal] ?? 0)
      resolve()
    })
  })
}
