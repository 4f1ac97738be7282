import { formatDate } from '../../platform/i18n.ts'
import { type Page, href } from '../../ui/page.ts'
import { sayLabel } from './item-words-panel.tsx'
import { sayResponse } from './pulse-page.tsx'
import type { ClosedPulse, Pulse } from './pulses.ts'

/** The last round in two lines, and that one is open. */
export const PulseOverview = ({
  page,
  open,
  last,
  path,
}: {
  page: Page
  open: Pulse | null
  last: ClosedPulse | null
  path: string
}) => {
  const { t } = page
  const talks = last?.results.filter(({ band, talk }) => band !== null && talk !== null) ?? []
  return (
    <section class="section stack-s" aria-labelledby="pulse-h">
      <div class="section-head">
        <h2 id="pulse-h">{t('partnership-pulse.title')}</h2>
        <a class="small" href={href(page, path)}>
          {t('partnership-pulse.all')}
        </a>
      </div>
      {open && (
        <p>
          {t('partnership-pulse.open.title')}:{' '}
          {t('partnership-pulse.open.until', { date: formatDate(page.lang, open.until, 'long') })}
        </p>
      )}
      {last && (
        <p class="quiet">
          {t('partnership-pulse.last', { date: formatDate(page.lang, last.closedOn, 'long') })}.{' '}
          {sayResponse(page, last)}
        </p>
      )}
      {talks.length > 0 && (
        <ul>
          {talks.map(({ item }) => (
            <li>{t('partnership-pulse.talk.title', { what: sayLabel(t, item.key) })}</li>
          ))}
        </ul>
      )}
    </section>
  )
}
