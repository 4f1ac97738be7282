import { paths } from '../../paths.ts'
import { PAGE_SIZE } from '../../platform/list-query.ts'
import { Empty } from '../../ui/empty.tsx'
import { Flash } from '../../ui/flash.tsx'
import { ButtonForm } from '../../ui/form.tsx'
import { Icon } from '../../ui/icon.tsx'
import { Layout } from '../../ui/layout.tsx'
import { ActiveFilters, Downloads, Pages } from '../../ui/list.tsx'
import { PageHead } from '../../ui/page-head.tsx'
import { type Page, href } from '../../ui/page.ts'
import type { Entry } from './entries.ts'
import { EntryRows } from './entry-rows-panel.tsx'
import { saySum } from './entry-sayings.ts'
import type { EntriesAsked } from './forms.ts'
import type { Sum } from './gives-and-gains.ts'
import { type Ledger, PLACES } from './ledger-kinds.ts'

const ROOM = 'partnership-ledgers'

export interface EntriesView {
  page: Page
  ledger: Ledger
  asked: EntriesAsked
  /** What it is narrowed to, as it is called. */
  names: { partnership: string; organization: string; other: string }
  list: { items: Entry[]; total: number; number: number }
  /** What all of the list comes to. */
  sum: Sum
  mayAdd: boolean
  /** One that was just taken out, by its id. */
  removed: string
  formKey: string
}

/** What was gained, or given: the records behind every number that is told of it. */
export const EntriesPage = (props: EntriesView) => {
  const { page, ledger, list, mayAdd, removed, formKey, sum } = props
  const { t } = page
  const { slug } = page.region!
  const { segment } = PLACES[ledger]
  return (
    <Layout
      page={page}
      title={t(`${ROOM}.many.${ledger}`)}
      room="partnerships"
      sheet="partnerships.css"
      description={t(`${ROOM}.lede.${ledger}`)}
    >
      <PageHead
        page={page}
        title={t(`${ROOM}.many.${ledger}`)}
        crumbs={[{ label: t('partnerships.title'), path: paths.partnerships(slug) }]}
        lede={t(`${ROOM}.lede.${ledger}`)}
        act={
          mayAdd && (
            <a class="btn btn-act" href={href(page, paths.newEntry(slug, segment))}>
              <Icon name="plus" />
              {t(`${ROOM}.add.${ledger}`)}
            </a>
          )
        }
      />
      {removed !== '' && (
        <Flash state="good">
          {t(`${ROOM}.removed`)}
          <ButtonForm
            page={page}
            action={paths.entryRestoration(slug, segment, removed)}
            label={t(`${ROOM}.undo`)}
            fields={{ _key: formKey }}
            small
          />
        </Flash>
      )}
      <div class="p-top-l stack">
        <Active {...props} />
        {list.total === 0 ? (
          <Empty title={t(`${ROOM}.none.${ledger}`)}>{t(`${ROOM}.noneText.${ledger}`)}</Empty>
        ) : (
          <>
            <div class="section-head">
              <p>
                <b>{saySum(page, sum)}</b>{' '}
                <span class="quiet">
                  {t(`${ROOM}.entries`, { n: list.total })}
                  {sum.entries > sum.things && ` · ${t(`${ROOM}.once`, { entries: sum.entries, n: sum.things })}`}
                </span>
              </p>
              <Downloads page={page} />
            </div>
            <EntryRows page={page} entries={list.items} level="h2" />
            <Pages page={page} current={list.number} size={PAGE_SIZE} total={list.total} />
          </>
        )}
      </div>
    </Layout>
  )
}

const Active = ({ page, ledger, asked, names }: EntriesView) => {
  const { t } = page
  const one = (name: keyof EntriesAsked, label: string) =>
    asked[name] === '' ? [] : [{ name, value: asked[name], label }]
  const filters = [
    ...one('partnership', names.partnership),
    ...one('organization', names.organization),
    ...one('other', t(`${ROOM}.others.${ledger}`, { names: names.other })),
    ...one('side', asked.side === '' ? '' : t(`${ROOM}.side.${asked.side}`)),
    ...one('what', t.has(`${ROOM}.what.${asked.what}`) ? t(`${ROOM}.what.${asked.what}`) : asked.what),
    ...one('from', t(`${ROOM}.from`, { day: asked.from })),
    ...one('until', t(`${ROOM}.until`, { day: asked.until })),
  ]
  return (
    <ActiveFilters page={page} filters={filters} clear={paths.entries(page.region!.slug, PLACES[ledger].segment)} />
  )
}
