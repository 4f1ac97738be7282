import { paths } from '../../paths.ts'
import { listAddress } from '../../platform/list-query.ts'
import { type Page, href } from '../../ui/page.ts'
import type { Departure } from '../graph/departures.ts'
import type { KeyPerson } from './insight-reads.ts'
import { Finding, Findings, type InsightView, More, namesOf, Section, slugOf } from './parts-panel.tsx'

const SHOWN = 8

/** On which organizations, ties and persons the network hangs. */
export const LeavingPanel = (view: InsightView) => {
  const { page, insights } = view
  const { departures } = insights
  const [head, none] = ['insight.leave.head.points', 'insight.leave.none']
  return (
    <Section page={page} id="leave" lede={page.t('insight.leave.lede')}>
      <Findings>
        <Finding
          page={page}
          words={departures.length === 0 ? page.t(none) : page.t(head, { n: departures.length })}
          todo={departures.length > 0 && page.t('insight.leave.do')}
          records={<a href={href(page, paths.whatIf(slugOf(page)))}>{page.t('insight.leave.try')}</a>}
        >
          {departures.length > 0 && (
            <ul>
              {departures.slice(0, SHOWN).map((departure) => (
                <Point {...view} departure={departure} />
              ))}
            </ul>
          )}
          <More page={page} n={departures.length - SHOWN} />
        </Finding>
        <Bridges {...view} />
        {insights.keyPersons && <Persons {...view} persons={insights.keyPersons} />}
      </Findings>
    </Section>
  )
}

const Point = ({ page, insights, departure }: InsightView & { departure: Departure }) => {
  const { organizations } = insights.network
  const one = organizations[departure.left[0]!]!
  const names = Array.from(departure.cutOff, (at) => organizations[at]!.name)
  const to = listAddress(paths.whatIf(slugOf(page)), { organization: one.slug })
  return (
    <li>
      {page.t('insight.leave.point', { name: one.name, n: names.length, names: namesOf(page, names, 4) })}{' '}
      <a href={href(page, to)}>{page.t('insight.leave.pointLink')}</a>
    </li>
  )
}

const Bridges = ({ page, insights }: InsightView) => {
  const { bridges } = insights.measures
  const { organizations } = insights.network
  const all = Array.from({ length: bridges.length / 2 }, (_, n) => [bridges[2 * n]!, bridges[2 * n + 1]!] as const)
  return (
    <Finding page={page} words={page.t('insight.leave.bridges', { n: all.length })}>
      {all.length > 0 && (
        <ul>
          {all.slice(0, SHOWN).map(([a, b]) => (
            <li>
              <a href={href(page, mapOf(page, organizations[a]!.slug, organizations[b]!.slug))}>
                {page.t('insight.leave.bridge', { a: organizations[a]!.name, b: organizations[b]!.name })}
              </a>
            </li>
          ))}
        </ul>
      )}
      <More page={page} n={all.length - SHOWN} />
    </Finding>
  )
}

/** Both ends and the way between them on the map. */
const mapOf = (page: Page, from: string, to: string) => listAddress(paths.map(slugOf(page)), { focus: from, from, to })

const Persons = ({ page, persons }: InsightView & { persons: KeyPerson[] }) => {
  const { t } = page
  const ties = paths.ties(slugOf(page))
  return (
    <Finding
      page={page}
      words={t('insight.leave.persons', { n: persons.reduce((sum, one) => sum + one.ties, 0) })}
      means={persons.length > 0 && t('insight.leave.persons.means')}
      records={
        persons.length > 0 && <a href={href(page, listAddress(ties, { holders: 'one' }))}>{t('insight.tight.ties')}</a>
      }
      todo={persons.length > 0 && t('insight.leave.persons.do')}
    >
      {persons.length > 0 && (
        <ul>
          {persons.slice(0, SHOWN).map(({ personId, name, ties: n }) => {
            const says = t('insight.leave.person', { name: name ?? t('insight.leave.hidden'), n })
            const to = listAddress(ties, { holders: 'one', holder: personId })
            return <li>{name === null ? says : <a href={href(page, to)}>{says}</a>}</li>
          })}
        </ul>
      )}
      <More page={page} n={persons.length - SHOWN} />
    </Finding>
  )
}
