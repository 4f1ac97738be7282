import type { Lang } from '../platform/i18n.ts'
import type { Said } from '../platform/translations.ts'
import { StateBadge } from './badge.tsx'
import type { Page } from './page.ts'

interface Props {
  page: Page
  said: Pick<Said, 'lang' | 'translated' | 'older'>
  from: Lang
}

/** In which language a text is, when that is not the reader's; `from` is the one it was written in. */
export const LanguageBadge = ({ page, said, from }: Props) => {
  if (said.older) return <StateBadge state="warn">{page.t('ui.language.older', { language: from })}</StateBadge>
  if (said.translated)
    return <StateBadge icon="languages">{page.t('ui.language.translated', { language: from })}</StateBadge>
  return said.lang === page.lang ? null : (
    <StateBadge icon="languages">{page.t('ui.language.onlyIn', { language: said.lang })}</StateBadge>
  )
}
