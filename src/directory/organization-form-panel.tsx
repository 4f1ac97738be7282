import type { Child } from 'hono/jsx'
import { formatList, LANGUAGES } from '../platform/i18n.ts'
import { CheckboxList, SelectField, TextArea, TextField, VisibilityField } from '../ui/field.tsx'
import { Names } from '../ui/organizations-field.tsx'
import { BLURBS, LIMITS, type OrganizationInput, PLACE_FIELDS } from './forms.ts'
import type { OrganizationFormProps } from './organization-form-page.tsx'

type Name = keyof OrganizationInput

/** The parts of the form, with their fields. What is least often needed comes folded. */
const FIELDS = {
  what: ['name', 'sector', 'mission', 'description', 'website', 'lang'],
  reach: ['phone', 'email', 'calling'],
  does: ['roles', 'audiences', 'skills', 'spaces', 'languages', 'openData'],
  where: ['serviceCounties', 'serviceArea', ...PLACE_FIELDS],
  blurbs: ['blurb25', 'blurb50', 'blurb100'],
  past: ['otherNames', 'formerNames', 'founded', 'parent', 'ended', 'successors'],
  facts: ['references', 'checkedOn', 'identifiers'],
  who: ['visibility', 'circle'],
} as const satisfies Record<string, readonly Name[]>
type PartName = keyof typeof FIELDS

export const PARTS = Object.keys(FIELDS) as PartName[]
export const partId = (part: PartName) => `part-${part}`

export const FormParts = (props: OrganizationFormProps) => (
  <>
    <What {...props} />
    <Folded {...props} part="reach">
      <Reach {...props} />
    </Folded>
    <Folded {...props} part="does">
      <Does {...props} />
    </Folded>
    <Folded {...props} part="where">
      <Where {...props} />
    </Folded>
    <Folded {...props} part="blurbs">
      <Blurbs {...props} />
    </Folded>
    <Folded {...props} part="past">
      <Past {...props} />
    </Folded>
    <Folded {...props} part="facts">
      <Facts {...props} />
    </Folded>
    <Who {...props} />
  </>
)

/** Open when something in it is wrong, or is what somebody came for. */
function Folded({
  page,
  form,
  asked: came,
  part,
  children,
}: OrganizationFormProps & { part: PartName; children?: Child }) {
  const fields: readonly string[] = FIELDS[part]
  const open = fields.some((field) => field === came || form.errors[field])
  const labels = fields.slice(0, 4).map((field) => page.t(`directory.field.${field}`))
  return (
    <details class="fold form-part" id={partId(part)} open={open}>
      <summary>
        <span>
          <span class="h">{page.t(`directory.form.${part}`)}</span>
          <span class="small quiet">
            {fields.length > 4 ? `${labels.join(', ')} …` : formatList(page.lang, labels)}
          </span>
        </span>
      </summary>
      <fieldset>
        <legend class="sr">{page.t(`directory.form.${part}`)}</legend>
        {children}
      </fieldset>
    </details>
  )
}

/** What every field of the form needs: its label, and its hint where it has one. */
const asked = ({ page, form }: Pick<OrganizationFormProps, 'page' | 'form'>, name: string, hint = name) => ({
  page,
  form,
  name,
  label: page.t(`directory.field.${name}`),
  ...(page.t.has(`directory.hint.${hint}`) && { hint: page.t(`directory.hint.${hint}`) }),
})

/** All lines of a field together. */
const LINES = LIMITS.line * LIMITS.lines

const What = (props: OrganizationFormProps) => {
  const { page, lists, organization: one } = props
  const { t } = page
  const sectors = lists.sectors.filter((sector) => !sector.retired || sector.key === one?.sector)
  return (
    <fieldset class="p-top-l" id={partId('what')}>
      <legend class="h">{t('directory.form.what')}</legend>
      <TextField {...asked(props, 'name')} maxlength={LIMITS.name} required />
      <SelectField
        {...asked(props, 'sector')}
        empty={t('directory.form.choose')}
        options={sectors.map(({ key, label, retired }) => ({
          value: key,
          label: retired ? t('directory.form.retired', { label }) : label,
        }))}
      />
      <TextArea {...asked(props, 'mission')} rows={2} maxlength={LIMITS.mission} optional />
      <TextArea {...asked(props, 'description')} rows={9} maxlength={LIMITS.description} optional />
      <TextField {...asked(props, 'website')} type="url" maxlength={LIMITS.website} optional />
      <SelectField
        {...asked(props, 'lang')}
        options={LANGUAGES.map((value) => ({ value, label: t(`directory.lang.${value}`) }))}
      />
    </fieldset>
  )
}

const Reach = (props: OrganizationFormProps) => (
  <>
    <div class="cols cols-2">
      <TextField {...asked(props, 'phone')} type="tel" maxlength={LIMITS.phone} optional />
      <TextField {...asked(props, 'email')} type="email" maxlength={LIMITS.email} optional />
    </div>
    <TextArea {...asked(props, 'calling')} rows={2} maxlength={LIMITS.calling} optional />
  </>
)

const Does = (props: OrganizationFormProps) => {
  const { lists, organization: one } = props
  const roles = lists.roles.filter((role) => !role.retired || one?.roles.includes(role.key))
  return (
    <>
      <CheckboxList
        {...asked(props, 'roles')}
        options={roles.map(({ key, label, description }) => ({ value: key, label, hint: description }))}
      />
      <TextArea {...asked(props, 'audiences')} rows={3} maxlength={LINES} optional />
      <TextArea {...asked(props, 'skills')} rows={3} maxlength={LINES} optional />
      <TextArea {...asked(props, 'spaces')} rows={3} maxlength={LINES} optional />
      <TextArea {...asked(props, 'languages')} rows={2} maxlength={LINES} optional />
      <TextField {...asked(props, 'openData')} type="url" maxlength={LIMITS.website} optional />
    </>
  )
}

/** As they stand in addresses of places. */
const countyNames = ({ page }: OrganizationFormProps) =>
  page.region!.counties.map((county) => county.replace(/( County)?,.*$/, ''))

function ServiceCounties(props: OrganizationFormProps) {
  const here = countyNames(props)
  if (here.length === 0) return <TextArea {...asked(props, 'serviceCounties')} rows={2} maxlength={LINES} optional />
  const chosen = [props.form.values['serviceCounties'] ?? []].flat().filter(Boolean)
  return (
    <CheckboxList
      {...asked(props, 'serviceCounties', 'countiesTicked')}
      optional
      options={[...new Set([...here, ...chosen])].map((county) => ({ value: county, label: county }))}
    />
  )
}

const Where = (props: OrganizationFormProps) => (
  <>
    <ServiceCounties {...props} />
    <TextArea {...asked(props, 'serviceArea')} rows={2} maxlength={LIMITS.serviceArea} optional />
    <TextField {...asked(props, 'placeName')} maxlength={LIMITS.place} optional />
    <TextField {...asked(props, 'street')} maxlength={LIMITS.place} optional />
    <div class="cols cols-3 p-top">
      <TextField {...asked(props, 'city')} maxlength={LIMITS.place} optional />
      <TextField {...asked(props, 'state')} maxlength={LIMITS.state} optional />
      <TextField {...asked(props, 'postalCode')} maxlength={LIMITS.postalCode} optional />
    </div>
    <TextField {...asked(props, 'county')} maxlength={LIMITS.place} list="counties" optional />
    <datalist id="counties">
      {countyNames(props).map((county) => (
        <option value={county} />
      ))}
    </datalist>
    <div class="cols cols-2 p-top">
      <TextField {...asked(props, 'latitude', 'coordinates')} maxlength={24} inputmode="decimal" optional />
      <TextField {...asked(props, 'longitude', 'coordinates')} maxlength={24} inputmode="decimal" optional />
    </div>
    <TextArea {...asked(props, 'accessNotes')} rows={3} maxlength={LIMITS.accessNotes} optional />
  </>
)

const Blurbs = (props: OrganizationFormProps) => (
  <>
    <p>{props.page.t('directory.form.blurbsText')}</p>
    {(Object.keys(BLURBS) as (keyof typeof BLURBS)[]).map((field, n) => (
      <>
        <TextArea {...asked(props, field)} rows={2 + n * 2} maxlength={LIMITS[field]} optional />
        <p
          class="hint"
          hidden
          data-words-of={`f-${field}`}
          data-said={props.page.t('directory.form.wordsUsed', { count: '#', max: BLURBS[field] })}
        />
      </>
    ))}
  </>
)

const Past = (props: OrganizationFormProps) => {
  const { page, choices, organization: one } = props
  const dates = page.t('ui.form.dateHint')
  return (
    <>
      <TextArea {...asked(props, 'otherNames')} rows={2} maxlength={LINES} optional />
      <TextArea {...asked(props, 'formerNames')} rows={2} maxlength={LINES} optional />
      <TextField {...asked(props, 'founded')} hint={dates} maxlength={80} short optional />
      <TextField {...asked(props, 'parent')} maxlength={LIMITS.name} list="organizations" optional />
      <Names page={page} id="organizations" choices={choices.filter(({ id }) => id !== one?.id)} />
      <TextField {...asked(props, 'ended')} maxlength={80} short optional />
      <TextArea {...asked(props, 'successors')} rows={2} maxlength={LINES} optional />
    </>
  )
}

const Facts = (props: OrganizationFormProps) => (
  <>
    <TextArea {...asked(props, 'references')} rows={3} maxlength={LIMITS.reference * LIMITS.references} optional />
    <TextField {...asked(props, 'checkedOn')} type="date" short optional />
    <TextArea {...asked(props, 'identifiers')} rows={2} maxlength={LINES} optional />
  </>
)

const Who = (props: OrganizationFormProps) => {
  const { page, form, choices, ticked, organization: one } = props
  const { t } = page
  const others = choices.filter((choice) => choice.id !== one?.id)
  return (
    <fieldset class="p-top-l" id={partId('who')}>
      <legend class="h">{t('directory.form.who')}</legend>
      <VisibilityField page={page} form={form} circleHint={t('directory.hint.circlePrivate')} />
      {ticked && others.length > 0 && (
        <details class="fold p-top" open={form.values['visibility'] === 'circle'}>
          <summary>{t('directory.field.circle')}</summary>
          <CheckboxList
            {...asked(props, 'circle')}
            options={others.map(({ id, name }) => ({ value: id, label: name }))}
          />
        </details>
      )}
      {!ticked && (
        <TextArea {...asked(props, 'circle', 'circleNames')} name="circleNames" rows={4} maxlength={LINES} optional />
      )}
    </fieldset>
  )
}
