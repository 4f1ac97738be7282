// What the tests need from the machine itself, beyond npm.
import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'

const debian = '/usr/lib/postgresql'
const chromium = '/usr/bin/chromium'
const isRoot = process.getuid?.() === 0

/** The folder of the newest server programs of Debian (15 or newer), installed first where that is allowed. */
export function debianPostgres() {
  if (!newest() && (isRoot || process.env.CI)) apt('postgresql')
  const folder = newest()
  if (folder) return { folder }
  return {
    missing: `Skipped: there is no PostgreSQL 15 or newer under ${debian}. To run this part too: apt-get install postgresql`,
  }
}

function newest() {
  if (!existsSync(debian)) return undefined
  const majors = readdirSync(debian)
    .map(Number)
    .filter((major) => major >= 15 && existsSync(`${debian}/${major}/bin/initdb`))
  return majors.length > 0 ? `${debian}/${Math.max(...majors)}/bin` : undefined
}

/** Says what to install when there is no browser; nothing when there is one. */
export function browserReady() {
  if (!existsSync(chromium) && (isRoot || process.env.CI)) apt('chromium')
  if (existsSync(chromium)) return undefined
  return `The browser tests need Chromium at ${chromium}. Install it with: sudo apt-get install -y chromium`
}

function apt(name) {
  console.log(`Installing ${name} (apt-get) …`)
  const command = isRoot ? [] : ['sudo', '-n']
  const get = (...args) => {
    const [file, ...rest] = [...command, 'env', 'DEBIAN_FRONTEND=noninteractive', 'apt-get', '-qq', ...args]
    return spawnSync(file, rest, { stdio: ['ignore', 'ignore', 'inherit'] }).status === 0
  }
  const install = () => get('install', '-y', '--no-install-recommends', name)
  if (!install() && get('update')) install()
}
