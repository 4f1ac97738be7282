import { paths } from '../../paths.ts'
import { formatDate } from '../../platform/i18n.ts'
import { VisibilityBadge } from '../../ui/badge.tsx'
import { Empty } from '../../ui/empty.tsx'
import { Layout } from '../../ui/layout.tsx'
import { PageHead } from '../../ui/page-head.tsx'
import { type Page, href } from '../../ui/page.ts'
import type { Handover } from './handovers.ts'

const nameOf = (page: Page, person: { name: string | null } | null) => person?.name ?? page.t('handovers.somebody')

/** A handover as colleagues read it: who took what, and what the next should know. It prints. */
export const HandoverPage = ({ page, handover }: { page: Page; handover: Handover }) => {
  const { t, region } = page
  const { organization, person, lastDay, items, memo, farewell } = handover
  const open = items.filter(({ to }) => to === null)
  return (
    <Layout page={page} title={t('handovers.of', { person: nameOf(page, person) })} room="organizations" noindex>
      <PageHead
        page={page}
        title={t('handovers.of', { person: nameOf(page, person) })}
        crumbs={[
          { label: organization.name, path: paths.organization(region!.slug, organization.slug) },
          { label: t('handovers.title'), path: paths.handovers(region!.slug, organization.slug) },
        ]}
        kind={<VisibilityBadge page={page} visibility="circle" />}
        lede={t('handovers.until', { date: formatDate(page.lang, lastDay, 'long') })}
      />
      <div class="cols cols-side p-top-l">
        <div>
          <h2>{t('handovers.memo')}</h2>
          <div class="prose">
            {memo.split(/\n{2,}/).map((paragraph) => (
              <p>{paragraph.split('\n').flatMap((line, n) => (n > 0 ? [<br />, line] : [line]))}</p>
            ))}
          </div>
          {farewell !== '' && (
            <details class="fold p-top">
              <summary>{t('handovers.farewell')}</summary>
              <p>{farewell}</p>
            </details>
          )}
        </div>
        <aside class="stack-s">
          <h2 class="title">{t('handovers.taken')}</h2>
          {open.length > 0 && <p class="small">{t('handovers.stillOpen', { count: open.length })}</p>}
          <ul class="rows">
            {items.map(({ kind, label, to }) => (
              <li>
                <p>
                  <span class="small quiet">{t(`handovers.kind.${kind}`)}</span>
                  <br />
                  {label}
                </p>
                <p class="small">
                  {to === null ? t('handovers.nobodyYet') : t('handovers.takes', { name: nameOf(page, to) })}
                </p>
              </li>
            ))}
          </ul>
        </aside>
      </div>
    </Layout>
  )
}

/** The handovers of an organization, for its people. */
export const HandoversPage = ({
  page,
  organization,
  items,
}: {
  page: Page
  organization: { slug: string; name: string }
  items: Handover[]
}) => {
  const { t, region } = page
  return (
    <Layout page={page} title={t('handovers.title')} room="organizations" noindex>
      <PageHead
        page={page}
        title={t('handovers.title')}
        crumbs={[{ label: organization.name, path: paths.organization(region!.slug, organization.slug) }]}
      />
      {items.length === 0 ? (
        <Empty title={t('handovers.none')}>{t('handovers.noneText')}</Empty>
      ) : (
        <ul class="rows p-top-l">
          {items.map((one) => (
            <li>
              <h2 class="title">
                <a href={href(page, paths.handover(region!.slug, organization.slug, one.id))}>
                  {t('handovers.of', { person: nameOf(page, one.person) })}
                </a>
              </h2>
              <p class="meta">
                <span>{t('handovers.until', { date: formatDate(page.lang, one.lastDay, 'long') })}</span>
                <span>{t('handovers.count', { count: one.items.length })}</span>
              </p>
            </li>
          ))}
        </ul>
      )}
    </Layout>
  )
}
