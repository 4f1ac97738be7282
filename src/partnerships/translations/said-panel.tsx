import type { Lang } from '../../platform/i18n.ts'
import { StateBadge } from '../../ui/badge.tsx'
import { LanguageBadge } from '../../ui/language-badge.tsx'
import { langOn } from '../../ui/languages.ts'
import type { Page } from '../../ui/page.ts'
import type { Partnership } from '../partnerships.ts'
import { saidIn, type WordsIn } from './texts.ts'

interface Props {
  page: Page
  partnership: Pick<Partnership, 'lang' | 'told'>
}

interface Sentence {
  sentence: string
  words: { text: string; lang: Lang } | undefined
}

/**
 * What partners wrote, as the reader gets it; in another language than the page it is marked. Where one works on it (`older`), a
 * translation that is older than its original stands for it too, and says so.
 */
export const Said = ({
  page,
  partnership,
  text,
  older = false,
}: Props & { text: WordsIn; older?: boolean | undefined }) => {
  const said = saidIn(partnership, text, page.lang, { older })
  return (
    <>
      <span lang={langOn(page, said)}>{said.text}</span>
      {said.older && (
        <>
          {' '}
          <StateBadge state="warn">{page.t('partnerships.told.changed')}</StateBadge>
        </>
      )}
    </>
  )
}

/** A sentence of the page with words in it that somebody wrote, marked where they are in another language. */
export const Marked = ({ page, sentence, words }: Pick<Props, 'page'> & Sentence) => {
  const lang = words && langOn(page, words)
  const at = words && lang ? sentence.lastIndexOf(words.text) : -1
  if (!words || at < 0) return <>{sentence}</>
  return (
    <>
      {sentence.slice(0, at)}
      <span lang={lang}>{words.text}</span>
      {sentence.slice(at + words.text.length)}
    </>
  )
}

/** In which language a partnership is told, when that is not the reader's: one word on all of its texts, and where `older` ones stand. */
export const Language = ({ page, partnership: { lang, told }, older = false }: Props & { older?: boolean }) => {
  if (lang === page.lang) return null
  const here = told.filter((one) => one.lang === page.lang && (older || one.current))
  const said = { lang, translated: here.length > 0, older: here.some(({ current }) => !current) }
  return <LanguageBadge page={page} said={said} from={lang} />
}
