import { paths } from '../paths.ts'
import { formatDate } from '../platform/i18n.ts'
import type { FormState } from '../platform/parse-form.ts'
import { RadioCards, TextField } from '../ui/field.tsx'
import { ButtonForm, Form, FormDo } from '../ui/form.tsx'
import { OrganizationsField } from '../ui/organizations-field.tsx'
import { type Page, href } from '../ui/page.ts'
import { LIMITS } from './forms.ts'
import { INVITATION_DAYS } from './invitations.ts'
import type { Member } from './memberships.ts'
import { Frame } from './pages.tsx'
import { ACCESS } from './rules.ts'

interface Choices {
  organizations: { id: string; name: string }[]
  formKey: string
}

/** Inviting somebody. */
export const InvitePage = ({ page, form, organizations, formKey }: { page: Page; form: FormState } & Choices) => {
  const { slug, name } = page.region!
  const title = page.t('account.invite.title', { region: name })
  return (
    <Frame
      page={page}
      title={title}
      lede={page.t('account.invite.lede', { days: INVITATION_DAYS })}
      crumbs={[{ label: page.t('account.members.title'), path: paths.members(slug) }]}
      room="settings"
      script="names.js"
    >
      <Form page={page} action={paths.members(slug)} form={form} formKey={formKey}>
        <TextField page={page} form={form} name="name" label={page.t('account.invite.name')} maxlength={LIMITS.name} />
        <TextField
          page={page}
          form={form}
          name="email"
          type="email"
          label={page.t('account.invite.email')}
          hint={page.t('account.invite.emailHint')}
          maxlength={LIMITS.email}
        />
        <AccessFields page={page} form={form} organizations={organizations} />
        <FormDo page={page} act={page.t('account.invite.act')} cancel={paths.members(slug)} />
      </Form>
    </Frame>
  )
}

const AccessFields = ({
  page,
  form,
  organizations,
}: {
  page: Page
  form: FormState
  organizations: Choices['organizations']
}) => (
  <>
    <RadioCards
      page={page}
      form={form}
      name="access"
      label={page.t('account.invite.access')}
      options={ACCESS.map((value) => ({
        value,
        label: page.t(`account.access.${value}`),
        hint: page.t(`account.accessMeans.${value}`),
      }))}
    />
    {organizations.length > 0 && (
      <OrganizationsField
        page={page}
        form={form}
        name="organizations"
        label={page.t('account.invite.organizations')}
        hint={page.t('account.invite.organizationsHint')}
        choices={organizations}
      />
    )}
    <div class="cols cols-2">
      <TextField
        page={page}
        form={form}
        name="from"
        type="date"
        label={page.t('account.invite.from')}
        hint={page.t('account.invite.fromHint')}
        optional
      />
      <TextField
        page={page}
        form={form}
        name="until"
        type="date"
        label={page.t('account.invite.until')}
        hint={page.t('account.invite.untilHint')}
        optional
      />
    </div>
  </>
)

/** The access of one member, and its end. */
export function MemberPage({
  page,
  member,
  form,
  organizations,
  formKey,
}: { page: Page; member: Member; form?: FormState | undefined } & Choices) {
  const { slug, timeZone } = page.region!
  const title = page.t('account.member.title', { name: member.name })
  const shown = form ?? {
    values: {
      access: member.access,
      organizations: member.organizations.map((one) => one.id),
      from: member.from,
      until: member.until ?? '',
    },
    errors: {},
  }
  const who = { name: member.name, email: member.email ?? '' }
  const lede = member.since
    ? page.t('account.member.since', { ...who, date: formatDate(page.lang, member.since, 'long', timeZone) })
    : page.t('account.member.pending', who)
  return (
    <Frame
      page={page}
      title={title}
      lede={lede}
      crumbs={[{ label: page.t('account.members.title'), path: paths.members(slug) }]}
      room="settings"
      script="names.js"
      act={
        <a class="btn" href={href(page, paths.person(slug, member.id))}>
          {page.t('account.member.person', { name: member.name })}
        </a>
      }
    >
      <Form page={page} action={paths.member(slug, member.id)} form={shown} formKey={formKey}>
        <AccessFields page={page} form={shown} organizations={organizations} />
        <FormDo page={page} act={page.t('account.member.act')} cancel={paths.members(slug)} />
      </Form>
      <section class="section stack-s" aria-labelledby="end">
        <h2 id="end">{page.t(member.since ? 'account.member.end' : 'account.member.takeBack')}</h2>
        <p class="quiet">{page.t('account.member.endText', { name: member.name })}</p>
        <ButtonForm
          page={page}
          action={paths.memberEnd(slug, member.id)}
          label={page.t(member.since ? 'account.member.end' : 'account.member.takeBack')}
          fields={{ _key: `${formKey}-end` }}
          bad
        />
      </section>
    </Frame>
  )
}
