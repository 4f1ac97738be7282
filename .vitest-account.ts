import { defineConfig } from 'vitest/config'
import { existsSync } from 'node:fs'
const jsx = { oxc: { jsx: { runtime: 'automatic' as const, importSource: 'hono/jsx' } } }
const missing = { name: 'missing', enforce: 'pre' as const, resolveId(id: string) { if (id.endsWith('/directory/routes.tsx') && !existsSync('/work/main/src/directory/routes.tsx')) return '/tmp/acc/directory-routes.ts'; return undefined } }
export default defineConfig({ ...jsx, plugins: [missing], server: { fs: { strict: false } }, test: { include: ['src/account/**/*.db.test.{ts,tsx}'], globalSetup: ['test/database.ts'], testTimeout: 30000, hookTimeout: 60000, maxWorkers: 1 } })
