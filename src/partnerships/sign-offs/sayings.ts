import { formatDate, type Lang, type Translate } from '../../platform/i18n.ts'
import type { Said, SignOff } from './sign-offs.ts'
import type { Status } from './rules.ts'

const ZONES: Record<Lang, string> = { en: 'en-US', es: 'es-US' }

/** What people call the time of a region: "Eastern Time". */
export const sayZone = (lang: Lang, timeZone: string): string =>
  new Intl.DateTimeFormat(ZONES[lang], { timeZone, timeZoneName: 'longGeneric' })
    .formatToParts(new Date(0))
    .find(({ type }) => type === 'timeZoneName')?.value ?? timeZone

/** What silence means, and when: the same words in the letter and on the page. */
export const sayClock = (t: Translate, timeZone: string, one: { silence: boolean; until: string }): string =>
  t(one.silence ? 'sign-offs.rule.passes' : 'sign-offs.rule.waits', {
    date: formatDate(t.lang, one.until, 'full'),
    short: formatDate(t.lang, one.until, 'long'),
    zone: sayZone(t.lang, timeZone),
  })

/** How one stands, in a word or two. */
export const sayStatus = (t: Translate, one: Pick<SignOff, 'status' | 'until'>): string =>
  t(`sign-offs.status.${one.status}`, { date: formatDate(t.lang, one.until, 'long') })

/** The same in a sentence, with when and by whom. */
export function sayStanding(t: Translate, timeZone: string, one: SignOff): string {
  const date = one.at ? formatDate(t.lang, one.at, 'long', timeZone) : ''
  const until = formatDate(t.lang, one.until, 'long')
  if (one.carriedFrom !== null) return t('sign-offs.standing.carried', { date, revision: one.carriedFrom })
  const name = one.by?.name ?? ''
  const standing = t(`sign-offs.standing.${one.status}`, { date, until, name, known: name === '' ? 'no' : 'yes' })
  return one.via === 'handed' ? `${standing}, ${sayHanded(t, one)}` : standing
}

const sayHanded = (t: Translate, { handedBy }: Pick<Said, 'handedBy'>) =>
  t('sign-offs.handedBy', { name: handedBy?.name ?? t('sign-offs.somebody') })

/** What somebody said once, and in whose place. */
export const saySaid = (t: Translate, timeZone: string, said: Said): string =>
  t(`sign-offs.said.${said.decision}`, {
    name: said.by.name ?? t('sign-offs.somebody'),
    place: said.inPlaceOf ? 'yes' : 'no',
    leader: said.inPlaceOf?.name ?? t('sign-offs.theLeader'),
    date: formatDate(t.lang, said.at, 'moment', timeZone),
    late: said.late ? 'yes' : 'no',
    handed: said.via === 'handed' ? 'yes' : 'no',
    how: said.via === 'handed' ? sayHanded(t, said) : '',
  })

/** Who is asked for an organization, as far as the reader may know them. */
export const STATES: Record<Status, 'good' | 'warn' | 'bad' | 'note' | undefined> = {
  approved: 'good',
  'no-objection': 'good',
  declined: 'bad',
  clock: 'note',
  asked: 'note',
  overdue: 'warn',
  nobody: 'warn',
  unreachable: 'warn',
  withdrawn: undefined,
  superseded: undefined,
}
