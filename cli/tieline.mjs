#!/usr/bin/env node
import { fileURLToPath, pathToFileURL } from 'node:url'
import { prepare } from '../scripts/install.mjs'
import { run } from '../scripts/run.mjs'

// Node's loader is named by its address, so that `tieline` works from every folder.
const root = fileURLToPath(new URL('..', import.meta.url))
const node = prepare(root)
const tsx = pathToFileURL(`${root}node_modules/tsx/dist/loader.mjs`).href
await run(node, ['--import', tsx, `${root}cli/tieline.ts`, ...process.argv.slice(2)])
