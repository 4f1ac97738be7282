import type { Child } from 'hono/jsx'
import { paths } from '../paths.ts'
import { StateBadge } from '../ui/badge.tsx'
import { Flash } from '../ui/flash.tsx'
import { Mark } from '../ui/icon.tsx'
import { Layout } from '../ui/layout.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { type Page, href } from '../ui/page.ts'
import { SettingsTabs } from '../ui/settings-tabs.tsx'
import { type Column, Table } from '../ui/table.tsx'
import { LISTS, type ListName, type Lists, type Role, type Sector, type TieKind } from './lists.ts'

/** A list as its address names it. */
export const inAddress = (list: ListName) => list.replace('_', '-')

/** One of the editable lists: what stands in it, in its order. */
export const ListPage = ({
  page,
  list,
  lists,
  saved,
}: {
  page: Page
  list: ListName
  lists: Lists
  saved: boolean
}) => {
  const slug = page.region?.slug ?? ''
  const fresh = paths.listItem(slug, inAddress(list), 'new')
  return (
    <Layout page={page} title={page.t(`region.list.${list}`)} room="settings" noindex>
      <PageHead
        page={page}
        title={page.t('region.lists.title')}
        lede={page.t('region.lists.lede')}
        act={
          <a class="btn btn-act" href={href(page, fresh)}>
            {page.t(`region.list.${list}.add`)}
          </a>
        }
      />
      <SettingsTabs page={page} current="lists" />
      <div class="section stack">
        <nav class="tabs" aria-label={page.t('region.lists.title')}>
          {LISTS.map((one) => (
            <a
              href={href(page, paths.lists(slug, inAddress(one)))}
              {...(one === list && { 'aria-current': 'page' as const })}
            >
              {page.t(`region.list.${one}`)}
            </a>
          ))}
        </nav>
        {saved && <Flash state="good">{page.t('region.lists.saved')}</Flash>}
        <h2>{page.t(`region.list.${list}`)}</h2>
        <p class="quiet">{page.t(`region.list.${list}.what`)}</p>
        <Items page={page} list={list} lists={lists} />
      </div>
    </Layout>
  )
}

const Items = ({ page, list, lists }: { page: Page; list: ListName; lists: Lists }) => {
  const { t } = page
  if (list === 'sectors')
    return (
      <Table
        rows={lists.sectors}
        columns={named<Sector>(page, list, (one) => (
          <Mark look={one} />
        ))}
      />
    )
  if (list === 'roles')
    return (
      <Table
        rows={lists.roles}
        columns={[
          ...named<Role>(page, list),
          { label: t('region.field.description'), cell: (one) => one.description },
          { label: t('region.field.reference'), cell: (one) => <Reference role={one} /> },
        ]}
      />
    )
  return (
    <Table
      rows={lists.tieKinds}
      columns={[...named<TieKind>(page, list), { label: t('region.field.phrases'), cell: (one) => phrases(page, one) }]}
    />
  )
}

/** The name of an item, and whether it is still offered. */
function named<T extends { key: string; label: string; retired: boolean }>(
  page: Page,
  list: ListName,
  lead?: (item: T) => Child,
): Column<T>[] {
  const to = (item: T) => href(page, paths.listItem(page.region?.slug ?? '', inAddress(list), item.key))
  return [
    {
      label: page.t('region.field.label'),
      cell: (item) => (
        <span class="org">
          {lead?.(item)}
          <a href={to(item)}>{item.label}</a>{' '}
          {item.retired && <StateBadge>{page.t('region.lists.retired')}</StateBadge>}
        </span>
      ),
    },
  ]
}

const Reference = ({ role }: { role: Role }) =>
  role.reference === null ? null : role.reference.url ? (
    <a href={role.reference.url}>{role.reference.title}</a>
  ) : (
    <span>{role.reference.title}</span>
  )

const phrases = (page: Page, kind: TieKind) =>
  kind.directed
    ? page.t('region.list.bothWays', { forward: kind.forward, backward: kind.backward })
    : page.t('region.list.oneWay', { forward: kind.forward })
