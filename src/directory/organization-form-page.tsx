import { paths } from '../paths.ts'
import type { FormState } from '../platform/parse-form.ts'
import type { Lists } from '../region/lists.ts'
import type { Likely } from '../platform/likely.ts'
import { Conflict, type Difference, sayKnown } from '../ui/conflict.tsx'
import { Form, FormDo } from '../ui/form.tsx'
import { Layout } from '../ui/layout.tsx'
import { LikelyOnes } from '../ui/likely.tsx'
import { PageHead } from '../ui/page-head.tsx'
import type { Page } from '../ui/page.ts'
import { FormParts, PARTS, partId } from './organization-form-panel.tsx'
import type { Choice } from '../account/organization-names.ts'

export interface OrganizationFormProps {
  page: Page
  lists: Lists
  form: FormState
  formKey: string
  /** The one that is changed; without it a new one is made. */
  organization?:
    | { id: string; slug: string; name: string; version: number; sector: string; roles: string[] }
    | undefined
  /** Organizations to choose others from. */
  choices: readonly Choice[]
  /** They are few enough to choose by ticking. */
  ticked: boolean
  /** The field that somebody came to fill: its part is open. */
  asked?: string | undefined
  /** What somebody else saved meanwhile, or what stood there when somebody was about to add it again. */
  differences?: Difference[]
  isKnown?: boolean
  /** Those that the new one may be. */
  likely?: readonly Likely[]
}

/** An organization as people write it. */
export const OrganizationFormPage = (props: OrganizationFormProps) => {
  const { page, form, organization: one, formKey, differences, likely } = props
  const { t } = page
  const { slug } = page.region!
  const title = one ? t('directory.form.edit', { name: one.name }) : t('directory.form.new')
  const back = one ? paths.organization(slug, one.slug) : paths.organizations(slug)
  return (
    <Layout page={page} title={title} room="organizations" noindex script={['count-words.js', 'names.js']}>
      <PageHead
        page={page}
        title={title}
        crumbs={[
          { label: t('directory.title'), path: paths.organizations(slug) },
          ...(one ? [{ label: one.name, path: back }] : []),
        ]}
      />
      <div class={one ? undefined : 'cols cols-side'}>
        <div class="stack">
          <nav aria-label={t('directory.form.parts')} class="bunch small">
            {PARTS.map((part) => (
              <a href={`#${partId(part)}`}>{t(`directory.form.${part}`)}</a>
            ))}
          </nav>
          {differences && (
            <Conflict
              page={page}
              differences={differences}
              said={props.isKnown ? sayKnown(page, one!.name) : undefined}
            />
          )}
          <Form
            draft
            page={page}
            action={one ? paths.organizationEdit(slug, one.slug) : paths.organizations(slug)}
            form={form}
            formKey={formKey}
            {...(one && { version: one.version })}
          >
            {likely && (
              <LikelyOnes page={page} likely={likely} pathOf={(each) => paths.organization(slug, each.slug!)} />
            )}
            <FormParts {...props} />
            <FormDo page={page} act={t(one ? 'directory.form.save' : 'directory.form.add')} cancel={back} stays />
          </Form>
        </div>
        {!one && <BeforeYouBegin page={page} />}
      </div>
    </Layout>
  )
}

const BeforeYouBegin = ({ page: { t } }: { page: Page }) => (
  <aside aria-labelledby="aside-h">
    <div class="card card-plain stack-s">
      <h2 class="title" id="aside-h">
        {t('directory.form.asideTitle')}
      </h2>
      <p class="small">{t('directory.form.aside')}</p>
    </div>
  </aside>
)
