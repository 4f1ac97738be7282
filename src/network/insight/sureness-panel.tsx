import { paths } from '../../paths.ts'
import { listAddress } from '../../platform/list-query.ts'
import { href } from '../../ui/page.ts'
import { LINES } from '../current-networks.ts'
import { Finding, Findings, type InsightView, Section, slugOf } from './parts-panel.tsx'

/** From what all of it is computed, who has spoken for themselves, and how many ties are confirmed. */
export const SurenessPanel = (view: InsightView) => {
  const { page, insights } = view
  const { t } = page
  const { network, measures, answered } = insights
  return (
    <Section page={page} id="sure" lede={t(`insight.sure.tier.${network.tier}`)}>
      <Findings>
        <Finding
          page={page}
          words={
            answered === 0
              ? t('insight.sure.answered.none')
              : t('insight.sure.answered', { n: answered, size: measures.size })
          }
          means={t('insight.sure.answered.means')}
        />
        {measures.ties > 0 && <Lines {...view} />}
      </Findings>
      {measures.sampling && (
        <p class="small quiet">
          {t('insight.sure.sampled', {
            pivots: measures.sampling.pivots,
            of: measures.sampling.of,
            most: measures.sampling.betweennessAtMost,
          })}
        </p>
      )}
    </Section>
  )
}

const WIDTH = 600

const Lines = ({ page, insights }: InsightView) => {
  const { t } = page
  const { lines, measures } = insights
  const sure = lines.confirmed + lines.evidenced
  const open = measures.ties - sure
  let from = 0
  const parts = [...LINES].toReversed().map((line) => {
    const part = { line, n: lines[line], x: from, width: (WIDTH * lines[line]) / measures.ties }
    from += part.width
    return part
  })
  return (
    <Finding
      page={page}
      words={t('insight.sure.lines', { n: sure, of: measures.ties })}
      figure={parts.map(({ line, n }) => t('insight.sure.line', { line: t(`map.line.${line}`), n })).join(' · ')}
      means={open > 0 && t('insight.sure.lines.means')}
      todo={
        open > 0 && (
          <a
            href={href(
              page,
              listAddress(paths.ties(slugOf(page)), { state: lines.claimed > 0 ? 'claimed' : 'reported' }),
            )}
          >
            {t('insight.sure.lines.do')}
          </a>
        )
      }
    >
      <svg class="shares" viewBox={`0 0 ${WIDTH} 18`} preserveAspectRatio="none" aria-hidden="true">
        {parts.map(({ line, x, width }) => (
          <rect class={`share-${line}`} x={x.toFixed(1)} y="0" width={width.toFixed(1)} height="18" />
        ))}
      </svg>
    </Finding>
  )
}
