import type { Lang } from '../platform/i18n.ts'
import type { Source } from './import-sources.ts'
import { columnsOf } from './import/mapping.ts'

/** Small words that a text in a language can hardly do without, and the other has not. */
const SMALL_WORDS: Record<Lang, ReadonlySet<string>> = {
  en: new Set(['the', 'and', 'of', 'for', 'with', 'to', 'in', 'by', 'on', 'our', 'their', 'that', 'are', 'is']),
  es: new Set(['el', 'los', 'las', 'y', 'del', 'de', 'para', 'con', 'por', 'en', 'al', 'que', 'sus', 'una']),
}

const smallWords = (words: string[], lang: Lang) => words.filter((word) => SMALL_WORDS[lang].has(word)).length

/** The language that files seem to be in, of those that a region speaks: the first of them, unless another has more small words. */
export function guessLanguage(sources: readonly Source[], languages: readonly Lang[]): Lang {
  const words = sources
    .flatMap(({ parsed }) => columnsOf(parsed).samples)
    .flatMap((values) => Object.values(values).flat())
    .flatMap((text) => text.toLowerCase().match(/\p{L}+/gu) ?? [])
  const [first = 'en', ...others] = languages
  return others.reduce((best, lang) => (smallWords(words, lang) > smallWords(words, best) ? lang : best), first)
}
