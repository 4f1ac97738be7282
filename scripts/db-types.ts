/** Writes src/platform/db-types.ts from a database that was just migrated: `node --import tsx scripts/db-types.ts postgres://…`. */
import { execFileSync } from 'node:child_process'
import pg from 'pg'
import { migrate } from '../src/platform/migrate.ts'

const [url, out = 'src/platform/db-types.ts'] = process.argv.slice(2)
if (!url) throw new Error('Give the address of an empty database.')
const client = new pg.Client({ connectionString: url })
await client.connect()
await migrate(client, new Date())
await client.end()
execFileSync(
  'npx',
  [
    'kysely-codegen',
    '--dialect',
    'postgres',
    '--url',
    url,
    '--default-schema',
    'public',
    '--include-pattern',
    'public.*',
    '--date-parser',
    'string',
    '--out-file',
    out,
  ],
  { stdio: ['ignore', 'ignore', 'inherit'] },
)
