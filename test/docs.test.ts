import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { Command } from 'commander'
import { describe, expect, test } from 'vitest'
import { describeConfig, readConfig } from '../src/config.ts'
import { TABLE, methodOf } from './permissions.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const read = (path: string) => readFileSync(join(root, path), 'utf8')
/** What stands in the first column of a document's tables. */
const named = (path: string) => [...read(path).matchAll(/^\| `([^`]+)`/gm)].map((match) => match[1]!)

describe('settings', () => {
  const inCode = [...read('src/config.ts').matchAll(/^ {2}([A-Z_]+): (?:z|address|yesNo)\b/gm)].map(
    (match) => match[1]!,
  )

  test('each is named in the README', () => {
    const readme = read('README.md')
    expect(inCode.length).toBeGreaterThan(12)
    expect(inCode.filter((name) => !readme.includes(`\`${name}\``))).toEqual([])
  })

  test('each is told by the doctor', () => {
    const config = readConfig({ SECRET: 'x'.repeat(32), DATABASE_URL: 'postgres://localhost/tieline' })
    expect(Object.keys(describeConfig(config)).toSorted()).toEqual(inCode.toSorted())
  })
})

describe('commands', () => {
  const documented = read('docs/commands.md').split('\n')
  const lineOf = (name: string) => documented.find((line) => new RegExp(`^\\| \`${name}(?: [A-Z ]+)?\` \\|`).test(line))

  test('each stands in docs/commands.md with its options, and no other', async () => {
    const commands = (await program()).commands.flatMap((one) => commandsOf(one, 'tieline'))
    expect(commands.length).toBeGreaterThan(12)
    const missing = commands.flatMap(({ name, options }) => {
      const line = lineOf(name)
      if (!line) return [name]
      return options.filter((option) => !line.includes(`\`${option}\``)).map((option) => `${name} ${option}`)
    })
    expect(missing).toEqual([])
    const told = named('docs/commands.md').map((text) => text.replace(/(?: [A-Z]+)+$/, ''))
    expect(told.filter((name) => !commands.some((one) => one.name === name))).toEqual([])
  })

  test('an option that is gone is told no more', async () => {
    const options = (await program()).commands
      .flatMap((one) => commandsOf(one, 'tieline'))
      .flatMap((one) => one.options)
    const told = documented
      .filter((line) => line.startsWith('| `'))
      .flatMap((line) => line.match(/(?<=`)--[a-z-]+/g) ?? [])
    expect(told.filter((option) => !options.includes(option))).toEqual([])
  })
})

/** The command line as `tieline` puts it together: a file that adds a command and is not put in there counts too. */
async function program(): Promise<Command> {
  const all = new Command('tieline')
  for (const file of readdirSync(join(root, 'cli')).filter((name) => name.endsWith('.ts') && name !== 'tieline.ts')) {
    const made: Record<string, unknown> = await import(pathToFileURL(join(root, 'cli', file)).href)
    for (const [name, add] of Object.entries(made))
      if (/^add[A-Z]/.test(name) && typeof add === 'function' && add.length === 1) add(all)
  }
  return all
}

function commandsOf(command: Command, before: string): { name: string; options: string[] }[] {
  const name = `${before} ${command.name()}`
  if (command.commands.length > 0) return command.commands.flatMap((one) => commandsOf(one, name))
  // What `npm start` calls is no command for people.
  if (name === 'tieline start') return []
  return [{ name, options: command.options.map((option) => option.long!) }]
}

test('every page and every address for programs stands in docs/pages.md, and no other', () => {
  const addresses = TABLE.filter((line) => methodOf(line) === 'GET').map((line) =>
    line.route.slice(4).replaceAll(/:(\w+)/g, '{$1}'),
  )
  expect(named('docs/pages.md').toSorted()).toEqual([...new Set(addresses)].toSorted())
})

test('every link between documents leads to something that is there', () => {
  const documents = [
    'README.md',
    'ARCHITECTURE.md',
    'CONTRIBUTING.md',
    'CHANGELOG.md',
    ...readdirSync(join(root, 'docs'), { recursive: true })
      .map((name) => `docs/${String(name)}`)
      .filter((name) => name.endsWith('.md')),
  ]
  const dead = documents.flatMap((document) =>
    [
      ...read(document)
        .replaceAll(/`[^`]*`/g, '')
        .matchAll(/\]\((?!https?:|mailto:|#)([^)\s#]+)/g),
    ]
      .map(([, path]) => path!)
      .filter((path) => !existsSync(join(root, dirname(document), path)))
      .map((path) => `${document}: ${path}`),
  )
  expect(dead).toEqual([])
})

describe('docs/security.md', () => {
  const rows = [...read('docs/security.md').matchAll(/^\| ([^|]*)\| `([^`]+)`: "(.+)" \|$/gm)]

  test('each line of its table names a test', () => {
    const lines = read('docs/security.md').match(/^\|.*\|$/gm)!
    expect(lines.length).toBe(rows.length + 2)
    expect(rows.length).toBeGreaterThan(30)
  })

  test.each(rows.map((row) => ({ file: row[2]!, name: row[3]! })))('$file has "$name"', ({ file, name }) => {
    expect(existsSync(join(root, file))).toBe(true)
    expect(namesTest(read(file), name)).toBe(true)
  })

  test('has every class of holes that this house can have', () => {
    const classes = rows.map((row) => row[1]!.trim()).filter(Boolean)
    for (const one of [
      "the cache serves another's page",
      'escaping of the renderer',
      'second id not checked',
      'side doors to data',
      'sign-in',
      'rate limit',
      'path and routing',
      'SQL',
      'CSRF',
      'uploads',
      'Markdown',
      'mail',
      'links',
      'DoS',
      'dependency floors',
    ])
      expect(classes).toContain(one)
  })
})

/** Whether a test or a group of tests has the name, or a name with it. */
const namesTest = (text: string, name: string) =>
  [...text.matchAll(/'((?:[^'\\\n]|\\.)*)'|"([^"\n]*)"/g)].some((match) =>
    (match[1] ?? match[2])!.replaceAll(String.raw`\'`, "'").includes(name),
  )

describe('docs/asvs.md', () => {
  const rows = [
    ...read('docs/asvs.md').matchAll(/^\| (V\d+\.\d+\.\d+) \| ([^|]+) \| ([^|]*) \| *(?:`([^`]+)`: "(.+)" )?\|$/gm),
  ]

  const VERDICTS = ['holds', 'holds in part', 'does not hold', 'by who runs it', 'not ours']

  test('has a verdict for each of the 253 requirements, once, and says why where it does not hold', () => {
    const lines = read('docs/asvs.md').match(/^\| V.*\|$/gm)!
    expect(rows.length).toBe(lines.length)
    expect(new Set(rows.map(([, id]) => id)).size).toBe(253)
    expect(read('docs/asvs.md')).toContain('253 have a verdict here')
    for (const [, id, verdict, why] of rows) {
      expect(VERDICTS, id).toContain(verdict)
      expect(why!.trim().length, id).toBeGreaterThan(verdict === 'holds' ? 0 : 6)
    }
  })

  test('counts them right', () => {
    for (const verdict of VERDICTS)
      expect(read('docs/asvs.md')).toContain(`| ${verdict} | ${rows.filter((row) => row[2] === verdict).length} |`)
  })

  test.each(rows.flatMap((row) => (row[4] ? [{ id: row[1]!, file: row[4], name: row[5]! }] : [])))(
    '$id: $file has "$name"',
    ({ file, name }) => {
      expect(existsSync(join(root, file))).toBe(true)
      expect(namesTest(read(file), name)).toBe(true)
    },
  )
})

describe('docs/privacy.md', () => {
  const PRINCIPLES = [
    'Shared Privacy Responsibilities',
    'Transparency and Facilitating Privacy Awareness',
    'Security',
    'Data Collection and Use',
    'Anonymization',
    'Options and Informed Consent',
    'Sharing Data with Others',
    'Notification of Privacy Policies and Practices',
    'Supporting Anonymous Use',
    'Access to One’s Own User Data',
    'Continuous Improvement',
    'Accountability',
  ]
  const text = read('docs/privacy.md')
  const rows = [...text.matchAll(/^\| (\d+) \| ([^|]+) \| [^|]{20,} \| `([^`]+)` \| `([^`]+)`: "(.+)" \|$/gm)]

  test('answers each of the twelve principles, in their order, with what, where and a test', () => {
    expect(text.match(/^\| \d+ \|.*\|$/gm)!.length).toBe(rows.length)
    const told = [...new Set(rows.map(([, n, principle]) => `${n} ${principle}`))]
    expect(told).toEqual(PRINCIPLES.map((principle, n) => `${n + 1} ${principle}`))
  })

  test.each(rows.map((row) => ({ n: row[1]!, where: row[3]!, file: row[4]!, name: row[5]! })))(
    '$n: $where, and $file has "$name"',
    ({ where, file, name }) => {
      for (const one of [where, file]) expect(existsSync(join(root, one)), one).toBe(true)
      expect(namesTest(read(file), name)).toBe(true)
    },
  )
})
