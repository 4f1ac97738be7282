import type { Lang } from './i18n.ts'

/** The language of an address and the address without it: `/es/riverbend` is `/riverbend` in Spanish. */
export function languageOf(path: string): { lang: Lang; path: string } {
  if (path === '/es') return { lang: 'es', path: '/' }
  if (path.startsWith('/es/')) return { lang: 'es', path: path.slice(3) }
  return { lang: 'en', path }
}
