import { earlierValues } from '../../directory/histories.ts'
import type { FeedLine } from '../../journal/feeds.ts'
import { formatDate } from '../../platform/i18n.ts'
import { ButtonForm } from '../../ui/form.tsx'
import { Layout } from '../../ui/layout.tsx'
import { type Crumb, PageHead } from '../../ui/page-head.tsx'
import type { Page } from '../../ui/page.ts'
import { Timeline } from '../../ui/timeline.tsx'
import { sayGoalField, sayGoalValue } from './goal-sayings.ts'

interface View {
  page: Page
  name: string
  crumbs: Crumb[]
  lines: FeedLine[]
  /** Where what stood there before a change is brought back, for whoever may. */
  back: { to(entry: string): string; formKey: string } | undefined
}

/** Who did what with a plan or a goal, newest first. */
export const GoalHistoryPage = (view: View) => {
  const { page, name, crumbs, lines } = view
  const title = page.t('directory.historyTitle', { name })
  return (
    <Layout page={page} title={title} room="organizations" noindex>
      <PageHead page={page} title={title} lede={page.t('directory.historyLede')} crumbs={crumbs} />
      <div class="p-top-l">
        <Timeline items={lines.map((line) => ({ key: line.id, children: <Entry {...view} line={line} /> }))} />
      </div>
    </Layout>
  )
}

const Entry = ({ page, line, back }: View & { line: FeedLine }) => {
  const { t } = page
  const who = line.person?.title ?? line.organization?.title
  const house = t(line.actorKind === 'system' ? 'directory.house' : 'directory.somebody')
  const changes = Object.entries(line.changes).filter(([, change]) => Array.isArray(change) && change.length === 2)
  return (
    <div class="stack-s">
      <p>
        <b>{t(`partnership-goals.did.${line.verb}`)}</b> {t('directory.by', { who: who ?? house })}
        <br />
        <time class="tiny quiet" datetime={line.at.toISOString()}>
          {formatDate(page.lang, line.at, 'moment', page.region!.timeZone)}
        </time>
      </p>
      {changes.map(([field, change]) => {
        const [before, after] = (change as unknown[]).map((value) => sayGoalValue(page, field, value))
        return (
          <p class="small as-lines">
            {t('partnership-goals.changed', {
              field: sayGoalField(t, field),
              before: before || t('directory.empty'),
              after: after || t('directory.empty'),
            })}
          </p>
        )
      })}
      {back && Object.keys(earlierValues(line)).length > 0 && (
        <ButtonForm
          page={page}
          small
          action={back.to(line.id)}
          label={t('directory.bringBack')}
          fields={{ _key: `${back.formKey}.${line.id}` }}
        />
      )}
    </div>
  )
}
