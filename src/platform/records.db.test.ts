import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { house } from '../../test/house.ts'
import { giveSlug, giveSlugs } from './records.ts'

const h = await house()
const region = await h.aRegion()

async function records(count: number) {
  const ids = Array.from({ length: count }, () => h.clock().id())
  await sql`insert into records (region_id, id, kind, created_at)
    select ${region.id}, id, 'place', ${h.clock().at} from unnest(${ids}::uuid[]) as id`.execute(h.db)
  return ids
}
const give = (named: { id: string; name: string }[]) =>
  h.db.transaction().execute((trx) => giveSlugs(trx, region.id, 'place', named))

test('records of one name get numbers, at once or one after another; a name with a number of its own is in nobody’s way', async () => {
  const ids = await records(5)
  const names = ['Main Library', 'Main Library', 'Main Library 2', 'Main Library', 'New']
  const given = await give(ids.map((id, n) => ({ id, name: names[n]! })))
  expect([...given.values()].toSorted()).toEqual([
    'main-library',
    'main-library-2',
    'main-library-3',
    'main-library-4',
    'new-2',
  ])
  const [one] = await records(1)
  expect(await h.db.transaction().execute((trx) => giveSlug(trx, region.id, 'place', one!, 'Main Library'))).toBe(
    'main-library-5',
  )
})

test('who is called again as before has the earlier slug again', async () => {
  const [id] = await records(1)
  const rename = (name: string) => h.db.transaction().execute((trx) => giveSlug(trx, region.id, 'place', id!, name))
  const slugs = [await rename('Reading Room'), await rename('Story Room'), await rename('Reading Room')]
  expect(slugs).toEqual(['reading-room', 'story-room', 'reading-room'])
})

test('thousands of one name take a few statements', async () => {
  const ids = await records(4000)
  await give(ids.slice(0, 3999).map((id) => ({ id, name: 'Branch' })))
  let asked = 0
  await h.db.transaction().execute((trx) => {
    const counting = trx.withPlugin({
      transformQuery: ({ node }) => {
        asked += 1
        return node
      },
      transformResult: async ({ result }) => result,
    }) as typeof trx
    return giveSlug(counting, region.id, 'place', ids.at(-1)!, 'Branch')
  })
  expect(asked).toBeLessThan(5)
  const { slug } = await h.db
    .selectFrom('records')
    .select('slug')
    .where('id', '=', ids.at(-1)!)
    .executeTakeFirstOrThrow()
  expect(slug).toBe('branch-4000')
})
