import type { Child } from 'hono/jsx'
import { sayPartialDate } from '../../platform/partial-dates.ts'
import type { Role } from '../../region/lists.ts'
import { StateBadge } from '../../ui/badge.tsx'
import type { Page } from '../../ui/page.ts'
import type { Difference, Piece } from './differences.ts'
import type { CharterPerson } from './revisions.ts'
import { sayCommitment, sayRole } from './sayings.ts'

interface Props {
  page: Page
  differences: readonly Difference[]
  roles: readonly Role[]
  /** The language of the charter, where it is not that of the page. */
  lang: string | undefined
}

/** What differs between two charters: first what concerns all, then partner by partner. */
export const Differences = ({ page, differences, roles, lang }: Props) => {
  const { t } = page
  if (differences.length === 0) return <p class="quiet">{t('partnership-charter.differences.none')}</p>
  const material = differences.filter((one) => one.material).length
  const groups = [...Map.groupBy(differences, (one) => one.party?.id ?? '').values()]
  return (
    <div class="stack-l">
      <p>{t('partnership-charter.differences.count', { count: differences.length, material })}</p>
      {groups.map((group) => (
        <section>
          <h2>
            {group[0]!.party === null ? t('partnership-charter.differences.shared') : <bdi>{group[0]!.party.name}</bdi>}
          </h2>
          <ul class="rows">
            {group.map((one) => (
              <li>
                <p class="meta">
                  <b>{sayWhat(page, one, roles)}</b>
                  {one.material && (
                    <StateBadge state="warn" icon="flag">
                      {t('partnership-charter.differences.material')}
                    </StateBadge>
                  )}
                </p>
                <div lang={lang}>
                  <Said page={page} difference={one} />
                </div>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </div>
  )
}

function sayWhat({ t }: Page, one: Difference, roles: readonly Role[]): string {
  if (one.field === 'role' || one.field === 'meaning')
    return t(`partnership-charter.field.${one.field}`, { role: sayRole(roles, one.role) })
  return t(`partnership-charter.field.${one.field}`)
}

const Said = ({ page, difference: one }: { page: Page; difference: Difference }) => {
  const { t } = page
  if ('pieces' in one) return <Pieces page={page} pieces={one.pieces} />
  if (one.field === 'party') return <p>{t(`partnership-charter.differences.${one.change}`)}</p>
  if (one.field === 'places')
    return (
      <Both
        page={page}
        gone={one.gone.length > 0 && one.gone.join(' · ')}
        come={one.come.length > 0 && one.come.join(' · ')}
      />
    )
  if (one.field === 'period') {
    const [gone, come] = [one.before, one.after].map((when) => when && sayPartialDate(page.lang, when))
    return <Both page={page} gone={gone} come={come} />
  }
  if (one.field === 'role') {
    const [gone, come] = [one.before, one.after].map((level) => level && t(`partnership-charter.level.${level}`))
    return <Both page={page} gone={gone} come={come} />
  }
  if (one.field === 'commitment') {
    const [gone, come] = [one.before, one.after].map((promise) => promise && sayCommitment(t, promise))
    return <Both page={page} gone={gone} come={come} />
  }
  const [gone, come] = [one.before, one.after].map((who: CharterPerson | null) =>
    who ? (who.name ?? t('partnership-charter.somebody')) : null,
  )
  return <Both page={page} gone={gone} come={come} />
}

/** What stood there, then what stands there. */
const Both = ({ page, gone, come }: { page: Page; gone?: Child; come?: Child }) => (
  <p>
    {gone && <Gone page={page}>{gone}</Gone>} {come && <Come page={page}>{come}</Come>}
  </p>
)

/** A text in which one sees and hears what went and what came. */
const Pieces = ({ page, pieces }: { page: Page; pieces: readonly Piece[] }) => (
  <p class="lines">
    {pieces.map(({ is, text }) =>
      is === 'same' ? text : is === 'gone' ? <Gone page={page}>{text}</Gone> : <Come page={page}>{text}</Come>,
    )}
  </p>
)

// Most screen readers pass over `del` and `ins` in silence.
const Gone = ({ page, children }: { page: Page; children?: Child }) => (
  <del>
    <span class="sr">{page.t('partnership-charter.differences.gone')} </span>
    {children}
    <span class="sr"> {page.t('partnership-charter.differences.end')}</span>
  </del>
)
const Come = ({ page, children }: { page: Page; children?: Child }) => (
  <ins>
    <span class="sr">{page.t('partnership-charter.differences.new')} </span>
    {children}
    <span class="sr"> {page.t('partnership-charter.differences.end')}</span>
  </ins>
)
