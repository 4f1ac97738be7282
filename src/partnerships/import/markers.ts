/** Words with which plans number their lines, in English and Spanish. */
const NAMES =
  'strategic goal|strategic priority|strategic direction|strategic objective|goal|objective|strategy|action|action item|priority|initiative|outcome|commitment|focus area|area of focus|pillar|theme|' +
  'meta estratégica|objetivo estratégico|objetivo general|línea estratégica|eje estratégico|meta|objetivo|estrategia|acción|prioridad|iniciativa|resultado|compromiso|eje|línea|pilar'
/** A number says so by itself, letters and words by what follows them: "Action I took" has none. */
const NUMBER =
  '(?:\\d{1,3}(?:\\.\\d{1,3}){0,3}[a-z]?(?![\\p{L}\\p{N}])|' +
  '(?:[IVX]{1,5}|[A-Z](?:\\.\\d{1,3})?|(?i:one|two|three|four|five|six|seven|eight|nine|ten|uno|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez))(?=\\s*(?:[:.)|–—-]|$)))'

const BULLET = /^[•▪◦‣●○■□➢➤✓✔∙·*\u2013\u2014\uf0b7-]\s+/u
const COUNTED = /^\(?(\d{1,3}(?:\.\d{1,3}){0,3}|[a-zA-Z]|[ivxIVX]{2,5})[.)]\s+|^(\d{1,3}(?:\.\d{1,3}){1,3})\s+/u
const NAMED = new RegExp(`^((?i:${NAMES})\\s+(?:#|n\\.?º|no\\.)?\\s?${NUMBER})\\s*[:.)|–—-]?\\s*`, 'u')
const CALLED = new RegExp(`^(?i:${NAMES})\\s*[:–—]\\s*`, 'u')

/** Nothing that begins a line is longer. */
const BEGINNING = 80

/** Whether something begins a line of a list here. */
export const isMarked = (line: string): boolean => parted(line).mark !== null

/** How the beginning of a line says that it is one of a plan's: by a word with its number, by a word, by a number, by a bullet. */
export type Mark = 'named' | 'called' | 'numbered' | 'bullet'

/**
 * A line without the sign that it begins with, which is its code where it tells one.
 * @example parted('Goal 2: Every resident') // { mark: 'named', code: 'Goal 2', text: 'Every resident' }
 * @example parted('3. Open data')           // { mark: 'numbered', code: '3', text: 'Open data' }
 */
export function parted(line: string): { mark: Mark | null; code: string; text: string } {
  const bullet = BULLET.exec(line.slice(0, BEGINNING))
  const rest = bullet ? line.slice(bullet[0].length) : line
  const start = rest.slice(0, BEGINNING)
  const named = NAMED.exec(start)
  if (named) return { mark: 'named', code: named[1]!.replaceAll(/\s+/g, ' '), text: rest.slice(named[0].length) }
  const called = CALLED.exec(start)
  if (called) return { mark: 'called', code: '', text: rest.slice(called[0].length) }
  const counted = COUNTED.exec(start)
  if (counted) return { mark: 'numbered', code: counted[1] ?? counted[2]!, text: rest.slice(counted[0].length) }
  return { mark: bullet ? 'bullet' : null, code: '', text: rest }
}
