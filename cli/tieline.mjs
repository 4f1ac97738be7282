#!/usr/bin/env node
import { fileURLToPath } from 'node:url'
import { build } from '../scripts/build.mjs'
import { prepare } from '../scripts/install.mjs'
import { run } from '../scripts/run.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))
const node = prepare(root)
await run(node, [await build(root), ...process.argv.slice(2)])
