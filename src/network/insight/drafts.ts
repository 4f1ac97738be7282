import type { Translate } from '../../platform/i18n.ts'

interface Draft {
  pair: readonly [{ name: string }, { name: string }]
  region: string
  /** Why the two should meet, in sentences. */
  reasons: readonly string[]
  /** Who introduces them. */
  from: string | null
}

/** So many reasons stand in a letter. */
const MOST = 4

/** The first words of an introduction, for whoever introduces two to change. */
export function draftOf(t: Translate, { pair, region, reasons, from }: Draft): { subject: string; text: string } {
  const names = { a: pair[0].name, b: pair[1].name }
  const why = reasons.slice(0, MOST)
  const begin = t(why.length > 0 ? 'insight.draft.begin' : 'insight.draft.beginPlain', { ...names, region })
  const parts = [
    t('insight.draft.hello'),
    begin,
    why.map((reason) => `- ${reason}`).join('\n'),
    t('insight.draft.end'),
    from ?? '',
  ]
  return { subject: t('insight.draft.subject', names), text: parts.filter(Boolean).join('\n\n') }
}
