import type { Page } from '../../ui/page.ts'
import type { HeldOf } from './handovers.ts'

/** What the next should know, as far as the records tell it: written for somebody to go on with. */
export function memoOf(
  { t }: Page,
  { person, organization, held }: { person: string; organization: string; held: readonly HeldOf[] },
): string {
  const kinds = [...Map.groupBy(held, ({ part }) => part.kind)]
  const parts = kinds.map(([kind, items]) =>
    [`${t(`handovers.kind.${kind}`)}:`, ...items.map(({ label }) => `- ${label}`)].join('\n'),
  )
  return [t('handovers.memoStart', { person, organization }), ...parts, t('handovers.memoEnd')].join('\n\n')
}
