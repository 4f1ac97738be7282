import { IMPORT_KINDS } from '../directory/forms.ts'
import { ELEMENT_KINDS } from '../directory/import/element-rows.ts'
import { namesWhole } from '../directory/import/wholes.ts'
import { type MappedColumn, targetsOf } from '../directory/import-sources.ts'
import { sayTarget } from '../directory/sayings.ts'
import type { Upload } from '../directory/uploads.ts'
import { paths } from '../paths.ts'
import type { Lang } from '../platform/i18n.ts'
import { SelectField } from '../ui/field.tsx'
import { Flash } from '../ui/flash.tsx'
import { Form } from '../ui/form.tsx'
import { LANGUAGE_NAMES } from '../ui/languages.ts'
import type { Page } from '../ui/page.ts'
import { Table } from '../ui/table.tsx'

/** The form of the columns: the button that imports sends it along, so that nothing said in it is lost. */
export const COLUMNS_FORM = 'columns'

/** What each column is taken for, and the way to say otherwise. */
export const ColumnsPanel = ({ page, upload }: { page: Page; upload: Upload }) => {
  const { t } = page
  return (
    <section aria-labelledby="h-columns" class="stack">
      <h2 id="h-columns">{t('imports.columns.title')}</h2>
      <p class="quiet">{t('imports.columns.hint')}</p>
      <Form page={page} id={COLUMNS_FORM} action={paths.importPreview(page.region!.slug, upload.id)}>
        <div class="stack">
          <KindSelect page={page} upload={upload} />
          <LanguageSelect page={page} lang={upload.lang} />
          <Twice page={page} upload={upload} />
          <Wholes page={page} upload={upload} />
          <Table
            rows={upload.columns}
            columns={[
              {
                label: t('imports.col.column'),
                cell: (one) => (
                  <>
                    <b>{one.column}</b>
                    <br />
                    <span class="quiet small">
                      {one.sample === ''
                        ? t('imports.columns.empty')
                        : t('imports.columns.sample', { sample: one.sample })}
                    </span>
                  </>
                ),
              },
              {
                label: t('imports.col.target'),
                cell: (one) => <TargetSelect page={page} kind={upload.kind} {...one} />,
              },
            ]}
          />
          {upload.types.length > 0 && <TypesTable page={page} upload={upload} />}
        </div>
        <div class="form-do">
          <button class="btn">{t('imports.columns.act')}</button>
        </div>
      </Form>
    </section>
  )
}

/** Fields that more than one column is taken for: only one of them can stand there. Several columns may tell the sector. */
function Twice({ page: { t }, upload: { columns, kind } }: { page: Page; upload: Upload }) {
  const taken = Map.groupBy(columns, ({ target }) => target)
  const twice = [...taken].filter(([field, all]) => !['extra', '-', 'sector'].includes(field) && all.length > 1)
  return (
    <>
      {twice.map(([field, all]) => (
        <Flash state="warn">
          {t('imports.twice', {
            field: sayTarget(t, field, kind),
            columns: all.map(({ column }) => column).join(', '),
          })}
        </Flash>
      ))}
    </>
  )
}

/** Of a list of outlets: why it is named after their system, and how they come in. */
function Wholes({ page: { t }, upload: { columns, kind } }: { page: Page; upload: Upload }) {
  const whole = columns.find(({ column, target }) => target === 'name' && namesWhole(column))
  return kind === 'organizations' && whole ? <Flash>{t('imports.wholes', { column: whole.column })}</Flash> : null
}

/** What the elements of each type become. */
const TypesTable = ({ page: { t }, upload }: { page: Page; upload: Upload }) => (
  <>
    <h3 class="title">{t('imports.types.title')}</h3>
    <p class="quiet small">{t('imports.types.hint')}</p>
    <Table
      rows={upload.types.slice(0, MOST_TYPES)}
      columns={[
        {
          label: t('imports.col.type'),
          cell: ({ type, count }) => (
            <>
              <b>{type || t('imports.types.none')}</b>
              <br />
              <span class="quiet small">{t('imports.types.count', { count })}</span>
            </>
          ),
        },
        {
          label: t('imports.col.as'),
          cell: ({ type, as }) => (
            <>
              <input type="hidden" name="type[]" value={type} />
              <select class="input" name="as[]" aria-label={type || t('imports.types.none')}>
                {ELEMENT_KINDS.map((kind) => (
                  <option value={kind} selected={kind === as}>
                    {t(`imports.types.${kind}`)}
                  </option>
                ))}
              </select>
            </>
          ),
        },
      ]}
    />
  </>
)

/** Types that are a handful of elements each are no types to choose by. */
const MOST_TYPES = 60

/** A table may be a list of anything, and with From and To a network; any other network is what it is. */
const KindSelect = ({ page, upload: { kind, file } }: { page: Page; upload: Upload }) =>
  kind === 'network' && !/\.(csv|tsv|txt|xlsx)$/i.test(file) ? null : (
    <SelectField
      page={page}
      form={{ values: { kind }, errors: {} }}
      name="kind"
      label={page.t('imports.kind')}
      hint={page.t('imports.kindHint')}
      options={IMPORT_KINDS.filter((one) => one !== 'network' || kind === 'network').map((value) => ({
        value,
        label: page.t(`imports.kind.${value}`),
      }))}
    />
  )

/** Where a region speaks one language only, so do its files. */
const LanguageSelect = ({ page, lang }: { page: Page; lang: Lang }) => {
  const { languages } = page.region!
  if (languages.length < 2) return null
  return (
    <SelectField
      page={page}
      form={{ values: { lang }, errors: {} }}
      name="lang"
      label={page.t('imports.lang')}
      hint={page.t('imports.langHint')}
      options={languages.map((value) => ({ value, label: LANGUAGE_NAMES[value] }))}
    />
  )
}

const TargetSelect = ({ page: { t }, kind, column, target }: { page: Page; kind: Upload['kind'] } & MappedColumn) => (
  <>
    <input type="hidden" name="column[]" value={column} />
    <select class="input" name="target[]" aria-label={column}>
      {targetsOf(kind).map((one) => (
        <option value={one} selected={one === target}>
          {sayTarget(t, one, kind)}
        </option>
      ))}
    </select>
  </>
)
