import type { Command } from 'commander'
import { describeConfig, readConfig } from '../src/config.ts'
import { examine, type Finding } from './examinations.ts'
import { say, sayJson } from './say.ts'
import { withHouse } from './with-house.ts'

export function addDoctor(program: Command) {
  program
    .command('doctor')
    .description('checks the installation and says what to do')
    .option('--json')
    .action(async (options: { json?: boolean }) => {
      const settings = describeConfig(readConfig())
      const findings = await withHouse(examine)
      if (options.json) sayJson({ settings, findings })
      else tell(settings, findings)
      if (findings.some((finding) => !finding.ok)) process.exitCode = 1
    })
}

function tell(settings: Record<string, string>, findings: Finding[]) {
  for (const [name, value] of Object.entries(settings)) say(`${name.padEnd(22)} ${value}`)
  say('')
  for (const finding of findings)
    say(`${finding.ok ? (finding.hint ? 'look' : 'good') : 'BAD '}  ${finding.what}: ${finding.says}`)
}
