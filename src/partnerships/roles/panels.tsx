import type { Child } from 'hono/jsx'
import { paths } from '../../paths.ts'
import type { Actor } from '../../platform/actor.ts'
import type { Db } from '../../platform/db.ts'
import { Icon } from '../../ui/icon.tsx'
import { type Page, href } from '../../ui/page.ts'
import type { Partnership } from '../partnerships.ts'
import { MatrixTable } from './matrix-panel.tsx'
import { matrixOf } from './role-matrices.ts'
import { canSettleRoles } from './rules.ts'

/** On the partnership's own page: who plays which part in what they do together. */
export async function rolesPanel(db: Db, actor: Actor, partnership: Partnership, page: Page): Promise<Child | null> {
  const matrix = await matrixOf(db, actor, partnership, page.lang)
  const rows = matrix.rows.filter(({ state }) => state !== 'unplayed' && state !== 'left-out')
  const may = canSettleRoles(actor, partnership)
  if (rows.length === 0 && !may) return null
  const tab = href(page, paths.partnershipTab(page.region!.slug, partnership.slug, 'roles'))
  return (
    <section class="section" id="roles" aria-labelledby="roles-h">
      <div class="section-head">
        <h2 id="roles-h">{page.t('partnership-roles.title')}</h2>
        <a class="small" href={tab}>
          <Icon name={may ? 'pencil' : 'arrow-right'} />
          {page.t(may ? 'partnership-roles.agree' : 'partnership-roles.more')}
        </a>
      </div>
      {rows.length === 0 ? (
        <p class="quiet">{page.t('partnership-roles.empty')}</p>
      ) : (
        <MatrixTable page={page} partnership={partnership} matrix={matrix} rows={rows} />
      )}
    </section>
  )
}
