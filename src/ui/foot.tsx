import { formatList } from '../platform/i18n.ts'
import { paths } from '../paths.ts'
import { LANGUAGE_NAMES, inLanguage, otherLanguage } from './languages.ts'
import { type Page, type RegionHead, href } from './page.ts'

/** "Alder, Marsh and Tolliver counties": the word once, the state left out where all are in one. */
function countiesOf(page: Page, { counties }: RegionHead): string {
  const states = new Set(counties.map((county) => county.split(', ')[1] ?? ''))
  const bare = counties.map((county) => (states.size === 1 ? county.split(', ')[0]! : county))
  if (!bare.every((county) => county.endsWith(' County'))) return formatList(page.lang, bare)
  const names = bare.map((county) => county.replace(/ County$/, ''))
  return page.t('ui.foot.counties', { count: names.length, names: formatList(page.lang, names) })
}

const About = ({ page }: { page: Page }) => {
  const { region, t } = page
  const b = (chunks: unknown[]) => <b>{chunks}</b>
  return region ? (
    <div class="stack-s">
      <p>
        {t.rich('ui.foot.region', {
          region: region.name,
          counties: countiesOf(page, region),
          count: region.counties.length,
          b,
        })}
      </p>
      <p>{t('ui.foot.promise')}</p>
    </div>
  ) : (
    <p>{t.rich('ui.foot.product', { b })}</p>
  )
}

const OfRegion = ({ page, region }: { page: Page; region: RegionHead }) => {
  const list = href(page, paths.organizations(region.slug))
  return (
    <>
      <li>
        {page.t.rich('ui.foot.data', {
          csv: (chunks) => <a href={`${list}?format=csv`}>{chunks}</a>,
          json: (chunks) => <a href={`${list}?format=json`}>{chunks}</a>,
        })}
      </li>
      <li>
        <a href={href(page, paths.installation())}>{page.t('ui.foot.installation')}</a>
      </li>
    </>
  )
}

/** What is at the end of every page: whose it is, its data, what we keep, the other language. */
export const Foot = ({ page }: { page: Page }) => {
  const { region, t } = page
  const other = otherLanguage(page.lang)
  return (
    <footer class="foot">
      <div class="wrap cols cols-3">
        <About page={page} />
        <ul>
          {region && <OfRegion page={page} region={region} />}
          <li>
            <a href={href(page, paths.api())}>{t('ui.foot.api')}</a>
          </li>
          {region?.demonstration && (
            <li>
              <a href={href(page, paths.outbox())} rel="nofollow">
                {t('ui.foot.outbox')}
              </a>
            </li>
          )}
        </ul>
        <ul>
          <li>
            <a href={href(page, paths.privacy())}>{t('ui.foot.privacy')}</a>
          </li>
          <li>
            <a href={href(page, paths.accessibility())}>{t('ui.foot.accessibility')}</a>
          </li>
          <li>
            <a href={inLanguage(page, other)} lang={other} hreflang={other}>
              {LANGUAGE_NAMES[other]}
            </a>
          </li>
        </ul>
      </div>
    </footer>
  )
}
