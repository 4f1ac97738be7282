import { paths } from '../paths.ts'
import { LINES } from '../platform/form-fields.ts'
import { LANGUAGES } from '../platform/i18n.ts'
import type { Likely } from '../platform/likely.ts'
import type { FormState, Typed } from '../platform/parse-form.ts'
import { Conflict, type Difference, sayKnown } from '../ui/conflict.tsx'
import { SelectField, TextArea, TextField, type TextFieldProps, VisibilityField } from '../ui/field.tsx'
import { Form, FormDo } from '../ui/form.tsx'
import { LikelyOnes } from '../ui/likely.tsx'
import { Layout } from '../ui/layout.tsx'
import { OrganizationField, OrganizationsField } from '../ui/organizations-field.tsx'
import { PageHead } from '../ui/page-head.tsx'
import type { Page } from '../ui/page.ts'
import { LIMITS } from './forms.ts'
import { FIELDS, type Field, KINDS, type ListingKind } from './listing-kinds.ts'
import { sayListingChoice, sayListingField, sayListingHint } from './listing-sayings.ts'
import { type Listing, titleOf } from './listings.ts'
import type { Choice } from '../account/organization-names.ts'

export interface ListingFormProps {
  page: Page
  kind: ListingKind
  form: FormState
  formKey: string
  /** The one that is changed; without it a new one is made. */
  listing?: Listing | undefined
  /** Organizations whose it may be. */
  choices: readonly Choice[]
  /** Places of the organization, where it is known. */
  places: readonly Listing[]
  /** What somebody else saved meanwhile. */
  differences?: Difference[] | undefined
  /** They are of what stood there when somebody was about to add it again. */
  isKnown?: boolean
  /** Those that the new one may be. */
  likely?: readonly Likely[]
}

/** A service, a resource, a group or a place as people write it. */
export const ListingFormPage = (props: ListingFormProps) => {
  const { page, kind, form, formKey, listing, differences, likely } = props
  const { t } = page
  const { slug } = page.region!
  const { segment } = KINDS[kind]
  const name = listing && (titleOf(listing) || t(`listings.one.${kind}`))
  const title = name ? t('listings.changeTitle', { name }) : t(`listings.add.${kind}`)
  const own = listing && paths.listing(slug, segment, listing.slug ?? listing.id)
  const list = paths.listings(slug, segment)
  return (
    <Layout page={page} title={title} room="organizations" noindex script="names.js">
      <PageHead
        page={page}
        title={title}
        crumbs={[{ label: t(`listings.many.${kind}`), path: list }, ...(own ? [{ label: name ?? '', path: own }] : [])]}
      />
      <div class="p-top-l stack">
        {differences && (
          <Conflict page={page} differences={differences} said={props.isKnown ? sayKnown(page, name!) : undefined} />
        )}
        <Form
          draft
          page={page}
          action={listing ? paths.listingEdit(slug, segment, listing.slug ?? listing.id) : list}
          form={form}
          formKey={formKey}
          {...(listing && { version: listing.version })}
        >
          {likely && (
            <LikelyOnes
              page={page}
              likely={likely}
              pathOf={(one) => paths.listing(slug, segment, one.slug ?? one.id)}
            />
          )}
          <Ends {...props} />
          {Object.entries(FIELDS[kind]).map(([field, told]) => (
            <OneField {...props} name={field} field={told} />
          ))}
          <Where {...props} />
          <TextArea
            {...asked(props, 'references')}
            rows={2}
            maxlength={LIMITS.reference * LIMITS.references}
            optional
          />
          <SelectField
            {...asked(props, 'lang')}
            options={LANGUAGES.map((value) => ({ value, label: t(`directory.lang.${value}`) }))}
          />
          <VisibilityField page={page} form={form} circleHint={t(`listings.circle.${KINDS[kind].ends}`)} />
          <FormDo page={page} act={t(listing ? 'listings.save' : `listings.add.${kind}`)} cancel={own ?? list} />
        </Form>
      </div>
    </Layout>
  )
}

/** What every field of the form needs: its label, and its hint where it has one. */
function asked({ page, kind, form }: ListingFormProps, name: string) {
  const hint = sayListingHint(page, kind, name)
  return { page, form, name, label: sayListingField(page, kind, name), ...(hint && { hint }) }
}

/** Whose it is, or who reaches it: chosen where they are few, else named. */
const Ends = (props: ListingFormProps) => {
  const { page, kind, choices } = props
  const field = { ...asked(props, 'organizations'), choices }
  if (KINDS[kind].ends === 'many') return <OrganizationsField {...field} optional />
  const optional = KINDS[kind].ends === 'maybe'
  return (
    <OrganizationField
      {...field}
      empty={page.t(optional ? 'listings.nobodyHere' : 'listings.choose')}
      optional={optional}
    />
  )
}

/** The choices of a field, with what a file said instead. */
const offered = (field: Field & { is: 'choice' }, now: Typed[string]) => {
  const strange = typeof now === 'string' && now !== '' && field.open && !field.of.includes(now)
  return strange ? [...field.of, now] : field.of
}

/** All lines of a field together. */
const ALL_LINES = LINES.line * LINES.lines

const ROWS = { markdown: 7, text: 3, lines: 3 } as const

/** How a field of one line is asked for. */
function lineOf(field: Field): Partial<TextFieldProps> {
  if (field.is === 'number') return { short: true, inputmode: field.whole ? 'numeric' : 'decimal', maxlength: 20 }
  if (field.is === 'phone') return { type: 'tel', maxlength: field.max }
  if (field.is === 'website') return { type: 'url', maxlength: field.max }
  return field.is === 'line' ? { maxlength: field.max, required: field.needed ?? false } : {}
}

const OneField = (props: ListingFormProps & { name: string; field: Field }) => {
  const { page, kind, name, field, form } = props
  const known = asked(props, name)
  if (field.is === 'choice') {
    const options = offered(field, form.values[name]).map((value) => ({
      value,
      label: sayListingChoice(page, kind, name, value),
    }))
    return <SelectField {...known} empty={page.t('listings.choose')} options={options} />
  }
  if (field.is === 'markdown' || field.is === 'text' || field.is === 'lines') {
    const most = field.is === 'lines' ? ALL_LINES : field.max
    return <TextArea {...known} rows={ROWS[field.is]} maxlength={most} optional />
  }
  return <TextField {...known} {...lineOf(field)} optional={!(field.is === 'line' && field.needed)} />
}

const Where = (props: ListingFormProps) => {
  const { page, kind, places } = props
  if (!KINDS[kind].hasPlace || places.length === 0) return null
  return (
    <SelectField
      {...asked(props, 'place')}
      empty={page.t('listings.noPlace')}
      options={places.map((one) => ({
        value: one.id,
        label: titleOf(one) || sayListingChoice(page, 'place', 'kind', String(one.facts['kind'])),
      }))}
      optional
    />
  )
}
