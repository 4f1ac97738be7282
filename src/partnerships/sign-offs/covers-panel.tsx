import { paths } from '../../paths.ts'
import { formatDate } from '../../platform/i18n.ts'
import { type FormState, emptyForm } from '../../platform/parse-form.ts'
import { SelectField } from '../../ui/field.tsx'
import { ButtonForm, Form, FormDo } from '../../ui/form.tsx'
import { type Page, href } from '../../ui/page.ts'
import type { Partnership } from '../partnerships.ts'
import type { Cover, CoverableLeader } from './covers.ts'
import { CoverFields } from './link-page.tsx'

export interface CoversProps {
  page: Page
  partnership: Partnership
  covers: readonly (Cover & { organization: string; canEnd: boolean })[]
  /** Leaders for whom this reader can say who signs meanwhile, and the people who could. */
  leaders: readonly CoverableLeader[]
  back?: FormState | undefined
  formKey: string
}

/** Who signs while a leader is away. */
export const Covers = ({ page, partnership, covers, leaders, back, formKey }: CoversProps) => {
  const { t, lang } = page
  const { slug } = page.region!
  const form = back ?? emptyForm
  if (covers.length === 0 && leaders.length === 0) return null
  return (
    <section class="stack" id="covers" aria-labelledby="covers-h">
      <h2 id="covers-h">{t('sign-offs.cover.title')}</h2>
      {covers.length > 0 && (
        <ul class="rows">
          {covers.map((one) => (
            <li class="has-tail">
              <div>
                <p>
                  {t('sign-offs.cover.said', {
                    deputy: one.deputy.name ?? t('sign-offs.somebody'),
                    leader: one.leader.name ?? t('sign-offs.theLeader'),
                    organization: one.organization,
                  })}
                </p>
                <p class="meta">
                  <span>
                    {t('sign-offs.cover.days', {
                      from: formatDate(lang, one.from, 'long'),
                      until: formatDate(lang, one.until, 'long'),
                    })}
                  </span>
                </p>
              </div>
              {one.canEnd && (
                <div class="tail">
                  <ButtonForm
                    page={page}
                    small
                    action={paths.signOffCoverEnd(slug, partnership.slug, one.id)}
                    label={t('sign-offs.cover.end')}
                    fields={{ _key: `${formKey}-${one.id}` }}
                  />
                </div>
              )}
            </li>
          ))}
        </ul>
      )}
      {leaders.length > 0 && (
        <details class="fold" open={back !== undefined}>
          <summary>{t('sign-offs.cover.away')}</summary>
          <Form
            page={page}
            action={paths.signOffCovers(slug, partnership.slug)}
            form={form}
            formKey={`${formKey}-cover`}
          >
            <SelectField
              page={page}
              form={form}
              name="leader"
              label={t('sign-offs.cover.leader')}
              options={leaders.map((one) => ({
                value: `${one.organizationId} ${one.id}`,
                label: `${one.name} (${one.organization})`,
              }))}
            />
            <CoverFields page={page} form={form} deputies={deputiesOf(leaders)} />
            <FormDo page={page} act={t('sign-offs.cover.act')} />
          </Form>
        </details>
      )}
      <p class="small quiet">
        {t('sign-offs.cover.accounts')} <a href={href(page, paths.delegations(slug))}>{t('sign-offs.cover.lend')}</a>
      </p>
    </section>
  )
}

/** All who could sign for one of them, each once; where there are several organizations, with theirs. */
function deputiesOf(leaders: readonly CoverableLeader[]) {
  const isOne = new Set(leaders.map(({ organizationId }) => organizationId)).size === 1
  const all = leaders.flatMap(({ organization, deputies }) =>
    deputies.map(({ id, name }): [string, string] => [id, isOne ? name : `${name} (${organization})`]),
  )
  return [...new Map(all)].map(([id, name]) => ({ id, name }))
}
