import { paths } from '../paths.ts'
import { formatDate, formatList } from '../platform/i18n.ts'
import { StateBadge } from '../ui/badge.tsx'
import { Downloads } from '../ui/list.tsx'
import { type Page, href } from '../ui/page.ts'
import { Table } from '../ui/table.tsx'
import type { Member } from './memberships.ts'
import { Done, Frame, Nothing } from './pages.tsx'

const DONE = {
  invited: 'account.members.done.invited',
  changed: 'account.members.done.changed',
  ended: 'account.members.done.ended',
}

/** Members and open invitations, for coordinators. */
export function MembersPage({ page, members, done }: { page: Page; members: Member[]; done?: string | undefined }) {
  const { slug, name } = page.region!
  const [come, open] = [members.filter((one) => one.since), members.filter((one) => !one.since)]
  return (
    <Frame
      page={page}
      title={page.t('account.members.title')}
      lede={page.t('account.members.lede', { region: name })}
      room="settings"
      tab="members"
      act={
        <a class="btn btn-act" href={href(page, paths.invite(slug))}>
          {page.t('account.members.invite')}
        </a>
      }
    >
      <Done page={page} done={done} keys={DONE} />
      {members.length === 0 && (
        <Nothing page={page} title={page.t('account.members.none')}>
          {page.t('account.members.noneText')}
        </Nothing>
      )}
      {come.length > 0 && (
        <Rows page={page} members={come} caption={page.t('account.members.current', { count: come.length })} />
      )}
      {open.length > 0 && (
        <Rows page={page} members={open} caption={page.t('account.members.pending', { count: open.length })} />
      )}
      {members.length > 0 && <Downloads page={page} />}
    </Frame>
  )
}

const Rows = ({ page, members, caption }: { page: Page; members: Member[]; caption: string }) => (
  <section class="section">
    <Table
      caption={caption}
      rows={members}
      columns={[
        { label: page.t('account.members.name'), cell: (one) => <Name page={page} member={one} /> },
        { label: page.t('account.members.email'), cell: (one) => one.email },
        { label: page.t('account.members.access'), cell: (one) => page.t(`account.access.${one.access}`) },
        {
          label: page.t('account.members.organizations'),
          cell: (one) =>
            formatList(
              page.lang,
              one.organizations.map((each) => each.name),
            ),
        },
        { label: page.t('account.members.days'), cell: (one) => <Days page={page} member={one} /> },
      ]}
    />
  </section>
)

const Name = ({ page, member }: { page: Page; member: Member }) => (
  <a href={href(page, paths.member(page.region!.slug, member.id))}>{member.name}</a>
)

const Days = ({ page, member }: { page: Page; member: Member }) => (
  <>
    {days(page, member)}{' '}
    {!member.inForce && <StateBadge state="warn">{page.t('account.members.notInForce')}</StateBadge>}
    {!member.since && <InviteAgain page={page} member={member} />}
  </>
)

function days(page: Page, member: Member): string {
  const from = formatDate(page.lang, member.from, 'long')
  if (!member.until) return page.t('account.members.since', { date: from })
  return page.t('account.members.fromUntil', { from, until: formatDate(page.lang, member.until, 'long') })
}

/** The same invitation once more: it mails a new link and ends the earlier ones. */
const InviteAgain = ({ page, member }: { page: Page; member: Member }) => (
  <form method="post" action={href(page, paths.members(page.region!.slug))}>
    <input type="hidden" name="name" value={member.name} />
    <input type="hidden" name="email" value={member.email ?? ''} />
    <input type="hidden" name="access" value={member.access} />
    <input type="hidden" name="from" value={member.from} />
    <input type="hidden" name="until" value={member.until ?? ''} />
    {member.organizations.map((one) => (
      <input type="hidden" name="organizations[]" value={one.id} />
    ))}
    <button class="btn btn-s btn-quiet" aria-label={page.t('account.members.inviteAgainName', { name: member.name })}>
      {page.t('account.members.inviteAgain')}
    </button>
  </form>
)
