import type { Colleague } from '../../account/colleagues.ts'
import type { Person } from '../../account/persons.ts'
import type { Organization } from '../../directory/organizations.ts'
import { paths } from '../../paths.ts'
import type { FormState } from '../../platform/parse-form.ts'
import { DateField, RadioCards, SelectField, TextArea } from '../../ui/field.tsx'
import { Form, FormDo } from '../../ui/form.tsx'
import { Layout } from '../../ui/layout.tsx'
import { PageHead } from '../../ui/page-head.tsx'
import type { Page } from '../../ui/page.ts'
import { LIMITS, NOBODY } from './forms.ts'

interface NewHandoverProps {
  page: Page
  organization: Organization
  person: Person
  held: { name: string; kind: string; label: string }[]
  takers: Colleague[]
  /** They have a position there. */
  there: boolean
  form: FormState
  formKey: string
}

/** One page: what somebody holds, who takes each, what the next should know, what the partners are told. */
export const NewHandoverPage = (props: NewHandoverProps) => {
  const { page, organization, person, held, takers, there, form, formKey } = props
  const { t, region } = page
  const action = `${paths.newHandover(region!.slug, organization.slug)}?person=${person.id}`
  return (
    <Layout page={page} title={t('handovers.new', { person: person.name })} room="organizations" noindex>
      <PageHead
        page={page}
        title={t('handovers.new', { person: person.name })}
        crumbs={[{ label: organization.name, path: paths.organization(region!.slug, organization.slug) }]}
        lede={t('handovers.lede', { person: person.name, organization: organization.name })}
      />
      <Form page={page} action={action} form={form} formKey={formKey} draft>
        <section class="section" aria-labelledby="held-h">
          <h2 id="held-h">{t('handovers.held')}</h2>
          {held.length === 0 ? (
            <p class="quiet">{t('handovers.holdsNothing', { person: person.name })}</p>
          ) : (
            <>
              {takers.length > 0 && (
                <SelectField
                  page={page}
                  form={form}
                  name="all"
                  label={t('handovers.all')}
                  hint={t('handovers.allHint')}
                  empty={t('handovers.eachByLine')}
                  options={takers.map((taker) => ({ value: taker.id, label: sayTaker(taker) }))}
                />
              )}
              <Taking {...props} />
            </>
          )}
          {held.length > 0 && takers.length === 0 && <p class="small">{t('handovers.nobody')}</p>}
        </section>
        <section class="section" aria-labelledby="last-h">
          <h2 id="last-h">{t('handovers.lastDay')}</h2>
          <DateField
            page={page}
            form={form}
            name="lastDay"
            label={t('handovers.lastDayLabel')}
            hint={t('handovers.lastDayHint')}
          />
          {there ? (
            <RadioCards
              page={page}
              form={form}
              name="ends"
              label={t('handovers.endsLabel', { organization: organization.name })}
              options={(['yes', 'no'] as const).map((value) => ({
                value,
                label: t(`handovers.ends.${value}`, { organization: organization.name }),
                hint: t(`handovers.endsHint.${value}`),
              }))}
            />
          ) : (
            <input type="hidden" name="ends" value="no" />
          )}
        </section>
        <section class="section" aria-labelledby="memo-h">
          <h2 id="memo-h">{t('handovers.memo')}</h2>
          <TextArea
            page={page}
            form={form}
            name="memo"
            label={t('handovers.memoLabel')}
            hint={t('handovers.memoHint')}
            rows={14}
            maxlength={LIMITS.memo}
          />
        </section>
        <section class="section" aria-labelledby="farewell-h">
          <h2 id="farewell-h">{t('handovers.farewell')}</h2>
          <TextArea
            page={page}
            form={form}
            name="farewell"
            label={t('handovers.farewellLabel')}
            hint={t('handovers.farewellHint')}
            rows={6}
            maxlength={LIMITS.farewell}
          />
        </section>
        <FormDo page={page} act={t('handovers.do')} cancel={paths.person(region!.slug, person.id)} />
      </Form>
    </Layout>
  )
}

const sayTaker = ({ name, title }: Colleague) => (title ? `${name}, ${title}` : name)

/** A row for each thing that is held, with who takes it. */
const Taking = ({ page, held, takers, form }: NewHandoverProps) => {
  const { t } = page
  const chosen = new Map(listOf(form, 'item').map((item, n) => [item, listOf(form, 'to')[n] ?? '']))
  return (
    <table class="table-fold">
      <thead>
        <tr>
          <th scope="col">{t('handovers.what')}</th>
          <th scope="col">{t('handovers.who')}</th>
        </tr>
      </thead>
      <tbody>
        {held.map(({ name, kind, label }, n) => (
          <tr>
            <th scope="row" data-label={t('handovers.what')}>
              <span class="small quiet">{t(`handovers.kind.${kind}`)}</span>
              <br />
              {label}
            </th>
            <td data-label={t('handovers.who')}>
              <input type="hidden" name="item[]" value={name} />
              <label class="sr" for={`to-${n}`}>
                {t('handovers.whoTakes', { label })}
              </label>
              <select class="input" id={`to-${n}`} name="to[]">
                {takers.length > 0 && <option value="">{t('handovers.asAbove')}</option>}
                <option value={NOBODY} selected={chosen.get(name) === NOBODY}>
                  {t('handovers.nobodyYet')}
                </option>
                {takers.map((taker) => (
                  <option value={taker.id} selected={chosen.get(name) === taker.id}>
                    {sayTaker(taker)}
                  </option>
                ))}
              </select>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

const listOf = (form: FormState, name: string): string[] => [form.values[name] ?? []].flat()
