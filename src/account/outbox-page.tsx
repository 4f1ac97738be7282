import { paths } from '../paths.ts'
import { formatDate } from '../platform/i18n.ts'
import { type Page, href } from '../ui/page.ts'
import { Frame, Nothing } from './pages.tsx'

interface Kept {
  id: string
  at: Date
  recipient: string
  subject: string
}

/** Mail that a demonstration did not send. */
export const OutboxPage = ({ page, messages }: { page: Page; messages: Kept[] }) => (
  <Frame page={page} title={page.t('account.outbox.title')} lede={page.t('account.outbox.lede')}>
    {messages.length === 0 && (
      <Nothing page={page} title={page.t('account.outbox.empty')}>
        {page.t('account.outbox.emptyText')}
      </Nothing>
    )}
    <ul class="rows" role="list">
      {messages.map((one) => (
        <li>
          <h2 class="title">
            <a href={href(page, `${paths.outbox()}?message=${one.id}`)}>{one.subject}</a>
          </h2>
          <p class="meta">
            <span>{page.t('account.outbox.to', { recipient: one.recipient })}</span>
            <time datetime={one.at.toISOString()}>{formatDate(page.lang, one.at, 'moment')}</time>
          </p>
        </li>
      ))}
    </ul>
  </Frame>
)

/** One mail as text; what leads to this installation can be pressed. */
export const OutboxMessagePage = ({ page, message }: { page: Page; message: Kept & { body: string } }) => (
  <Frame
    page={page}
    title={message.subject}
    lede={page.t('account.outbox.to', { recipient: message.recipient })}
    crumbs={[{ label: page.t('account.outbox.title'), path: paths.outbox() }]}
  >
    <div class="prose stack">
      {message.body.split(/\n{2,}/).map((paragraph) => (
        <p class="lines">
          {paragraph
            .split(/(https?:\/\/\S+)/)
            .map((part) => (leadsHere(page, part) ? <a href={part}>{part}</a> : part))}
        </p>
      ))}
      <p>
        <a class="btn" href={href(page, paths.outbox())}>
          {page.t('account.outbox.back')}
        </a>
      </p>
    </div>
  </Frame>
)

const leadsHere = (page: Page, part: string) => part.startsWith(`${page.origin}/`)
