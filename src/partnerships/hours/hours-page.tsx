import { paths } from '../../paths.ts'
import { Empty } from '../../ui/empty.tsx'
import { Flash } from '../../ui/flash.tsx'
import { Icon, Mark } from '../../ui/icon.tsx'
import { Downloads } from '../../ui/list.tsx'
import { type Page, href, lookOf } from '../../ui/page.ts'
import { Table } from '../../ui/table.tsx'
import { PartnershipFrame } from '../frame-panel.tsx'
import { currentParties, type Partnership } from '../partnerships.ts'
import { FEW_WEEKS } from './forecasts.ts'
import { HoursBar, Leads, longest, Over } from './hours-panel.tsx'
import type { PartyHours } from './hours.ts'
import { seesPeoplesHours } from './rules.ts'
import { sayNumber } from './sayings.ts'

interface Props {
  page: Page
  partnership: Partnership
  hours: PartyHours[]
}

/** Staff time of a partnership: promised, used, and where it leads, partner by partner. */
export const HoursPage = ({ page, partnership, hours }: Props) => {
  const { t } = page
  const nothing = hours.every((one) => one.promised === null && !one.used)
  return (
    <PartnershipFrame
      page={page}
      partnership={partnership}
      current="hours"
      title={t('partnership-hours.title')}
      act={<Write page={page} partnership={partnership} />}
    >
      {nothing ? (
        <div class="p-top-l">
          <Empty title={t('partnership-hours.none')}>{t('partnership-hours.noneHint')}</Empty>
        </div>
      ) : (
        <Whole page={page} partnership={partnership} hours={hours} />
      )}
    </PartnershipFrame>
  )
}

/** The way to the weeks of one's own organization. */
const Write = ({ page, partnership }: Pick<Props, 'page' | 'partnership'>) => {
  const { actor } = page
  const mine = currentParties(partnership).filter((party) => actor && seesPeoplesHours(actor, party))
  return mine.map(({ organization }) => (
    <a
      class={mine.length === 1 ? 'btn btn-act' : 'btn'}
      href={href(page, paths.partyHours(page.region!.slug, partnership.slug, organization.slug))}
    >
      <Icon name="clock" />
      {mine.length === 1
        ? page.t('partnership-hours.write')
        : page.t('partnership-hours.writeFor', { organization: organization.name })}
    </a>
  ))
}

const Whole = ({ page, partnership, hours }: Props) => {
  const { t } = page
  const most = longest(hours)
  const untold = hours.filter((one) => one.used === null)
  return (
    <section class="p-top-l" aria-labelledby="table-h">
      <div class="section-head">
        <h2 id="table-h">{t('partnership-hours.promisedAndUsed')}</h2>
        <Downloads page={page} />
      </div>
      <p class="hours-key small quiet">
        <span class="hours-key-used">{t('partnership-hours.key.used')}</span>
        <span class="hours-key-promised">{t('partnership-hours.key.promised')}</span>
        <span class="hours-key-range">{t('partnership-hours.key.range')}</span>
      </p>
      <Table
        columns={[
          { label: t('partnership-hours.partner'), cell: (one) => <Partner {...{ page, partnership }} about={one} /> },
          {
            label: t('partnership-hours.promised'),
            number: true,
            cell: ({ promised }) => (promised === null ? '–' : sayNumber(page, promised)),
          },
          {
            label: t('partnership-hours.used'),
            number: true,
            cell: ({ used }) =>
              used === null ? <span class="quiet">{t('partnership-hours.untold')}</span> : sayNumber(page, used),
          },
          {
            label: t('partnership-hours.picture'),
            cell: (one) => <HoursBar page={page} about={one} most={most} />,
          },
          { label: t('partnership-hours.leads'), cell: (one) => <Leads page={page} about={one} /> },
        ]}
        rows={hours}
      />
      <Over page={page} hours={hours} />
      {untold.length > 0 && (
        <div class="p-top">
          <Flash state="note">{t('partnership-hours.untoldHint')}</Flash>
        </div>
      )}
      <details class="fold p-top">
        <summary>{t('partnership-hours.method')}</summary>
        <div class="prose">
          <p>{t('partnership-hours.method.pace')}</p>
          <p>{t('partnership-hours.method.range')}</p>
          <p>{t('partnership-hours.method.unknown', { weeks: FEW_WEEKS })}</p>
          <p>{t('partnership-hours.method.week')}</p>
        </div>
      </details>
    </section>
  )
}

const Partner = ({
  page,
  partnership,
  about: { party },
}: Pick<Props, 'page' | 'partnership'> & { about: PartyHours }) => {
  const { slug } = page.region!
  const { organization } = party
  const sees = page.actor !== undefined && seesPeoplesHours(page.actor, party)
  const to = sees
    ? paths.partyHours(slug, partnership.slug, organization.slug)
    : paths.organization(slug, organization.slug)
  return (
    <span class="org">
      <Mark look={lookOf(page, organization.sector)} />
      <a href={href(page, to)}>{organization.name}</a>
    </span>
  )
}
