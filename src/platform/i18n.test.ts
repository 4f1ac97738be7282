import { expect, test } from 'vitest'
import { formatMoney } from './i18n.ts'

test('money is written alike in both languages, with cents only where there are some', () => {
  for (const lang of ['en', 'es'] as const)
    expect([4000, 12.5, 0, 1_250_000].map((amount) => formatMoney(lang, amount))).toEqual([
      '$4,000',
      '$12.50',
      '$0',
      '$1,250,000',
    ])
})
