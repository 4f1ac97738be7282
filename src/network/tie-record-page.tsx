import type { FeedLine } from '../journal/feeds.ts'
import { paths } from '../paths.ts'
import { formatDate } from '../platform/i18n.ts'
import type { TieKind } from '../region/lists.ts'
import { ButtonForm } from '../ui/form.tsx'
import { Layout } from '../ui/layout.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { type Page, href } from '../ui/page.ts'
import { Timeline } from '../ui/timeline.tsx'
import { sayPartialDate } from '../platform/partial-dates.ts'
import { sayTie } from './sayings.ts'
import { earlierDetails } from './tie-returns.ts'
import type { Tie } from './ties.ts'

interface RecordOf {
  page: Page
  tie: Tie
  kinds: TieKind[]
}

const crumbsOf = ({ page, tie, kinds }: RecordOf) => {
  const slug = page.region?.slug ?? ''
  return [
    { label: page.t('network.ties'), path: paths.ties(slug) },
    { label: sayTie(page.t, kinds, tie), path: paths.tie(slug, tie.id) },
  ]
}

/** Who did what with a tie, newest first. */
export const TieHistoryPage = ({
  lines,
  formKey,
  ...of
}: RecordOf & {
  lines: FeedLine[]
  /** For whoever may bring back what stood there before a change. */
  formKey: string | undefined
}) => {
  const { page, tie } = of
  return (
    <Layout page={page} title={page.t('network.historyHead')} room="ties" noindex>
      <PageHead
        page={page}
        title={page.t('network.historyHead')}
        crumbs={crumbsOf(of)}
        lede={sayTie(page.t, of.kinds, of.tie)}
      />
      <Timeline
        items={lines.map((line) => ({
          key: line.id,
          children: (
            <>
              <b>{page.t(`network.did.${line.verb.split('.')[1]}`, { who: whoOf(page, line) })}</b>
              {Object.entries(line.changes).map(([field, change]) => (
                <span class="block small">{sayChange(of, field, change)}</span>
              ))}
              <span class="tiny block">{formatDate(page.lang, line.at, 'moment', page.region?.timeZone)}</span>
              {formKey && Object.keys(earlierDetails(line)).length > 0 && (
                <ButtonForm
                  page={page}
                  small
                  action={paths.tieReturn(page.region?.slug ?? '', tie.id, line.id)}
                  label={page.t('directory.bringBack')}
                  fields={{ _key: `${formKey} ${line.id}` }}
                />
              )}
            </>
          ),
        }))}
      />
    </Layout>
  )
}

const whoOf = (page: Page, line: FeedLine) => {
  const names = [line.person?.title, line.organization?.title].filter(Boolean)
  return names.length > 0
    ? names.join(', ')
    : page.t(`network.by.${line.actorKind === 'member' ? 'coordinator' : 'system'}`)
}

const FIELDS = new Set(['kind', 'strength', 'period', 'note', 'references', 'visibility', 'lang'])

/** `[before, after]` in words; a field of which nobody was told here is named only. */
function sayChange({ page, kinds }: Pick<RecordOf, 'page' | 'kinds'>, field: string, change: unknown): string {
  const label = FIELDS.has(field) ? page.t(`network.${field}`) : field
  if (!Array.isArray(change)) return label
  const [before, after] = change.map((value) => sayValue(page, kinds, field, value))
  return before === undefined
    ? page.t('network.changedTo', { label, after: after ?? page.t('network.nothing') })
    : page.t('network.changed', { label, before, after: after ?? page.t('network.nothing') })
}

function sayValue(page: Page, kinds: TieKind[], field: string, value: unknown): string | undefined {
  if (value === null || value === undefined || value === '') return undefined
  if (field === 'period' && typeof value === 'string') return sayPartialDate(page.lang, value)
  if (field === 'kind') return kinds.find((kind) => kind.key === value)?.label ?? String(value)
  if (field === 'visibility') return page.t(`ui.visibility.${String(value)}`)
  if (field === 'lang') return page.t(`network.lang.${String(value)}`)
  return Array.isArray(value) ? value.join('; ') || undefined : String(value)
}

/** Before a tie goes, what that means; after it went, the way back. */
export const TieRemovalPage = ({ removed, formKey, ...of }: RecordOf & { removed: boolean; formKey: string }) => {
  const { page, tie } = of
  const { t } = page
  const slug = page.region?.slug ?? ''
  const crumbs = removed ? crumbsOf(of).slice(0, 1) : crumbsOf(of)
  const title = t(removed ? 'network.removed' : 'network.removeHead')
  return (
    <Layout page={page} title={title} room="ties" noindex>
      <PageHead page={page} title={title} crumbs={crumbs} lede={sayTie(t, of.kinds, tie)} />
      <div class="prose">
        <p>{t(removed ? 'network.removedLede' : 'network.removeLede')}</p>
        <div class="bunch">
          {removed ? (
            <ButtonForm
              page={page}
              action={`${paths.tie(slug, tie.id)}/restoration`}
              label={t('network.restore')}
              fields={{ _key: formKey }}
              act
            />
          ) : (
            <>
              <ButtonForm
                page={page}
                action={paths.tieRemoval(slug, tie.id)}
                label={t('network.removeDo')}
                fields={{ _key: formKey }}
                bad
              />
              <a class="btn" href={href(page, paths.tie(slug, tie.id))}>
                {t('network.keep')}
              </a>
            </>
          )}
        </div>
      </div>
    </Layout>
  )
}
