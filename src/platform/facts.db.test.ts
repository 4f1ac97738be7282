import { expect, test } from 'vitest'
import { house } from '../../test/house.ts'
import { parseReference, replaceReferences } from './facts.ts'

test('what one types as a source is its title and, if the last word is one, its address', () => {
  expect(parseReference('Annual report 2024 https://a.example/r')).toEqual({
    title: 'Annual report 2024',
    url: 'https://a.example/r',
  })
  expect(parseReference('A conversation')).toEqual({ title: 'A conversation', url: null })
  expect(parseReference('https://a.example')).toEqual({ title: 'https://a.example', url: 'https://a.example' })
})

test('a form that holds no quotes loses none: each passage of a source keeps its own', async () => {
  const { db, clock, aRegion, anOrganization } = await house()
  const region = await aRegion()
  const { id } = await anOrganization(region, { name: 'Library' })
  const plan = { title: 'Plan', url: 'https://plan.example' }
  const save = (references: Parameters<typeof replaceReferences>[3]) =>
    db.transaction().execute((trx) => replaceReferences(trx, region.id, id, references, clock()))
  const quotes = async () => {
    const rows = await db
      .selectFrom('record_references')
      .select(['title', 'quote'])
      .where('record_id', '=', id)
      .orderBy('position')
      .execute()
    return rows.map((row) => `${row.title}: ${row.quote}`)
  }
  await save([
    { ...plan, quote: 'first' },
    { title: 'Letter', url: null },
    { ...plan, quote: 'second' },
  ])
  await save([{ title: 'Letter', url: null }, plan, plan, plan])
  expect(await quotes()).toEqual(['Letter: null', 'Plan: first', 'Plan: second', 'Plan: null'])
})
