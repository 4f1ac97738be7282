import { paths } from '../../paths.ts'
import { formatList } from '../../platform/i18n.ts'
import type { FormState } from '../../platform/parse-form.ts'
import { TextField } from '../../ui/field.tsx'
import { ButtonForm, Form } from '../../ui/form.tsx'
import { OrganizationName } from '../../ui/icon.tsx'
import { OrganizationField } from '../../ui/organizations-field.tsx'
import { type Page, href, lookOf } from '../../ui/page.ts'
import { PartnershipFrame } from '../frame-panel.tsx'
import { currentParties, type Partnership } from '../partnerships.ts'
import { Beside, sayQuestion, Skip, type Then } from './question-page.tsx'
import type { Question } from './questions.ts'
import { canLetGo } from './rules.ts'

interface Props {
  page: Page
  partnership: Partnership
  questions: readonly Question[]
  question: Question
  back: Then
  form: FormState
  formKey: string
  choices: readonly { id: string; name: string }[]
  /** With whom the partners work already. */
  neighbours: readonly { id: string; name: string; with: string[] }[]
  done: string | undefined
}

/** Who takes part: partners of today, one who joins, one who leaves. */
export const PartnersPage = (props: Props) => {
  const { page, partnership, questions, question, form, formKey, choices, neighbours, done } = props
  const { t, region } = page
  const { slug } = region!
  const parties = currentParties(partnership)
  const action = paths.parties(slug, partnership.slug)
  const others = choices.filter(({ id }) => !parties.some((party) => party.organization.id === id))
  return (
    <PartnershipFrame
      page={page}
      partnership={partnership}
      current="charter"
      title={sayQuestion(page, question)}
      script="names.js"
      done={done && t.has(`partnership-charter.done.${done}`) ? t(`partnership-charter.done.${done}`) : undefined}
    >
      <div class="cols cols-side p-top-l">
        <div class="stack-l">
          <ul class="rows">
            {parties.map((party) => (
              <li class="has-tail">
                <OrganizationName
                  name={party.organization.name}
                  look={lookOf(page, party.organization.sector)}
                  href={href(page, paths.organization(slug, party.organization.slug))}
                />
                {canLetGo(page.actor!, party) && (
                  <a class="small" href={href(page, paths.partyDeparture(slug, partnership.slug, party.id))}>
                    {t('partnership-charter.leaves')} <span class="sr">{party.organization.name}</span>
                  </a>
                )}
              </li>
            ))}
          </ul>
          {neighbours.length > 0 && (
            <section class="stack-s">
              <h2 class="title">{t('partnership-charter.neighbours')}</h2>
              <ul class="rows">
                {neighbours.map((one) => (
                  <li class="has-tail">
                    <p>
                      <b>
                        <bdi>{one.name}</bdi>
                      </b>{' '}
                      <span class="small quiet">
                        {t('partnership-charter.worksWith', { names: formatList(page.lang, one.with) })}
                      </span>
                    </p>
                    <ButtonForm
                      page={page}
                      action={action}
                      label={t('partnership-charter.join')}
                      fields={{ organization: one.id, _key: `${formKey}-${one.id}` }}
                      small
                    />
                  </li>
                ))}
              </ul>
            </section>
          )}
          <section class="stack-s">
            <h2 class="title">{t('partnership-charter.joinTitle')}</h2>
            <Form page={page} action={action} form={form} formKey={formKey}>
              <OrganizationField
                page={page}
                form={form}
                name="organization"
                label={t('partnership-charter.joinWho')}
                choices={others}
                empty={t('partnership-charter.choose')}
              />
              <TextField
                page={page}
                form={form}
                name="joinedOn"
                type="date"
                label={t('partnership-charter.joinedOn')}
                optional
                short
              />
              <div class="form-do">
                <button class="btn">{t('partnership-charter.join')}</button>
                {props.back === 'next' ? (
                  <Skip {...{ page, partnership, questions, question }} />
                ) : (
                  <a class="btn btn-quiet" href={href(page, paths.charter(slug, partnership.slug))}>
                    {t('partnership-charter.back')}
                  </a>
                )}
              </div>
            </Form>
            <p class="small quiet">{t('partnership-charter.joinWhat')}</p>
          </section>
        </div>
        <Beside page={page} question={question} known={[]} prefilled={false} />
      </div>
    </PartnershipFrame>
  )
}
