import { createHash } from 'node:crypto'
import type { Lang } from '../../platform/i18n.ts'
import { LIMITS, type ProseField } from '../forms.ts'
import type { Party, Partnership } from '../partnerships.ts'
import { LIMITS as ROLE_LIMITS } from '../roles/forms.ts'

/** What a text of a partnership is. */
export type TextKind = ProseField | 'missionLink' | 'expectedBenefits' | 'meaning' | 'what'

/** A text of a partnership that can be told in another language. */
export interface OwnText {
  /** Names with a point in them are of a part that not everybody who finds the partnership may read. */
  field: string
  kind: TextKind
  text: string
  limit: number
  /** Of what one partner says: which. */
  party?: Party
  /** Of what a role means: which. */
  role?: string
}

/** A text in another language, beside the words that it tells. */
export interface Told {
  field: string
  lang: Lang
  text: string
  original: string
  /** Made from what the original says today. */
  current: boolean
  at: Date
}

/** A translation as it is kept. */
export interface Kept {
  field: string
  lang: string
  text: string
  digest: string | null
  at: string
}

type Speaking = Pick<Partnership, ProseField | 'parties'>

/** What a partnership says in the words of its partners, as far as the reader of this partnership reads it. */
export const textsOf = (partnership: Speaking): OwnText[] =>
  [
    { field: 'purpose', kind: 'purpose' as const, text: partnership.purpose, limit: LIMITS.prose },
    { field: 'mission', kind: 'mission' as const, text: partnership.mission, limit: LIMITS.mission },
    { field: 'agreed.decisions', kind: 'decisions' as const, text: partnership.decisions, limit: LIMITS.prose },
    { field: 'agreed.leaving', kind: 'leaving' as const, text: partnership.leaving, limit: LIMITS.prose },
    ...partnership.parties.flatMap(textsOfParty),
  ].filter(({ text }) => text !== '')

function textsOfParty(party: Party): OwnText[] {
  const at = `party.${party.id}`
  const prose = (kind: 'missionLink' | 'expectedBenefits') => ({
    field: `${at}.${kind}`,
    kind,
    text: party[kind],
    limit: LIMITS.prose,
    party,
  })
  return [
    prose('missionLink'),
    prose('expectedBenefits'),
    ...party.roles.map(({ role, meaning }) => ({
      field: `${at}.role.${role}`,
      kind: 'meaning' as const,
      text: meaning,
      limit: ROLE_LIMITS.meaning,
      party,
      role,
    })),
    ...party.commitments.map(({ id, what }) => ({
      field: `commitment.${id}`,
      kind: 'what' as const,
      text: what,
      limit: LIMITS.what,
      party,
    })),
  ]
}

/** Stands for the words that a translation was made from. */
export const digestOf = (text: string) => createHash('sha256').update(text).digest('base64url').slice(0, 22)

/**
 * The translations that a reader of these texts may read. Who does not read what is being written is told only what was made
 * from the very words that they read: another text may tell of a draft.
 */
export function toldOf(partnership: Speaking, kept: readonly Kept[], readsDraft: boolean): Told[] {
  const texts = new Map(textsOf(partnership).map(({ field, text }) => [field, text]))
  return kept.flatMap(({ field, lang, text, digest, at }) => {
    const original = texts.get(field)
    if (original === undefined) return []
    const current = digest === digestOf(original)
    return current || readsDraft ? [{ field, lang: lang as Lang, text, original, current, at: new Date(at) }] : []
  })
}

/**
 * Words of a partnership as a reader of `lang` gets them: their translation where it is current, else as they were written.
 * An `older` one, made from other words, is for who works on it and alone where it is marked.
 */
export function saidIn(
  partnership: Pick<Partnership, 'lang' | 'told'>,
  text: string,
  lang: Lang,
  { older = false }: { older?: boolean } = {},
): { text: string; lang: Lang; older: boolean } {
  const all =
    lang === partnership.lang ? [] : partnership.told.filter((one) => one.lang === lang && one.original === text)
  const told = all.find(({ current }) => current) ?? (older ? all[0] : undefined)
  return told ? { text: told.text, lang, older: !told.current } : { text, lang: partnership.lang, older: false }
}
