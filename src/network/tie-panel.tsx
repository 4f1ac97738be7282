import type { Child } from 'hono/jsx'
import { paths } from '../paths.ts'
import type { Lists } from '../region/lists.ts'
import { Icon } from '../ui/icon.tsx'
import { NetworkPicture } from '../ui/network-picture.tsx'
import { type Page, href, lookOf } from '../ui/page.ts'
import type { Picture } from './networks.ts'
import { Evidenced, SideName, TieStateBadge, TieStrength, otherSide, phraseFrom } from './pages.tsx'
import { hasEnded } from './periods.ts'
import { sayPeriod, sayTie } from './sayings.ts'
import type { Tie } from './ties.ts'

export interface TiesOf {
  page: Page
  organization: { id: string; slug: string; name: string }
  /** All that the reader may see, ended and disputed ones too. */
  ties: Tie[]
  lists: Lists
  today: string
  mayAdd: boolean
  /** The reader can answer for one side of this tie. */
  waits(tie: Tie): boolean
}

const slugOf = (page: Page) => page.region?.slug ?? ''

/** To whom an organization is joined, grouped by what it does with them. */
export const TiesPanel = (view: TiesOf) => {
  const { page, organization, ties, today, mayAdd } = view
  const { t } = page
  const counted = ties.filter((tie) => tie.state !== 'disputed' && !hasEnded(tie, today))
  const past = ties.filter((tie) => hasEnded(tie, today))
  return (
    <section class="stack" aria-labelledby="ties">
      <div class="section-head">
        <h2 id="ties">{t('network.panel')}</h2>
        {mayAdd && (
          <p class="bunch">
            <a class="btn btn-s" href={href(page, paths.newTie(slugOf(page), organization.slug))}>
              <Icon name="plus" />
              {t('network.addTie')}
            </a>

            <a class="btn btn-s btn-quiet" href={href(page, paths.introduction(slugOf(page), organization.slug))}>
              {t('insight.whom.link')}
            </a>
          </p>
        )}
      </div>
      {ties.length === 0 ? (
        <p class="quiet">{t('network.panelEmpty', { organization: organization.name })}</p>
      ) : (
        <p class="quiet bunch">
          <a href={href(page, `${paths.ties(slugOf(page))}?organization=${organization.slug}`)}>
            {t('network.panelLede', {
              n: counted.length,
              confirmed: counted.filter((tie) => tie.state === 'confirmed').length,
            })}
          </a>
          <a href={href(page, `${paths.map(slugOf(page))}?focus=${organization.slug}`)}>{t('network.panelOnMap')}</a>
        </p>
      )}
      {grouped(
        view,
        ties.filter((tie) => !hasEnded(tie, today)),
      ).map(([phrase, group]) => (
        <Group {...view} phrase={phrase} ties={group} />
      ))}
      {past.length > 0 && (
        <details class="fold">
          <summary>{t('network.panelEnded', { n: past.length })}</summary>
          {grouped(view, past).map(([phrase, group]) => (
            <Group {...view} phrase={phrase} ties={group} />
          ))}
        </details>
      )}
    </section>
  )
}

/** Ties by what the organization says of them, the strongest first. */
function grouped({ lists, organization }: TiesOf, ties: Tie[]): [string, Tie[]][] {
  const groups = new Map<string, Tie[]>()
  for (const tie of ties.toSorted((a, b) => (b.strength ?? 0) - (a.strength ?? 0))) {
    const phrase = phraseFrom(lists, tie, organization.id)
    groups.set(phrase, [...(groups.get(phrase) ?? []), tie])
  }
  return [...groups].toSorted(([a], [b]) => a.localeCompare(b))
}

const Group = (view: TiesOf & { phrase: string }) => (
  <div class="stack-s">
    <h3 class="title">{view.page.t('network.group', { organization: view.organization.name, phrase: view.phrase })}</h3>
    <ul class="rows" role="list">
      {view.ties.map((tie) => (
        <Row {...view} tie={tie} />
      ))}
    </ul>
  </div>
)

const Row = ({ page, organization, tie, lists, today, waits }: TiesOf & { tie: Tie }) => {
  const { t } = page
  return (
    <li>
      <SideName page={page} side={otherSide(tie, organization.id)} />
      <p class="meta">
        <TieStrength t={t} tie={tie} />
        {tie.period !== null && <span>{sayPeriod(t, tie, today)}</span>}
        <span>
          <a href={href(page, paths.tie(slugOf(page), tie.id))}>
            {waits(tie) ? t('network.panelWaiting') : t('network.panelOpen')}
            <span class="sr">: {sayTie(t, lists.tieKinds, tie)}</span>
          </a>
        </span>
        {tie.state !== 'confirmed' && <TieStateBadge t={t} tie={tie} />}
        <Evidenced page={page} tie={tie} today={today} />
      </p>
    </li>
  )
}

const WIDTH = 560
const HEIGHT = 420
/** Room for names at the edges. */
const EDGE = { x: 90, y: 45 }

/** The best joined organizations of a region, as a picture and as a list of links. */
export const BestJoined = ({ page, picture }: { page: Page; picture: Picture }): Child => {
  const { t } = page
  const { organizations, ties } = picture
  const nodes = organizations.map((one) => ({
    id: one.id,
    name: one.name,
    colour: lookOf(page, one.sector).colour,
    x: EDGE.x + one.x * (WIDTH - 2 * EDGE.x),
    y: EDGE.y + one.y * (HEIGHT - 2 * EDGE.y),
  }))
  const cords = ties.map(({ sides: [a, b], strength }) => ({
    from: a.id,
    to: b.id,
    strength,
    colour: lookOf(page, a.sector).colour,
  }))
  return (
    <section class="stack" aria-labelledby="best-joined">
      <div class="section-head">
        <h2 id="best-joined">{t('network.pictureHead')}</h2>
        <a class="small" href={href(page, paths.map(slugOf(page)))}>
          {t('network.panelMap')}
        </a>
      </div>
      <NetworkPicture
        nodes={nodes}
        cords={cords}
        width={WIDTH}
        height={HEIGHT}
        caption={t('network.pictureLabel', { organizations: organizations.length, ties: ties.length })}
      />
      <details class="fold">
        <summary>{t('network.pictureList')}</summary>
        <ul class="rows">
          {organizations.map((one) => (
            <li class="bunch">
              <SideName page={page} side={one} />
              <a class="small" href={href(page, `${paths.ties(slugOf(page))}?organization=${one.slug}`)}>
                {t('network.count', { n: one.ties })}
              </a>
            </li>
          ))}
        </ul>
      </details>
    </section>
  )
}
