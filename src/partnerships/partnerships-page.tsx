import { paths } from '../paths.ts'
import { PAGE_SIZE } from '../platform/list-query.ts'
import { Empty } from '../ui/empty.tsx'
import { ListSearch } from '../ui/filters.tsx'
import { Flash } from '../ui/flash.tsx'
import { ButtonForm } from '../ui/form.tsx'
import { Layout } from '../ui/layout.tsx'
import { ActiveFilters, Downloads, Pages, withQuery } from '../ui/list.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { type Page, href } from '../ui/page.ts'
import type { Counted } from './factors/dial-panel.tsx'
import { PartnershipRow } from './partnerships-panel.tsx'
import type { Partnership } from './partnerships.ts'
import { canPropose } from './rules.ts'

export interface PartnershipsProps {
  page: Page
  asked: { q: string; show: 'now' | 'ended'; organization: string; page: number }
  /** The organization that the list is narrowed to, where the reader may see it. */
  organization?: { name: string } | null
  items: Partnership[]
  /** What each stands on, by its id. */
  dials: ReadonlyMap<string, readonly Counted[]>
  total: number
  /** Slug of the one that was just taken away. */
  removed?: string | undefined
  formKey: string
}

/** The partnerships of a region. */
export const PartnershipsPage = (props: PartnershipsProps) => {
  const { page, total, removed, formKey, asked } = props
  const { t, region } = page
  const isWhole = asked.q === '' && asked.organization === ''
  return (
    <Layout
      page={page}
      title={t('partnerships.title')}
      room="partnerships"
      description={t('partnerships.lede', { region: region!.name })}
      sheet="partnerships.css"
      script="live-list.js"
    >
      <PageHead
        page={page}
        title={t('partnerships.title')}
        lede={t('partnerships.lede', { region: region!.name })}
        act={
          page.actor &&
          canPropose(page.actor) && (
            <a class="btn btn-act" href={href(page, paths.newPartnership(region!.slug))}>
              {t('partnership-charter.propose.link')}
            </a>
          )
        }
      />
      {removed && (
        <Flash state="good">
          {t('partnerships.removed')}
          <ButtonForm
            page={page}
            action={paths.partnershipRestoration(region!.slug, removed)}
            label={t('partnerships.undo')}
            fields={{ _key: formKey }}
            small
          />
        </Flash>
      )}
      <Shown {...props} />
      {total === 0 && isWhole ? (
        <div class="p-top">
          <Empty title={t(`partnerships.none.${asked.show}`)}>{t(`partnerships.noneText.${asked.show}`)}</Empty>
        </div>
      ) : (
        <div class="p-top">
          <ListSearch page={page} label={t('partnerships.search')} />
          <p class="sr" role="status" id="found-said" />
          <div id="found">
            <Found {...props} />
          </div>
        </div>
      )}
    </Layout>
  )
}

/** Those that go on, and those that ended. */
const Shown = ({ page, asked }: PartnershipsProps) => (
  <nav class="tabs" aria-label={page.t('partnerships.show.label')}>
    {(['now', 'ended'] as const).map((show) => (
      <a
        href={withQuery(page, { show: show === 'now' ? undefined : show, removed: undefined, q: undefined })}
        aria-current={asked.show === show ? 'page' : undefined}
      >
        {page.t(`partnerships.show.${show}`)}
      </a>
    ))}
  </nav>
)

const Found = ({ page, asked, organization, items, dials, total }: PartnershipsProps) => {
  const list = paths.partnerships(page.region!.slug)
  const active = [
    ...(asked.q === '' ? [] : [{ name: 'q', value: asked.q, label: `“${asked.q}”` }]),
    ...(asked.organization === ''
      ? []
      : [{ name: 'organization', value: asked.organization, label: organization?.name ?? asked.organization }]),
  ]
  if (total === 0)
    return (
      <div class="p-top stack">
        <ActiveFilters page={page} filters={active} clear={list} />
        <Empty
          title={page.t('partnerships.noMatch')}
          act={
            <a class="btn" href={href(page, list)}>
              {page.t('partnerships.showAll')}
            </a>
          }
        />
      </div>
    )
  return (
    <>
      <div class="section-head p-top">
        <p data-said>{page.t.rich('partnerships.count', { count: total, b: (chunks) => <b>{chunks}</b> })}</p>
        <Downloads page={page} />
      </div>
      <ActiveFilters page={page} filters={active} clear={list} />
      <ul class="rows p-top">
        {items.map((one) => (
          <PartnershipRow page={page} partnership={one} level="h2" dials={dials.get(one.id)} />
        ))}
      </ul>
      <Pages page={page} current={asked.page} size={PAGE_SIZE} total={total} />
    </>
  )
}
