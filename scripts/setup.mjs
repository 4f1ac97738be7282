// Begins `npm start`, `npm test` and `npm run dev` on a machine that has only Node 20 or newer and npm.
import { fileURLToPath } from 'node:url'
import { program } from './build.mjs'
import { prepare } from './install.mjs'
import { run } from './run.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))
const [command = '', ...rest] = process.argv.slice(2)

if (!['start', 'dev', 'test'].includes(command)) {
  console.error('Use: node scripts/setup.mjs start|dev|test')
  process.exit(2)
}
process.chdir(root)
const node = prepare(root)
if (command === 'start') await run(node, [...(await program(root)), 'start', ...rest])
else if (command === 'dev') await run(node, ['--watch', '--import', 'tsx', 'cli/tieline.ts', 'start', ...rest])
else await run(node, ['scripts/check.mjs', ...rest])
