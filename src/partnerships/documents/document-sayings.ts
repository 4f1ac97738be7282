import { formatDate, formatMoney, formatNumber, type Lang, type Translate } from '../../platform/i18n.ts'
import { type Run, runsOf, type Words } from '../../platform/documents/papers.ts'
import type { Commitment, HeldRole, Party } from '../partnerships.ts'
import { meaningText, promiseText, type WordsIn } from '../translations/texts.ts'

/** What somebody wrote, marked where it is in another language than the paper. */
export const spoken = (text: string, lang: Lang, paper: Lang): Words => (lang === paper ? text : [{ text, lang }])

/** A label, and what belongs to it. */
export const labelled = (label: string, words: Words): Run[] => [
  { text: label, strong: true },
  { text: ' ' },
  ...runsOf(words),
]

/** Paragraphs as they were typed. */
export const paragraphsOf = (text: string): string[] =>
  text
    .split(/\n\s*\n/)
    .map((part) => part.trim())
    .filter(Boolean)

/** The same of words that keep their language. */
export const paragraphsIn = (words: Words): Words[] =>
  typeof words === 'string'
    ? paragraphsOf(words)
    : words.flatMap((run) => paragraphsOf(run.text).map((text) => [{ ...run, text }]))

/** The hours that a partner promises, with the span that all of them cover; null where it promises none. */
export function askedHours({ commitments }: Pick<Party, 'commitments'>) {
  const promised = commitments.filter(({ kind, amount }) => kind === 'hours' && amount !== null)
  if (promised.length === 0) return null
  const ends = promised.map(({ until }) => until)
  return {
    hours: promised.reduce((sum, { amount }) => sum + amount!, 0),
    until: ends.includes(null) ? null : ends.toSorted().at(-1)!,
  }
}

interface Speaking {
  t: Translate
  said(text: WordsIn): Words
}

/** What a partner does in a role, and what that means here. */
export const sayHeld = (
  { t, said, roleLabel }: Speaking & { roleLabel(key: string): string },
  party: Pick<Party, 'id'>,
  held: HeldRole,
): Run[] =>
  labelled(
    t(`partnership-documents.level.${held.level}`, { role: roleLabel(held.role) }),
    held.meaning && said(meaningText(party, held)),
  )

/** Where in a sentence the words of somebody stand, who may speak another language. */
const HERE = '\u0000'

/** A promise in a line: "120 hours by the reference desk until June 30, 2027". */
export function sayPromise({ t, said }: Speaking, promise: Commitment): Words {
  const { kind, what, amount, pool, until } = promise
  const written = said(promiseText(promise))
  const sentence = t(`partnership-documents.promise.${kind}`, {
    amount: amount === null ? '' : kind === 'money' ? formatMoney(t.lang, amount) : formatNumber(t.lang, amount),
    hours: amount ?? 0,
    what: typeof written === 'string' ? written : HERE,
    has: what === '' ? 'no' : 'yes',
    known: amount === null ? 'no' : 'yes',
  })
  const by = pool === '' ? '' : ` ${t('partnership-documents.promise.by', { pool })}`
  const end =
    until === null ? '' : ` ${t('partnership-documents.promise.until', { day: formatDate(t.lang, until, 'long') })}`
  const whole = sentence + by + end
  if (typeof written === 'string') return whole
  const [before = '', after = ''] = whole.split(HERE)
  return [before, ...written, after].flatMap((one) => (typeof one === 'string' ? (one ? [{ text: one }] : []) : [one]))
}
