import type { FeedLine } from '../../journal/feeds.ts'
import { formatDate } from '../../platform/i18n.ts'
import { ButtonForm } from '../../ui/form.tsx'
import { Layout } from '../../ui/layout.tsx'
import { type Crumb, PageHead } from '../../ui/page-head.tsx'
import type { Page } from '../../ui/page.ts'
import { Timeline } from '../../ui/timeline.tsx'
import { earlierValues } from '../../directory/histories.ts'

const ROOM = 'partnership-ledgers'

export interface RecordHistoryView {
  page: Page
  title: string
  crumbs: Crumb[]
  lines: FeedLine[]
  sayField(field: string): string
  sayValue(field: string, value: unknown): string
  /** For whoever may bring back what stood there before a change: where, from which version. */
  back?: { to(entry: string): string; version: number; formKey: string } | undefined
}

/** Who did what with an entry or a grant, newest first, and the way back to what stood there before. */
export const RecordHistoryPage = (props: RecordHistoryView) => {
  const { page, title, crumbs, lines, back } = props
  return (
    <Layout page={page} title={page.t(`${ROOM}.history`)} room="partnerships" noindex>
      <PageHead page={page} title={page.t(`${ROOM}.history`)} lede={title} crumbs={crumbs} />
      <div class="p-top-l">
        <Timeline
          items={lines.map((line) => ({
            key: line.id,
            children: (
              <>
                <b>{page.t(`${ROOM}.did.${line.verb.split('.')[1]}`, { who: whoDid(page, line) })}</b>
                {Object.entries(line.changes).map(([field, change]) => (
                  <span class="block small">{sayChange(props, field, change)}</span>
                ))}
                <span class="tiny block">{formatDate(page.lang, line.at, 'moment', page.region!.timeZone)}</span>
                {back && Object.keys(earlierValues(line)).length > 0 && (
                  <ButtonForm
                    page={page}
                    small
                    action={back.to(line.id)}
                    label={page.t('directory.bringBack')}
                    fields={{ _key: `${back.formKey} ${line.id}`, _version: String(back.version) }}
                  />
                )}
              </>
            ),
          }))}
        />
      </div>
    </Layout>
  )
}

const whoDid = (page: Page, { person, organization, actorKind }: FeedLine): string => {
  const names = [person?.title, organization?.title].filter(Boolean)
  return names.length > 0 ? names.join(', ') : page.t(`network.by.${actorKind === 'member' ? 'coordinator' : 'system'}`)
}

/** `[before, after]` in words; of a field without both only what it is. */
function sayChange({ page, sayField, sayValue }: RecordHistoryView, field: string, change: unknown): string {
  const label = sayField(field)
  if (!Array.isArray(change)) return [label, sayValue(field, change)].filter(Boolean).join(': ')
  const [before, after] = change.map((value) => sayValue(field, value))
  const now = after || page.t('network.nothing')
  return before
    ? page.t('network.changed', { label, before, after: now })
    : page.t('network.changedTo', { label, after: now })
}
