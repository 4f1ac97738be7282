import { paths } from '../../paths.ts'
import { Layout } from '../../ui/layout.tsx'
import { PageHead } from '../../ui/page-head.tsx'
import type { Page } from '../../ui/page.ts'
import { FACTORS, RULES, RULES_VERSION } from './rules.ts'
import { SOURCES } from './sources.ts'

/** What every rule asks, why, and who says so. */
export const FactorRulesPage = ({ page }: { page: Page }) => {
  const { t, region } = page
  return (
    <Layout page={page} title={t('partnership-factors.rules')} room="partnerships" sheet="partnerships.css">
      <PageHead
        page={page}
        title={t('partnership-factors.rules')}
        crumbs={[{ label: t('partnerships.title'), path: paths.partnerships(region!.slug) }]}
        lede={t('partnership-factors.rulesLede')}
      />
      <div class="prose">
        <p>{t('partnership-factors.rulesHow')}</p>
        <p>
          {t('partnership-factors.rulesPast')} {t('partnership-factors.version', { version: RULES_VERSION })}.
        </p>
      </div>
      {FACTORS.map((factor) => (
        <section class="section" id={factor} aria-labelledby={`${factor}-h`}>
          <div class="section-head">
            <h2 id={`${factor}-h`}>{t(`partnership-factors.factor.${factor}`)}</h2>
          </div>
          <dl class="factor-rules">
            {RULES[factor].map(({ key, rests, source }) => (
              <div id={`rule-${key}`}>
                <dt>{t(`factor-rules.${key}.asks`)}</dt>
                <dd>
                  {t(`factor-rules.${key}.why`)}{' '}
                  <span class="small quiet">
                    ({t(`partnership-factors.rests.${rests}`)}) {t('partnership-factors.source')}{' '}
                    <a href={SOURCES[source].url}>{SOURCES[source].title}</a>
                  </span>
                </dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
    </Layout>
  )
}
