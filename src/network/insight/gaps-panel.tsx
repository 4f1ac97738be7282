import type { Child } from 'hono/jsx'
import { paths } from '../../paths.ts'
import { listAddress } from '../../platform/list-query.ts'
import { href } from '../../ui/page.ts'
import { labelIn } from '../map/map-sayings.ts'
import type { Held } from './gaps.ts'
import { Finding, Findings, type InsightView, More, namesOf, Section, slugOf } from './parts-panel.tsx'

const SHOWN = 12

/** What nobody does, whom nobody reaches, and what hangs on one organization alone. */
export const GapsPanel = (view: InsightView) => (
  <Section page={view.page} id="gaps">
    <Findings>
      <Roles {...view} />
      <Sectors {...view} />
      <Counties {...view} />
      <Words {...view} kind="audiences" />
      <Words {...view} kind="languages" />
      <Funders {...view} />
    </Findings>
  </Section>
)

const List = ({ lines }: { lines: Child[] }) =>
  lines.length === 0 ? null : (
    <ul>
      {lines.slice(0, SHOWN).map((line) => (
        <li>{line}</li>
      ))}
    </ul>
  )

/** What cannot be told, since nobody wrote it down. */
const Unsaid = ({ page, kind }: Pick<InsightView, 'page'> & { kind: string }) => (
  <Finding
    page={page}
    words={page.t(`insight.gaps.unsaid.${kind}`)}
    todo={<a href={href(page, paths.organizations(slugOf(page)))}>{page.t('insight.gaps.unsaid.do')}</a>}
  />
)

const namesAt = ({ insights }: InsightView, places: readonly number[]) =>
  places.map((at) => insights.network.organizations[at]!.name)

const Roles = (view: InsightView) => {
  const { page, lists, insights } = view
  const { t } = page
  const { none, many } = insights.gaps.roles
  const list = (role: string) => href(page, listAddress(paths.organizations(slugOf(page)), { role }))
  if (insights.network.organizations.every((one) => one.roles.length === 0)) return <Unsaid page={page} kind="roles" />
  return (
    <>
      <Finding
        page={page}
        words={t('insight.gaps.roles', { n: none.length })}
        means={none.length > 0 && t('insight.gaps.roles.means')}
        todo={none.length > 0 && t('insight.gaps.roles.do')}
      >
        <List lines={none.map((role) => labelIn(lists.roles, role))} />
      </Finding>
      {many.length > 0 && (
        <Finding page={page} words={t('insight.gaps.many', { n: many.length })} means={t('insight.gaps.many.means')}>
          <List
            lines={many.map(({ value, by }) => (
              <a href={list(value)}>
                {t('insight.gaps.many.one', { role: labelIn(lists.roles, value), n: by.length })}
              </a>
            ))}
          />
          <More page={page} n={many.length - SHOWN} />
        </Finding>
      )}
    </>
  )
}

const Sectors = ({ page, lists, insights }: InsightView) => {
  const { sectors } = insights.gaps
  return (
    <Finding
      page={page}
      words={page.t('insight.gaps.sectors', { n: sectors.length })}
      means={sectors.length > 0 && page.t('insight.gaps.sectors.means')}
      todo={
        sectors.length > 0 && (
          <a href={href(page, paths.organizations(slugOf(page)))}>{page.t('insight.tight.size.do')}</a>
        )
      }
    >
      <List lines={sectors.map((sector) => labelIn(lists.sectors, sector))} />
    </Finding>
  )
}

const Counties = (view: InsightView) => {
  const { page, insights } = view
  const { t } = page
  const { none, one } = insights.gaps.counties
  const total = page.region?.counties.length ?? 0
  if (total === 0) return null
  if (insights.network.organizations.every(({ counties }) => counties.length === 0))
    return <Unsaid page={page} kind="counties" />
  return (
    <Finding
      page={page}
      words={t('insight.gaps.counties', { n: none.length })}
      means={t('insight.gaps.counties.means')}
    >
      <List
        lines={[
          ...none,
          ...one.map(({ value, by }) => t('insight.gaps.counties.one', { county: value, name: namesAt(view, by)[0] })),
        ]}
      />
    </Finding>
  )
}

/** Audiences and languages are words of the organizations: whom only the untied have, and whom one alone has. */
const Words = (view: InsightView & { kind: 'audiences' | 'languages' }) => {
  const { page, insights, kind } = view
  const { t } = page
  const { untied, one } = insights.gaps[kind]
  const to = (value: string) =>
    href(
      page,
      listAddress(paths.organizations(slugOf(page)), { [kind === 'audiences' ? 'audience' : 'language']: value }),
    )
  const line = (key: string, { value, by }: Held) => {
    const names = namesAt(view, by)
    return <a href={to(value)}>{t(key, { what: value, name: names[0], names: namesOf(page, names, 3) })}</a>
  }
  if (insights.network.organizations.every((each) => each[kind].length === 0)) return <Unsaid page={page} kind={kind} />
  return (
    <>
      {untied.length > 0 && (
        <Finding
          page={page}
          words={t(`insight.gaps.${kind}`, { n: untied.length })}
          means={t(`insight.gaps.${kind}.means`)}
        >
          <List lines={untied.map((held) => line('insight.gaps.untied', held))} />
        </Finding>
      )}
      {one.length > 0 && (
        <Finding
          page={page}
          words={t(`insight.gaps.${kind}.one`, { n: one.length })}
          means={untied.length === 0 && t(`insight.gaps.${kind}.means`)}
        >
          <List lines={one.map((held) => line('insight.gaps.by', held))} />
          <More page={page} n={one.length - SHOWN} />
        </Finding>
      )}
    </>
  )
}

const Funders = (view: InsightView) => {
  const { page, insights } = view
  const { t } = page
  const alone = insights.gaps.funders.filter((funder) => funder.alone.length > 0)
  const isNone = insights.gaps.funders.length === 0
  const words =
    isNone || alone.length > 0
      ? t('insight.gaps.funders', { n: alone.reduce((sum, one) => sum + one.alone.length, 0) })
      : t('insight.gaps.funders.fine')
  return (
    <Finding
      page={page}
      words={words}
      means={alone.length > 0 && t('insight.gaps.funders.means')}
      records={
        !isNone && (
          <a href={href(page, listAddress(paths.ties(slugOf(page)), { kind: 'funds' }))}>{t('insight.gaps.records')}</a>
        )
      }
    >
      <List
        lines={alone.map((funder) =>
          t('insight.gaps.funder', {
            name: namesAt(view, [funder.by])[0],
            names: namesOf(page, namesAt(view, funder.alone), 4),
          }),
        )}
      />
    </Finding>
  )
}
