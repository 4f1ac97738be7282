import { createHash } from 'node:crypto'
import type { Lang } from '../../platform/i18n.ts'
import type { Translation } from '../../platform/translations.ts'
import { LIMITS, PROSE, type ProseField } from '../forms.ts'
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
export interface Told extends Translation {
  original: string
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

/** Words, and the field in which they stand: what says the same elsewhere may be told otherwise. */
export type WordsIn = Pick<OwnText, 'field' | 'text'>

type PartyProse = 'missionLink' | 'expectedBenefits'

/** What all partners say together, today or in a revision. */
export const proseText = (said: Record<ProseField, string>, kind: ProseField): WordsIn => ({
  field: kind === 'decisions' || kind === 'leaving' ? `agreed.${kind}` : kind,
  text: said[kind],
})

/** What a partnership is about in its fewest words. */
export const gistOf = (said: Record<ProseField, string>): WordsIn =>
  proseText(said, said.mission === '' ? 'purpose' : 'mission')

/** What one partner says of itself. */
export const partyText = (party: { id: string } & Record<PartyProse, string>, kind: PartyProse): WordsIn => ({
  field: `party.${party.id}.${kind}`,
  text: party[kind],
})

/** What a role means where this partner holds it. */
export const meaningText = (party: { id: string }, held: { role: string; meaning: string }): WordsIn => ({
  field: `party.${party.id}.role.${held.role}`,
  text: held.meaning,
})

/** What is promised. */
export const promiseText = ({ id, what }: { id: string; what: string }): WordsIn => ({
  field: `commitment.${id}`,
  text: what,
})

/** What a partnership says in the words of its partners, as far as the reader of this partnership reads it. */
export const textsOf = (partnership: Speaking): OwnText[] =>
  [
    ...PROSE.map((kind) => ({
      ...proseText(partnership, kind),
      kind,
      limit: kind === 'mission' ? LIMITS.mission : LIMITS.prose,
    })),
    ...partnership.parties.flatMap(textsOfParty),
  ].filter(({ text }) => text !== '')

const textsOfParty = (party: Party): OwnText[] => [
  ...(['missionLink', 'expectedBenefits'] as const).map((kind) => ({
    ...partyText(party, kind),
    kind,
    limit: LIMITS.prose,
    party,
  })),
  ...party.roles.map((held) => ({
    ...meaningText(party, held),
    kind: 'meaning' as const,
    limit: ROLE_LIMITS.meaning,
    party,
    role: held.role,
  })),
  ...party.commitments.map((promise) => ({
    ...promiseText(promise),
    kind: 'what' as const,
    limit: LIMITS.what,
    party,
  })),
]

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
  { field, text }: WordsIn,
  lang: Lang,
  { older = false }: { older?: boolean } = {},
): { text: string; lang: Lang; older: boolean } {
  const told = partnership.told.find(
    (one) => one.field === field && one.lang === lang && one.original === text && (one.current || older),
  )
  return told ? { text: told.text, lang, older: !told.current } : { text, lang: partnership.lang, older: false }
}
