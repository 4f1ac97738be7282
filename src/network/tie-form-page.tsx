import type { Child } from 'hono/jsx'
import { paths } from '../paths.ts'
import { UNKNOWN_END } from '../platform/partial-dates.ts'
import { LANGUAGES } from '../platform/i18n.ts'
import type { FormState } from '../platform/parse-form.ts'
import type { Lists, TieKind } from '../region/lists.ts'
import { type Difference, Conflict } from '../ui/conflict.tsx'
import { RadioCards, SelectField, TextArea, TextField, VisibilityField } from '../ui/field.tsx'
import { Form, FormDo } from '../ui/form.tsx'
import { Layout } from '../ui/layout.tsx'
import { Names } from '../ui/organizations-field.tsx'
import type { Choice } from '../account/organization-names.ts'
import { PageHead } from '../ui/page-head.tsx'
import { type Page, href } from '../ui/page.ts'
import { LIMITS, STRENGTHS } from './forms.ts'
import type { Side } from './rules.ts'
import { sayTie } from './sayings.ts'
import type { Tie } from './ties.ts'

const slugOf = (page: Page) => page.region?.slug ?? ''

interface Fields {
  page: Page
  form: FormState
  /** Organizations it can end at. */
  ends: Choice[]
  formKey: string
}

interface NewTie extends Fields {
  organization: { id: string; slug: string; name: string }
  /** The reader speaks for the organization. */
  speaks: boolean
  lists: Lists
  /** The same tie, when it is there already. */
  same?: string
}

/** To whom an organization is tied, and how. */
export const NewTiePage = ({ page, organization, speaks, form, lists, ends, same, formKey }: NewTie) => {
  const { t } = page
  const { name } = organization
  const profile = paths.organization(slugOf(page), organization.slug)
  return (
    <Layout
      page={page}
      title={t('network.addTieOf', { organization: name })}
      room="organizations"
      noindex
      script="names.js"
    >
      <PageHead
        page={page}
        title={t('network.addTieOf', { organization: name })}
        crumbs={[{ label: name, path: profile }]}
        lede={t(speaks ? 'network.addTieLede' : 'network.addTieLedeCoordinator', { organization: name })}
      />
      <div class="prose">
        {same && (
          <p>
            <a href={href(page, paths.tie(slugOf(page), same))}>{t('network.existsLink')}</a>
          </p>
        )}
        <Form draft page={page} action={paths.newTie(slugOf(page), organization.slug)} form={form} formKey={formKey}>
          <TextField
            page={page}
            form={form}
            name="other"
            label={t('network.other')}
            hint={t('network.otherHint')}
            list="ends"
            maxlength={LIMITS.organization}
            autocomplete="off"
          />
          <SelectField
            page={page}
            form={form}
            name="kind"
            label={t('network.kind')}
            hint={t('network.kindHint')}
            empty=""
            options={kindsOf(lists.tieKinds)}
          />
          <RadioCards
            page={page}
            form={form}
            name="direction"
            label={t('network.direction')}
            hint={t('network.directionHint')}
            options={[
              { value: 'forward', label: t('network.directionForward', { organization: name }) },
              { value: 'backward', label: t('network.directionBackward', { organization: name }) },
            ]}
          />
          <Details page={page} form={form} strength={t('network.strengthHint')} />
          <Names page={page} id="ends" choices={ends.filter((end) => end.id !== organization.id)} />
          <FormDo page={page} act={t('network.addTie')} cancel={profile} />
        </Form>
      </div>
    </Layout>
  )
}

const kindsOf = (kinds: TieKind[]) =>
  kinds.filter((kind) => !kind.retired).map((kind) => ({ value: kind.key, label: kind.label }))

interface EditTie extends Fields {
  tie: Tie
  kinds: TieKind[]
  mine: Side | undefined
  /** What somebody else saved meanwhile. */
  conflict?: Difference[]
}

/** What is known of a tie; its ends and its kind stay. */
export const EditTiePage = ({ page, tie, kinds, mine, form, ends, formKey, conflict }: EditTie) => {
  const { t } = page
  const title = sayTie(t, kinds, tie)
  const back = paths.tie(slugOf(page), tie.id)
  return (
    <Layout page={page} title={t('network.editHead')} room="ties" noindex>
      <PageHead
        page={page}
        title={t('network.editHead')}
        crumbs={[
          { label: t('network.ties'), path: paths.ties(slugOf(page)) },
          { label: title, path: back },
        ]}
        lede={t('network.editLede')}
      />
      {conflict && <Conflict page={page} differences={conflict} />}
      <div class="prose">
        <Form
          draft
          page={page}
          action={paths.tieEdit(slugOf(page), tie.id)}
          form={form}
          version={tie.version}
          formKey={formKey}
        >
          <Details
            page={page}
            form={form}
            strength={mine ? t('network.strengthFrom', { organization: mine.name }) : t('network.strengthHint')}
          />
          <Names page={page} id="ends" choices={ends} />
          <FormDo page={page} act={t('network.save')} cancel={back} />
        </Form>
      </div>
    </Layout>
  )
}

/** What can be told of a tie, new or changed. */
const Details = ({ page, form, strength }: { page: Page; form: FormState; strength: string }): Child => {
  const { t } = page
  return (
    <>
      <SelectField
        page={page}
        form={form}
        name="strength"
        label={t('network.strength')}
        hint={strength}
        optional
        empty={t('network.unknown')}
        options={STRENGTHS.map((n) => ({
          value: String(n),
          label: t('network.strengthIs', { n, words: t(`network.strength.${n}`) }),
        }))}
      />
      <TextField
        page={page}
        form={form}
        name="since"
        label={t('network.since')}
        hint={t('network.sinceHint')}
        optional
        short
        maxlength={LIMITS.date}
      />
      <TextField
        page={page}
        form={form}
        name="until"
        label={t('network.until')}
        hint={t('network.untilFormHint', { unknown: UNKNOWN_END })}
        optional
        short
        maxlength={LIMITS.date}
      />
      <TextArea
        page={page}
        form={form}
        name="note"
        label={t('network.note')}
        hint={t('network.noteHint')}
        optional
        rows={3}
        maxlength={LIMITS.note}
      />
      <SelectField
        page={page}
        form={form}
        name="lang"
        label={t('network.lang')}
        options={LANGUAGES.map((lang) => ({ value: lang, label: t(`network.lang.${lang}`) }))}
      />
      <TextArea
        page={page}
        form={form}
        name="references"
        label={t('network.references')}
        hint={t('network.referencesHint')}
        optional
        rows={3}
      />
      <VisibilityField page={page} form={form} circleHint={t('network.circleOnly')} />
      <TextArea
        page={page}
        form={form}
        name="circle"
        label={t('network.circle')}
        hint={t('network.circleHint')}
        optional
        rows={2}
      />
      <p class="hint">{t('network.visibilityNote')}</p>
    </>
  )
}
