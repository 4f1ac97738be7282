import { Mark } from '../../ui/icon.tsx'
import { lookOf } from '../../ui/page.ts'
import { type GeographyView, mapAddress } from './geography-map-panel.tsx'
import { MEASURES } from './forms.ts'

/** What the counties are shaded by: each a link. */
export const Measures = (view: GeographyView) => {
  const { page, asked, geography } = view
  const known = MEASURES.filter((measure) => measure === 'organizations' || geography.basis !== 'named')
  if (known.length === 1) return null
  return (
    <nav class="bunch small" aria-label={page.t('geography.shadeBy')}>
      <span class="quiet">{page.t('geography.shadeBy')}</span>
      {known.map((measure) =>
        measure === asked.show ? (
          <b aria-current="true">{page.t(`geography.measure.${measure}`)}</b>
        ) : (
          <a href={mapAddress(view, { show: measure === 'organizations' ? '' : measure })}>
            {page.t(`geography.measure.${measure}`)}
          </a>
        ),
      )}
    </nav>
  )
}

/** What shades and marks mean. */
export const Legend = (view: GeographyView) => {
  const { page, lists, shading, counts, pictures } = view
  const { t } = page
  const { measure, shades, shadeOf } = shading
  const none = counts.filter(({ key }) => shadeOf.get(key) === 0).length
  const unknown = counts.filter(({ key }) => shadeOf.get(key) === null).length
  const drawn = pictures.flatMap(({ marks }) => marks)
  const used = new Set(drawn.flatMap(({ items }) => (items.length === 1 ? [items[0]!.organization.sector] : [])))
  const sectors = lists.sectors.filter(({ key }) => used.has(key))
  return (
    <section class="geo-legend small" aria-label={t('geography.legend')}>
      <h2 class="title">{t(`geography.measure.${measure}`)}</h2>
      <ul role="list">
        {shades.map(({ from, to, areas }, n) => (
          <li>
            <Swatch shade={String(n + 1)} />
            <Meaning
              text={t('geography.range', { from, to, one: from === to ? 'yes' : 'no' })}
              counties={t('geography.counties', { n: areas })}
            />
          </li>
        ))}
        {none > 0 && (
          <li>
            <Swatch shade="0" />
            <Meaning text={t(`geography.none.${measure}`)} counties={t('geography.counties', { n: none })} />
          </li>
        )}
        {unknown > 0 && (
          <li>
            <Swatch shade="unknown" />
            <Meaning text={t(`geography.unknown.${measure}`)} counties={t('geography.counties', { n: unknown })} />
          </li>
        )}
      </ul>
      {drawn.length > 0 && (
        <ul role="list">
          {sectors.map(({ key, label }) => (
            <li>
              <Mark look={lookOf(page, key)} />
              {label}
            </li>
          ))}
          {drawn.some(({ items }) => items.length > 1) && (
            <li>
              <svg class="geo geo-swatch" viewBox="0 0 28 28" aria-hidden="true">
                <g class="geo-group">
                  <circle cx="14" cy="14" r="12" />
                  <text x="14" y="19" text-anchor="middle">
                    9
                  </text>
                </g>
              </svg>
              <span>{t('geography.legendGroup')}</span>
            </li>
          )}
        </ul>
      )}
    </section>
  )
}

const Meaning = ({ text, counties }: { text: string; counties: string }) => (
  <span>
    {text} <span class="quiet">{counties}</span>
  </span>
)

const Swatch = ({ shade }: { shade: string }) => (
  <svg class="geo geo-swatch" viewBox="0 0 28 20" aria-hidden="true">
    <rect class="geo-area" data-shade={shade} x="1" y="1" width="26" height="18" />
  </svg>
)
