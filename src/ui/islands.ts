import { fileURLToPath } from 'node:url'
import { type BuildOptions, buildSync } from 'esbuild'
import list from './islands.json' with { type: 'json' }

/**
 * Browser code written in TypeScript, bundled: the text of each script by its name. `scripts/build.mjs` puts the finished
 * texts in the place of this module, so that the built program bundles nothing when it starts.
 */
export const islands = (): [name: string, text: string][] =>
  Object.entries(list.scripts).map(([name, entry]) => {
    const absWorkingDir = fileURLToPath(new URL('../../', import.meta.url))
    const made = buildSync({ ...(list.options as BuildOptions), absWorkingDir, entryPoints: [entry] })
    return [name, made.outputFiles![0]!.text]
  })
