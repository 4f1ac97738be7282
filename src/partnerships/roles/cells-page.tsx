import { paths } from '../../paths.ts'
import type { FormState } from '../../platform/parse-form.ts'
import { Conflict, type Difference } from '../../ui/conflict.tsx'
import { Form, FormDo } from '../../ui/form.tsx'
import { type Page } from '../../ui/page.ts'
import { PartnershipFrame } from '../frame-panel.tsx'
import { LEVELS } from '../forms.ts'
import type { Partnership } from '../partnerships.ts'
import type { CellConflict } from './cells.ts'
import { encodeWas, LIMITS, NO_PART } from './forms.ts'
import type { RoleCell, RoleRow } from './role-matrices.ts'

export interface CellsProps {
  page: Page
  partnership: Partnership
  /** The rows to set, each with the cells that this reader may set. */
  rows: { row: RoleRow; cells: RoleCell[] }[]
  /** Of one partner, or of one role, only: how the address says it. */
  narrowed: { partner: string; role: string }
  form: FormState
  /** What somebody else set meanwhile. */
  conflicts: CellConflict[]
  formKey: string
}

/** Sets cells of the matrix: one, a column, a row, or all that one may. */
export const CellsPage = ({ page, partnership, rows, narrowed, form, conflicts, formKey }: CellsProps) => {
  const { t } = page
  const { slug } = page.region!
  const query = new URLSearchParams(Object.entries(narrowed).filter(([, value]) => value !== '')).toString()
  const action = paths.partnershipRoleCells(slug, partnership.slug) + (query === '' ? '' : `?${query}`)
  const typed = typedCells(form)
  return (
    <PartnershipFrame page={page} partnership={partnership} current="roles" title={t('partnership-roles.set')}>
      {conflicts.length > 0 && (
        <div class="p-top-l">
          <Conflict page={page} differences={conflicts.map((one) => differenceOf(page, partnership, rows, one))} />
        </div>
      )}
      <p class="p-top-l prose">{t('partnership-roles.setText')}</p>
      <Form page={page} action={action} form={form} formKey={formKey} draft>
        {rows.map(({ row, cells }) => (
          <fieldset class="role-cells">
            <legend>{row.role.label}</legend>
            {cells.map((cell) => (
              <CellField page={page} row={row} cell={cell} typed={typed.get(`${cell.party.id} ${row.role.key}`)} />
            ))}
          </fieldset>
        ))}
        <FormDo
          page={page}
          act={t('partnership-roles.save')}
          cancel={paths.partnershipTab(slug, partnership.slug, 'roles')}
          stays={rows.length > 3}
        />
      </Form>
    </PartnershipFrame>
  )
}

interface Typed {
  level: string
  meaning: string
}

/** What was typed, by the cell: the form comes back as it was sent. */
function typedCells({ values }: FormState): Map<string, Typed> {
  const all = (name: string) => [values[name] ?? []].flat()
  const [parties, roles, levels, meanings] = ['party', 'role', 'level', 'meaning'].map(all)
  return new Map(
    parties!.map((party, n) => [`${party} ${roles![n]}`, { level: levels![n] ?? '', meaning: meanings![n] ?? '' }]),
  )
}

const CellField = ({
  page,
  row,
  cell,
  typed,
}: {
  page: Page
  row: RoleRow
  cell: RoleCell
  typed: Typed | undefined
}) => {
  const { t } = page
  const shown = typed ?? { level: cell.level ?? NO_PART, meaning: cell.meaning }
  const id = `${row.role.key}-${cell.party.id}`
  const { name } = cell.party.organization
  return (
    <div class="role-cell">
      <input type="hidden" name="party[]" value={cell.party.id} />
      <input type="hidden" name="role[]" value={row.role.key} />
      <input type="hidden" name="was[]" value={encodeWas(cell)} />
      <label for={`level-${id}`}>
        {name}
        <span class="sr">: {row.role.label}</span>
      </label>
      <select class="input input-s" id={`level-${id}`} name="level[]">
        {[NO_PART, ...LEVELS].map((level) => (
          <option value={level} selected={shown.level === level}>
            {t(`partnership-roles.level.${level || 'none'}`)}
          </option>
        ))}
      </select>
      <label class="sr" for={`meaning-${id}`}>
        {t('partnership-roles.meaningOf', { name, role: row.role.label })}
      </label>
      <input
        class="input input-s"
        id={`meaning-${id}`}
        name="meaning[]"
        value={shown.meaning}
        maxlength={LIMITS.meaning}
        placeholder={t('partnership-roles.meaning')}
      />
    </div>
  )
}

const differenceOf = (
  page: Page,
  partnership: Partnership,
  rows: CellsProps['rows'],
  { party, role, before, after }: CellConflict,
): Difference => {
  const say = ({ level, meaning }: { level: string | null; meaning: string }) =>
    [page.t(`partnership-roles.level.${level ?? 'none'}`), meaning].filter(Boolean).join(': ')
  const name = partnership.parties.find(({ id }) => id === party)?.organization.name ?? ''
  const label = rows.find(({ row }) => row.role.key === role)?.row.role.label ?? role
  return { label: `${label}, ${name}`, yours: say(after), theirs: say(before) }
}
