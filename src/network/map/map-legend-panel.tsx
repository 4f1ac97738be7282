import { paths } from '../../paths.ts'
import type { Lists } from '../../region/lists.ts'
import { Mark } from '../../ui/icon.tsx'
import { type Page, href } from '../../ui/page.ts'
import { LINES } from '../current-networks.ts'
import type { MapFilter } from './forms.ts'
import { DASHES, thickness } from './map-drawings.ts'
import type { Picture } from './map-pictures.ts'
import { mapAddress, sayGroup } from './map-sayings.ts'

interface LegendView {
  page: Page
  lists: Lists
  asked: MapFilter
  picture: Picture
  /** Where links open: a frame of another site is left. */
  target?: '_top'
}

/** A cord of one of the four lines, as the map draws it. */
const Sample = ({ line, strength = 3, faded = false }: { line: number; strength?: number; faded?: boolean }) => (
  <svg class="net sample" viewBox="0 0 48 12" aria-hidden="true">
    <path
      class={`edge${faded ? ' faded' : ''}${line === 0 ? ' dotted' : ''}`}
      stroke-width={thickness(strength)}
      stroke-dasharray={DASHES[line]}
      d="M2 6H46"
    />
    {line === 3 && <path class="thread" stroke-width={thickness(strength) / 3} d="M2 6H46" />}
  </svg>
)

const FlowSample = () => (
  <svg class="net sample" viewBox="0 0 48 12" aria-hidden="true">
    <path class="flow-line" stroke-width="3" d="M2 6H36" />
    <path class="flow-head" d="M46 6L35 1L35 11Z" />
  </svg>
)

/** What shapes, colours and lines of the map mean; each group leads to a map of it alone. */
export const Legend = ({ page, lists, asked, picture, target }: LegendView) => {
  const { t } = page
  const path = paths.map(page.region?.slug ?? '')
  const by = asked.color
  return (
    <section class="legend p-top small" aria-labelledby="legend">
      <h2 class="sr" id="legend">
        {t('map.legend.head')}
      </h2>
      <ul class="bunch" role="list" aria-label={t(`map.color.${by}`)}>
        {picture.groups.map((group) => (
          <li class="org">
            <Mark look={group} />
            {group.value === null ? (
              <span>{sayGroup(t, lists, by, group)}</span>
            ) : (
              <a target={target} href={href(page, mapAddress(path, asked, { [by]: group.value }))}>
                {sayGroup(t, lists, by, group)}
              </a>
            )}
            <span class="quiet">{group.count}</span>
          </li>
        ))}
      </ul>
      <ul class="bunch" role="list" aria-label={t('map.legend.lines')}>
        {LINES.map((line, n) => (
          <li class="org">
            <Sample line={n} />
            <a target={target} href={href(page, mapAddress(path, asked, { line }))}>
              {t(`map.line.${line}`)}
            </a>
          </li>
        ))}
        <li class="org">
          <Sample line={2} faded />
          <span>{t('map.legend.faded', { months: page.region?.fadingMonths })}</span>
        </li>
        <li class="org">
          <Sample line={2} strength={1} />
          <Sample line={2} strength={5} />
          <span>{t('map.legend.strength')}</span>
        </li>
        {picture.flows && (
          <li class="org">
            <FlowSample />
            <span>{t('map.legend.flows')}</span>
          </li>
        )}
      </ul>
    </section>
  )
}
