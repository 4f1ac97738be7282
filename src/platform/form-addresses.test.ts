import { expect, test } from 'vitest'
import { pageOfForms } from './form-addresses.ts'

const pageOf = pageOfForms([
  { method: 'GET', path: '/:region/merges' },
  { method: 'GET', path: '/:region/ties/:tie' },
  { method: 'POST', path: '/:region/merges/:id/undoing' },
  { method: 'POST', path: '/:region/ties/:tie/confirmation' },
])

test.each([
  ['/riverbend/ties/018f/confirmation', '/riverbend/ties/018f'],
  ['/riverbend/merges/018f/undoing', '/riverbend/merges'],
  ['/riverbend/ties/018f', undefined],
  // A browser would take what follows two slashes for a host.
  ['//merges/018f/undoing', undefined],
  ['//ties/018f/confirmation', undefined],
])('%s leads to %s', (path, page) => expect(pageOf(path)).toBe(page))
