import { paths } from '../../paths.ts'
import type { Lang } from '../../platform/i18n.ts'
import type { FormState } from '../../platform/parse-form.ts'
import type { Role } from '../../region/lists.ts'
import { Conflict, type Difference } from '../../ui/conflict.tsx'
import { Empty } from '../../ui/empty.tsx'
import { Pick } from '../../ui/field.tsx'
import { Flash } from '../../ui/flash.tsx'
import { Form, FormDo } from '../../ui/form.tsx'
import { OriginalText } from '../../ui/original-text.tsx'
import { StateBadge } from '../../ui/badge.tsx'
import type { Page } from '../../ui/page.ts'
import { PartnershipFrame } from '../frame-panel.tsx'
import type { Partnership } from '../partnerships.ts'
import { digestOf, type OwnText, type Told } from './texts.ts'

export interface TranslationProps {
  page: Page
  partnership: Partnership
  /** The language that it is told in here. */
  lang: Lang
  texts: readonly OwnText[]
  roles: readonly Role[]
  /** What was typed, by the field; what is kept where nothing was. */
  said: ReadonlyMap<string, string>
  /** Fields whose older translation was ticked as right still. */
  right: readonly string[]
  form: FormState
  formKey: string
  /** When the translation that the form began with was made; empty when there was none. */
  translatedAt: string
  differences: Difference[] | undefined
}

/** What a text is, in words: whose it is, and which. */
export function sayText({ t }: Page, { kind, party, role }: OwnText, roles: readonly Role[]): string {
  const label =
    kind === 'meaning'
      ? t('partnerships.told.meaning', { role: roles.find(({ key }) => key === role)?.label ?? role ?? '' })
      : kind === 'what'
        ? t('partnerships.told.what')
        : t(`partnership-charter.field.${kind}`)
  return party ? `${party.organization.name}: ${label}` : label
}

/** What a partnership says, beside its original, in the other language. */
export const TranslationPage = (props: TranslationProps) => {
  const { page, partnership, lang, texts, form, differences } = props
  const { t } = page
  const { slug } = page.region!
  const own = partnership.told.filter((one) => one.lang === lang)
  return (
    <PartnershipFrame
      page={page}
      partnership={partnership}
      current="charter"
      title={t('partnerships.told.title', { language: lang })}
    >
      <div class="p-top-l stack">
        <p class="prose">{t('directory.translation.lede', { language: lang })}</p>
        {differences && <Conflict page={page} differences={differences} />}
        {own.some(({ current }) => !current) && <Flash state="warn">{t('partnerships.told.olderHere')}</Flash>}
        {texts.length === 0 ? (
          <Empty title={t('directory.translation.nothing')} />
        ) : (
          <Form
            draft
            page={page}
            action={paths.partnershipTranslation(slug, partnership.slug)}
            form={form}
            formKey={props.formKey}
          >
            <input type="hidden" name="lang" value={lang} />
            <input type="hidden" name="_translated" value={props.translatedAt} />
            {texts.map((text) => (
              <Beside {...props} text={text} told={own.find(({ field }) => field === text.field)} />
            ))}
            <FormDo
              page={page}
              act={t('directory.translation.save')}
              cancel={paths.charter(slug, partnership.slug)}
              stays={texts.length > 3}
            />
          </Form>
        )}
      </div>
    </PartnershipFrame>
  )
}

/** What may be long has room for it. */
const rowsFor = ({ limit }: OwnText) => (limit > 1000 ? 5 : limit > 300 ? 3 : 2)

const Beside = (props: TranslationProps & { text: OwnText; told: Told | undefined }) => {
  const { page, partnership, lang, text, told, roles, said, right } = props
  const label = sayText(page, text, roles)
  const id = `told-${text.field.replaceAll('.', '-')}`
  return (
    <div class="cols cols-2 p-top-l">
      <div class="field">
        <input type="hidden" name="field[]" value={text.field} />
        <input type="hidden" name="was[]" value={digestOf(text.text)} />
        <label for={id}>{page.t('directory.fieldIn', { field: label, language: lang })}</label>
        <textarea class="input" id={id} name="text[]" rows={rowsFor(text)} maxlength={text.limit} lang={lang}>
          {said.get(text.field) ?? ''}
        </textarea>
        {told && !told.current && (
          <Pick
            type="checkbox"
            name="right[]"
            option={{ value: text.field, label: page.t('partnerships.told.right', { field: label }) }}
            checked={right.includes(text.field)}
          />
        )}
      </div>
      <OriginalText {...{ page, label }} id={`${id}-original`} lang={partnership.lang} text={text.text}>
        {told && !told.current && (
          <p>
            <StateBadge state="warn">{page.t('partnerships.told.changed')}</StateBadge>
          </p>
        )}
      </OriginalText>
    </div>
  )
}
