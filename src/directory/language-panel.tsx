import type { Lang } from '../platform/i18n.ts'
import type { inLanguage } from '../platform/translations.ts'
import { StateBadge } from '../ui/badge.tsx'
import type { Page } from '../ui/page.ts'

/** A text as the reader gets it: the original, or its translation. */
export type Said = ReturnType<typeof inLanguage>

/** In which language a text is, when that is not the reader's; `from` is the one it was written in. */
export const LanguageBadge = ({ page, said, from }: { page: Page; said: Said; from: Lang }) => {
  if (said.older) return <StateBadge state="warn">{page.t('directory.translatedOlder', { language: from })}</StateBadge>
  if (said.translated)
    return <StateBadge icon="languages">{page.t('directory.translated', { language: from })}</StateBadge>
  return said.lang === page.lang ? null : (
    <StateBadge icon="languages">{page.t('directory.onlyIn', { language: said.lang })}</StateBadge>
  )
}
