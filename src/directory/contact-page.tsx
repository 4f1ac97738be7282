import type { FeedLine } from '../journal/feeds.ts'
import { paths } from '../paths.ts'
import { formatDate } from '../platform/i18n.ts'
import type { FormState } from '../platform/parse-form.ts'
import { Conflict, type Difference } from '../ui/conflict.tsx'
import { Empty } from '../ui/empty.tsx'
import { SelectField, TextArea, TextField } from '../ui/field.tsx'
import { Flash } from '../ui/flash.tsx'
import { ButtonForm, Form, FormDo } from '../ui/form.tsx'
import { Icon } from '../ui/icon.tsx'
import { Layout } from '../ui/layout.tsx'
import { Downloads, Pages } from '../ui/list.tsx'
import { Names, OrganizationField } from '../ui/organizations-field.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { type Page, href } from '../ui/page.ts'
import { Timeline } from '../ui/timeline.tsx'
import type { Contact } from './contacts.ts'
import { CONTACT_LIMITS, CONTACT_WAYS, LIMITS } from './forms.ts'
import { canChangeContact } from './rules.ts'

interface ListProps {
  page: Page
  list: { items: Contact[]; total: number; number: number; size: number }
  done: string | undefined
  /** One that was just taken out, by its id. */
  removed: string | undefined
  organizationId: string | undefined
  mayLog: boolean
  formKey: string
}

/** Who spoke with whom, the latest first. */
export const ContactsPage = (props: ListProps) => {
  const { page, list, done, removed, formKey } = props
  const { t } = page
  const { slug } = page.region!
  return (
    <Layout page={page} title={t('contacts.title')} room="people" noindex>
      <PageHead
        page={page}
        title={t('contacts.title')}
        lede={t('contacts.lede')}
        act={
          props.mayLog && (
            <a class="btn btn-act" href={href(page, paths.newContact(slug))}>
              <Icon name="plus" />
              {t('contacts.log')}
            </a>
          )
        }
      />
      {done && (
        <Flash state="good">
          {t(`contacts.done.${done}`)}
          {done === 'removed' && removed && (
            <ButtonForm
              page={page}
              action={paths.contactRestoration(slug, removed)}
              label={t('contacts.undo')}
              fields={{ _key: formKey }}
              small
            />
          )}
        </Flash>
      )}
      <div class="p-top stack">
        {list.items.length === 0 ? (
          <Empty title={t('contacts.none')}>{t('contacts.noneHow')}</Empty>
        ) : (
          <>
            <ul class="rows">
              {list.items.map((contact) => (
                <Line {...props} contact={contact} />
              ))}
            </ul>
            <Pages page={page} current={list.number} size={list.size} total={list.total} />
            <Downloads page={page} />
          </>
        )}
      </div>
    </Layout>
  )
}

/** A contact in a sentence, and what it was about. */
const Line = ({ page, formKey, contact: one }: ListProps & { contact: Contact }) => {
  const { t } = page
  const { slug } = page.region!
  const mayChange = page.actor && canChangeContact(page.actor, one)
  return (
    <li>
      <h2 class="title">
        <a href={href(page, paths.organization(slug, one.with.slug))}>{one.with.name}</a>
        {one.spokeWith && `: ${one.spokeWith}`}
      </h2>
      <p>{one.about}</p>
      <p class="meta">
        <time datetime={one.day}>{formatDate(page.lang, one.day, 'long')}</time>
        <span>{t(`contacts.how.${one.how}`)}</span>
        <span>{one.by ? t('contacts.by', { name: one.by.name }) : t('contacts.byRegion')}</span>
        {one.person && <span>{one.person}</span>}
        {one.former && <span>{t('contacts.former')}</span>}
      </p>
      {mayChange && (
        <div class="bunch small">
          <a href={href(page, paths.contact(slug, one.id))}>{t('contacts.change')}</a>
          <ButtonForm
            page={page}
            action={paths.contactRemoval(slug, one.id)}
            label={t('contacts.remove')}
            fields={{ _key: `${formKey}.${one.id}` }}
            small
          />
        </div>
      )}
    </li>
  )
}

interface FormProps {
  page: Page
  form: FormState
  /** Whom one may have spoken with. */
  names: readonly { id: string; name: string }[]
  /** For whom one speaks. */
  own: readonly { id: string; name: string }[]
  forRegion: boolean
  formKey: string
  contact?: Contact
  /** Where somebody else changed it meanwhile. */
  differences: Difference[] | undefined
  /** What was done with it, the latest first. */
  history: FeedLine[]
}

type Told = Pick<Contact, 'spokeWith' | 'day' | 'how' | 'about'>
const LABELS = { spokeWith: 'spokeWith', day: 'day', how: 'howLabel', about: 'about' } as const

/** Where what was typed says something else than the contact that stands there now. */
export function differingDetails(page: Page, yours: Told, theirs: Told): Difference[] {
  const say = (details: Told, field: keyof typeof LABELS) =>
    field === 'how' ? page.t(`contacts.how.${details.how}`) : details[field]
  return (Object.keys(LABELS) as (keyof typeof LABELS)[])
    .map((field) => ({
      label: page.t(`contacts.${LABELS[field]}`),
      yours: say(yours, field),
      theirs: say(theirs, field),
    }))
    .filter((one) => one.yours !== one.theirs)
}

/** A few seconds: with whom, about what. The rest is filled in. */
export const ContactFormPage = (props: FormProps) => {
  const { page, form, formKey, contact } = props
  const { t } = page
  const { slug } = page.region!
  const title = contact ? t('contacts.changeTitle', { name: contact.with.name }) : t('contacts.log')
  const nameOf = (id: unknown) => props.names.find((one) => one.id === id)?.name ?? id
  const shown = { ...form, values: { ...form.values, with: nameOf(form.values['with']) as string | undefined } }
  return (
    <Layout page={page} title={title} room="people" noindex script="names.js">
      <PageHead
        page={page}
        title={title}
        lede={t('contacts.private')}
        crumbs={[{ label: t('contacts.title'), path: paths.contacts(slug) }]}
      />
      <div class="p-top-l stack">
        {props.differences && <Conflict page={page} differences={props.differences} />}
        <Form
          draft
          page={page}
          action={contact ? paths.contact(slug, contact.id) : paths.contacts(slug)}
          form={shown}
          formKey={formKey}
          {...(contact && { version: contact.version })}
        >
          {!contact && <Ends {...props} form={shown} />}
          <TextField
            page={page}
            form={shown}
            name="spokeWith"
            label={t('contacts.spokeWith')}
            maxlength={CONTACT_LIMITS.spokeWith}
            optional
          />
          <TextField page={page} form={shown} name="day" type="date" label={t('contacts.day')} short />
          <SelectField
            page={page}
            form={shown}
            name="how"
            label={t('contacts.howLabel')}
            options={CONTACT_WAYS.map((value) => ({ value, label: t(`contacts.how.${value}`) }))}
          />
          <TextArea
            page={page}
            form={shown}
            name="about"
            label={t('contacts.about')}
            maxlength={CONTACT_LIMITS.about}
          />
          <FormDo page={page} act={t(contact ? 'contacts.save' : 'contacts.act')} cancel={paths.contacts(slug)} />
        </Form>
        {props.history.length > 0 && <History page={page} history={props.history} />}
      </div>
    </Layout>
  )
}

/** Who did what with it, and when. What it said before is kept nowhere: words of a talk are nobody's record. */
const History = ({ page, history }: Pick<FormProps, 'page' | 'history'>) => (
  <section class="section" aria-labelledby="history">
    <h2 id="history">{page.t('contacts.history')}</h2>
    <Timeline
      items={history.map((line) => {
        const when = formatDate(page.lang, line.at, 'moment', page.region!.timeZone)
        const who = line.person?.title ?? line.organization?.title
        return { key: line.id, children: `${page.t(`contacts.said.${line.verb}`)} · ${when}${who ? ` · ${who}` : ''}` }
      })}
    />
  </section>
)

const Ends = ({ page, form, names, own, forRegion }: FormProps) => (
  <>
    <TextField
      page={page}
      form={form}
      name="with"
      label={page.t('contacts.with')}
      list="contact-names"
      maxlength={LIMITS.parent}
    />
    <Names page={page} id="contact-names" choices={names} />
    <OrganizationField
      page={page}
      form={form}
      name="by"
      label={page.t('contacts.for')}
      choices={own}
      {...(forRegion && { empty: page.t('contacts.forRegion') })}
    />
  </>
)
