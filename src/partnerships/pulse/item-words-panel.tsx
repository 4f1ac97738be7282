import type { Translate } from '../../platform/i18n.ts'
import type { Page } from '../../ui/page.ts'
import type { Band } from './bands.ts'
import { groupOf, type Item, type ItemKey, VALUES } from './instruments.ts'

/** A question as it is asked: in the round's own words, else in ours. */
export const sayQuestion = (t: Translate, { key, wording, words }: Item, partner: string) =>
  words === ''
    ? t(`partnership-pulse.item.${key}.${wording}`, { partner })
    : words.replaceAll('{partner}', () => partner)

export const sayLabel = (t: Translate, key: ItemKey) => t(`partnership-pulse.label.${key}`)

/** What an answer is called: much or little, or how far one agrees. */
export const sayValue = (t: Translate, key: ItemKey, value: number) =>
  t(`partnership-pulse.scale.${groupOf(key) === 'factors' ? 'agree' : 'much'}.${value}`)

/** The band in words, which the picture says too. */
export function sayBand(t: Translate, key: ItemKey, { low, middle, high }: Band): string {
  const said = (value: number) => sayValue(t, key, value)
  if (low === high) return t('partnership-pulse.band.close', { middle: said(middle) })
  return t('partnership-pulse.band.wide', { middle: said(middle), low: said(low), high: said(high) })
}

const X = (value: number) => 16 + (value - 1) * 56
const WIDTH = 200
const Y = 14

/** Where the middle answer lies between the least and the most, and how far the answers lie apart. */
export const BandPicture = ({ page, item, band }: { page: Page; item: ItemKey; band: Band }) => (
  <svg class="pulse-band" viewBox={`0 0 ${WIDTH} 28`} role="img" aria-label={sayBand(page.t, item, band)}>
    <line class="pulse-track" x1={X(1)} x2={X(4)} y1={Y} y2={Y} />
    {VALUES.map((value) => (
      <circle class="pulse-stop" cx={X(value)} cy={Y} r="3" />
    ))}
    {band.low < band.high && <line class="pulse-spread" x1={X(band.low)} x2={X(band.high)} y1={Y} y2={Y} />}
    <circle class="pulse-middle" cx={X(band.middle)} cy={Y} r="8" />
  </svg>
)
