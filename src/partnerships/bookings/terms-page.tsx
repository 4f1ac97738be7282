import { paths } from '../../paths.ts'
import type { FormState } from '../../platform/parse-form.ts'
import { CheckboxList, RadioCards, SelectField, TextField } from '../../ui/field.tsx'
import { Form, FormDo } from '../../ui/form.tsx'
import { Layout } from '../../ui/layout.tsx'
import { PageHead } from '../../ui/page-head.tsx'
import type { Page } from '../../ui/page.ts'
import { sayWeekday } from './sayings.ts'

interface Props {
  page: Page
  resource: { slug: string; name: string }
  /** Partnerships of the owner. */
  partnerships: { id: string; name: string }[]
  form: FormState
  formKey: string
}

/** By whom and when a resource can be booked. */
export const TermsPage = ({ page, resource, partnerships, form, formKey }: Props) => {
  const { t, region } = page
  const title = t('bookings.termsOf', { resource: resource.name })
  const kinds = partnerships.length > 0 ? (['nobody', 'region', 'partners'] as const) : (['nobody', 'region'] as const)
  return (
    <Layout page={page} title={title} room="organizations" noindex>
      <PageHead
        page={page}
        title={title}
        crumbs={[
          { label: t('listings.many.resource'), path: paths.listings(region!.slug, 'resources') },
          { label: resource.name, path: paths.listing(region!.slug, 'resources', resource.slug) },
        ]}
      />
      <Form page={page} action={paths.bookingTerms(region!.slug, resource.slug)} form={form} formKey={formKey}>
        <RadioCards
          page={page}
          form={form}
          name="openTo"
          label={t('bookings.openTo')}
          options={kinds.map((value) => ({
            value,
            label: t(`bookings.openTo.${value}`),
            hint: t(`bookings.openToHint.${value}`),
          }))}
        />
        {partnerships.length > 0 && (
          <SelectField
            page={page}
            form={form}
            name="partnership"
            label={t('bookings.whichPartnership')}
            empty={t('bookings.noPartnership')}
            options={partnerships.map(({ id, name }) => ({ value: id, label: name }))}
          />
        )}
        <RadioCards
          page={page}
          form={form}
          name="asks"
          label={t('bookings.asksLabel')}
          options={(['no', 'yes'] as const).map((value) => ({ value, label: t(`bookings.asks.${value}`) }))}
        />
        <CheckboxList
          page={page}
          form={form}
          name="days"
          label={t('bookings.days')}
          options={[1, 2, 3, 4, 5, 6, 7].map((n) => ({ value: String(n), label: sayWeekday(page, n) }))}
        />
        <div class="cols cols-2">
          <TextField page={page} form={form} name="opens" label={t('bookings.opens')} type="time" short />
          <TextField
            page={page}
            form={form}
            name="closes"
            label={t('bookings.closes')}
            hint={t('bookings.closesHint')}
            type="time"
            short
          />
          <TextField
            page={page}
            form={form}
            name="leadHours"
            label={t('bookings.leadHours')}
            hint={t('bookings.leadHint')}
            inputmode="numeric"
            short
          />
          <TextField
            page={page}
            form={form}
            name="timeZone"
            label={t('bookings.timeZone')}
            hint={t('bookings.timeZoneHint')}
          />
        </div>
        <FormDo
          page={page}
          act={t('bookings.saveTerms')}
          cancel={paths.listing(region!.slug, 'resources', resource.slug)}
        />
      </Form>
    </Layout>
  )
}
