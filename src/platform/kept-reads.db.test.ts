import { expect, test } from 'vitest'
import { house } from '../../test/house.ts'
import { memberActor, publicActor } from './actor.ts'
import { makeKeptReads } from './kept-reads.ts'
import { makePageCache } from './page-cache.ts'

const seen = (id: string, organizationId: string | null = null) =>
  memberActor({ regionId: 'r', accountId: id, personId: id, name: id, mandates: [{ what: 'view', organizationId }] })

const setUp = () => {
  const cache = makePageCache({ maxBytes: 1000 })
  const reads = makeKeptReads(cache)
  let made = 0
  const read = (actor: Parameters<typeof reads.forActor>[0], key = 'k') =>
    reads.forActor(actor, cache.begin(actor.regionId))(key, () => Promise.resolve((made += 1)))
  return { cache, reads, read }
}

test('who sees the same is told the same, and it is read once', async () => {
  const { read } = setUp()
  expect(await Promise.all([read(seen('ana')), read(seen('bo')), read(seen('ana'))])).toEqual([1, 1, 1])
  expect(await read(seen('ana'), 'other')).toBe(2)
})

test('what is seldom asked for is kept too, but drives nothing else out', async () => {
  const { cache, reads, read } = setUp()
  const keep = reads.forActor(seen('ana'), cache.begin('r'))
  const day = (n: number, told: string) => keep(`day ${n}`, () => Promise.resolve(told), true)
  expect(await read(seen('ana'))).toBe(1)
  for (let n = 0; n < 300; n += 1) await day(n, 'first')
  expect([await day(299, 'again'), await day(0, 'again')]).toEqual(['first', 'again'])
  expect(await read(seen('ana'))).toBe(1)
})

test('who sees something else is told something else', async () => {
  const { read } = setUp()
  const told = [publicActor('r'), seen('ana'), seen('bo', 'library'), seen('cy', 'center'), publicActor('another')]
  expect(await Promise.all(told.map((actor) => read(actor)))).toEqual([1, 2, 3, 4, 5])
})

test('a change of the region, and a time in which nobody tells of changes, make it read anew', async () => {
  const { cache, read } = setUp()
  await read(seen('ana'))
  cache.raise('another')
  expect(await read(seen('ana'))).toBe(1)
  cache.raise('r')
  expect(await read(seen('ana'))).toBe(2)
  cache.bypass(true)
  expect([await read(seen('ana')), await read(seen('ana'))]).toEqual([3, 4])
})

test('what changes while it is read is not kept, nor is what failed', async () => {
  const { cache, reads, read } = setUp()
  const token = cache.begin('r')
  await reads.forActor(seen('ana'), token)('k', async () => (cache.raise('r'), 'old'))
  expect(await read(seen('ana'))).toBe(1)
  const failing = reads.forActor(seen('ana'), cache.begin('r'))('bad', () => Promise.reject(new Error('away')))
  await expect(failing).rejects.toThrow('away')
  expect(await read(seen('ana'), 'bad')).toBe(2)
})

test('a member sees the region’s figures change with what they wrote, and never those of a circle they are not in', async () => {
  const { aRegion, aMember, anOrganization, as } = await house()
  const region = await aRegion('riverbend')
  const library = await anOrganization(region, { name: 'Library' })
  const inside = await aMember(region, 'representative', library.id)
  const outside = await aMember(region, 'viewer')
  const organizationsSeenBy = async (who: typeof inside) =>
    /<dt>Organizations<\/dt><dd><a[^>]*>(\d+)</.exec((await as(who).get('/riverbend')).text)?.[1]
  expect([await organizationsSeenBy(inside), await organizationsSeenBy(outside)]).toEqual(['1', '1'])
  const secret = { name: 'Secret', sector: 'library', visibility: 'circle', lang: 'en' }
  expect((await as(inside).post('/riverbend/organizations', secret)).status).toBe(303)
  expect([await organizationsSeenBy(inside), await organizationsSeenBy(outside)]).toEqual(['2', '1'])
})
