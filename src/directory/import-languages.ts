import type { Lang } from '../platform/i18n.ts'
import type { Source } from './import-sources.ts'
import { columnsOf } from './import/mapping.ts'

/** Small words that a text in a language can hardly do without, and the other has not. */
const SMALL_WORDS: Record<Lang, ReadonlySet<string>> = {
  en: new Set(['the', 'and', 'of', 'for', 'with', 'to', 'in', 'by', 'on', 'our', 'their', 'that', 'are', 'is']),
  es: new Set(['el', 'los', 'las', 'y', 'del', 'de', 'para', 'con', 'por', 'en', 'al', 'que', 'sus', 'una']),
}

const smallWords = (words: string[], lang: Lang) => words.filter((word) => SMALL_WORDS[lang].has(word)).length

const most = (languages: readonly Lang[], count: (lang: Lang) => number): Lang => {
  const [first = 'en', ...others] = languages
  return others.reduce((best, lang) => (count(lang) > count(best) ? lang : best), first)
}

/** What a row says in sentences; names and places have no language. */
const SENTENCES = ['mission', 'description']

/**
 * The language that files seem to be in, of those that a region speaks: each row votes by the small words of its
 * sentences, and the first language stands unless another has more rows.
 */
export function guessLanguage(sources: readonly Source[], languages: readonly Lang[]): Lang {
  const votes = sources.flatMap(({ parsed, mapping }) =>
    columnsOf(parsed).samples.flatMap((values) => {
      const columns = Object.keys(values).filter((column) => SENTENCES.includes(mapping[column] ?? ''))
      const words = columns.flatMap(
        (column) =>
          [values[column] ?? []]
            .flat()
            .join(' ')
            .toLowerCase()
            .match(/\p{L}+/gu) ?? [],
      )
      const spoken = most(languages, (lang) => smallWords(words, lang))
      return smallWords(words, spoken) > 0 ? [spoken] : []
    }),
  )
  return most(languages, (lang) => votes.filter((vote) => vote === lang).length)
}
