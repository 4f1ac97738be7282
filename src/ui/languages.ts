import type { Lang } from '../platform/i18n.ts'
import { type Page, href } from './page.ts'

export const otherLanguage = (lang: Lang): Lang => (lang === 'en' ? 'es' : 'en')

/** Each language in its own words. */
export const LANGUAGE_NAMES: Record<Lang, string> = { en: 'English', es: 'Español' }

/** The `lang` of a text on a page: only where it is not that of the page. */
export const langOn = (page: Page, said: { lang: Lang }) => (said.lang === page.lang ? undefined : said.lang)

/** This very page in a language, with what was asked of it. */
export const inLanguage = (page: Page, lang: Lang, path = page.path) => href({ ...page, lang }, path)

/** The path with one parameter of its query taken away, or all but some kept. */
export function pathWith(path: string, keep: (name: string) => boolean): string {
  const [before = '', query = ''] = path.split('?')
  const params = new URLSearchParams([...new URLSearchParams(query)].filter(([name]) => keep(name)))
  return params.size > 0 ? `${before}?${params}` : before
}
