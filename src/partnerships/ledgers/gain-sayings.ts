import { nameRecords } from '../../journal/feeds.ts'
import type { Proposal } from '../../journal/proposals.ts'
import { paths } from '../../paths.ts'
import type { Translate } from '../../platform/i18n.ts'
import { formatList } from '../../platform/i18n.ts'
import { listAddress } from '../../platform/list-query.ts'
import { sayPartialDate } from '../../platform/partial-dates.ts'
import type { TellProposals, ToldProposal } from '../../platform/room.ts'
import { PROPOSED, type Suggested, suggestedIn } from './gain-proposals.ts'
import { type Ledger, LEDGERS, PLACES } from './ledger-kinds.ts'

const ROOM = 'partnership-ledgers'

/** The ledger that a proposal is for. */
export const ledgerOf = ({ kind }: Pick<Proposal, 'kind'>): Ledger =>
  LEDGERS.find((ledger) => PROPOSED[ledger] === kind) ?? 'benefit'

/** The sentence that the form begins with: whoever writes it down makes it their own. */
export const suggestedWords = (t: Translate, { source, what, name }: Suggested): string =>
  name === ''
    ? t(`${ROOM}.suggest.nameless`, { what: t(`${ROOM}.what.${what}`) })
    : t(`${ROOM}.suggest.${source}`, { name })

/** Suggestions in the inbox of proposals, and on the pages of those who may write them down. */
export const tellGains: TellProposals = async (db, actor, proposals, page) => {
  const { t, lang } = page
  const names = await nameRecords(db, actor, [...new Set(proposals.flatMap(({ concerns }) => concerns))])
  const told = proposals.map((proposal): [string, ToldProposal] => {
    const said = suggestedIn(proposal)
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
        reasons: [t(`${ROOM}.suggest.why.${said.source}`, { when }), ...(together ? [together] : [])],
        path: listAddress(paths.newEntry(page.region!.slug, PLACES[ledger].segment), { proposal: proposal.id }),
      },
    ]
  })
  return new Map(told)
}
