import { paths } from '../../paths.ts'
import { formatDate } from '../../platform/i18n.ts'
import type { FormState } from '../../platform/parse-form.ts'
import type { TieKind } from '../../region/lists.ts'
import { StateBadge } from '../../ui/badge.tsx'
import { Empty } from '../../ui/empty.tsx'
import { CheckboxList, RadioCards, SelectField, TextField } from '../../ui/field.tsx'
import { Form, FormDo } from '../../ui/form.tsx'
import { Layout } from '../../ui/layout.tsx'
import { PageHead } from '../../ui/page-head.tsx'
import { type Page, href } from '../../ui/page.ts'
import { MapTabs } from '../map-tabs-panel.tsx'
import { ASKS, HOURS, LIMITS } from './forms.ts'
import type { Meeting } from './meetings.ts'
import { isOpen } from './rules.ts'

/** Meetings at which people added to the map together. */
export const MeetingsPage = ({ page, meetings }: { page: Page; meetings: Meeting[] }) => {
  const { t } = page
  const { slug, timeZone } = page.region!
  const begin = (
    <a class="btn btn-act" href={href(page, paths.newMeeting(slug))}>
      {t('meetings.new')}
    </a>
  )
  return (
    <Layout page={page} title={t('meetings.title')} room="map" noindex>
      <PageHead
        page={page}
        title={t('meetings.title')}
        crumbs={[{ label: t('map.title'), path: paths.map(slug) }]}
        lede={t('meetings.lede')}
        act={meetings.length > 0 && begin}
      />
      <MapTabs page={page} current="meetings" />
      <div class="p-top stack">
        {meetings.length === 0 ? (
          <Empty title={t('meetings.none')} act={begin}>
            {t('meetings.noneText')}
          </Empty>
        ) : (
          <ul class="rows" role="list">
            {meetings.map((meeting) => (
              <li>
                <h2 class="title">
                  <a href={href(page, paths.meeting(slug, meeting.id))}>{meeting.title}</a>{' '}
                  {isOpen(meeting, page.now) && <StateBadge state="good">{t('meetings.isOpen')}</StateBadge>}
                </h2>
                <p class="meta">{formatDate(page.lang, meeting.openedAt, 'moment', timeZone)}</p>
              </li>
            ))}
          </ul>
        )}
      </div>
    </Layout>
  )
}

/** What a meeting is called and what it asks for. */
export const NewMeetingPage = ({
  page,
  form,
  kinds,
  formKey,
}: {
  page: Page
  form: FormState
  kinds: TieKind[]
  formKey: string
}) => {
  const { t } = page
  const { slug } = page.region!
  return (
    <Layout page={page} title={t('meetings.new')} room="map" noindex>
      <PageHead
        page={page}
        title={t('meetings.new')}
        crumbs={[
          { label: t('map.title'), path: paths.map(slug) },
          { label: t('meetings.title'), path: paths.meetings(slug) },
        ]}
        lede={t('meetings.newLede')}
      />
      <MapTabs page={page} current="meetings" />
      <div class="prose p-top">
        <Form page={page} action={paths.meetings(slug)} form={form} formKey={formKey} draft>
          <TextField
            page={page}
            form={form}
            name="title"
            label={t('meetings.field.title')}
            hint={t('meetings.field.titleHint')}
            maxlength={LIMITS.title}
            required
          />
          <RadioCards
            page={page}
            form={form}
            name="asks"
            label={t('meetings.field.asks')}
            options={ASKS.map((asks) => ({
              value: asks,
              label: t(`meetings.asks.${asks}`),
              hint: t(`meetings.asksHint.${asks}`),
            }))}
          />
          <CheckboxList
            page={page}
            form={form}
            name="kinds"
            label={t('meetings.field.kinds')}
            hint={t('meetings.field.kindsHint')}
            options={kinds.filter((kind) => !kind.retired).map((kind) => ({ value: kind.key, label: kind.label }))}
            optional
          />
          <SelectField
            page={page}
            form={form}
            name="hours"
            label={t('meetings.field.hours')}
            hint={t('meetings.field.hoursHint')}
            options={HOURS.map((hours) => ({ value: hours, label: t('meetings.hours', { hours: Number(hours) }) }))}
          />
          <FormDo page={page} act={t('meetings.open')} cancel={paths.meetings(slug)} />
        </Form>
      </div>
    </Layout>
  )
}
