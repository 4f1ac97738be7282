import { paths } from '../paths.ts'
import type { Account } from '../platform/house.ts'
import { formatDate, formatList } from '../platform/i18n.ts'
import type { QuietHours } from '../journal/quiet-hours.ts'
import type { Waiting } from '../platform/room.ts'
import type { FormState } from '../platform/parse-form.ts'
import { CheckboxList, RadioCards, SelectField, TextField } from '../ui/field.tsx'
import { Flash } from '../ui/flash.tsx'
import { ButtonForm, Form, FormDo } from '../ui/form.tsx'
import { type Page, href } from '../ui/page.ts'
import { WaitingList } from '../ui/waiting-list.tsx'
import { LIMITS } from './forms.ts'
import type { Member } from './memberships.ts'
import { ALL_TOPICS } from './notifications.ts'
import { Done, Frame, Nothing } from './pages.tsx'
import { agreedNow } from './own-data.ts'
import { OwnRecordsPanel } from './own-records-panel.tsx'
import type { Person } from './persons.ts'
import { type OwnSession, SessionsPanel } from './sessions-panel.tsx'

/** What one is in one region. */
export interface Own {
  region: { id: string; slug: string; name: string; timeZone: string; since: Date }
  member: Member | null
  person: Person
  unwanted: string[]
  waiting: Waiting[]
  quiet: QuietHours | undefined
  form?: FormState
  mailForm?: FormState
}
interface Props {
  page: Page
  account: Account
  own: Own[]
  /** The region whose data stand on the page. */
  chosen?: Own | undefined
  sessions: OwnSession[]
  topics: string[]
  done?: string | undefined
}

const DONE = { data: 'account.me.done.data', sessions: 'account.me.done.sessions', mail: 'account.me.done.mail' }

/** One's own page: regions, then data and mail of one of them, then devices. */
export const MePage = ({ page, account, own, chosen, sessions, topics, done }: Props) => (
  <Frame
    page={page}
    title={page.t('account.me.title')}
    lede={page.t('account.me.signedInAs', { email: account.email })}
    act={<ButtonForm page={page} action={paths.signOut()} label={page.t('account.me.signOut')} />}
  >
    <Done page={page} done={done} keys={DONE} />
    <section class="section stack" aria-labelledby="regions">
      <h2 id="regions">{page.t('account.me.regions')}</h2>
      {own.length === 0 && (
        <Nothing
          page={page}
          title={page.t('account.me.noRegions')}
          act={{ label: page.t('account.me.allRegions'), path: paths.installation() }}
        >
          {page.t('account.me.noRegionsText', { email: account.email })}
        </Nothing>
      )}
      <ul class="rows" role="list">
        {own.map((one) => (
          <RegionRow page={page} own={one} chosen={one === chosen} />
        ))}
      </ul>
      {account.admin && (
        <p class="bunch">
          <span>{page.t('account.me.admin')}</span>
          <a href={href(page, paths.newRegion())}>{page.t('account.me.newRegion')}</a>
        </p>
      )}
    </section>
    {chosen && <OwnData page={page} own={chosen} topics={topics} />}
    {own.length > 0 && (
      <section class="section stack-s" aria-labelledby="keys-h">
        <h2 id="keys-h">{page.t('account.keys.title')}</h2>
        <p class="quiet">{page.t('account.keys.short')}</p>
        <p>
          <a class="btn" href={href(page, `${paths.myKeys()}${chosen ? `?region=${chosen.region.id}` : ''}`)}>
            {page.t('account.keys.open')}
          </a>
        </p>
      </section>
    )}
    <section class="section stack-s" aria-labelledby="ways-h">
      <h2 id="ways-h">{page.t('account.ways.title')}</h2>
      <p class="quiet">{page.t('account.ways.short')}</p>
      <p>
        <a class="btn" href={href(page, paths.myWays())}>
          {page.t('account.ways.open')}
        </a>
      </p>
    </section>
    <SessionsPanel
      page={page}
      sessions={sessions}
      current={account.sessionId}
      timeZone={chosen?.region.timeZone ?? 'UTC'}
    />
    <OwnRecordsPanel page={page} />
  </Frame>
)

const RegionRow = ({ page, own: { region, member, waiting }, chosen }: { page: Page; own: Own; chosen: boolean }) => (
  <li>
    <h3 class="title">
      <a href={href(page, paths.region(region.slug))}>{region.name}</a>
    </h3>
    <p class="meta">
      {member && <b>{page.t(`account.access.${member.access}`)}</b>}
      {member && member.organizations.length > 0 && (
        <span>
          {formatList(
            page.lang,
            member.organizations.map((one) => one.name),
          )}
        </span>
      )}
      <span>
        {page.t('account.me.memberSince', { date: formatDate(page.lang, region.since, 'long', region.timeZone) })}
      </span>
      {!chosen && (
        <a href={href(page, `${paths.me()}?region=${region.slug}`)}>
          {page.t('account.me.data', { region: region.name })}
        </a>
      )}
    </p>
    {member?.inForce ? (
      <p class="quiet">{page.t(`account.accessMeans.${member.access}`)}</p>
    ) : (
      <Flash state="warn">{page.t('account.me.accessOver')}</Flash>
    )}
    {member?.inForce && (
      <p class="small">
        <a href={href(page, paths.delegations(region.slug))}>{page.t('account.delegations.title')}</a>
      </p>
    )}
    <WaitingList page={page} waiting={waiting} />
  </li>
)

/** What one agrees to besides being listed, each for itself. */
const SEES = [
  { field: 'position', name: 'seePosition' },
  { field: 'email', name: 'seeEmail' },
  { field: 'phone', name: 'seePhone' },
] as const

/** "8 PM", or as one says it in the language. */
const hours = ({ lang }: Page) =>
  Array.from({ length: 24 }, (_, hour) => ({
    value: String(hour),
    label: new Intl.DateTimeFormat(lang, { hour: 'numeric', minute: '2-digit', timeZone: 'UTC' }).format(
      new Date(Date.UTC(2000, 0, 1, hour)),
    ),
  }))

function OwnData({
  page,
  own: { region, person, unwanted, quiet, form, mailForm },
  topics,
}: {
  page: Page
  own: Own
  topics: string[]
}) {
  const data = form ?? {
    values: {
      name: person.name,
      phone: person.phone ?? '',
      visibility: person.visibility,
      ...Object.fromEntries(SEES.map(({ field, name }) => [name, agreedNow(person, field)])),
    },
    errors: {},
  }
  const mail = mailForm ?? {
    values: {
      quietFrom: String(quiet?.from ?? ''),
      quietUntil: String(quiet?.until ?? 7),
      topics: unwanted.includes(ALL_TOPICS) ? [] : topics.filter((topic) => !unwanted.includes(topic)),
    },
    errors: {},
  }
  const see = (['circle', 'region', 'public'] as const).map((value) => ({
    value,
    label: page.t(`account.me.seenBy.${value}`, { region: region.name }),
  }))
  return (
    <section class="section cols cols-2" aria-label={region.name}>
      <div class="stack">
        <h2>{page.t('account.me.data', { region: region.name })}</h2>
        <Form page={page} action={paths.me()} form={data}>
          <input type="hidden" name="region" value={region.id} />
          <TextField
            page={page}
            form={data}
            name="name"
            label={page.t('account.me.name')}
            maxlength={LIMITS.name}
            autocomplete="name"
          />
          <TextField
            page={page}
            form={data}
            name="phone"
            type="tel"
            label={page.t('account.me.phone')}
            maxlength={LIMITS.phone}
            autocomplete="tel"
            optional
          />
          <RadioCards page={page} form={data} name="visibility" label={page.t('account.me.seenBy')} options={see} />
          <fieldset class="stack-s">
            <legend>{page.t('account.me.seeWhat')}</legend>
            {SEES.map(({ field, name }) => (
              <SelectField
                page={page}
                form={data}
                name={name}
                label={page.t(`account.me.see.${field}`)}
                hint={field === 'email' ? page.t('account.me.emailFixed', { email: person.email ?? '' }) : undefined}
                options={see}
              />
            ))}
          </fieldset>
          <FormDo page={page} act={page.t('account.me.save')} />
        </Form>
      </div>
      {topics.length > 0 && (
        <div class="stack">
          <h2>{page.t('account.me.mail', { region: region.name })}</h2>
          <Form page={page} action={paths.myNotifications()} form={mail}>
            <input type="hidden" name="region" value={region.id} />
            <CheckboxList
              page={page}
              form={mail}
              name="topics"
              label={page.t('account.me.mailTopics')}
              hint={page.t('account.me.mailText')}
              options={topics.map((topic) => ({ value: topic, label: page.t(`account.topics.${topic}`) }))}
            />
            <SelectField
              page={page}
              form={mail}
              name="quietFrom"
              label={page.t('account.me.quietFrom')}
              hint={page.t('account.me.quietHint', { region: region.name })}
              empty={page.t('account.me.quietNever')}
              options={hours(page)}
            />
            <SelectField
              page={page}
              form={mail}
              name="quietUntil"
              label={page.t('account.me.quietUntil')}
              options={hours(page)}
            />
            <div class="form-do">
              <button class="btn">{page.t('account.me.saveMail')}</button>
            </div>
          </Form>
        </div>
      )}
    </section>
  )
}
