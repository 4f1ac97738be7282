import type { FeedLine } from '../journal/feeds.ts'
import { formatDate, formatList } from '../platform/i18n.ts'
import { Empty } from '../ui/empty.tsx'
import { ButtonForm } from '../ui/form.tsx'
import { Icon } from '../ui/icon.tsx'
import { Layout } from '../ui/layout.tsx'
import { type Crumb, PageHead } from '../ui/page-head.tsx'
import { type Page, href } from '../ui/page.ts'
import { Table } from '../ui/table.tsx'
import { Timeline } from '../ui/timeline.tsx'
import { earlierValues } from './histories.ts'

export interface HistoryProps {
  page: Page
  /** What it is the history of. */
  name: string
  crumbs: Crumb[]
  lines: FeedLine[]
  sayField(field: string): string
  sayValue(field: string, value: unknown): string
  /** Where what stood there before a change is brought back, for whoever may. */
  back?: { to(entry: string): string; version: number; formKey: string } | undefined
}

type Change = [field: string, before: unknown, after: unknown]

/** The fields of an entry with both sides. */
const changesOf = (line: FeedLine): Change[] =>
  Object.entries(line.changes).flatMap(([field, change]): Change[] =>
    Array.isArray(change) && change.length === 2 ? [[field, change[0], change[1]]] : [],
  )

const DID = [
  'created',
  'changed',
  'translated',
  'checked',
  'removed',
  'restored',
  'logo-set',
  'logo-removed',
  'merged',
  'unmerged',
  'introduced',
]

/** What was done, when, and by whom as far as the reader may see them. */
export const ChangeLine = ({ page, line, sayField }: Pick<HistoryProps, 'page' | 'sayField'> & { line: FeedLine }) => {
  const { t } = page
  const did = line.verb.split('.')[1] ?? ''
  const fields = did === 'changed' ? changesOf(line).map(([field]) => sayField(field)) : []
  const who =
    line.person?.title ??
    line.organization?.title ??
    t(line.actorKind === 'system' ? 'directory.house' : 'directory.somebody')
  return (
    <>
      <b>{t(`directory.did.${DID.includes(did) ? did : 'other'}`)}</b> {t('directory.by', { who })}
      {fields.length > 0 && <span class="quiet">: {formatList(page.lang, fields)}</span>}
      <br />
      <time class="tiny quiet" datetime={line.at.toISOString()}>
        {formatDate(page.lang, line.at, 'moment', page.region!.timeZone)}
      </time>
    </>
  )
}

/** Who changed what, with both sides of each field. */
export const HistoryPage = (props: HistoryProps) => {
  const { page, name, crumbs, lines } = props
  const { t } = page
  const title = t('directory.historyTitle', { name })
  return (
    <Layout page={page} title={title} room="organizations" noindex>
      <PageHead page={page} title={title} lede={t('directory.historyLede')} crumbs={crumbs} />
      <div class="p-top-l">
        {lines.length === 0 ? (
          <Empty title={t('directory.noHistory')} />
        ) : (
          <Timeline items={lines.map((line) => ({ key: line.id, children: <Entry {...props} line={line} /> }))} />
        )}
      </div>
    </Layout>
  )
}

const Entry = (props: HistoryProps & { line: FeedLine }) => {
  const { page, line, back } = props
  const changes = changesOf(line)
  const isFirst = line.verb.endsWith('.created')
  const table = <Changes {...props} changes={changes} created={isFirst} />
  return (
    <div class="stack-s">
      <p>
        <ChangeLine {...props} />
      </p>
      {changes.length > 0 &&
        (isFirst ? (
          <details class="fold">
            <summary>{page.t('directory.whatWasWritten')}</summary>
            <div>{table}</div>
          </details>
        ) : (
          table
        ))}
      {back && Object.keys(earlierValues(line)).length > 0 && (
        <ButtonForm
          page={page}
          action={back.to(line.id)}
          label={page.t('directory.bringBack')}
          fields={{ _key: `${back.formKey}.${line.id}`, _version: String(back.version) }}
          small
        />
      )}
    </div>
  )
}

/** A text with its line ends. */
const Lines = ({ text }: { text: string }) => (
  <>{text.split('\n').flatMap((line, n) => (n > 0 ? [<br />, line] : [line]))}</>
)

/** Long texts are shown so far. */
const MOST = 600
const short = (text: string) => (text.length > MOST ? `${text.slice(0, MOST)}…` : text)

const Changes = ({
  page: { t },
  sayField,
  sayValue,
  changes,
  created,
}: HistoryProps & { changes: Change[]; created: boolean }) => {
  const say = (field: string, value: unknown) => {
    const said = short(sayValue(field.split('.')[0] ?? field, value))
    return said === '' ? <span class="quiet">{t('directory.empty')}</span> : <Lines text={said} />
  }
  const written = created ? changes.filter(([field, , after]) => sayValue(field, after) !== '') : changes
  return (
    <Table
      rows={written}
      columns={[
        { label: t('directory.field'), cell: ([field]) => sayField(field) },
        ...(created ? [] : [{ label: t('directory.before'), cell: ([field, before]: Change) => say(field, before) }]),
        {
          label: t(created ? 'directory.whatWasWritten' : 'directory.after'),
          cell: ([field, , after]) => say(field, after),
        },
      ]}
    />
  )
}

/** What changed last in a record, with the way to all of it; nothing while nothing did. */
export const Lately = ({
  page,
  lately,
  sayField,
  history,
}: Pick<HistoryProps, 'page' | 'sayField'> & { lately: FeedLine[]; history: string }) =>
  lately.length === 0 ? null : (
    <section class="stack-s" aria-labelledby="lately-h">
      <h2 class="title" id="lately-h">
        {page.t('directory.lately')}
      </h2>
      <ul class="plain stack-s small">
        {lately.map((line) => (
          <li>
            <ChangeLine page={page} line={line} sayField={sayField} />
          </li>
        ))}
      </ul>
      <p class="small">
        <a href={href(page, history)}>
          <Icon name="history" />
          {page.t('directory.wholeHistory')}
        </a>
      </p>
    </section>
  )
