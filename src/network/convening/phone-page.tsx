import { paths } from '../../paths.ts'
import { type FormState, emptyForm } from '../../platform/parse-form.ts'
import type { Lists } from '../../region/lists.ts'
import { RadioCards, SelectField, TextField } from '../../ui/field.tsx'
import { Flash } from '../../ui/flash.tsx'
import { ButtonForm, Form, FormDo } from '../../ui/form.tsx'
import { Layout } from '../../ui/layout.tsx'
import { PageHead } from '../../ui/page-head.tsx'
import { type Page, href } from '../../ui/page.ts'
import { STRENGTHS } from '../forms.ts'
import { LIMITS } from './forms.ts'
import type { Line, Said } from './line-lists.ts'
import { sayLine } from './meeting-sayings.ts'
import type { Meeting } from './meetings.ts'
import { type Guess, NEW } from './name-guesses.ts'
import type { Phone } from './participants.ts'
import { asksFor } from './rules.ts'

/** What was typed into one of both forms and cannot be taken as it is, with those that may be meant by each name. */
export interface Asked {
  form: FormState
  guesses: Record<string, Guess[]>
}

interface Props {
  page: Page
  meeting: Meeting
  phone: Phone
  lists: Lists
  said: Said
  own: ReadonlySet<string>
  /** Names to choose from while one types. */
  names: readonly Guess[]
  organization?: Asked | undefined
  tie?: Asked | undefined
  done?: string | undefined
  formKey: string
}

const DONE = ['organization', 'tie', 'withdrawn', 'joined']
const LATEST = 8

/** What a phone sees of a meeting: what it can add, what it added, and what all others add. */
export const PhonePage = (props: Props) => {
  const { page, meeting, said, done } = props
  const { t } = page
  return (
    <Layout page={page} title={meeting.title} room="map" noindex script={['phone.js', 'live.js']}>
      <PageHead page={page} title={meeting.title} lede={t(`meetings.phone.lede.${meeting.asks}`)} />
      <div class="stack-l" data-live={href(page, paths.phoneChanges(page.region!.slug))} data-since={said.n}>
        {done !== undefined && DONE.includes(done) && <Flash state="good">{t(`meetings.done.${done}`)}</Flash>}
        <datalist id="names">
          {props.names.map(({ name }) => (
            <option value={name} />
          ))}
        </datalist>
        {asksFor(meeting, 'ties') && <TieForm {...props} />}
        {asksFor(meeting, 'organizations') && <OrganizationForm {...props} />}
        <Own {...props} />
        <Latest {...props} />
      </div>
    </Layout>
  )
}

/** Those that may be meant by what was typed, and none of them. */
const WhichOne = ({ page, asked, field }: { page: Page; asked: Asked; field: string }) => {
  const guesses = asked.guesses[field]
  if (!guesses) return null
  const typed = String(asked.form.values[field] ?? '')
  return (
    <RadioCards
      page={page}
      form={asked.form}
      name={`${field}Is`}
      label={page.t('meetings.which', { name: typed })}
      options={[
        ...guesses.map(({ id, name }) => ({ value: id, label: name })),
        { value: NEW, label: page.t('meetings.whichNew', { name: typed }) },
      ]}
    />
  )
}

const kindsOf = ({ meeting, lists }: Props) =>
  lists.tieKinds.filter((kind) => !kind.retired && (meeting.kinds.length === 0 || meeting.kinds.includes(kind.key)))

const TieForm = (props: Props) => {
  const { page, phone, formKey } = props
  const { t } = page
  const kinds = kindsOf(props)
  const begun = { from: phone.organization, kind: kinds.length === 1 ? kinds[0]!.key : '' }
  const asked = props.tie ?? { form: { values: begun, errors: {} }, guesses: {} }
  const name = { page, form: asked.form, list: 'names', maxlength: LIMITS.name, autocomplete: 'off', required: true }
  return (
    <section class="stack" aria-labelledby="h-tie">
      <h2 id="h-tie">{t('meetings.tie.title')}</h2>
      <Form page={page} action={paths.phoneTies(page.region!.slug)} form={asked.form} formKey={`${formKey}t`}>
        <TextField {...name} name="from" label={t('meetings.tie.from')} />
        <WhichOne page={page} asked={asked} field="from" />
        <SelectField
          page={page}
          form={asked.form}
          name="kind"
          label={t('meetings.tie.kind')}
          empty={t('meetings.choose')}
          options={kinds.map((kind) => ({ value: kind.key, label: kind.forward || kind.label }))}
        />
        <TextField {...name} name="to" label={t('meetings.tie.to')} />
        <WhichOne page={page} asked={asked} field="to" />
        <SelectField
          page={page}
          form={asked.form}
          name="strength"
          label={t('network.strength')}
          empty={t('meetings.strengthUnknown')}
          options={STRENGTHS.map((n) => ({ value: String(n), label: t(`network.strength.${n}`) }))}
          optional
        />
        <FormDo page={page} act={t('meetings.tie.act')} />
      </Form>
    </section>
  )
}

const OrganizationForm = ({ page, meeting, organization = { form: emptyForm, guesses: {} }, formKey }: Props) => {
  const { t } = page
  const { form } = organization
  const act = t('meetings.organization.act')
  return (
    <section class="stack" aria-labelledby="h-organization">
      <h2 id="h-organization">{t('meetings.organization.title')}</h2>
      <Form page={page} action={paths.phoneOrganizations(page.region!.slug)} form={form} formKey={`${formKey}o`}>
        <TextField
          page={page}
          form={form}
          name="name"
          label={t('meetings.organization.name')}
          list="names"
          maxlength={LIMITS.name}
          autocomplete="off"
          required
        />
        <WhichOne page={page} asked={organization} field="name" />
        {meeting.asks === 'organizations' ? (
          <FormDo page={page} act={act} />
        ) : (
          <div class="form-do">
            <button class="btn">{act}</button>
          </div>
        )}
      </Form>
    </section>
  )
}

const Own = ({ page, lists, said, own, formKey }: Props) => {
  const mine = said.lines.filter((line) => own.has(line.id) && line.there)
  if (mine.length === 0) return null
  return (
    <section class="stack-s" aria-labelledby="h-own">
      <h2 id="h-own">{page.t('meetings.own')}</h2>
      <ul class="rows" role="list">
        {mine.toReversed().map((line) => (
          <li class="has-tail">
            <span>{sayLine(page.t, lists.tieKinds, line)}</span>
            <div class="tail">
              <ButtonForm
                page={page}
                action={paths.phoneWithdrawal(page.region!.slug, line.id)}
                label={page.t('meetings.withdraw')}
                fields={{ _key: `${formKey}${line.id.slice(-8)}` }}
                small
              >
                <span class="sr">{sayLine(page.t, lists.tieKinds, line)}</span>
              </ButtonForm>
            </div>
          </li>
        ))}
      </ul>
    </section>
  )
}

const latestOf = (lines: readonly Line[]) =>
  lines
    .filter((line) => line.there && line.voices > 0)
    .slice(-LATEST)
    .toReversed()

/** What came last, of everybody; `phone.js` puts what is new on top. */
const Latest = ({ page, lists, said }: Props) => (
  <section class="stack-s" aria-labelledby="h-latest">
    <h2 id="h-latest">{page.t('meetings.latest')}</h2>
    <ul class="rows" role="list" data-latest={LATEST}>
      {latestOf(said.lines).map((line) => (
        <li data-line={line.id}>
          <span>{sayLine(page.t, lists.tieKinds, line)}</span>
        </li>
      ))}
    </ul>
    <p>
      <a href={href(page, paths.phone(page.region!.slug))} data-live-link>
        {page.t('meetings.refresh')}
      </a>
    </p>
  </section>
)

/** The meeting is over: what becomes of what was said. */
export const PhoneOverPage = ({ page, meeting, said, own }: Pick<Props, 'page' | 'meeting' | 'said' | 'own'>) => (
  <Layout page={page} title={meeting.title} room="map" noindex>
    <PageHead
      page={page}
      title={meeting.title}
      lede={page.t('meetings.phone.over', {
        count: said.lines.filter((line) => own.has(line.id) && line.there).length,
      })}
    />
    <p>
      <a class="btn" href={href(page, paths.region(page.region!.slug))}>
        {page.t('meetings.phone.home', { region: page.region!.name })}
      </a>
    </p>
  </Layout>
)
