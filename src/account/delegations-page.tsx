import { paths } from '../paths.ts'
import { type Actor, ownOrganizations } from '../platform/actor.ts'
import { formatDate } from '../platform/i18n.ts'
import type { FormState } from '../platform/parse-form.ts'
import { StateBadge } from '../ui/badge.tsx'
import { Empty } from '../ui/empty.tsx'
import { RadioCards, SelectField, TextField } from '../ui/field.tsx'
import { ButtonForm, Form, FormDo } from '../ui/form.tsx'
import { type Page, href } from '../ui/page.ts'
import type { Delegation } from './delegations.ts'
import { Done, Frame } from './pages.tsx'
import { canEndDelegation, canLend } from './rules.ts'

interface Choice {
  id: string
  name: string
}
interface Props {
  page: Page
  actor: Actor
  delegations: Delegation[]
  /** Members to whom something can be lent. */
  people: Choice[]
  organizations: Choice[]
  form: FormState
  formKey: string
  done: string | undefined
}

const DONE = { lent: 'account.delegations.lent', ended: 'account.delegations.ended' }

/** What one lent and was lent, and the form to lend a mandate. */
export const DelegationsPage = (props: Props) => {
  const { page, actor, delegations, done } = props
  const { t } = page
  return (
    <Frame page={page} title={t('account.delegations.title')} lede={t('account.delegations.lede')} room="people">
      <Done page={page} done={done} keys={DONE} />
      {delegations.length === 0 ? (
        <Empty title={t('account.delegations.none')} />
      ) : (
        <ul class="rows">
          {delegations.map((one) => (
            <Row {...props} lent={one} />
          ))}
        </ul>
      )}
      {canLend(actor) && <Lend {...props} />}
    </Frame>
  )
}

const Row = ({ page, actor, formKey, lent }: Props & { lent: Delegation }) => {
  const { t, lang } = page
  const { slug } = page.region!
  const [by, to] = [lent.by, lent.to].map(({ id, name }) =>
    id === actor.personId ? t('account.delegations.you') : name,
  )
  const days = { from: formatDate(lang, lent.from, 'long'), until: formatDate(lang, lent.until, 'long') }
  return (
    <li class="has-tail">
      <div>
        <h2 class="title">
          <a href={href(page, paths.organization(slug, lent.organization.slug))}>{lent.organization.name}</a>
        </h2>
        <p>{t(`account.delegations.said.${lent.what}`, { by, to })}</p>
        <p class="meta">
          <span>{t('account.delegations.days', days)}</span>
          {!lent.inForce && <StateBadge state="warn">{t('account.delegations.notNow')}</StateBadge>}
        </p>
      </div>
      {canEndDelegation(actor, lent) && (
        <div class="tail">
          <ButtonForm
            page={page}
            action={paths.delegationEnd(slug, lent.id)}
            label={t(lent.to.id === actor.personId ? 'account.delegations.giveBack' : 'account.delegations.takeBack')}
            fields={{ _key: `${formKey}-${lent.id}` }}
            small
          />
        </div>
      )}
    </li>
  )
}

const Lend = ({ page, actor, people, organizations, form, formKey }: Props) => {
  const { t } = page
  const mine = ownOrganizations(actor, 'speak')
  const own = organizations.filter(({ id }) => mine.includes(id))
  const signs = ownOrganizations(actor, 'sign').length > 0
  const shown = { ...form, values: { what: 'speak', organization: own[0]?.id, ...form.values } }
  const option = ({ id, name }: Choice) => ({ value: id, label: name })
  return (
    <section class="section stack" aria-labelledby="lend-h">
      <h2 id="lend-h">{t('account.delegations.lend')}</h2>
      {people.length === 0 ? (
        <p class="quiet">{t('account.delegations.nobody')}</p>
      ) : (
        <Form page={page} action={paths.delegations(page.region!.slug)} form={shown} formKey={formKey}>
          <SelectField
            page={page}
            form={shown}
            name="organization"
            label={t('account.delegations.organization')}
            options={own.map(option)}
          />
          <RadioCards
            page={page}
            form={shown}
            name="what"
            label={t('account.delegations.what')}
            options={(signs ? (['speak', 'sign'] as const) : (['speak'] as const)).map((value) => ({
              value,
              label: t(`account.delegations.what.${value}`),
            }))}
          />
          <SelectField
            page={page}
            form={shown}
            name="person"
            label={t('account.delegations.person')}
            hint={t('account.delegations.personHint')}
            empty={t('account.delegations.choose')}
            options={people.map(option)}
          />
          <div class="cols cols-2 p-top">
            <TextField
              page={page}
              form={shown}
              name="from"
              type="date"
              label={t('account.delegations.from')}
              hint={t('account.delegations.fromHint')}
              optional
            />
            <TextField
              page={page}
              form={shown}
              name="until"
              type="date"
              label={t('account.delegations.until')}
              hint={t('account.delegations.untilHint')}
            />
          </div>
          <FormDo page={page} act={t('account.delegations.act')} />
        </Form>
      )}
    </section>
  )
}
