import { expect, test } from 'vitest'
import { invitationForm, ownPath, signInForm } from './forms.ts'

test('only a path of our own is gone on to', () => {
  const own = ['/riverbend', '/es/riverbend/ties?q=a&page=2', '/riverbend/organizations#top', '/me']
  expect(own.map(ownPath)).toEqual(own)
  const others = [
    '',
    'riverbend',
    '//evil.example',
    '///evil.example',
    '/\\evil.example',
    '/a//b',
    '\\/evil.example',
    'https://evil.example',
    'javascript:alert(1)',
    '/\t/evil.example',
    '/\n/evil.example',
    ' /riverbend',
    '/sign-in',
    '/sign-out',
    '/es/sign-in/l/x',
    `/${'a'.repeat(501)}`,
  ]
  expect(others.map(ownPath)).toEqual(others.map(() => ''))
})

test('an address is kept in one spelling, and one we cannot write to is refused', () => {
  expect(signInForm.parse({ email: ' Maria.Diaz@Library.EXAMPLE ' })).toEqual({
    email: 'maria.diaz@library.example',
    next: '',
  })
  for (const email of [
    '',
    'maria',
    'a@b, c@d.example',
    'Maria <maria@library.example>',
    'a@b.example\nBcc: x@y.example',
    `${'a'.repeat(250)}@b.example`,
  ])
    expect(signInForm.safeParse({ email }).success, email).toBe(false)
})

test('who speaks or signs does so for an organization, and no access ends before it begins', () => {
  const typed = { name: 'Maria', email: 'maria@library.example' }
  const issues = (more: object) =>
    invitationForm.safeParse({ ...typed, ...more }).error?.issues.map((issue) => issue.message) ?? []
  expect(issues({ access: 'representative' })).toEqual(['account.errors.organization'])
  expect(issues({ access: 'viewer', from: '2027-02-01', until: '2027-01-31' })).toEqual(['account.errors.dayOrder'])
  expect(issues({ access: 'admin' })).toEqual(['account.errors.access'])
  expect(issues({ access: 'coordinator', from: '2027-02-01', until: '' })).toEqual([])
})
