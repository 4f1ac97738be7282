import { paths } from '../../paths.ts'
import { formatDate } from '../../platform/i18n.ts'
import type { Role } from '../../region/lists.ts'
import { Empty } from '../../ui/empty.tsx'
import { Flash } from '../../ui/flash.tsx'
import { langOn } from '../../ui/languages.ts'
import { type Page, href } from '../../ui/page.ts'
import { PartnershipFrame } from '../frame-panel.tsx'
import type { Partnership } from '../partnerships.ts'
import { CharterText } from './content-panel.tsx'
import type { Difference } from './differences.ts'
import { Differences } from './differences-panel.tsx'
import type { Revision } from './revisions.ts'

interface Of {
  page: Page
  partnership: Partnership
}

/** One of two charters that are compared: a revision, the draft, or how it stood when one last looked. */
export type Compared = { number: number; at: Date } | 'draft' | { looked: Date }

const whenOf = (page: Page, at: Date) => formatDate(page.lang, at, 'long', page.region!.timeZone)

const keyOf = (one: Compared) => (one === 'draft' ? 'draft' : 'looked' in one ? 'looked' : String(one.number))

function sayCompared(page: Page, one: Compared): string {
  if (one === 'draft') return page.t('partnership-charter.theDraft')
  if ('looked' in one) return page.t('partnership-charter.looked', { date: whenOf(page, one.looked) })
  return page.t('partnership-charter.revisionOf', { number: one.number, date: whenOf(page, one.at) })
}

/** All revisions of a charter: who kept each when, and what changed in it. */
export const RevisionsPage = ({
  page,
  partnership,
  revisions,
  changes,
}: Of & {
  revisions: readonly Revision[]
  /** What differs from the one before; null for the first. */
  changes: readonly (Difference[] | null)[]
}) => {
  const { t } = page
  const { slug } = page.region!
  return (
    <PartnershipFrame {...{ page, partnership }} current="charter" title={t('partnership-charter.revisions')}>
      <div class="p-top-l">
        {revisions.length === 0 ? (
          <Empty title={t('partnership-charter.noRevisions')} />
        ) : (
          <ul class="rows">
            {revisions.map(({ number, at, by, note }, n) => (
              <li>
                <h2 class="title">
                  <a href={href(page, paths.charterRevision(slug, partnership.slug, number))}>
                    {t('partnership-charter.revision', { number })}
                  </a>
                </h2>
                {note !== '' && <p lang={langOn(page, partnership)}>{note}</p>}
                <p class="meta">
                  <time datetime={at.toISOString()}>{whenOf(page, at)}</time>
                  {by && <span>{by.name ?? t('partnership-charter.somebody')}</span>}
                  {changes[n] && (
                    <a
                      href={href(
                        page,
                        `${paths.charterDifferences(slug, partnership.slug)}?from=${number - 1}&to=${number}`,
                      )}
                    >
                      {t('partnership-charter.changed', {
                        count: changes[n].length,
                        material: changes[n].filter((one) => one.material).length,
                      })}
                    </a>
                  )}
                </p>
              </li>
            ))}
          </ul>
        )}
        {revisions.length > 0 && (
          <Choose
            {...{ page, partnership, revisions }}
            from={{ number: revisions[0]!.number, at: revisions[0]!.at }}
            to="draft"
          />
        )}
      </div>
    </PartnershipFrame>
  )
}

/** A revision as it was. */
export const RevisionPage = ({
  page,
  partnership,
  revision,
  roles,
}: Of & { revision: Revision; roles: readonly Role[] }) => {
  const { t } = page
  return (
    <PartnershipFrame
      {...{ page, partnership }}
      current="charter"
      title={t('partnership-charter.revisionTitle', { number: revision.number })}
    >
      <div class="p-top-l stack">
        <Flash>
          {t('partnership-charter.asItStood', { date: whenOf(page, revision.at) })}{' '}
          <a
            href={href(
              page,
              `${paths.charterDifferences(page.region!.slug, partnership.slug)}?from=${revision.number}&to=draft`,
            )}
          >
            {t('partnership-charter.toDraft')}
          </a>
        </Flash>
        <h2 lang={langOn(page, partnership)}>{revision.content.name}</h2>
        <CharterText {...{ page, partnership, roles }} content={revision.content} />
      </div>
    </PartnershipFrame>
  )
}

/** What differs between two of them. */
export const DifferencesPage = ({
  page,
  partnership,
  revisions,
  from,
  to,
  differences,
  roles,
}: Of & {
  revisions: readonly Revision[]
  from: Compared
  to: Compared
  differences: readonly Difference[]
  roles: readonly Role[]
}) => {
  const { t } = page
  const title = t('partnership-charter.differences.title', { from: sayCompared(page, from), to: sayCompared(page, to) })
  return (
    <PartnershipFrame {...{ page, partnership }} current="charter" title={title}>
      <div class="p-top-l stack-l">
        <Differences {...{ page, differences, roles }} lang={langOn(page, partnership)} />
        <Choose {...{ page, partnership, revisions, from, to }} />
      </div>
    </PartnershipFrame>
  )
}

/** Which two are compared. */
const Choose = ({
  page,
  partnership,
  revisions,
  from,
  to,
}: Of & { revisions: readonly Revision[]; from: Compared; to: Compared }) => {
  const { t } = page
  const all: Compared[] = ['draft', ...revisions.map(({ number, at }) => ({ number, at }))]
  return (
    <form
      class="charter-choose p-top-l no-print"
      action={href(page, paths.charterDifferences(page.region!.slug, partnership.slug))}
    >
      {(['from', 'to'] as const).map((name) => (
        <div class="field">
          <label for={`compare-${name}`}>{t(`partnership-charter.differences.${name}`)}</label>
          <select class="input" id={`compare-${name}`} name={name}>
            {all.map((one) => (
              <option value={keyOf(one)} selected={keyOf(one) === keyOf(name === 'from' ? from : to)}>
                {sayCompared(page, one)}
              </option>
            ))}
          </select>
        </div>
      ))}
      <button class="btn">{t('partnership-charter.differences.show')}</button>
    </form>
  )
}
