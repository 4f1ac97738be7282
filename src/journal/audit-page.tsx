import { paths, recordPath } from '../paths.ts'
import { Layout } from '../ui/layout.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { SettingsTabs } from '../ui/settings-tabs.tsx'
import { Table } from '../ui/table.tsx'
import { type Page, href } from '../ui/page.ts'
import { sayWhen } from './feed-page.tsx'
import type { AuditLine } from './feeds.ts'

/** A change as one reads it: before → after, shortened. */
const said = (value: unknown): string => {
  const text = Array.isArray(value)
    ? value.map(said).join(', ')
    : typeof value === 'object' && value !== null
      ? JSON.stringify(value)
      : String(value ?? '')
  return text.length > 80 ? `${text.slice(0, 80)}…` : text
}
const change = ([field, value]: [string, unknown]) =>
  `${field}: ${Array.isArray(value) && value.length === 2 ? `${said(value[0])} → ${said(value[1])}` : said(value)}`

export const AuditPage = ({
  page,
  lines,
  verbs,
  verb,
  older,
}: {
  page: Page
  lines: AuditLine[]
  verbs: string[]
  verb?: string
  older: string | null
}) => {
  const { t } = page
  const slug = page.region!.slug
  return (
    <Layout page={page} title={t('journal.auditTitle')} room="settings" noindex>
      <PageHead
        page={page}
        title={t('journal.auditTitle')}
        lede={t('journal.auditLede')}
        crumbs={[{ label: t('ui.room.settings'), path: paths.settings(slug) }]}
      />
      <SettingsTabs page={page} current="audit" />
      <form class="bunch p-top" action={href(page, paths.audit(slug))}>
        <label for="verb">{t('journal.verbLabel')}</label>
        <select class="input input-s" id="verb" name="verb">
          <option value="">{t('journal.allVerbs')}</option>
          {verbs.map((one) => (
            <option value={one} selected={one === verb}>
              {one}
            </option>
          ))}
        </select>
        <button class="btn btn-s">{t('journal.show')}</button>
      </form>
      <Table
        rows={lines}
        columns={[
          {
            label: t('journal.column.at'),
            cell: (line) => <time datetime={line.at.toISOString()}>{sayWhen(page, line)}</time>,
          },
          {
            label: t('journal.column.who'),
            cell: (line) =>
              line.actorErased ? t('journal.erased') : (line.actor ?? t(`journal.actor.${line.actorKind}`)),
          },
          { label: t('journal.column.verb'), cell: (line) => <code>{line.verb}</code> },
          {
            label: t('journal.column.record'),
            cell: (line) => {
              if (line.erased) return t('journal.erased')
              const path = recordPath(slug, { id: line.recordId, kind: line.kind, slug: line.slug })
              const name = line.title || page.region!.name
              return path ? <a href={href(page, path)}>{name}</a> : name
            },
          },
          {
            label: t('journal.column.changes'),
            cell: (line) => {
              const all = Object.entries(line.changes as Record<string, unknown>)
              return all.length === 0 ? null : (
                <details>
                  <summary>{t('journal.changes', { count: all.length })}</summary>
                  <ul class="plain small">
                    {all.map((one) => (
                      <li>{change(one)}</li>
                    ))}
                  </ul>
                </details>
              )
            },
          },
        ]}
      />
      {older && (
        <p class="pages">
          <a href={href(page, older)} rel="next">
            {t('journal.older')}
          </a>
        </p>
      )}
    </Layout>
  )
}
