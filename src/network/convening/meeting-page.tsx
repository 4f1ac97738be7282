import { paths } from '../../paths.ts'
import { formatDate } from '../../platform/i18n.ts'
import type { Lists } from '../../region/lists.ts'
import { Empty } from '../../ui/empty.tsx'
import { Facts } from '../../ui/facts.tsx'
import { Flash } from '../../ui/flash.tsx'
import { ButtonForm } from '../../ui/form.tsx'
import { Layout } from '../../ui/layout.tsx'
import { PageHead } from '../../ui/page-head.tsx'
import { type Page, href } from '../../ui/page.ts'
import { spellCode } from './codes.ts'
import type { Line, Said } from './line-lists.ts'
import { sayLine } from './meeting-sayings.ts'
import type { Meeting } from './meetings.ts'

interface Props {
  page: Page
  meeting: Meeting
  code: string
  said: Said
  lists: Lists
  done: string | undefined
  formKey: string
}

const DONE = ['opened', 'code', 'removed']

/** An open meeting, for who leads it: how phones come in, what they say as a list, and the end of it. */
export const MeetingPage = ({ page, meeting, code, said, lists, done, formKey }: Props) => {
  const { t } = page
  const { slug, timeZone } = page.region!
  const address = page.origin + href(page, paths.meetCode(slug, code))
  return (
    <Layout page={page} title={meeting.title} room="map" noindex>
      <PageHead
        page={page}
        title={meeting.title}
        crumbs={[
          { label: t('map.title'), path: paths.map(slug) },
          { label: t('meetings.title'), path: paths.meetings(slug) },
        ]}
        kind={t('meetings.isOpen')}
        lede={t('meetings.openLede')}
        act={
          <a class="btn btn-act" href={href(page, paths.meetingWall(slug, meeting.id))}>
            {t('meetings.wall.show')}
          </a>
        }
      />
      <div class="p-top stack">
        {done !== undefined && DONE.includes(done) && <Flash state="good">{t(`meetings.done.${done}`)}</Flash>}
        <Facts
          facts={[
            { label: t('meetings.code'), value: <strong>{spellCode(code)}</strong> },
            { label: t('meetings.address'), value: <a href={address}>{address}</a> },
            { label: t('meetings.until'), value: formatDate(page.lang, meeting.closesAt, 'moment', timeZone) },
          ]}
        />
        <div class="bunch">
          <ButtonForm
            page={page}
            action={paths.meetingClosure(slug, meeting.id)}
            label={t('meetings.close')}
            fields={{ _key: formKey }}
          />
          <ButtonForm
            page={page}
            action={paths.meetingCode(slug, meeting.id)}
            label={t('meetings.newCode')}
            fields={{ _key: `${formKey}c` }}
          />
        </div>
      </div>
      <div class="section">
        <Lines {...{ page, meeting, said, lists, formKey }} />
      </div>
    </Layout>
  )
}

const Lines = ({
  page,
  meeting,
  said,
  lists,
  formKey,
}: Pick<Props, 'page' | 'meeting' | 'said' | 'lists' | 'formKey'>) => {
  const { t } = page
  const there = said.lines.filter((line) => line.there)
  const count = (kind: Line['kind']) => there.filter((line) => line.kind === kind).length
  const counts = { people: said.people, organizations: count('organization'), ties: count('tie') }
  return (
    <section class="stack-s" aria-labelledby="h-lines">
      <h2 id="h-lines">{t('meetings.lines')}</h2>
      <p>
        {t('meetings.counts', counts)}{' '}
        <a href={href(page, paths.meeting(page.region!.slug, meeting.id))}>{t('meetings.refresh')}</a>
      </p>
      {there.length === 0 ? (
        <Empty title={t('meetings.nothing')} />
      ) : (
        <ul class="rows" role="list">
          {there.toReversed().map((line) => (
            <li class="has-tail">
              <div>
                <span>{sayLine(t, lists.tieKinds, line)}</span> <span class="meta">{sayVoices(page, line)}</span>
              </div>
              <div class="tail">
                <ButtonForm
                  page={page}
                  action={paths.meetingLineRemoval(page.region!.slug, meeting.id, line.id)}
                  label={t('meetings.takeOff')}
                  fields={{ _key: `${formKey}${line.id.slice(-8)}` }}
                  small
                />
              </div>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

/** How many phones say so, and where those come from that said it. */
export function sayVoices({ t }: Page, { voices, from }: Line): string {
  if (voices === 0) return ''
  return from.length > 0
    ? t('meetings.voicesFrom', { voices, from: from.join(', ') })
    : t('meetings.voices', { voices })
}
