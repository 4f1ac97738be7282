import { paths } from '../paths.ts'
import { ButtonForm } from '../ui/form.tsx'
import { type Page, href } from '../ui/page.ts'
import type { ProfileProps } from './organization-panel.tsx'
import { canEditOrganization, nextQuestion } from './rules.ts'

/** One click says that all of it is still so, today. */
export const StillRight = ({
  page,
  organization: one,
  formKey,
}: {
  page: Page
  organization: { slug: string; version: number }
  formKey: string
}) => (
  <ButtonForm
    page={page}
    action={paths.organizationCheck(page.region!.slug, one.slug)}
    label={page.t('directory.stillRight')}
    fields={{ _key: formKey, _version: String(one.version) }}
    small
  />
)

/** The next useful question, for those who may answer it. It leads to the very field. */
export function NextQuestion({ page, organization: one, people, today, formKey }: ProfileProps) {
  if (!page.actor || !canEditOrganization(page.actor, one)) return null
  const field = nextQuestion(one, people.length, today)
  if (!field) return null
  const form = `${paths.organizationEdit(page.region!.slug, one.slug)}?ask=${field}#f-${field}`
  return (
    <section class="card card-plain stack-s" aria-labelledby="question-h">
      <h2 class="title" id="question-h">
        {page.t(`directory.question.${field}`, { name: one.name })}
      </h2>
      <p class="small quiet">{page.t(`directory.why.${field}`)}</p>
      <div class="bunch">
        {field === 'checkedOn' && <StillRight page={page} organization={one} formKey={formKey} />}
        <a class="btn btn-s" href={href(page, form)}>
          {page.t(field === 'checkedOn' ? 'directory.mend' : 'directory.answer')}
        </a>
      </div>
    </section>
  )
}
