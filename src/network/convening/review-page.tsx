import type { Choice } from '../../account/organization-names.ts'
import { paths } from '../../paths.ts'
import { formatDate } from '../../platform/i18n.ts'
import type { FormState } from '../../platform/parse-form.ts'
import type { Lists } from '../../region/lists.ts'
import { StateBadge } from '../../ui/badge.tsx'
import { Empty } from '../../ui/empty.tsx'
import { RadioCards, SelectField, TextField } from '../../ui/field.tsx'
import { Flash } from '../../ui/flash.tsx'
import { Form, FormDo } from '../../ui/form.tsx'
import { Layout } from '../../ui/layout.tsx'
import { OrganizationField } from '../../ui/organizations-field.tsx'
import { PageHead } from '../../ui/page-head.tsx'
import { type Page, href } from '../../ui/page.ts'
import { LIMITS } from './forms.ts'
import { sayVoices } from './meeting-page.tsx'
import { sayLine } from './meeting-sayings.ts'
import { LINES_KEPT_DAYS, type Meeting } from './meetings.ts'
import type { Fates, Reviewed } from './reviews.ts'

const DAY = 86_400_000

interface ReviewProps {
  page: Page
  meeting: Meeting
  lines: Reviewed[]
  lists: Lists
  /** What became of the ties that were decided just now. */
  fates: Fates | undefined
  decided: boolean
  form: FormState
  formKey: string
}

/** A meeting that is over: everything that was said at it, and what is decided of it. */
export const ReviewPage = ({ page, meeting, lines, lists, fates, decided, form, formKey }: ReviewProps) => {
  const { t } = page
  const { slug, timeZone } = page.region!
  const ended = meeting.closedAt ?? meeting.closesAt
  const forgotten = new Date(ended.getTime() + LINES_KEPT_DAYS * DAY)
  const organizations = lines.filter((line) => line.kind === 'organization')
  const ties = lines.filter((line) => line.kind === 'tie')
  return (
    <Layout page={page} title={meeting.title} room="map" noindex>
      <PageHead
        page={page}
        title={meeting.title}
        crumbs={[
          { label: t('map.title'), path: paths.map(slug) },
          { label: t('meetings.title'), path: paths.meetings(slug) },
        ]}
        kind={t('meetings.overOn', { date: formatDate(page.lang, ended, 'moment', timeZone) })}
        lede={lines.length > 0 && t('meetings.review.lede', { count: lines.filter((line) => line.awaits).length })}
      />
      <div class="p-top stack-l">
        {fates && <Flash state={fates.waiting > 0 ? 'warn' : 'good'}>{t('meetings.review.fates', { ...fates })}</Flash>}
        {decided && <Flash state="good">{t('meetings.review.decided')}</Flash>}
        {lines.length === 0 && <Empty title={t('meetings.review.nothing')} />}
        {organizations.length > 0 && (
          <section class="stack-s" aria-labelledby="h-organizations">
            <h2 id="h-organizations">{t('meetings.review.organizations')}</h2>
            <ul class="rows" role="list">
              {organizations.map((line) => (
                <OrganizationLine page={page} meeting={meeting} line={line} />
              ))}
            </ul>
          </section>
        )}
        {ties.length > 0 && <Ties {...{ page, meeting, lines, ties, lists, form, formKey }} />}
        {lines.length > 0 && (
          <p class="hint">{t('meetings.review.kept', { date: formatDate(page.lang, forgotten, 'long', timeZone) })}</p>
        )}
      </div>
    </Layout>
  )
}

/** What became of a line; nothing while it awaits a decision. */
const Became = ({ page, line }: { page: Page; line: Reviewed }) =>
  line.awaits ? (
    <StateBadge state="note">{page.t('meetings.review.awaits')}</StateBadge>
  ) : line.decision === 'refused' ? (
    <StateBadge>{page.t('meetings.review.refused')}</StateBadge>
  ) : (
    <StateBadge state="good">{page.t(`meetings.review.${line.kind === 'tie' ? 'onMap' : 'here'}`)}</StateBadge>
  )

const OrganizationLine = ({ page, meeting, line }: { page: Page; meeting: Meeting; line: Reviewed }) => {
  const { slug } = page.region!
  const path = line.awaits
    ? paths.meetingLine(slug, meeting.id, line.id)
    : line.organizationId && line.decision !== 'refused' && paths.organization(slug, line.organizationId)
  return (
    <li class="has-tail">
      <div>
        <h3 class="title">{path ? <a href={href(page, path)}>{line.name}</a> : <bdi>{line.name}</bdi>}</h3>
        <p class="meta">{sayVoices(page, line)}</p>
      </div>
      <p class="tail">
        <Became page={page} line={line} />
      </p>
    </li>
  )
}

const Ties = ({
  page,
  meeting,
  lines,
  ties,
  lists,
  form,
  formKey,
}: Pick<ReviewProps, 'page' | 'meeting' | 'lines' | 'lists' | 'form' | 'formKey'> & { ties: Reviewed[] }) => {
  const { t } = page
  const open = ties.filter((line) => line.awaits)
  const unknown = new Set(
    lines.filter((line) => line.kind === 'organization' && !line.organizationId).map(({ id }) => id),
  )
  const isClear = (line: Reviewed) => !unknown.has(line.aId!) && !unknown.has(line.bId!)
  return (
    <section class="stack-s" aria-labelledby="h-ties">
      <h2 id="h-ties">{t('meetings.review.ties')}</h2>
      {open.length > 0 && (
        <Form page={page} action={paths.meetingDecisions(page.region!.slug, meeting.id)} form={form} formKey={formKey}>
          <fieldset>
            <legend>{t('meetings.review.which')}</legend>
            {open.map((line) => (
              <label class="pick">
                <input type="checkbox" name="line" value={line.id} checked={isClear(line)} />
                <span>
                  <span>{sayLine(t, lists.tieKinds, line)}</span>
                  <small>
                    {[sayVoices(page, line), !isClear(line) && t('meetings.review.unknownEnd')]
                      .filter(Boolean)
                      .join(' · ')}
                  </small>
                </span>
              </label>
            ))}
          </fieldset>
          <p class="hint">{t('meetings.review.reported')}</p>
          <div class="form-do">
            <button class="btn btn-act" name="decision" value="accepted">
              {t('meetings.review.accept')}
            </button>
            <button class="btn" name="decision" value="refused">
              {t('meetings.review.refuse')}
            </button>
          </div>
        </Form>
      )}
      <ul class="rows" role="list">
        {ties
          .filter((line) => !line.awaits)
          .map((line) => (
            <li class="has-tail">
              <span>{sayLine(t, lists.tieKinds, line)}</span>
              <p class="tail">
                <Became page={page} line={line} />
              </p>
            </li>
          ))}
      </ul>
    </section>
  )
}

interface LineProps {
  page: Page
  meeting: Meeting
  line: Reviewed
  lists: Lists
  choices: readonly Choice[]
  /** Those of the directory that it may be. */
  likely: readonly { id: string; name: string }[]
  form: FormState
  formKey: string
}

/** An organization that was only named: a new one, one that is here, or nothing. */
export const LinePage = ({ page, meeting, line, lists, choices, likely, form, formKey }: LineProps) => {
  const { t } = page
  const { slug } = page.region!
  const field = { page, form }
  return (
    <Layout page={page} title={line.name} room="map" noindex script="names.js">
      <PageHead
        page={page}
        title={line.name}
        crumbs={[
          { label: t('map.title'), path: paths.map(slug) },
          { label: t('meetings.title'), path: paths.meetings(slug) },
          { label: meeting.title, path: paths.meeting(slug, meeting.id) },
        ]}
        lede={t('meetings.line.lede')}
      />
      <div class="prose stack">
        <p class="meta">{sayVoices(page, line)}</p>
        {likely.length > 0 && (
          <Flash>{t('meetings.line.likely', { names: likely.map((one) => one.name).join(', ') })}</Flash>
        )}
        <Form page={page} action={paths.meetingLine(slug, meeting.id, line.id)} form={form} formKey={formKey}>
          <RadioCards
            {...field}
            name="decision"
            label={t('meetings.line.is')}
            options={(['known', 'new', 'refused'] as const).map((one) => ({
              value: one,
              label: t(`meetings.line.${one}`),
              hint: t(`meetings.line.${one}Hint`),
            }))}
          />
          <OrganizationField
            {...field}
            name="organization"
            label={t('meetings.line.organization')}
            choices={choices}
            empty={t('meetings.choose')}
            optional
          />
          <TextField {...field} name="name" label={t('meetings.line.name')} maxlength={LIMITS.name} optional />
          <SelectField
            {...field}
            name="sector"
            label={t('meetings.line.sector')}
            options={lists.sectors.filter((one) => !one.retired).map((one) => ({ value: one.key, label: one.label }))}
            optional
          />
          <FormDo page={page} act={t('meetings.line.act')} cancel={paths.meeting(slug, meeting.id)} />
        </Form>
      </div>
    </Layout>
  )
}
