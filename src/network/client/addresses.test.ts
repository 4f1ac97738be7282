import { expect, test } from 'vitest'
import { focusIn, placeIn, sameMap, withFocus, withPlace } from './addresses.ts'

const MAP = new URL('https://a.example/riverbend/map?sector=library&focus=alder#at=0.5,0.5,3')

test('who is chosen stands in the address, where one looks behind it', () => {
  expect(focusIn(MAP)).toBe('alder')
  expect(placeIn(MAP)).toBe('0.5,0.5,3')
  expect(withFocus(MAP, 'elm').href).toBe('https://a.example/riverbend/map?sector=library&focus=elm#at=0.5,0.5,3')
  expect(withPlace(withFocus(MAP, undefined), undefined).href).toBe('https://a.example/riverbend/map?sector=library')
})

test.each([
  ['/riverbend/map?focus=elm&sector=library', true],
  ['/riverbend/map?sector=library', true],
  ['/riverbend/map?sector=funder&focus=elm', false],
  ['/riverbend/map/table?sector=library', false],
  ['/es/riverbend/map?sector=library', false],
])('%s is the same map: %s', (path, same) => {
  expect(sameMap(new URL(path, MAP), MAP)).toBe(same)
})
