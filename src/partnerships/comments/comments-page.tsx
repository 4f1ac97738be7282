import { canRemoveComment, type Comment, LONGEST_COMMENT } from '../../journal/comments.ts'
import { paths } from '../../paths.ts'
import { formatDate } from '../../platform/i18n.ts'
import type { FormState } from '../../platform/parse-form.ts'
import { Empty } from '../../ui/empty.tsx'
import { SelectField, TextArea } from '../../ui/field.tsx'
import { Flash } from '../../ui/flash.tsx'
import { ButtonForm, Form, FormDo } from '../../ui/form.tsx'
import { langOn } from '../../ui/languages.ts'
import { type Page, href } from '../../ui/page.ts'
import { PartnershipFrame } from '../frame-panel.tsx'
import type { Partnership } from '../partnerships.ts'
import { SECTIONS } from './rules.ts'

interface CommentsProps {
  page: Page
  partnership: Partnership
  comments: Comment[]
  /** The section that is looked at; '' is all of it. */
  section: string
  /** Id of the comment that was just taken back. */
  removed?: string | undefined
  form: FormState
  formKey: string
}

/** What the partners say to each other: read from top to bottom, with the form under it. */
export const CommentsPage = (props: CommentsProps) => {
  const { page, partnership, comments, section, removed, formKey } = props
  const { t } = page
  const shown = section === '' ? comments : comments.filter((one) => one.section === section)
  return (
    <PartnershipFrame page={page} partnership={partnership} current="comments" title={t('comments.title')}>
      {removed && (
        <Flash state="good">
          {t('comments.removed')}
          <ButtonForm
            page={page}
            action={`${address(page, partnership)}/${removed}/restoration`}
            label={t('comments.undo')}
            fields={{ _key: formKey }}
            small
          />
        </Flash>
      )}
      <div class="cols cols-side p-top-l">
        <div class="stack-l">
          {section !== '' && (
            <p class="bunch">
              <b>{sayAbout(page, section)}</b>
              <a class="small" href={href(page, address(page, partnership))}>
                {t('comments.all')}
              </a>
            </p>
          )}
          {shown.length === 0 ? (
            <Empty title={t('comments.none')}>{t('comments.noneText')}</Empty>
          ) : (
            <ol class="rows comments" role="list">
              {shown.map((comment) => (
                <Said {...props} comment={comment} />
              ))}
            </ol>
          )}
          <Write {...props} />
        </div>
        <aside class="stack-s">
          <p class="small quiet">{t('comments.heard')}</p>
          <Sections {...props} />
        </aside>
      </div>
    </PartnershipFrame>
  )
}

const address = (page: Page, { slug }: Partnership) => paths.partnershipTab(page.region!.slug, slug, 'comments')

/** "About the shared mission". */
const sayAbout = (page: Page, section: string) =>
  page.t('comments.about', { section: page.t(`comments.section.${section}`) })

const Said = ({ page, partnership, comment, section, formKey }: CommentsProps & { comment: Comment }) => (
  <li id={`c-${comment.id}`}>
    <p class="meta">
      <b>{comment.by?.name ?? page.t('comments.somebody')}</b>
      <time datetime={comment.at.toISOString()}>
        {formatDate(page.lang, comment.at, 'long', page.region!.timeZone)}
      </time>
      {section === '' && comment.section !== '' && (
        <a href={href(page, `${address(page, partnership)}?section=${comment.section}`)}>
          {sayAbout(page, comment.section)}
        </a>
      )}
    </p>
    <p class="comment" lang={langOn(page, comment)}>
      {comment.body}
    </p>
    {page.actor && canRemoveComment(page.actor, { byId: comment.by?.id ?? null }) && (
      <ButtonForm
        page={page}
        action={`${address(page, partnership)}/${comment.id}/removal`}
        label={page.t('comments.remove')}
        fields={{ _key: formKey }}
        small
      />
    )}
  </li>
)

const Write = ({ page, partnership, form, formKey }: CommentsProps) => (
  <section aria-labelledby="write-h" id="write">
    <h2 class="title" id="write-h">
      {page.t('comments.write')}
    </h2>
    <Form page={page} action={address(page, partnership)} form={form} formKey={formKey}>
      <SelectField
        page={page}
        form={form}
        name="section"
        label={page.t('comments.which')}
        empty={page.t('comments.whole')}
        options={SECTIONS.map((value) => ({ value, label: page.t(`comments.section.${value}`) }))}
      />
      <TextArea
        page={page}
        form={form}
        name="body"
        label={page.t('comments.body')}
        rows={4}
        maxlength={LONGEST_COMMENT}
      />
      <FormDo page={page} act={page.t('comments.send')} />
    </Form>
  </section>
)

/** What was spoken of, each with how often. */
const Sections = ({ page, partnership, comments }: CommentsProps) => {
  const spoken = SECTIONS.map((section) => ({
    section,
    count: comments.filter((one) => one.section === section).length,
  })).filter(({ count }) => count > 0)
  if (spoken.length === 0) return null
  return (
    <ul class="plain stack-s">
      {spoken.map(({ section, count }) => (
        <li>
          <a href={href(page, `${address(page, partnership)}?section=${section}`)}>
            {page.t(`comments.section.${section}`)}
          </a>{' '}
          <span class="quiet num">{count}</span>
        </li>
      ))}
    </ul>
  )
}
