import { paths } from '../paths.ts'
import type { FormState } from '../platform/parse-form.ts'
import { LIMITS } from '../region/forms.ts'
import { TextField } from '../ui/field.tsx'
import { Flash } from '../ui/flash.tsx'
import { Form, FormDo } from '../ui/form.tsx'
import { Layout } from '../ui/layout.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { type Page, type RegionHead, href } from '../ui/page.ts'

/** What was done before one comes here: somebody is invited, or the region was there already. */
export const DONE = ['invited', 'before'] as const

/** Asks who shall coordinate a new region. */
export const CoordinatorPage = ({
  page,
  region,
  form,
  done,
}: {
  page: Page
  region: RegionHead
  form: FormState
  done?: (typeof DONE)[number] | undefined
}) => {
  const { t } = page
  return (
    <Layout page={page} title={t('region.coordinator.title', { region: region.name })} noindex>
      <PageHead
        page={page}
        title={t('region.coordinator.title', { region: region.name })}
        lede={t('region.coordinator.lede')}
        crumbs={[
          { label: t('region.installation.crumb'), path: paths.installation() },
          { label: region.name, path: paths.region(region.slug) },
        ]}
      />
      <div class="stack">
        {done && (
          <Flash state={done === 'invited' ? 'good' : 'note'}>
            {t.rich(`region.coordinator.${done}`, {
              a: (words) => <a href={href(page, paths.region(region.slug))}>{words}</a>,
            })}
          </Flash>
        )}
        <Form page={page} action={paths.regionCoordinator(region.slug)} form={form}>
          <TextField
            page={page}
            form={form}
            name="name"
            label={t('region.coordinator.name')}
            maxlength={LIMITS.name}
            autocomplete="off"
            required
          />
          <TextField
            page={page}
            form={form}
            name="email"
            type="email"
            label={t('region.coordinator.email')}
            hint={t('region.coordinator.emailHint')}
            maxlength={LIMITS.email}
            autocomplete="off"
            required
          />
          <FormDo page={page} act={t('region.coordinator.act')} cancel={paths.region(region.slug)} />
        </Form>
      </div>
    </Layout>
  )
}
