import type { Child } from 'hono/jsx'
import { paths } from '../../paths.ts'
import { formatDate } from '../../platform/i18n.ts'
import { listAddress } from '../../platform/list-query.ts'
import { type Page, href } from '../../ui/page.ts'
import { Finding, Findings, type InsightView, namesOf, Organizations, Section, slugOf } from './parts-panel.tsx'
import { besideChance, Strip } from './strip-panel.tsx'

const To = ({ page, path, children }: { page: Page; path: string; children?: Child }) => (
  <a href={href(page, path)}>{children}</a>
)

/** What was said of the same in the kept quarter that is compared with. */
const sayPast = ({ page, insights: { past } }: InsightView, what: string) =>
  past && page.t(`insight.past.${what}`, { ...past.graph, date: formatDate(page.lang, past.day, 'long') })

/** Size, density, pieces, who stands alone, paths and clustering, beside what chance would bring. */
export const TightnessPanel = (view: InsightView) => (
  <Section page={view.page} id="tight">
    <Findings>
      <Size {...view} />
      <Density {...view} />
      {view.insights.measures.ties > 0 && <Pieces {...view} />}
      <Alone {...view} />
      {view.insights.measures.averagePath !== null && <Paths {...view} />}
      {view.insights.measures.ties > 1 && <Clustering {...view} />}
    </Findings>
  </Section>
)

const Size = (view: InsightView) => {
  const { page, insights } = view
  const { network, measures } = insights
  const { t } = page
  const slug = slugOf(page)
  return (
    <Finding
      page={page}
      words={t('insight.tight.size', { n: measures.size, tied: measures.size - measures.isolates.length })}
      past={sayPast(view, 'size')}
      figure={t('insight.tight.size.figure', { pairs: measures.ties, ties: network.ties.length })}
      means={t('insight.tight.size.means')}
      records={
        <>
          <To page={page} path={paths.organizations(slug)}>
            {page.t('insight.tight.organizations')}
          </To>
          <To page={page} path={paths.ties(slug)}>
            {page.t('insight.tight.ties')}
          </To>
        </>
      }
      todo={
        <To page={page} path={paths.organizations(slug)}>
          {page.t('insight.tight.size.do')}
        </To>
      }
    />
  )
}

const Density = (view: InsightView) => {
  const { page, insights } = view
  const { measures } = insights
  const { size, ties } = measures
  return (
    <Finding
      page={page}
      words={page.t('insight.tight.density', { pairs: ties, possible: (size * (size - 1)) / 2 })}
      past={sayPast(view, 'density')}
      figure={page.t('insight.tight.density.figure', {
        density: measures.density,
        average: size > 0 ? (2 * ties) / size : 0,
      })}
      means={page.t('insight.tight.density.means')}
      records={
        <To page={page} path={paths.ties(slugOf(page))}>
          {page.t('insight.tight.ties')}
        </To>
      }
    />
  )
}

const Pieces = (view: InsightView) => {
  const { page, insights } = view
  const { t } = page
  const { measures, network } = insights
  const pieces = measures.components - measures.isolates.length
  const rest = Array.from({ length: pieces - 1 }, (_, n) =>
    network.organizations.filter((_one, at) => measures.component[at] === n + 1).map(({ name }) => name),
  )
  return (
    <Finding
      page={page}
      words={t('insight.tight.pieces', { n: pieces, largest: measures.largestComponent, size: measures.size })}
      past={sayPast(view, 'pieces')}
      figure={t('insight.tight.pieces.figure', { n: pieces, alone: measures.isolates.length })}
      means={t(`insight.tight.pieces.means.${pieces === 1 ? 'one' : 'many'}`)}
      records={
        <To page={page} path={paths.map(slugOf(page))}>
          {page.t('map.title')}
        </To>
      }
      todo={pieces > 1 && <a href="#meet">{t('insight.tight.clustering.do')}</a>}
    >
      {rest.map((names) => (
        <p>{t('insight.tight.pieces.rest', { names: namesOf(page, names) })}</p>
      ))}
    </Finding>
  )
}

const Alone = ({ page, insights }: InsightView) => {
  const { t } = page
  const alone = Array.from(insights.measures.isolates)
  return (
    <Finding
      page={page}
      words={t('insight.tight.alone', { n: alone.length })}
      figure={t('insight.tight.alone.figure', { n: alone.length, size: insights.measures.size })}
      means={alone.length > 0 && t('insight.tight.alone.means')}
      todo={alone.length > 0 && t('insight.tight.alone.do')}
    >
      {alone.length > 0 && <Organizations page={page} insights={insights} places={alone} />}
    </Finding>
  )
}

const Paths = (view: InsightView) => {
  const { page, insights } = view
  const { measures, twins } = insights
  const { t } = page
  const average = measures.averagePath!
  const beside = twins ? besideChance(average, twins.averagePath) : 'none'
  const whole = measures.largestComponent === measures.size ? 'yes' : 'no'
  return (
    <Finding
      page={page}
      words={t('insight.tight.path', { average, diameter: measures.diameter! })}
      past={insights.past?.graph.averagePath != null && sayPast(view, 'path')}
      figure={t('insight.tight.path.figure', { average, diameter: measures.diameter!, whole })}
      means={t(`insight.tight.path.means.${beside}`)}
      records={<a href={href(page, listAddress(paths.map(slugOf(page)), {}))}>{t('insight.tight.path.do')}</a>}
    >
      {twins && <Strip page={page} what={t('insight.strip.path')} here={average} random={twins.averagePath} />}
    </Finding>
  )
}

const Clustering = (view: InsightView) => {
  const { page, insights } = view
  const { measures, twins } = insights
  const { t } = page
  const { transitivity, averageClustering } = measures
  const beside = twins ? besideChance(averageClustering, twins.averageClustering) : 'none'
  return (
    <Finding
      page={page}
      words={t('insight.tight.clustering', { n: Math.round(10 * transitivity) })}
      past={sayPast(view, 'clustering')}
      figure={t('insight.tight.clustering.figure', { transitivity, clustering: averageClustering })}
      means={t(`insight.tight.clustering.means.${beside}`)}
      todo={<a href="#meet">{t('insight.tight.clustering.do')}</a>}
    >
      {twins && (
        <Strip
          page={page}
          what={t('insight.strip.clustering')}
          here={averageClustering}
          random={twins.averageClustering}
        />
      )}
    </Finding>
  )
}
