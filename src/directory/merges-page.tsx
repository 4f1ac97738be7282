import { paths } from '../paths.ts'
import { formatDate } from '../platform/i18n.ts'
import { Empty } from '../ui/empty.tsx'
import { Flash } from '../ui/flash.tsx'
import { ButtonForm } from '../ui/form.tsx'
import { Layout } from '../ui/layout.tsx'
import { PageHead } from '../ui/page-head.tsx'
import type { Page } from '../ui/page.ts'
import { Table } from '../ui/table.tsx'
import type { Merge } from './merges.ts'

interface Props {
  page: Page
  merges: (Merge & { undoable: boolean })[]
  formKey: string
  /** How much stayed as somebody changed it since, when one was just undone. */
  stayed: string | undefined
}

/** What became one, and the way back while there is one. */
export const MergesPage = ({ page, merges, formKey, stayed }: Props) => {
  const { t } = page
  const { slug, timeZone } = page.region!
  const count = Number(stayed)
  return (
    <Layout page={page} title={t('merging.list')} room="organizations" noindex>
      <PageHead
        page={page}
        title={t('merging.list')}
        lede={t('merging.listLede')}
        crumbs={[{ label: t('journal.proposals.title'), path: paths.proposals(slug) }]}
      />
      {stayed !== undefined && (
        <Flash state={count > 0 ? 'warn' : 'good'}>
          {count > 0 ? t('merging.undoneBut', { count }) : t('merging.undoneNow')}
        </Flash>
      )}
      {merges.length === 0 ? (
        <Empty title={t('merging.none')} />
      ) : (
        <Table
          rows={merges}
          columns={[
            { label: t('merging.of'), cell: (merge) => t(`merging.of.${merge.kind}`) },
            { label: t('merging.gone'), cell: (merge) => merge.lost },
            { label: t('merging.into'), cell: (merge) => merge.kept },
            { label: t('merging.when'), cell: (merge) => formatDate(page.lang, merge.at, 'moment', timeZone) },
            {
              label: t('merging.back'),
              cell: (merge) =>
                merge.undoable ? (
                  <ButtonForm
                    page={page}
                    action={paths.mergeUndoing(slug, merge.id)}
                    label={t('merging.undo')}
                    fields={{ _key: `${formKey}.${merge.id}` }}
                    small
                  />
                ) : (
                  t(merge.undoneAt ? 'merging.wasUndone' : 'merging.over')
                ),
            },
          ]}
        />
      )}
    </Layout>
  )
}
