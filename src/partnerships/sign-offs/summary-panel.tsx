import { paths } from '../../paths.ts'
import { formatDate } from '../../platform/i18n.ts'
import { Avatar } from '../../ui/icon.tsx'
import { type Page, href, lookOf } from '../../ui/page.ts'
import type { Partnership } from '../partnerships.ts'
import type { Force } from './forces.ts'
import { agrees } from './rules.ts'
import { sayStanding } from './sayings.ts'
import type { Asking } from './sign-offs.ts'
import { StandingBadge } from './standing-panel.tsx'

/** What a director reads of sign-off on the partnership's own page. */
export const SignOffSummary = ({
  page,
  partnership,
  force,
  asking,
}: {
  page: Page
  partnership: Partnership
  force: Force | null
  asking: Asking | undefined
}) => {
  const { t, lang } = page
  const { slug, timeZone } = page.region!
  const open = asking?.signOffs.filter(({ decision }) => !agrees(decision)).length ?? 0
  const all = href(page, paths.signOffs(slug, partnership.slug))
  return (
    <section class="section" aria-labelledby="sign-h">
      <div class="section-head">
        <h2 id="sign-h">{t('sign-offs.title')}</h2>
        <a class="small" href={all}>
          {asking ? t('sign-offs.summary.for', { revision: asking.revision }) : t('sign-offs.summary.all')}
        </a>
      </div>
      {force && (
        <p class="small">
          {t('sign-offs.inForce', { revision: force.revision, date: formatDate(lang, force.since, 'long', timeZone) })}
        </p>
      )}
      {asking && (
        <details class="fold" open={open > 0}>
          <summary>{t('sign-offs.summary.who', { open, all: asking.signOffs.length })}</summary>
          <ul class="rows">
            {asking.signOffs.map((one) => (
              <li class="has-lead has-tail">
                <Avatar name={one.organization.name} look={lookOf(page, one.organization.sector)} />
                <div>
                  <p>
                    <b>
                      <bdi>{one.organization.name}</bdi>
                    </b>
                  </p>
                  <p class="meta">
                    <span>{sayStanding(t, timeZone, one)}</span>
                  </p>
                </div>
                <span class="tail">
                  <StandingBadge page={page} signOff={one} />
                </span>
              </li>
            ))}
          </ul>
        </details>
      )}
    </section>
  )
}
