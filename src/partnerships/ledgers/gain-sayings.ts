import { nameRecords } from '../../journal/feeds.ts'
import type { Proposal } from '../../journal/proposals.ts'
import { paths } from '../../paths.ts'
import type { Actor } from '../../platform/actor.ts'
import type { Db } from '../../platform/db.ts'
import type { Translate } from '../../platform/i18n.ts'
import { formatList } from '../../platform/i18n.ts'
import { listAddress } from '../../platform/list-query.ts'
import { sayPartialDate } from '../../platform/partial-dates.ts'
import type { TellProposals, ToldProposal } from '../../platform/room.ts'
import { usedBetween } from '../hours/hours.ts'
import { PROPOSED, spanOf, type Suggested, suggestedIn } from './gain-proposals.ts'
import { type Ledger, LEDGERS, PLACES } from './ledger-kinds.ts'

const ROOM = 'partnership-ledgers'

/** The ledger that a proposal is for. */
export const ledgerOf = ({ kind }: Pick<Proposal, 'kind'>): Ledger =>
  LEDGERS.find((ledger) => PROPOSED[ledger] === kind) ?? 'benefit'

/** The sentence that the form begins with: whoever writes it down makes it their own. */
export function suggestedWords(t: Translate, { source, what, name, amount, use }: Suggested): string {
  if (name === '') return t(`${ROOM}.suggest.nameless`, { what: t(`${ROOM}.what.${what}`) })
  if (source === 'booking' && !use) return t(`${ROOM}.suggest.lent`, { name })
  return t(`${ROOM}.suggest.${source}`, { name, hours: amount ?? 0, times: use?.times ?? 0, users: use?.users ?? 0 })
}

/** How much each was: of staff time what was written down until now, for whoever may know. */
export async function suggestedAmounts(db: Db, actor: Actor, all: readonly Suggested[]): Promise<(number | null)[]> {
  const timed = all.filter(({ party }) => party !== undefined)
  const used = await usedBetween(
    db,
    actor,
    timed.map((said) => ({ party: { id: said.party!, organization: { id: said.organization } }, span: spanOf(said) })),
  )
  const hours = new Map(timed.map((said, n) => [said, used[n] ?? null]))
  return all.map((said) => hours.get(said) ?? said.amount)
}

/** Suggestions in the inbox of proposals, and on the pages of those who may write them down. */
export const tellGains: TellProposals = async (db, actor, proposals, page) => {
  const { t, lang } = page
  const names = await nameRecords(db, actor, [...new Set(proposals.flatMap(({ concerns }) => concerns))])
  const amounts = await suggestedAmounts(db, actor, proposals.map(suggestedIn))
  const told = proposals.map((proposal, n): [string, ToldProposal] => {
    const said = suggestedIn(proposal)
    const amount = amounts[n] ?? null
    const ledger = ledgerOf(proposal)
    const together = formatList(
      lang,
      said.partnerships.flatMap((id) => names.get(id)?.title ?? []),
    )
    const name = names.get(said.organization)?.title ?? ''
    const when = said.period === '' ? '' : sayPartialDate(lang, said.period)
    return [
      proposal.id,
      {
        title: t(`${ROOM}.suggest.title`, { name, words: suggestedWords(t, said) }),
        reasons: [
          t(`${ROOM}.suggest.why.${said.source}`, { when, hours: amount ?? 0 }),
          ...(together ? [together] : []),
        ],
        path: listAddress(paths.newEntry(page.region!.slug, PLACES[ledger].segment), { proposal: proposal.id }),
      },
    ]
  })
  return new Map(told)
}
