import { paths } from '../../paths.ts'
import { Empty } from '../../ui/empty.tsx'
import { Icon } from '../../ui/icon.tsx'
import { Downloads } from '../../ui/list.tsx'
import { type Page, href } from '../../ui/page.ts'
import { PartnershipFrame } from '../frame-panel.tsx'
import type { Partnership } from '../partnerships.ts'
import { BroughtPanel } from './brought-panel.tsx'
import type { Brings } from './complements.ts'
import { MatrixTable, sayState } from './matrix-panel.tsx'
import type { RoleMatrix, RoleRow } from './role-matrices.ts'
import { canSetColumn } from './rules.ts'

export interface RolesProps {
  page: Page
  partnership: Partnership
  matrix: RoleMatrix
  brings: Brings
  done?: string | undefined
}

/** Who leads, supports and advises; what waits for a word; and what each partner brings. */
export const RolesPage = ({ page, partnership, matrix, brings, done }: RolesProps) => {
  const { t } = page
  const played = matrix.rows.filter(({ state }) => state !== 'unplayed')
  const waiting = [...matrix.overlaps, ...matrix.gaps]
  const may = matrix.partners.filter((party) => page.actor && canSetColumn(page.actor, partnership, party))
  const edit = paths.partnershipRoleCells(page.region!.slug, partnership.slug)
  return (
    <PartnershipFrame
      page={page}
      partnership={partnership}
      current="roles"
      title={t('partnership-roles.title')}
      done={done}
      act={
        may.length > 0 && (
          <a class="btn btn-act" href={href(page, edit)}>
            <Icon name="pencil" />
            {t('partnership-roles.set')}
          </a>
        )
      }
    >
      <section class="p-top-l" aria-labelledby="matrix-h">
        <div class="section-head">
          <h2 id="matrix-h">{t('partnership-roles.who')}</h2>
          <Downloads page={page} />
        </div>
        {played.length === 0 ? (
          <Empty title={t('partnership-roles.empty')}>{t('partnership-roles.emptyText')}</Empty>
        ) : (
          <MatrixTable page={page} partnership={partnership} matrix={matrix} rows={played} told />
        )}
        {may.length > 0 && matrix.partners.length > 1 && (
          <p class="small p-top no-print">
            {t('partnership-roles.column')}{' '}
            {may.map((party, n) => [
              n > 0 ? ' · ' : '',
              <a href={href(page, `${edit}?partner=${party.organization.slug}`)}>{party.organization.name}</a>,
            ])}
          </p>
        )}
        <Unplayed
          page={page}
          partnership={partnership}
          rows={matrix.rows.filter(({ state }) => state === 'unplayed')}
        />
      </section>
      {waiting.length > 0 && <Waiting page={page} partnership={partnership} rows={waiting} />}
      <BroughtPanel page={page} matrix={matrix} {...brings} />
    </PartnershipFrame>
  )
}

interface Rows {
  page: Page
  partnership: Partnership
  rows: RoleRow[]
}

/** What waits for a word, each with the next step. */
const Waiting = ({ page, partnership, rows }: Rows) => (
  <section class="section" aria-labelledby="waiting-h">
    <div class="section-head">
      <h2 id="waiting-h">{page.t('partnership-roles.waiting')}</h2>
    </div>
    <ul class="rows">
      {rows.map((row) => (
        <li>
          <p>
            <a href={href(page, paths.partnershipRole(page.region!.slug, partnership.slug, row.role.key))}>
              {row.role.label}
            </a>
            : {sayState(page, row)}
          </p>
          <p class="small quiet">{page.t(`partnership-roles.next.${row.state}`)}</p>
        </li>
      ))}
    </ul>
  </section>
)

/** Roles that nobody plays here: that may be right. */
const Unplayed = ({ page, partnership, rows }: Rows) =>
  rows.length === 0 ? null : (
    <details class="fold p-top">
      <summary>{page.t('partnership-roles.unplayed', { count: rows.length })}</summary>
      <p class="small quiet">{page.t('partnership-roles.unplayedText')}</p>
      <ul class="rows">
        {rows.map(({ role }) => (
          <li>
            <a href={href(page, paths.partnershipRole(page.region!.slug, partnership.slug, role.key))}>{role.label}</a>
            {role.description && <p class="small">{role.description}</p>}
          </li>
        ))}
      </ul>
    </details>
  )
