import { paths } from '../paths.ts'
import { formatDate } from '../platform/i18n.ts'
import { ButtonForm } from '../ui/form.tsx'
import type { Page } from '../ui/page.ts'
import { deviceOf } from './sessions.ts'

/** A session as its owner sees it. */
export interface OwnSession {
  id: string
  createdAt: Date
  /** To the day. */
  lastUsedAt: Date
  expiresAt: Date
  userAgent: string | null
}

/** Where one is signed in, and how to end it. */
export const SessionsPanel = ({
  page,
  sessions,
  current,
  timeZone,
}: {
  page: Page
  sessions: OwnSession[]
  current: string
  timeZone: string
}) => (
  <section class="section stack" aria-labelledby="sessions">
    <h2 id="sessions">{page.t('account.me.sessions')}</h2>
    <p class="quiet">{page.t('account.me.sessionsText')}</p>
    <ul class="rows" role="list">
      {sessions.map((one) => (
        <SessionRow page={page} session={one} current={one.id === current} timeZone={timeZone} />
      ))}
    </ul>
    {sessions.length > 1 && (
      <ButtonForm page={page} action={paths.mySessions()} label={page.t('account.me.endOthers')} />
    )}
  </section>
)

/** "Firefox on Windows". */
function sayDevice(page: Page, userAgent: string | null): string {
  const { browser, system } = deviceOf(userAgent)
  if (browser && system) return page.t('account.me.device', { browser, system })
  return browser ?? system ?? page.t('account.me.unknownDevice')
}

function SessionRow({
  page,
  session,
  current,
  timeZone,
}: {
  page: Page
  session: OwnSession
  current: boolean
  timeZone: string
}) {
  const device = sayDevice(page, session.userAgent)
  const day = (at: Date) => formatDate(page.lang, at, 'long', timeZone)
  return (
    <li class="has-tail">
      <div>
        <h3 class="title">
          {device} {current && <span class="badge is-good">{page.t('account.me.thisDevice')}</span>}
        </h3>
        <p class="meta">
          <span>{page.t('account.me.lastUsed', { day: day(session.lastUsedAt) })}</span>
          <span>
            {page.t('account.me.sessionSince', { since: day(session.createdAt), until: day(session.expiresAt) })}
          </span>
        </p>
      </div>
      {!current && (
        <div class="tail">
          <ButtonForm
            page={page}
            action={paths.mySession(session.id)}
            label={page.t('account.me.endSession', { device })}
            small
          />
        </div>
      )}
    </li>
  )
}
