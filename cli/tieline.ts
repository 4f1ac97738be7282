import { tieline } from './program.ts'

const code = await tieline(process.argv.slice(2))
if (code !== 0) process.exitCode = code
