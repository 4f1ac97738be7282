import type { Child } from 'hono/jsx'
import { paths } from '../../paths.ts'
import type { ToldProposal } from '../../platform/room.ts'
import { ButtonForm } from '../../ui/form.tsx'
import { Empty } from '../../ui/empty.tsx'
import { Icon } from '../../ui/icon.tsx'
import { type Page, href } from '../../ui/page.ts'
import { isTab, PartnershipFrame } from '../frame-panel.tsx'
import type { Partnership } from '../partnerships.ts'
import type { Entry } from './entries.ts'
import { EntryRows } from './entry-rows-panel.tsx'
import { entriesAddress } from './entry-sayings.ts'
import { GivesChart } from './gives-chart-panel.tsx'
import { GivesInTime, GivesTable } from './gives-table-panel.tsx'
import type { GivesAndGains } from './gives-and-gains.ts'
import { type Ledger, LEDGERS, PLACES } from './ledger-kinds.ts'

const ROOM = 'partnership-ledgers'

/** Something that may be worth writing down, and where one decides it. */
export interface Offered extends ToldProposal {
  id: string
  ledger: Ledger
}

export interface LedgerView {
  page: Page
  benefits: Entry[]
  contributions: Entry[]
  partners: GivesAndGains[]
  formKey: string
  done: string | undefined
}

/** So many of the latest stand on the page itself. */
const LATEST = 5

/** What each partner gives and gains: in time, in words, and the latest of both. */
export const LedgerPage = (
  props: LedgerView & {
    partnership: Partnership
    mayAdd: boolean
    offered: Offered[]
    /** Partners that nobody has written a gain of for a year, for the coordinator and for each of them. */
    silent: { id: string; slug: string; name: string }[]
  },
) => {
  const { page, partnership, mayAdd, done } = props
  const { t } = page
  const { slug } = page.region!
  const query = `?partnership=${partnership.slug}`
  const isEmpty = props.benefits.length + props.contributions.length === 0
  const act = mayAdd && (
    <>
      <a class="btn btn-act" href={href(page, paths.newEntry(slug, 'benefits') + query)}>
        <Icon name="plus" />
        {t(`${ROOM}.add.benefit`)}
      </a>
      <a class="btn" href={href(page, paths.newEntry(slug, 'contributions') + query)}>
        {t(`${ROOM}.add.contribution`)}
      </a>
    </>
  )
  return (
    <PartnershipFrame
      page={page}
      partnership={partnership}
      current="benefits"
      title={t(`${ROOM}.title`)}
      act={act}
      done={done ? t(`${ROOM}.done.${done}`) : undefined}
    >
      <div class="p-top-l stack-l">
        <Kindly {...props} />
        <OfferedRows page={page} offered={props.offered} formKey={props.formKey} />
        {isEmpty ? (
          <Empty title={t(`${ROOM}.none.benefit`)}>{t(`${ROOM}.noneText.benefit`)}</Empty>
        ) : (
          <Weighed {...props} partnership={partnership.slug} asked={{ partnership: partnership.slug }} />
        )}
        <HoursNote page={page} partnership={partnership} contributions={props.contributions} />
      </div>
    </PartnershipFrame>
  )
}

/** Why hours given and hours used are not the same number, where staff time was given. */
const HoursNote = ({
  page,
  partnership,
  contributions,
}: {
  page: Page
  partnership: Partnership
  contributions: Entry[]
}) => {
  if (!contributions.some(({ what, unit }) => what === 'time' && unit === 'hours')) return null
  return (
    <p class="small quiet">
      {page.t(`${ROOM}.hoursNote`)}{' '}
      {isTab(page.actor!, partnership, 'hours') && (
        <a href={href(page, paths.partnershipTab(page.region!.slug, partnership.slug, 'hours'))}>
          {page.t('partnership-hours.title')}
        </a>
      )}
    </p>
  )
}

/** The picture, the same in words and numbers, and the latest entries. */
export const Weighed = ({
  page,
  partners,
  benefits,
  contributions,
  partnership,
  asked,
}: LedgerView & { partnership?: string; asked: { partnership?: string; organization?: string } }) => {
  const weighed = { page, partners, partnership }
  const of = { benefit: benefits, contribution: contributions }
  return (
    <>
      <GivesTable {...weighed} benefits={benefits} contributions={contributions} />
      <GivesChart {...weighed} />
      <GivesInTime {...weighed} />
      {LEDGERS.map((ledger) => (
        <Latest page={page} ledger={ledger} entries={of[ledger]} asked={asked} />
      ))}
    </>
  )
}

const Latest = ({
  page,
  ledger,
  entries,
  asked,
}: {
  page: Page
  ledger: Ledger
  entries: Entry[]
  asked: { partnership?: string; organization?: string }
}): Child => {
  if (entries.length === 0) return null
  const id = `latest-${ledger}`
  return (
    <section aria-labelledby={id}>
      <div class="section-head">
        <h2 id={id}>{page.t(`${ROOM}.latest.${ledger}`)}</h2>
        <a class="small" href={href(page, entriesAddress(page.region!.slug, ledger, asked))}>
          {page.t(`${ROOM}.all`, { n: entries.length })}
        </a>
      </div>
      <EntryRows page={page} entries={entries.slice(0, LATEST)} level="h3" bare={asked.partnership === undefined} />
    </section>
  )
}

/** That nobody has written down for long what somebody gains, said without a finger raised. */
const Kindly = ({
  page,
  silent,
  partnership,
}: {
  page: Page
  silent: { id: string; slug: string; name: string }[]
  partnership: Partnership
}) =>
  silent.length === 0 ? null : (
    <div class="card stack-s">
      {silent.map((one) => (
        <p>
          {page.t(`${ROOM}.silent`, { name: one.name })}{' '}
          <a
            href={href(
              page,
              `${paths.newEntry(page.region!.slug, 'benefits')}?partnership=${partnership.slug}&organization=${one.id}`,
            )}
          >
            {page.t(`${ROOM}.silentDo`)}
          </a>
        </p>
      ))}
    </div>
  )

/** What the records suggest, each with its way into a form that is filled, or aside. */
export const OfferedRows = ({ page, offered, formKey }: { page: Page; offered: Offered[]; formKey: string }) => {
  const { t } = page
  if (offered.length === 0) return null
  return (
    <section aria-labelledby="offered-h">
      <h2 id="offered-h">{t(`${ROOM}.offered`)}</h2>
      <p class="small quiet">{t(`${ROOM}.offeredHow`)}</p>
      <ul class="rows">
        {offered.map((one) => (
          <li class="has-tail">
            <div>
              <p class="title">{one.path ? <a href={href(page, one.path)}>{one.title}</a> : one.title}</p>
              <p class="small">{one.reasons.join(' · ')}</p>
            </div>
            <div class="tail">
              <ButtonForm
                page={page}
                action={paths.entryRefusal(page.region!.slug, PLACES[one.ledger].segment, one.id)}
                label={t(`${ROOM}.refuse`)}
                fields={{ _key: `${formKey}.${one.id}` }}
                small
              />
            </div>
          </li>
        ))}
      </ul>
    </section>
  )
}
