import { paths } from '../../paths.ts'
import { formatDate } from '../../platform/i18n.ts'
import { type Page, href } from '../../ui/page.ts'
import { PartnershipFrame } from '../frame-panel.tsx'
import type { Partnership } from '../partnerships.ts'
import type { Audience } from './audiences.ts'
import { AnswerLine, type Counted, DialPicture, HelpsMost } from './dial-panel.tsx'
import type { Dial } from './dials.ts'
import type { FactorQuarter } from './factor-quarters.ts'
import { FACTORS } from './rules.ts'

export interface FactorsProps {
  page: Page
  partnership: Partnership
  dials: Dial[]
  audience: Audience
  quarters: FactorQuarter[]
}

/** Why each dial stands as it does, rule by rule, and how it stood quarter by quarter. */
export const FactorsPage = (props: FactorsProps) => {
  const { page, partnership, dials, audience } = props
  const { t } = page
  return (
    <PartnershipFrame page={page} partnership={partnership} current="factors" title={t('partnership-factors.title')}>
      <div class="p-top-l stack-s">
        <p>{t('partnership-factors.text')}</p>
        <p class="small quiet">
          {t(`partnership-factors.seen.${audience}`)} {t('partnership-factors.version', { version: dials[0]!.version })}
          . <a href={href(page, paths.factorRules(page.region!.slug))}>{t('partnership-factors.rules')}</a>
        </p>
      </div>
      {dials.map((dial) => (
        <Why page={page} partnership={partnership} dial={dial} />
      ))}
      <History {...props} />
    </PartnershipFrame>
  )
}

/** One dial, and all its rules. */
const Why = ({ page, partnership, dial }: { page: Page; partnership: Partnership; dial: Dial }) => (
  <section class="section factor" data-factor={dial.factor} aria-labelledby={`${dial.factor}-h`}>
    <div class="dial">
      <DialPicture page={page} dial={dial} />
    </div>
    <div class="stack-s">
      <h2 id={`${dial.factor}-h`}>{page.t(`partnership-factors.factor.${dial.factor}`)}</h2>
      {dial.factor === 'ground' && <p class="small quiet">{page.t('partnership-factors.groundText')}</p>}
      <HelpsMost page={page} partnership={partnership} dial={dial} />
      <ul class="why plain" aria-label={page.t('partnership-factors.whyAll')}>
        {dial.answers.map((answer) => (
          <AnswerLine page={page} partnership={partnership} answer={answer} />
        ))}
      </ul>
    </div>
  </section>
)

/** The quarters that were kept, each with its small dials, and how it stands today at the end. */
const History = ({ page, dials, audience, quarters }: FactorsProps) => {
  const { t, lang } = page
  return (
    <section class="section" id="history" aria-labelledby="factors-history-h">
      <div class="section-head">
        <h2 id="factors-history-h">{t('partnership-factors.history')}</h2>
        <p class="small quiet">
          {t('partnership-factors.historyText')} {t(`partnership-factors.historySeen.${audience}`)}
        </p>
      </div>
      {quarters.length === 0 ? (
        <p class="quiet">{t('partnership-factors.noHistory')}</p>
      ) : (
        <div class="scroll" role="region" aria-labelledby="factors-history-h" tabindex={0}>
          <table class="factor-quarters">
            <thead>
              <tr>
                <th scope="col">{t('partnership-factors.quarter')}</th>
                {FACTORS.map((factor) => (
                  <th scope="col">{t(`partnership-factors.factor.${factor}`)}</th>
                ))}
              </tr>
            </thead>
            <tbody>
              {quarters.map((quarter) => (
                <tr>
                  <th scope="row">
                    {formatDate(lang, quarter.day, 'long')}
                    <span class="tiny quiet"> {t('partnership-factors.version', { version: quarter.version })}</span>
                  </th>
                  <Row page={page} dials={countsOf(quarter)} />
                </tr>
              ))}
              <tr>
                <th scope="row">{t('partnership-factors.now')}</th>
                <Row page={page} dials={dials} />
              </tr>
            </tbody>
          </table>
        </div>
      )}
    </section>
  )
}

const Row = ({ page, dials }: { page: Page; dials: readonly Counted[] }) => (
  <>
    {dials.map((dial) => (
      <td>
        <DialPicture page={page} dial={dial} />
        <span class="tiny" aria-hidden="true">
          {page.t('partnership-factors.small', { met: dial.met, of: dial.met + dial.not + dial.unknown })}
        </span>
      </td>
    ))}
  </>
)

/** A kept quarter as its dials are drawn. */
export const countsOf = ({ dials }: Pick<FactorQuarter, 'dials'>): Counted[] =>
  FACTORS.map((factor) => {
    const states = Object.values(dials[factor] ?? {})
    const count = (state: string) => states.filter((one) => one === state).length
    return { factor, met: count('met'), not: count('not'), unknown: count('unknown') }
  })
