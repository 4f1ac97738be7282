import { paths } from '../paths.ts'
import type { FileFacts } from '../platform/files.ts'
import type { FormState } from '../platform/parse-form.ts'
import { FileField } from '../ui/field.tsx'
import { ButtonForm, Form, FormDo } from '../ui/form.tsx'
import { Layout } from '../ui/layout.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { type Page, href } from '../ui/page.ts'
import { LOGO_MEGABYTES } from './logos.ts'

interface Shown {
  page: Page
  organization: { slug: string; name: string }
  logo: FileFacts
}

/** An organization's logo, on white: most are made for paper. */
export const Logo = ({ page, organization, logo }: Shown) => {
  const version = logo.sha256.toString('hex').slice(0, 12)
  return (
    <img
      class="logo"
      src={`${href(page, paths.organizationLogo(page.region!.slug, organization.slug))}?v=${version}`}
      width={logo.width!}
      height={logo.height!}
      alt={page.t('directory.logo.of', { name: organization.name })}
    />
  )
}

/** The logo that an organization has, one to choose, and the way to have none. */
export const LogoPage = (props: Omit<Shown, 'logo'> & { logo?: FileFacts; form: FormState; formKey: string }) => {
  const { page, organization, logo, form, formKey } = props
  const { t } = page
  const { slug } = page.region!
  const title = t('directory.logo.title', { name: organization.name })
  const back = paths.organization(slug, organization.slug)
  const crumbs = [
    { label: t('directory.title'), path: paths.organizations(slug) },
    { label: organization.name, path: back },
  ]
  return (
    <Layout page={page} title={title} room="organizations" noindex>
      <PageHead page={page} title={title} lede={t('directory.logo.lede')} crumbs={crumbs} />
      <div class="p-top-l stack-l">
        {logo && <Logo page={page} organization={organization} logo={logo} />}
        <Form
          page={page}
          action={paths.organizationLogoEdit(slug, organization.slug)}
          form={form}
          formKey={formKey}
          upload
        >
          <FileField
            page={page}
            form={form}
            name="logo"
            label={t('directory.logo.file')}
            hint={t('directory.logo.hint', { max: LOGO_MEGABYTES })}
            accept="image/png,image/jpeg,image/webp,image/gif"
          />
          <FormDo page={page} act={t('directory.logo.save')} cancel={back} />
        </Form>
        {logo && (
          <ButtonForm
            page={page}
            action={paths.organizationLogoRemoval(slug, organization.slug)}
            label={t('directory.logo.remove')}
            fields={{ _key: `${formKey}.removal` }}
          />
        )}
      </div>
    </Layout>
  )
}
