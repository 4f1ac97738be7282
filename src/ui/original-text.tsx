import type { Child } from 'hono/jsx'
import type { Lang } from '../platform/i18n.ts'
import type { Page } from './page.ts'

interface Props {
  page: Page
  id: string
  /** What of a record it is. */
  label: string
  lang: Lang
  text: string
  children?: Child
}

/** What was written, beside the field in which it is told in another language. */
export const OriginalText = ({ page, id, label, lang, text, children }: Props) => (
  <section class="stack-s" aria-labelledby={id}>
    <h2 class="title" id={id}>
      {page.t('ui.language.original', { language: lang })}
      <span class="sr">: {label}</span>
    </h2>
    {children}
    <p class="lines" lang={lang}>
      {text}
    </p>
  </section>
)
