import { defineConfig } from 'vitest/config'

const jsx = { oxc: { jsx: { runtime: 'automatic' as const, importSource: 'hono/jsx' } } }

// Sources are read once for all files of a worker instead of once for each: half the time of most.
const isolate = false

export default defineConfig({
  ...jsx,
  test: {
    fsModuleCache: true,
    projects: [
      {
        ...jsx,
        test: {
          name: 'unit',
          isolate,
          // Some load the whole program, which takes seconds on a small machine.
          testTimeout: 120_000,
          include: ['{src,cli,demo,test,bench,scripts}/**/*.test.{ts,tsx}'],
          exclude: ['**/*.db.test.{ts,tsx}', '**/*.browser.test.{ts,tsx}'],
        },
      },
      {
        ...jsx,
        test: {
          name: 'integration',
          isolate,
          include: ['{src,cli,demo,test}/**/*.db.test.{ts,tsx}'],
          globalSetup: ['test/database.ts'],
          // After the unit tests, which use all cores.
          sequence: { groupOrder: 1 },
          // Machines differ by more than ten times; a test that hangs is found all the same.
          testTimeout: 120_000,
          hookTimeout: 240_000,
          maxWorkers: 2,
        },
      },
      {
        ...jsx,
        test: {
          name: 'browser',
          include: ['test/browser/**/*.browser.test.{ts,tsx}'],
          globalSetup: ['test/database.ts'],
          testTimeout: 240_000,
          hookTimeout: 120_000,
          maxWorkers: 2,
        },
      },
    ],
  },
})
