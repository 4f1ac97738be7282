import { paths } from '../../paths.ts'
import type { FormState } from '../../platform/parse-form.ts'
import { TextArea, TextField } from '../../ui/field.tsx'
import { Form, FormDo } from '../../ui/form.tsx'
import { OrganizationName } from '../../ui/icon.tsx'
import { Layout } from '../../ui/layout.tsx'
import { OrganizationField } from '../../ui/organizations-field.tsx'
import { PageHead } from '../../ui/page-head.tsx'
import { type Page, href, lookOf } from '../../ui/page.ts'
import { LIMITS } from '../forms.ts'
import type { Proposal, ProposedParty } from './proposals.ts'

interface Props {
  page: Page
  choices: readonly { id: string; name: string }[]
  /** Ids of those who are in it so far. */
  chosen: readonly string[]
  form: FormState
}

const Head = ({ page, lede }: { page: Page; lede: string }) => (
  <PageHead
    page={page}
    title={page.t('partnership-charter.propose.title')}
    crumbs={[{ label: page.t('partnerships.title'), path: paths.partnerships(page.region!.slug) }]}
    lede={page.t(lede)}
  />
)

/** With whom: asked until there are two. */
export const ChoosePartnersPage = ({ page, choices, chosen, form }: Props) => (
  <Layout
    page={page}
    title={page.t('partnership-charter.propose.title')}
    room="partnerships"
    noindex
    sheet="partnerships.css"
    script="names.js"
  >
    <Head page={page} lede="partnership-charter.propose.choose" />
    <div class="p-top-l">
      <AddPartner {...{ page, choices, chosen, form }} act="partnership-charter.propose.next" />
    </div>
  </Layout>
)

/** One more: a link that names all of them. */
const AddPartner = ({ page, choices, chosen, form, act }: Props & { act: string }) => (
  <form action={href(page, paths.newPartnership(page.region!.slug))}>
    {chosen.map((id) => (
      <input type="hidden" name="with" value={id} />
    ))}
    {chosen.length > 0 && (
      <p>
        {page.t('partnership-charter.propose.with')}
        {': '}
        {choices
          .filter(({ id }) => chosen.includes(id))
          .map(({ name }) => name)
          .join(' · ')}
      </p>
    )}
    <OrganizationField
      page={page}
      form={form}
      name="with"
      label={page.t('partnership-charter.joinWho')}
      choices={choices.filter(({ id }) => !chosen.includes(id))}
      empty={page.t('partnership-charter.choose')}
    />
    <p class="p-top">
      <button class="btn">{page.t(act)}</button>
    </p>
  </form>
)

/** What both sides' records offer each other, to be looked through before anything is made. */
export const ProposalPage = ({
  page,
  proposal,
  choices,
  chosen,
  form,
  typed,
  formKey,
}: Props & {
  proposal: Proposal
  /** It was sent already: what is ticked is what they ticked. */
  typed: boolean
  formKey: string
}) => {
  const { t } = page
  const { slug } = page.region!
  return (
    <Layout
      page={page}
      title={t('partnership-charter.propose.title')}
      room="partnerships"
      noindex
      sheet="partnerships.css"
      script="names.js"
    >
      <Head page={page} lede="partnership-charter.propose.lede" />
      <div class="cols cols-side p-top-l">
        <Form page={page} action={paths.newPartnership(slug)} form={form} formKey={formKey} draft>
          <TextField
            page={page}
            form={form}
            name="name"
            label={t('partnership-charter.field.name')}
            maxlength={LIMITS.name}
            required
          />
          <TextArea
            page={page}
            form={form}
            name="purpose"
            label={t('partnership-charter.ask.purpose')}
            hint={t('partnership-charter.hint.purpose')}
            rows={3}
            maxlength={LIMITS.prose}
            optional
          />
          <TextArea
            page={page}
            form={form}
            name="places"
            label={t('partnership-charter.ask.places')}
            hint={t('partnership-charter.placesHint')}
            rows={2}
            optional
          />
          {proposal.parties.map((party, n) => (
            <Party {...{ page, form, party, n, typed }} />
          ))}
          <FormDo page={page} act={t('partnership-charter.propose.act')} cancel={paths.partnerships(slug)} />
          <p class="small quiet">{t('partnership-charter.propose.what')}</p>
        </Form>
        <aside class="stack-l" aria-label={t('partnership-charter.known')}>
          <section class="stack-s">
            <h2 class="title">{t('partnership-charter.known')}</h2>
            {proposal.ties.length === 0 ? (
              <p class="small">{t('partnership-charter.propose.noTies')}</p>
            ) : (
              <ul class="small charter-known">
                {proposal.ties.map((one) => (
                  <li>{one}</li>
                ))}
              </ul>
            )}
          </section>
          <section class="stack-s">
            <h2 class="title">{t('partnership-charter.joinTitle')}</h2>
            <AddPartner
              {...{ page, choices, chosen }}
              form={{ values: {}, errors: {} }}
              act="partnership-charter.propose.more"
            />
          </section>
        </aside>
      </div>
    </Layout>
  )
}

const many = (form: FormState, name: string) => [form.values[name] ?? []].flat()

/** What would stand in the part of one of them. */
const Party = ({
  page,
  form,
  party,
  n,
  typed,
}: {
  page: Page
  form: FormState
  party: ProposedParty
  n: number
  typed: boolean
}) => {
  const { t } = page
  const { id, name, sector } = party.organization
  const said = many(form, 'missionLink')[n] ?? party.missionLink
  const isTicked = (field: string, value: string, before: boolean) =>
    typed ? many(form, field).includes(value) : before
  const tick = (field: string, value: string, label: string, before: boolean) => (
    <label class="pick">
      <input type="checkbox" name={`${field}[]`} value={value} checked={isTicked(field, value, before)} />
      <span>{label}</span>
    </label>
  )
  return (
    <section class="charter-promise stack-s" aria-labelledby={`propose-${n}-h`}>
      <h2 class="title" id={`propose-${n}-h`}>
        <OrganizationName name={name} look={lookOf(page, sector)} />
      </h2>
      <input type="hidden" name="organization[]" value={id} />
      <div class="field">
        <label for={`propose-${n}-mission`}>{t('partnership-charter.field.missionLink')}</label>
        <textarea class="input" id={`propose-${n}-mission`} name="missionLink[]" rows={4} maxlength={LIMITS.prose}>
          {said}
        </textarea>
      </div>
      {party.offers.length > 0 && (
        <fieldset>
          <legend>{t('partnership-charter.ask.brings', { organization: name })}</legend>
          {party.offers.map(({ kind, what, ticked }) =>
            tick('offer', `${id} ${kind} ${what}`, `${t(`partnership-charter.kind.${kind}`)}: ${what}`, ticked),
          )}
        </fieldset>
      )}
      {party.gains.length > 0 && (
        <fieldset>
          <legend>{t('partnership-charter.ask.gains', { organization: name })}</legend>
          {party.gains.map((gain) => tick('gain', `${id} ${gain}`, gain, true))}
        </fieldset>
      )}
      {(party.contact ?? party.leader) && (
        <p class="small">
          {[
            party.contact && `${t('partnership-charter.field.contact')}: ${party.contact.name}`,
            party.leader && `${t('partnership-charter.field.leader')}: ${party.leader.name}`,
          ]
            .filter(Boolean)
            .join(' · ')}
        </p>
      )}
    </section>
  )
}
