import type { Translate } from '../../platform/i18n.ts'
import type { TieKind } from '../../region/lists.ts'
import type { Line } from './line-lists.ts'

/** A line as a sentence: the name of an organization, or who does what with whom. */
export function sayLine(t: Translate, kinds: readonly TieKind[], line: Line): string {
  if (line.kind === 'organization') return line.name
  const phrase = kinds.find((kind) => kind.key === line.tieKind)?.forward ?? ''
  return t('network.sentence', { a: line.aName, phrase, b: line.bName })
}
