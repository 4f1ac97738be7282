import { IMPORT_KINDS } from '../directory/forms.ts'
import { type MappedColumn, targetsOf } from '../directory/import-sources.ts'
import { sayTarget } from '../directory/sayings.ts'
import type { Upload } from '../directory/uploads.ts'
import { paths } from '../paths.ts'
import type { Lang } from '../platform/i18n.ts'
import { SelectField } from '../ui/field.tsx'
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
          <KindSelect page={page} kind={upload.kind} />
          <LanguageSelect page={page} lang={upload.lang} />
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
        </div>
        <div class="form-do">
          <button class="btn">{t('imports.columns.act')}</button>
        </div>
      </Form>
    </section>
  )
}

/** A list may be one of organizations or of places; a network is what it is. */
const KindSelect = ({ page, kind }: { page: Page; kind: Upload['kind'] }) =>
  kind === 'network' ? null : (
    <SelectField
      page={page}
      form={{ values: { kind }, errors: {} }}
      name="kind"
      label={page.t('imports.kind')}
      hint={page.t('imports.kindHint')}
      options={IMPORT_KINDS.filter((one) => one !== 'network').map((value) => ({
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
          {sayTarget(t, one)}
        </option>
      ))}
    </select>
  </>
)
