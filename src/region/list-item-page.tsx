import { paths } from '../paths.ts'
import type { FormState } from '../platform/parse-form.ts'
import { Conflict, type Difference } from '../ui/conflict.tsx'
import { Checkbox, RadioCards, SelectField, TextArea, TextField } from '../ui/field.tsx'
import { Form, FormDo } from '../ui/form.tsx'
import { Cord } from '../ui/cord.tsx'
import { Mark } from '../ui/icon.tsx'
import { Layout } from '../ui/layout.tsx'
import { PageHead } from '../ui/page-head.tsx'
import type { Page } from '../ui/page.ts'
import { SettingsTabs } from '../ui/settings-tabs.tsx'
import { LIMITS, SHAPES } from './forms.ts'
import type { ListName } from './lists.ts'
import { inAddress } from './lists-page.tsx'

export interface ListItemProps {
  page: Page
  list: ListName
  /** Undefined for one that is being added. */
  item?: Record<string, string>
  /** What the item was when this form was opened. */
  read: string
  form: FormState
  formKey: string
  conflict?: Difference[]
}

/** One item of a list, to add or to change. */
export const ListItemPage = ({ page, list, item, read, form, formKey, conflict }: ListItemProps) => {
  const slug = page.region?.slug ?? ''
  const title = item ? (item[`label_${page.lang}`] ?? item.key ?? '') : page.t(`region.list.${list}.add`)
  const back = paths.lists(slug, inAddress(list))
  return (
    <Layout page={page} title={title} room="settings" noindex>
      <PageHead
        page={page}
        title={title}
        kind={page.t(`region.list.${list}`)}
        crumbs={[{ label: page.t(`region.list.${list}`), path: back }]}
      />
      <SettingsTabs page={page} current="lists" />
      <div class="section stack">
        {conflict && <Conflict page={page} differences={conflict} />}
        {item && <Preview page={page} list={list} item={item} />}
        <Form
          page={page}
          action={paths.listItem(slug, inAddress(list), item?.key ?? 'new')}
          form={form}
          formKey={formKey}
        >
          <input type="hidden" name="_version" value={read} />
          <Words page={page} form={form} name="label" max={LIMITS.label} />
          {list === 'sectors' && <SectorFields page={page} form={form} />}
          {list === 'roles' && <RoleFields page={page} form={form} />}
          {list === 'tie_kinds' && <TieKindFields page={page} form={form} fixed={item} />}
          <TextField
            page={page}
            form={form}
            name="position"
            label={page.t('region.field.position')}
            hint={page.t('region.hint.position')}
            inputmode="numeric"
            short
          />
          {item && (
            <Checkbox
              page={page}
              form={form}
              name="retired"
              label={page.t('region.field.retired')}
              hint={page.t('region.hint.retired')}
            />
          )}
          <FormDo page={page} act={page.t(item ? 'region.lists.save' : `region.list.${list}.add`)} cancel={back} />
        </Form>
      </div>
    </Layout>
  )
}

type Part = { page: Page; form: FormState }

/** A word in both languages; Spanish left empty says the English one. */
const Words = ({ page, form, name, max, optional }: Part & { name: string; max: number; optional?: boolean }) => (
  <>
    <TextField
      page={page}
      form={form}
      name={`${name}_en`}
      label={page.t(`region.field.${name}_en`)}
      maxlength={max}
      required={!optional}
      optional={optional}
    />
    <TextField
      page={page}
      form={form}
      name={`${name}_es`}
      label={page.t(`region.field.${name}_es`)}
      maxlength={max}
      optional
    />
  </>
)

const SectorFields = ({ page, form }: Part) => (
  <>
    <RadioCards
      page={page}
      form={form}
      name="shape"
      label={page.t('region.field.shape')}
      hint={page.t('region.hint.shape')}
      options={SHAPES.map((shape) => ({
        value: shape,
        label: page.t(`region.shape.${shape}`),
        look: { shape, colour: shape },
      }))}
    />
    <SelectField
      page={page}
      form={form}
      name="colour"
      label={page.t('region.field.colour')}
      hint={page.t('region.hint.colour')}
      options={SHAPES.map((colour) => ({ value: colour, label: page.t(`region.colour.${colour}`) }))}
    />
  </>
)

const RoleFields = ({ page, form }: Part) => (
  <>
    <TextArea
      page={page}
      form={form}
      name="description_en"
      label={page.t('region.field.description_en')}
      rows={3}
      maxlength={LIMITS.listDescription}
      optional
    />
    <TextArea
      page={page}
      form={form}
      name="description_es"
      label={page.t('region.field.description_es')}
      rows={3}
      maxlength={LIMITS.listDescription}
      lang="es"
      optional
    />
    <TextField
      page={page}
      form={form}
      name="reference_title"
      label={page.t('region.field.reference')}
      hint={page.t('region.hint.reference')}
      maxlength={300}
      optional
    />
    <TextField
      page={page}
      form={form}
      name="reference_url"
      label={page.t('region.field.referenceUrl')}
      type="url"
      optional
    />
  </>
)

const TieKindFields = ({ page, form, fixed }: Part & { fixed?: Record<string, string> }) => (
  <>
    {!fixed && (
      <Checkbox
        page={page}
        form={form}
        name="directed"
        label={page.t('region.field.directed')}
        hint={page.t('region.hint.directed')}
      />
    )}
    {fixed?.directed === 'yes' && <input type="hidden" name="directed" value="yes" />}
    <Words page={page} form={form} name="forward" max={LIMITS.phrase} />
    {fixed?.directed !== '' && <Words page={page} form={form} name="backward" max={LIMITS.phrase} optional />}
  </>
)

/** The item as it will stand on pages. */
const Preview = ({ page, list, item }: { page: Page; list: ListName; item: Record<string, string> }) => {
  const word = (name: string) => item[`${name}_${page.lang}`] ?? ''
  if (list === 'roles') return null
  return (
    <p class="card bunch">
      <span class="quiet">{page.t('region.lists.preview')}</span>
      {list === 'sectors' ? (
        <span class="org">
          <Mark look={{ colour: item.colour ?? 'other', shape: item.shape ?? 'other' }} />
          <span>{word('label')}</span>
        </span>
      ) : (
        <>
          <span>{page.t('region.lists.previewTie', { phrase: word('forward') })}</span>
          <Cord label={word('label')} strength={3} plugged={[true, true]} />
        </>
      )}
    </p>
  )
}
