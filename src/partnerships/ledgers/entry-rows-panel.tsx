import type { Child } from 'hono/jsx'
import { paths } from '../../paths.ts'
import { VisibilityBadge } from '../../ui/badge.tsx'
import { Icon } from '../../ui/icon.tsx'
import { langOn } from '../../ui/languages.ts'
import { type Page, href } from '../../ui/page.ts'
import type { Entry, Named } from './entries.ts'
import { entryAddress, sayHowMuch, sayWhen } from './entry-sayings.ts'

const ROOM = 'partnership-ledgers'

/** Names with their pages, in a line. */
export const Linked = ({ page, all, to }: { page: Page; all: readonly Named[]; to(slug: string): string }): Child => (
  <>{all.flatMap((one, n) => [n > 0 ? ', ' : '', <a href={href(page, to(one.slug))}>{one.name}</a>])}</>
)

/** Entries of a ledger, each in its sentence. */
export const EntryRows = ({
  page,
  entries,
  level: Title,
  bare = false,
}: {
  page: Page
  entries: readonly Entry[]
  level: 'h2' | 'h3'
  /** Whose they are is clear. */
  bare?: boolean
}) => (
  <ul class="rows">
    {entries.map((entry) => (
      <EntryRow page={page} entry={entry} level={Title} bare={bare} />
    ))}
  </ul>
)

const EntryRow = ({
  page,
  entry,
  level: Title,
  bare,
}: {
  page: Page
  entry: Entry
  level: 'h2' | 'h3'
  bare: boolean
}) => {
  const { t } = page
  const slug = page.region!.slug
  const howMuch = sayHowMuch(page, entry)
  const shown = entry.evidence.length
  return (
    <li>
      <Title class="title">
        <a href={href(page, entryAddress(slug, entry))} lang={langOn(page, entry)}>
          {entry.told}
        </a>
      </Title>
      <p class="meta">
        {!bare && (
          <span>
            <a href={href(page, paths.organizationLedger(slug, entry.organization.slug))}>{entry.organization.name}</a>
          </span>
        )}
        <span>{t(`${ROOM}.what.${entry.what}`)}</span>
        {howMuch && (
          <span>
            <b>{howMuch}</b>
          </span>
        )}
        <span>{sayWhen(page, entry)}</span>
        {entry.others.length > 0 && (
          <span>{t(`${ROOM}.others.${entry.ledger}`, { names: entry.others.map(({ name }) => name).join(', ') })}</span>
        )}
        {entry.ledger === 'benefit' && (
          <span class={shown === 0 ? 'quiet' : undefined}>
            <Icon name={shown === 0 ? 'circle-help' : 'check'} />
            {t(`${ROOM}.evidenceCount`, { n: shown })}
          </span>
        )}
        {entry.visibility !== 'public' && <VisibilityBadge page={page} visibility={entry.visibility} />}
      </p>
    </li>
  )
}
