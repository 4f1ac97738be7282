import { expect, test } from 'vitest'
import { house } from '../../test/house.ts'
import { momentAt } from '../platform/moment.ts'
import { mapOfRegions } from './maps.ts'
import { createRegion } from './regions.ts'

const { as, db, clock, aRegion } = await house()
const open = as(null)
const made = (slug: string, name: string, counties: string[]) =>
  createRegion(db, null, { slug, name, counties }, momentAt(clock().at))

test('an installation whose regions name no county shows a list and no map', async () => {
  await aRegion('riverbend')
  await aRegion('marsh')
  const page = await open.get('/')
  expect([page.status, page.text.includes('us-land')]).toEqual([200, false])
})

test('counties of a region are one area: the border between them is gone', async () => {
  const id = await made('three-rivers', 'Three & <Rivers>', ['42003', '42019'])
  const apart = await made('apart', 'Allegheny alone', ['42003'])
  const { areas } = await mapOfRegions(db)
  const outlines = (of: string) => areas.find((area) => area.regionId === of)!.outline.match(/M/g)!.length
  expect([outlines(id), outlines(apart)]).toEqual([1, 1])
  const { x, y } = areas.find((area) => area.regionId === id)!
  // Western Pennsylvania, in the Albers projection of 975 × 610.
  expect([x > 740 && x < 790, y > 190 && y < 250]).toEqual([true, true])
})

test('the home page shows each region in a colour, and leads there', async () => {
  const { text } = await open.get('/es')
  expect(text).toContain('class="us-land"')
  expect(text).toContain('<a href="/es/three-rivers" aria-label="Three &amp; &lt;Rivers&gt;" data-sector="')
  expect(text).toContain('class="us-key"')
  expect(text.match(/class="us-area"/g)).toHaveLength(2)
})

test('the map is a file too, without styles or scripts of its own', async () => {
  const file = await open.get('/map.svg')
  expect([file.status, file.headers.get('content-type')]).toEqual([200, 'image/svg+xml; charset=utf-8'])
  expect(file.text).toMatch(/^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg"/)
  expect(file.text).toContain('<title>Three &amp; &lt;Rivers&gt;</title>')
  expect(file.text).not.toMatch(/<style|<script|style=|class=/)
})

test('a region of counties without a shape is in the list and not on the map', async () => {
  const id = await made('san-juan', 'San Juan and around', ['72127'])
  expect((await mapOfRegions(db)).areas.map((area) => area.regionId)).not.toContain(id)
  expect((await open.get('/?made=anew')).text).toContain('San Juan and around')
})

test('Connecticut is on it with its planning regions, and with the counties that were before them', async () => {
  const [now, before] = [await made('capitol', 'Capitol', ['09110']), await made('hartford', 'Hartford', ['09003'])]
  const { areas } = await mapOfRegions(db)
  const of = (id: string) => areas.find((area) => area.regionId === id)!
  expect(of(now).outline).not.toBe(of(before).outline)
  // Hartford lies in both.
  for (const { x, y } of [of(now), of(before)]) expect([x > 860 && x < 930, y > 170 && y < 215]).toEqual([true, true])
})
