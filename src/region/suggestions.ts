import type { Db } from '../platform/db.ts'
import { type Translate, formatList } from '../platform/i18n.ts'
import { likelyCounties } from './counties.ts'

/** What was typed as a county and fits none, said in words, with what may have been meant. */
export async function unknownCounties(
  db: Db,
  typed: string[],
  t: Translate,
): Promise<{ errors: Record<string, string[]>; suggestions: { typed: string; likely: string[] }[] }> {
  if (typed.length === 0) return { errors: {}, suggestions: [] }
  const suggestions = await Promise.all(
    typed.slice(0, 10).map(async (one) => ({ typed: one, likely: await likelyCounties(db, one) })),
  )
  const names = formatList(t.lang, typed.slice(0, 10))
  return { errors: { counties: [t('region.errors.counties', { names, n: typed.length })] }, suggestions }
}
