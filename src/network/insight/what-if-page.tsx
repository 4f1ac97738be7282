import { paths } from '../../paths.ts'
import { formatDate } from '../../platform/i18n.ts'
import { listAddress } from '../../platform/list-query.ts'
import type { Lists } from '../../region/lists.ts'
import { Flash } from '../../ui/flash.tsx'
import { Icon } from '../../ui/icon.tsx'
import { Layout } from '../../ui/layout.tsx'
import { Names } from '../../ui/organizations-field.tsx'
import { PageHead } from '../../ui/page-head.tsx'
import { type Page, href } from '../../ui/page.ts'
import type { Network } from '../current-networks.ts'
import type { Departure } from '../graph/departures.ts'
import { MapTabs } from '../map-tabs-panel.tsx'
import { labelIn } from '../map/map-sayings.ts'
import { Finding, Findings, namesOf, slugOf } from './parts-panel.tsx'
import type { WhatIf } from './what-ifs.ts'

export interface WhatIfView {
  page: Page
  lists: Lists
  network: Network
  /** Undefined while nobody was taken out. */
  found: WhatIf | undefined
  /** What was typed and is no organization. */
  unknown: string[]
  /** On whom most depends, the gravest first. */
  departures: readonly Departure[]
}

const OFFERED = 6

/** What would be lost if one organization left, or several: it only asks, and changes nothing. */
export const WhatIfPage = (view: WhatIfView) => {
  const { page, network, found, unknown } = view
  const { t } = page
  const slug = slugOf(page)
  return (
    <Layout page={page} title={t('insight.if.title')} room="map" sheet="map-room.css" script="names.js">
      <PageHead
        page={page}
        title={t('insight.if.title')}
        crumbs={[
          { label: t('map.title'), path: paths.map(slug) },
          { label: t('insight.title'), path: paths.insights(slug) },
        ]}
        kind={t(`map.asOf.${network.tier}`, { date: formatDate(page.lang, network.asOf, 'long') })}
        lede={t('insight.if.lede')}
      />
      <MapTabs page={page} current="insights" />
      <div class="p-top-l stack">
        {unknown.map((typed) => (
          <Flash state="warn">{t('insight.if.unknown', { typed })}</Flash>
        ))}
        <Leaving {...view} />
        {found ? <Answer {...view} found={found} /> : <Offered {...view} />}
        <p class="p-top">
          <a href={href(page, paths.insights(slug))}>{t('insight.if.back.insights')}</a>
        </p>
      </div>
    </Layout>
  )
}

const address = (page: Page, slugs: readonly string[]) =>
  href(page, listAddress(paths.whatIf(slugOf(page)), { organization: slugs }))

/** Who is taken out, each with a way back, and the field for another. */
const Leaving = ({ page, network, found }: WhatIfView) => {
  const { t } = page
  const left = (found?.left ?? []).map((at) => network.organizations[at]!)
  const others = (slug: string) => left.flatMap((one) => (one.slug === slug ? [] : [one.slug]))
  return (
    <>
      {left.length > 0 && (
        <div>
          <h2 class="h4">{t('insight.if.out')}</h2>
          <p class="bunch">
            {left.map((one) => (
              <a class="btn btn-s" href={address(page, others(one.slug))}>
                {one.name} <Icon name="x" />
                <span class="sr">{t('insight.if.back', { name: one.name })}</span>
              </a>
            ))}
          </p>
        </div>
      )}
      <form class="field" action={href(page, paths.whatIf(slugOf(page)))}>
        {left.map((one) => (
          <input type="hidden" name="organization" value={one.slug} />
        ))}
        <label for="f-organization">{t('insight.if.field')}</label>
        <div class="bunch">
          <input
            class="input grow"
            id="f-organization"
            name="organization"
            list="what-if-names"
            maxlength={200}
            autocomplete="off"
          />
          <Names page={page} id="what-if-names" choices={network.organizations} />
          <button class="btn">{t(left.length > 0 ? 'insight.if.addMore' : 'insight.if.add')}</button>
        </div>
      </form>
    </>
  )
}

const Offered = ({ page, network, departures }: WhatIfView) => {
  const { t } = page
  if (departures.length === 0) return <p>{t('insight.if.none')}</p>
  return (
    <>
      <p>{t('insight.if.choose')}</p>
      <ul>
        {departures.slice(0, OFFERED).map(({ left, cutOff }) => {
          const one = network.organizations[left[0]!]!
          return (
            <li>
              <a href={address(page, [one.slug])}>{one.name}</a>: {t('insight.if.says.cut', { n: cutOff.length })}
            </li>
          )
        })}
      </ul>
    </>
  )
}

const Answer = ({ page, lists, network, found }: WhatIfView & { found: WhatIf }) => {
  const { t } = page
  const cut = found.cutOff.reduce((sum, piece) => sum + piece.length, 0)
  const lostRoles = found.roles.gone.length + found.roles.outOfReach.length
  const lost = lostRoles + found.audiences.gone.length + found.audiences.outOfReach.length
  const role = (key: string) => labelIn(lists.roles, key)
  return (
    <Findings>
      <Finding
        page={page}
        words={cut === 0 ? t('insight.if.says.nothing') : t('insight.if.says.cut', { n: cut })}
        figure={t('insight.if.says.figure', { ties: found.ties, pairs: found.pairsLost })}
        todo={cut > 0 && <a href={`${href(page, paths.insights(slugOf(page)))}#meet`}>{t('insight.if.do.tie')}</a>}
      >
        {found.cutOff.length > 0 && (
          <ul>
            {found.cutOff.map((piece) => (
              <li>
                {t('insight.if.piece', {
                  n: piece.length,
                  names: namesOf(
                    page,
                    piece.map((at) => network.organizations[at]!.name),
                    12,
                  ),
                })}
              </li>
            ))}
          </ul>
        )}
      </Finding>
      <Lost page={page} words="insight.if.roles" all={found.roles.gone.map(role)} />
      <Lost page={page} words="insight.if.rolesFar" all={found.roles.outOfReach.map(role)} />
      <Lost page={page} words="insight.if.audiences" all={found.audiences.gone} />
      <Lost page={page} words="insight.if.audiencesFar" all={found.audiences.outOfReach} />
      {lost === 0 && <Finding page={page} words={t('insight.if.lostNothing')} />}
      {lostRoles > 0 && (
        <li>
          <p class="small todo">
            <b>{t('insight.could')}:</b> {t('insight.if.do.role')}
          </p>
        </li>
      )}
      {lost === 0 && cut === 0 && (
        <li>
          <p class="small todo">
            <b>{t('insight.could')}:</b> {t('insight.if.do.nothing')}
          </p>
        </li>
      )}
    </Findings>
  )
}

const Lost = ({ page, words, all }: { page: Page; words: string; all: readonly string[] }) =>
  all.length === 0 ? null : (
    <Finding page={page} words={page.t(words)}>
      <ul>
        {all.map((one) => (
          <li>{one}</li>
        ))}
      </ul>
    </Finding>
  )
