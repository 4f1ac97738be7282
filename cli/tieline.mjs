#!/usr/bin/env node
import { fileURLToPath } from 'node:url'
import { program } from '../scripts/build.mjs'
import { prepare } from '../scripts/install.mjs'
import { run } from '../scripts/run.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))
const node = prepare(root)
await run(node, [...(await program(root)), ...process.argv.slice(2)])
