import { formatNumber } from '../../platform/i18n.ts'
import type { Lists } from '../../region/lists.ts'
import type { Page } from '../../ui/page.ts'
import { labelIn } from '../map/map-sayings.ts'
import type { NamedCommunity, SharedTrait } from './community-names.ts'
import type { Mixing } from './insight-reads.ts'
import { Finding, Findings, type InsightView, Organizations, Section } from './parts-panel.tsx'

/** Below this, ties follow a line hardly more than by chance. */
const HARDLY = 0.25

/** Circles of organizations, named by what they share, and how far ties follow sectors and counties. */
export const CommunitiesPanel = (view: InsightView) => {
  const { page, insights } = view
  const { communities, measures } = insights
  return (
    <Section page={page} id="groups" lede={page.t('insight.groups.lede')}>
      {communities.length < 2 || measures.ties === 0 ? (
        <p>{page.t('insight.groups.none')}</p>
      ) : (
        <ul class="rows" role="list">
          {communities.map((community) => (
            <Community {...view} community={community} />
          ))}
        </ul>
      )}
      {measures.ties > 0 && (
        <Findings>
          <Mixed {...view} by="sector" mixing={insights.mixing.sector} />
          <Mixed {...view} by="county" mixing={insights.mixing.county} />
        </Findings>
      )}
    </Section>
  )
}

function sayTrait({ t }: Page, lists: Lists, { kind, value }: SharedTrait): string {
  const label =
    kind === 'sector' ? labelIn(lists.sectors, value) : kind === 'role' ? labelIn(lists.roles, value) : value
  return t(`insight.groups.trait.${kind}`, { value: label })
}

const Community = ({ page, lists, insights, community }: InsightView & { community: NamedCommunity }) => {
  const { t } = page
  const { members, traits } = community
  const said = traits.map((trait) => sayTrait(page, lists, trait))
  const first = insights.network.organizations[members[0]!]!.name
  const name = said.length > 0 ? said.join(', ') : undefined
  return (
    <li class="stack-s">
      <h3 class="title">
        {name === undefined
          ? t('insight.groups.unnamed', { name: first })
          : t('insight.groups.name', {
              traits: name.charAt(0).toLocaleUpperCase(page.lang) + name.slice(1),
              name: first,
            })}
      </h3>
      <p class="meta">
        {[
          t('insight.groups.count', { n: members.length }),
          ...traits.map((trait, n) =>
            t('insight.groups.shared', { m: trait.members, n: members.length, trait: said[n] }),
          ),
        ].join(' · ')}
      </p>
      <Organizations page={page} insights={insights} places={members} most={8} />
    </li>
  )
}

const Mixed = ({ page, insights, by, mixing }: InsightView & { by: 'sector' | 'county'; mixing: Mixing }) => {
  const { t } = page
  const { organizations } = insights.network
  const unsaid =
    by === 'county' && organizations.filter((one) => one.counties.length > 0).length < organizations.length / 2
  if (unsaid) return <Finding page={page} words={t('insight.mix.county.unsaid')} />
  const closed = (mixing.assortativity ?? 0) > HARDLY
  return (
    <Finding
      page={page}
      words={t(`insight.mix.${by}`, { within: mixing.within, of: mixing.of })}
      figure={
        mixing.ei !== null &&
        t('insight.mix.figure', {
          ei: sayIndex(page, mixing.ei),
          assortativity:
            mixing.assortativity === null ? t('insight.mix.undefined') : sayIndex(page, mixing.assortativity),
        })
      }
      means={t(`insight.mix.${by}.${closed ? 'closed' : 'open'}`)}
    />
  )
}

/** Two digits, and a minus as printers set it. */
const sayIndex = (page: Page, value: number) => formatNumber(page.lang, Number(value.toFixed(2))).replace('-', '−')
