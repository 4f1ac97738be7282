import { type MappedColumn, TARGETS } from '../directory/import-sources.ts'
import type { Upload } from '../directory/uploads.ts'
import { paths } from '../paths.ts'
import { Form } from '../ui/form.tsx'
import type { Page } from '../ui/page.ts'
import { Table } from '../ui/table.tsx'

/** What each column is taken for, and the way to say otherwise. */
export const ColumnsPanel = ({ page, upload }: { page: Page; upload: Upload }) => {
  const { t } = page
  return (
    <section aria-labelledby="h-columns" class="stack">
      <h2 id="h-columns">{t('imports.columns.title')}</h2>
      <p class="quiet">{t('imports.columns.hint')}</p>
      <Form page={page} action={paths.importPreview(page.region!.slug, upload.id)}>
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
            { label: t('imports.col.target'), cell: (one) => <TargetSelect page={page} {...one} /> },
          ]}
        />
        <div class="form-do">
          <button class="btn">{t('imports.columns.act')}</button>
        </div>
      </Form>
    </section>
  )
}

const TargetSelect = ({ page: { t }, column, target }: { page: Page } & MappedColumn) => (
  <>
    <input type="hidden" name="column[]" value={column} />
    <select class="input" name="target[]" aria-label={column}>
      {TARGETS.map((one) => (
        <option value={one} selected={one === target}>
          {t(`imports.target.${one}`)}
        </option>
      ))}
    </select>
  </>
)
