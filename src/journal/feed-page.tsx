import type { Child } from 'hono/jsx'
import { formatDate } from '../platform/i18n.ts'
import { paths, recordPath } from '../paths.ts'
import { Empty } from '../ui/empty.tsx'
import { Feed, FeedRow } from '../ui/feed.tsx'
import { Layout } from '../ui/layout.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { type Page, href, lookOf } from '../ui/page.ts'
import type { FeedLine, Named } from './feeds.ts'

const Name = ({ page, record }: { page: Page; record: Named }): Child => {
  const path = page.region && recordPath(page.region.slug, record)
  return path ? <a href={href(page, path)}>{record.title || page.region!.name}</a> : <>{record.title}</>
}

/** What was done, as a sentence in which every name leads somewhere. */
const Sentence = ({ page, line }: { page: Page; line: FeedLine }): Child => {
  const { t } = page
  const who = line.organization ?? line.person
  const [a, b] = line.ends
  const key = `journal.verb.${line.verb}${line.count > 1 ? '.many' : ''}`
  const values = {
    count: line.count,
    who: () =>
      who ? <Name page={page} record={who} /> : t(line.actorKind === 'system' ? 'journal.theHouse' : 'journal.someone'),
    record: () => <Name page={page} record={line.record} />,
    a: () => (a ? <Name page={page} record={a} /> : ''),
    b: () => (b ? <Name page={page} record={b} /> : ''),
    other: () => {
      const end = line.ends.find((one) => one.id !== line.organization?.id)
      return end ? <Name page={page} record={end} /> : ''
    },
    tie: (chunks: Child[]) =>
      line.record.kind === 'tie' ? (
        <a href={href(page, paths.tie(page.region!.slug, line.record.id))}>{chunks}</a>
      ) : (
        <>{chunks}</>
      ),
  }
  return <>{t.rich(t.has(key) ? key : 'journal.verb.any', values)}</>
}

interface Shown {
  page: Page
  lines: FeedLine[]
  /** What the reader can answer where it stands, by the ids of the lines. */
  answers?: Map<string, Child>
}

/** When something was done; of something sealed only the day is known. */
export const sayWhen = (page: Page, { at, actorKind }: { at: Date; actorKind: string }) =>
  actorKind === 'withheld'
    ? formatDate(page.lang, at, 'long', 'UTC')
    : formatDate(page.lang, at, 'moment', page.region?.timeZone)

/** Lines of the feed, newest first. */
export const FeedLines = ({ page, lines, answers }: Shown) => (
  <Feed>
    {lines.map((line) => (
      <FeedRow
        look={lookOf(page, (line.organization ?? line.record).sector ?? line.ends[0]?.sector)}
        icon={line.record.kind === 'person' ? 'user' : line.record.kind === 'region' ? 'settings' : 'users'}
        when={{ iso: line.at.toISOString(), words: sayWhen(page, line) }}
        answer={answers?.get(line.id)}
      >
        <Sentence page={page} line={line} />
      </FeedRow>
    ))}
  </Feed>
)

export const JournalPage = ({ page, lines, answers, older }: Shown & { older: string | null }) => (
  <Layout page={page} title={page.t('journal.title')} room="journal">
    <PageHead
      page={page}
      title={page.t('journal.title')}
      lede={page.t('journal.lede')}
      act={
        page.actor?.coordinates && (
          <>
            <a class="btn btn-act" href={href(page, paths.proposals(page.region!.slug))}>
              {page.t('journal.proposals.title')}
            </a>
            <a class="btn" href={href(page, paths.audit(page.region!.slug))}>
              {page.t('journal.audit')}
            </a>
          </>
        )
      }
    />
    {lines.length === 0 ? (
      <Empty title={page.t('journal.emptyTitle')}>{page.t('journal.emptyText')}</Empty>
    ) : (
      <FeedLines page={page} lines={lines} {...(answers && { answers })} />
    )}
    {older && (
      <p class="pages">
        <a href={href(page, older)} rel="next">
          {page.t('journal.older')}
        </a>
      </p>
    )}
  </Layout>
)
