import { paths } from '../paths.ts'
import type { FormState } from '../platform/parse-form.ts'
import { VisibilityBadge } from '../ui/badge.tsx'
import { Empty } from '../ui/empty.tsx'
import { TextField } from '../ui/field.tsx'
import { Flash } from '../ui/flash.tsx'
import { FormDo } from '../ui/form.tsx'
import { Layout } from '../ui/layout.tsx'
import { Names } from '../ui/organizations-field.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { type Page, href } from '../ui/page.ts'
import { type ChosenField, CHOSEN, JOINED } from './choices.ts'
import type { Hanging } from './hangings.ts'
import type { LikenessReason } from './likenesses.ts'
import { asInput, type Organization } from './organizations.ts'
import { type Sayable, sayField, sayValue } from './sayings.ts'

export interface Side {
  organization: Organization
  hangings: Hanging[]
}
export interface MergingProps {
  page: Page
  lists: Sayable
  sides: [Side, Side]
  /** Which of both stays, if nobody says otherwise: the one on which more hangs. */
  kept: string
  reasons: LikenessReason[]
  formKey: string
}

/** Two organizations side by side: which one stays, and what it says of each field in which they differ. */
export const MergingPage = (props: MergingProps) => {
  const { page, sides, reasons } = props
  const { t } = page
  const slug = page.region!.slug
  const [a, b] = sides.map((side) => side.organization) as [Organization, Organization]
  const crumbs = [{ label: t('journal.proposals.title'), path: paths.proposals(slug) }]
  return (
    <Layout page={page} title={t('merging.title')} room="organizations" noindex>
      <PageHead
        page={page}
        title={t('merging.question', { a: a.name, b: b.name })}
        lede={t('merging.lede')}
        crumbs={crumbs}
      />
      <div class="p-top-l stack-l">
        {reasons.length > 0 && (
          <p>
            {t('merging.because')} {reasons.map((reason) => t(`merging.reason.${reason}`)).join(' · ')}
          </p>
        )}
        <form method="post" action={href(page, paths.organizationMerging(slug, a.slug))} class="stack-l">
          <input type="hidden" name="_key" value={props.formKey} />
          <input type="hidden" name="with" value={b.id} />
          <input type="hidden" name="versions" value={`${a.version} ${b.version}`} />
          {a.visibility !== b.visibility && <Flash state="warn">{t('merging.seenAlike')}</Flash>}
          <Compared {...props} />
          <div class="form-do">
            <button class="btn btn-act" name="decision" value="merge">
              {t('merging.act')}
            </button>
            <button class="btn" name="decision" value="apart">
              {t('merging.apart')}
            </button>
            <button class="btn btn-quiet" name="decision" value="later">
              {t('merging.later')}
            </button>
          </div>
          <p class="small quiet">{t('merging.undoable')}</p>
        </form>
      </div>
    </Layout>
  )
}

const Compared = (props: MergingProps) => {
  const { page, sides } = props
  const { t } = page
  const inputs = sides.map(({ organization }) => asInput(organization, []))
  const shown = [...CHOSEN, ...JOINED].filter((field) => inputs.some((input) => String(input[field]) !== ''))
  return (
    <div class="scroll">
      <table class="table table-fold">
        <thead>
          <tr>
            <th scope="col">{t('directory.field')}</th>
            {sides.map(({ organization }) => (
              <th scope="col">
                <a href={href(page, paths.organization(page.region!.slug, organization.slug))}>{organization.name}</a>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          <tr>
            <th scope="row">{t('merging.stays')}</th>
            {sides.map(({ organization: one }) => (
              <td data-label={one.name}>
                <Pick name="keep" value={one.id} checked={one.id === props.kept} label={t('merging.thisOne')} />
              </td>
            ))}
          </tr>
          <tr>
            <th scope="row">{t('ui.visibility.label')}</th>
            {sides.map(({ organization: one }) => (
              <td data-label={one.name}>
                <VisibilityBadge page={page} visibility={one.visibility} />
              </td>
            ))}
          </tr>
          {shown.map((field) => (
            <Field {...props} field={field} />
          ))}
          <tr>
            <th scope="row">{t('merging.hangs')}</th>
            {sides.map(({ organization, hangings }) => (
              <td data-label={organization.name}>
                {hangings.length === 0
                  ? t('merging.nothingHangs')
                  : hangings.map((one) => t(`merging.hang.${one.what}`, { count: one.count })).join(', ')}
              </td>
            ))}
          </tr>
        </tbody>
      </table>
    </div>
  )
}

/** A field in which both say something else is chosen; lists become one; the rest is shown. */
const Field = ({
  page,
  lists,
  sides,
  kept,
  field,
}: MergingProps & { field: (typeof CHOSEN)[number] | (typeof JOINED)[number] }) => {
  const values = sides.map(({ organization }) => asInput(organization, [])[field])
  const isChosen =
    CHOSEN.includes(field as ChosenField) && values[0] !== values[1] && values.every((value) => value !== '')
  return (
    <tr>
      <th scope="row">{sayField(page, field)}</th>
      {sides.map(({ organization: one }, n) => {
        const said = sayValue(page, lists, field, values[n])
        return (
          <td data-label={one.name} lang={one.lang}>
            {isChosen ? (
              <Pick name={`field_${field}`} value={one.id} checked={one.id === kept} label={shorten(said)} />
            ) : (
              shorten(said)
            )}
          </td>
        )
      })}
    </tr>
  )
}

const SHOWN = 240
const shorten = (text: string) => (text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text)

const Pick = ({ name, value, checked, label }: { name: string; value: string; checked: boolean; label: string }) => (
  <label class="pick">
    <input type="radio" name={name} value={value} checked={checked} /> {label}
  </label>
)

/** With which organization this one is to be merged. */
export const MergingStartPage = ({
  page,
  organization,
  names,
  form,
}: {
  page: Page
  organization: Organization
  names: readonly { name: string }[]
  form: FormState
}) => {
  const { t } = page
  const slug = page.region!.slug
  const back = paths.organization(slug, organization.slug)
  const crumbs = [
    { label: t('directory.title'), path: paths.organizations(slug) },
    { label: organization.name, path: back },
  ]
  return (
    <Layout
      page={page}
      title={t('merging.startTitle', { name: organization.name })}
      room="organizations"
      noindex
      script="names.js"
    >
      <PageHead
        page={page}
        title={t('merging.startTitle', { name: organization.name })}
        lede={t('merging.lede')}
        crumbs={crumbs}
      />
      <div class="p-top-l stack">
        {names.length === 0 ? (
          <Empty title={t('merging.nobodyElse')} />
        ) : (
          <form method="get" action={href(page, paths.organizationMerging(slug, organization.slug))} class="stack">
            <TextField page={page} form={form} name="with" label={t('merging.with')} list="merging-names" />
            <Names page={page} id="merging-names" choices={names} />
            <FormDo page={page} act={t('merging.compare')} cancel={back} />
          </form>
        )}
      </div>
    </Layout>
  )
}
