import type { Actor } from '../platform/actor.ts'
import { type Translate, formatList } from '../platform/i18n.ts'
import type { Typed } from '../platform/parse-form.ts'
import { sayPartialDate } from '../platform/partial-dates.ts'
import type { TieKind } from '../region/lists.ts'
import { type Period, hasEnded, yearsOf } from './periods.ts'
import type { Difference } from '../ui/conflict.tsx'
import { asDetails } from './tie-changes.ts'
import type { Tie } from './ties.ts'

/** "Ferry Street Library lends space to Hollis GIS Lab", in the words of the region. */
export const sayTie = (t: Translate, kinds: TieKind[], tie: Pick<Tie, 'kind' | 'sides'>): string =>
  t('network.sentence', { a: tie.sides[0].name, b: tie.sides[1].name, phrase: phraseOf(kinds, tie.kind, 'forward') })

/** What a tie of this kind says from its first end (`forward`) or its second. */
export function phraseOf(kinds: TieKind[], key: string, from: 'forward' | 'backward'): string {
  const kind = kinds.find((one) => one.key === key)
  return kind?.[from] || kind?.label || key
}

export const sayStrength = (t: Translate, strength: number | null): string =>
  strength === null
    ? t('network.strength.unknown')
    : t('network.strengthIs', { n: strength, words: t(`network.strength.${strength}`) })

/** How sure a tie is, in a sentence that names whose answer is missing or against it. */
export function sayState(t: Translate, tie: Pick<Tie, 'state' | 'sides'>): string {
  const missing = tie.sides.filter((side) => side.verdict === null).map((side) => side.name)
  const against = tie.sides.filter((side) => side.verdict === 'disputes').map((side) => side.name)
  return t(`network.says.${tie.state}`, {
    missing: formatList(t.lang, missing),
    organization: formatList(t.lang, against),
  })
}

/** What the drawing of a tie shows, for those who do not see it. */
export function sayCord(t: Translate, tie: Pick<Tie, 'state' | 'sides' | 'strength'>): string {
  const strength =
    tie.strength === null ? t('network.strength.unknown') : t('network.strengthShort', { n: tie.strength })
  const organization = tie.sides.find((side) => side.verdict === 'confirms')?.name ?? ''
  return t(`network.cord.${tie.state}`, { organization, strength })
}

/** "since spring 2018 (8 years)"; undefined where nobody has said. */
export function sayPeriod(t: Translate, tie: Period, today: string): string | undefined {
  if (tie.period === null) return undefined
  const period = sayPartialDate(t.lang, tie.period)
  if (hasEnded(tie, today)) return t('network.endedOn', { period })
  const years = yearsOf(tie, today)
  return years === null ? period : t('network.aged', { period, age: t('network.age', { years }) })
}

/** A tie as its form holds it: what was typed of lists is one entry a line. */
export function typedOf(tie: Tie, actor: Actor, circle: string[]): Typed {
  const { strength, references, ...details } = asDetails(tie, actor, circle)
  return {
    ...details,
    strength: strength === null ? '' : String(strength),
    references: references.join('\n'),
    circle: circle.join('\n'),
  }
}

const FIELDS = ['strength', 'since', 'until', 'note', 'lang', 'references', 'visibility', 'circle'] as const

/** What two people who changed one tie wrote differently. */
export function differencesOf(t: Translate, yours: Typed, theirs: Typed): Difference[] {
  const text = (typed: Typed, field: string) => [typed[field] ?? ''].flat().join('\n').trim()
  return FIELDS.filter((field) => text(yours, field) !== text(theirs, field)).map((field) => ({
    label: t(`network.${field}`),
    yours: text(yours, field),
    theirs: text(theirs, field),
  }))
}
