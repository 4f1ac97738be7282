import type { Likely } from '../platform/likely.ts'
import { Flash } from './flash.tsx'
import { href, type Page } from './page.ts'

interface Props {
  page: Page
  likely: readonly Likely[]
  /** Where each of them is. */
  pathOf: (one: Likely) => string
}

/**
 * What may be here already, on top of the form in which somebody adds it. Enter in a field sends the form as it is: the
 * first button of a form is the one it presses.
 */
export const LikelyOnes = ({ page, likely, pathOf }: Props) => {
  const { t } = page
  return (
    <section class="card stack" aria-labelledby="likely-h" tabindex={-1} autofocus data-conflict>
      <button hidden />
      <Flash state="warn">
        <h2 class="title" id="likely-h">
          {t('merging.likely.title', { count: likely.length })}
        </h2>
        <p>{t(page.actor?.coordinates ? 'merging.likely.text' : 'merging.likely.textOfOthers')}</p>
      </Flash>
      <ul class="rows" role="list">
        {likely.map((one) => (
          <li class="has-tail">
            <div>
              <h3 class="title">
                <a href={href(page, pathOf(one))}>{one.name}</a>
              </h3>
              <p class="meta">{one.reasons.map((reason) => t(`merging.reason.${reason}`)).join(' · ')}</p>
            </div>
            <p class="tail">
              <button
                class="btn"
                name="same"
                value={one.id}
                aria-label={t('merging.likely.sameAs', { name: one.name })}
              >
                {t('merging.likely.same')}
              </button>
            </p>
          </li>
        ))}
      </ul>
      <div class="bunch">
        <button class="btn" name="despite" value={likely.map(({ id }) => id).join(' ')}>
          {t('merging.likely.despite')}
        </button>
      </div>
    </section>
  )
}
