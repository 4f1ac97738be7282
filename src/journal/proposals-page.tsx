import { paths } from '../paths.ts'
import { formatDate } from '../platform/i18n.ts'
import type { ToldProposal } from '../platform/room.ts'
import { Empty } from '../ui/empty.tsx'
import { Flash } from '../ui/flash.tsx'
import { ButtonForm } from '../ui/form.tsx'
import { Layout } from '../ui/layout.tsx'
import { Pages, withQuery } from '../ui/list.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { type Page, href } from '../ui/page.ts'
import type { Proposal } from './proposals.ts'

interface Props {
  page: Page
  decided: boolean
  list: { items: Proposal[]; total: number; number: number; size: number }
  told: Map<string, ToldProposal>
  formKey: string
  found: string | undefined
  done: string | undefined
}

const DONE = ['apart', 'later', 'dismissed', 'introduced']

/** What the system or a person suggests, and somebody decides. */
export const ProposalsPage = ({ page, decided, list, told, formKey, found, done }: Props) => {
  const { t } = page
  const { slug } = page.region!
  return (
    <Layout page={page} title={t('journal.proposals.title')} room="journal" noindex>
      <PageHead page={page} title={t('journal.proposals.title')} lede={t('journal.proposals.lede')} />
      {found !== undefined && /^\d{1,6}$/.test(found) && (
        <Flash state="good">{t('journal.proposals.found', { count: Number(found) })}</Flash>
      )}
      {done !== undefined && DONE.includes(done) && <Flash state="good">{t(`journal.proposals.done.${done}`)}</Flash>}
      <div class="p-top stack">
        <div class="bunch">
          <ButtonForm
            page={page}
            action={paths.proposals(slug)}
            label={t('journal.proposals.look')}
            fields={{ _key: formKey }}
            small
          />
          <a href={withQuery(page, { decided: decided ? undefined : 'yes' })}>
            {t(decided ? 'journal.proposals.showOpen' : 'journal.proposals.showDecided')}
          </a>
          <a href={href(page, paths.merges(slug))}>{t('journal.proposals.merges')}</a>
        </div>
        {list.items.length === 0 ? (
          <Empty title={t(decided ? 'journal.proposals.noneDecided' : 'journal.proposals.none')} />
        ) : (
          <ul class="rows">
            {list.items.map((one) => (
              <Line page={page} proposal={one} told={told.get(one.id)} />
            ))}
          </ul>
        )}
        <Pages page={page} current={list.number} size={list.size} total={list.total} />
      </div>
    </Layout>
  )
}

const Line = ({ page, proposal, told }: { page: Page; proposal: Proposal; told: ToldProposal | undefined }) => (
  <li>
    <h2 class="title">
      {proposal.decision === 'accepted' || !told?.path ? (
        (told?.title ?? proposal.kind)
      ) : (
        <a href={href(page, paths.proposal(page.region!.slug, proposal.id))}>{told.title}</a>
      )}
    </h2>
    {told && told.reasons.length > 0 && <p>{told.reasons.join(' · ')}</p>}
    <p class="meta">
      {proposal.decision
        ? page.t(`journal.proposals.decision.${proposal.decision}`, {
            date: formatDate(page.lang, proposal.decidedAt!, 'long', page.region!.timeZone),
          })
        : page.t('journal.proposals.since', {
            date: formatDate(page.lang, proposal.madeAt, 'long', page.region!.timeZone),
          })}
    </p>
  </li>
)
