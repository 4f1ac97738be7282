import type { Child } from 'hono/jsx'
import { paths } from '../../paths.ts'
import { Icon, Mark } from '../../ui/icon.tsx'
import { type Page, href, lookOf } from '../../ui/page.ts'
import type { Partnership } from '../partnerships.ts'
import type { RoleCell, RoleMatrix, RoleRow } from './role-matrices.ts'
import type { RoleState } from './role-states.ts'
import { Said } from '../translations/said-panel.tsx'
import { meaningText } from '../translations/texts.ts'

/** The colour of a row whose role waits for a word. */
const ROWS: Partial<Record<RoleState, string>> = { gap: 'is-warn', overlap: 'is-bad' }

interface Props {
  page: Page
  partnership: Partnership
  matrix: RoleMatrix
  rows: RoleRow[]
  /** With the sentence on what each part means here. */
  told?: boolean
}

/** Partners × roles. On a phone it moves in its frame, and the names of the roles stay. */
export const MatrixTable = ({ page, partnership, matrix, rows, told = false }: Props) => (
  <div class="scroll" role="region" aria-label={page.t('partnership-roles.scrolls')} tabindex={0}>
    <table class="roles">
      <caption class="sr">{page.t('partnership-roles.caption', { name: partnership.name })}</caption>
      <thead>
        <tr>
          <th scope="col">
            <span class="sr">{page.t('partnership-roles.role')}</span>
          </th>
          {matrix.partners.map(({ organization }) => (
            <th scope="col">
              <Mark look={lookOf(page, organization.sector)} />
              {organization.name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr class={ROWS[row.state]}>
            <th scope="row">
              <a href={href(page, paths.partnershipRole(page.region!.slug, partnership.slug, row.role.key))}>
                {row.role.label}
              </a>
              <StateFlag page={page} row={row} />
            </th>
            {row.cells.map((cell) => (
              <td>
                <Hold page={page} cell={cell} />
                {told && cell.meaning !== '' && (
                  <p class="tiny">
                    <Said
                      {...{ page, partnership }}
                      text={meaningText(cell.party, { role: row.role.key, meaning: cell.meaning })}
                    />
                  </p>
                )}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  </div>
)

/** How a partner holds a role: a mark and a word. */
export const Hold = ({ page, cell }: { page: Page; cell: RoleCell }) => {
  const sector = lookOf(page, cell.party.organization.sector).colour
  if (cell.level === null)
    return (
      <span class="hold hold-none">
        <span class="sr">{page.t('partnership-roles.level.none')}</span>
      </span>
    )
  return (
    <span class={`hold hold-${cell.level}`} data-sector={sector}>
      {page.t(`partnership-roles.level.${cell.level}`)}
    </span>
  )
}

const ICONS = { gap: 'circle-help', overlap: 'users', shared: 'check', 'left-out': 'check' } as const

/** That a role waits for a word, or what was agreed of it. */
export const StateFlag = ({ page, row }: { page: Page; row: RoleRow }): Child => {
  const { state } = row
  if (state === 'led' || state === 'unplayed') return <Offered page={page} row={row} />
  return (
    <>
      <span class={state === 'gap' || state === 'overlap' ? 'flagged' : 'flagged is-agreed'}>
        <Icon name={ICONS[state]} />
        {sayState(page, row)}
      </span>
      <Offered page={page} row={row} />
    </>
  )
}

/** How a role stands, in a few words. */
export function sayState(page: Page, { state, agreement, cells }: RoleRow): string {
  const count = cells.filter(({ level }) => level === 'lead').length
  return page.t(`partnership-roles.state.${state}`, {
    count,
    how: agreement && agreement.how !== 'left-out' ? page.t(`partnership-roles.how.${agreement.how}`) : '',
  })
}

const Offered = ({ page, row }: { page: Page; row: RoleRow }): Child => {
  const to = row.offer && row.cells.find(({ party }) => party.id === row.offer!.to)
  return to ? (
    <span class="flagged is-agreed">
      <Icon name="clock" />
      {page.t('partnership-roles.offeredTo', { name: to.party.organization.name })}
    </span>
  ) : null
}
