import { tieline } from './program.ts'

// Whoever listened has heard enough (`tieline region list | head`); the work goes on.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error
})

const code = await tieline(process.argv.slice(2))
if (code !== 0) process.exitCode = code
