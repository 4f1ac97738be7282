/** Dates in the words of people, English and Spanish, as EDTF. What is read here is typed by people, not shown. */
const MONTHS = [
  ['january', 'jan', 'enero', 'ene'],
  ['february', 'feb', 'febrero'],
  ['march', 'mar', 'marzo'],
  ['april', 'apr', 'abril', 'abr'],
  ['may', 'mayo'],
  ['june', 'jun', 'junio'],
  ['july', 'jul', 'julio'],
  ['august', 'aug', 'agosto', 'ago'],
  ['september', 'sept', 'sep', 'septiembre', 'setiembre', 'set'],
  ['october', 'oct', 'octubre'],
  ['november', 'nov', 'noviembre'],
  ['december', 'dec', 'diciembre', 'dic'],
]
const SEASONS = [
  ['spring', 'primavera'],
  ['summer', 'verano'],
  ['fall', 'autumn', 'otono'],
  ['winter', 'invierno'],
]

const numbered = (words: string[][], from: number) =>
  words.flatMap((same, n) => same.map((word) => [word, String(n + from).padStart(2, '0')] as const))
const WORDS: ReadonlyMap<string, string> = new Map([...numbered(MONTHS, 1), ...numbered(SEASONS, 21)])

const two = (digits: string) => digits.padStart(2, '0')
const plain = (text: string) => text.toLowerCase().normalize('NFKD').replace(/\p{M}/gu, '')

const APPROXIMATE = /^(?:about|around|circa|ca\.?|c\.|hacia|alrededor de|aproximadamente|cerca de) ?/
const UNCERTAIN = /^(?:probably|perhaps|maybe|probablemente|quizas?|tal vez) /

/** One date of people's words as EDTF, or null. */
export function fromWords(text: string): string | null {
  const typed = plain(text)
  const about = APPROXIMATE.exec(typed)?.[0] ?? ''
  const perhaps = about === '' ? (UNCERTAIN.exec(typed)?.[0] ?? '') : ''
  const said = typed.slice(about.length + perhaps.length)
  const mark = about !== '' ? '~' : perhaps !== '' ? '?' : ''
  const date = numeric(said) ?? decade(said) ?? worded(said)
  return date === null ? (mark && /^[\dx-]+$/.test(said) ? said.toUpperCase() + mark : null) : date + mark
}

/** As they are written in the United States: month, day, year. */
function numeric(said: string): string | null {
  const day = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(said)
  if (day) return `${day[3]}-${two(day[1]!)}-${two(day[2]!)}`
  const month = /^(\d{1,2})\/(\d{4})$/.exec(said)
  return month && Number(month[1]) <= 12 ? `${month[2]}-${two(month[1]!)}` : null
}

function decade(said: string): string | null {
  const match = /^(?:the )?(\d{3})0'?s$/.exec(said) ?? /^(?:los )?(?:anos|decada de)(?: los)? (\d{3})0$/.exec(said)
  return match ? `${match[1]}X` : null
}

function worded(said: string): string | null {
  const words = said
    .replace(/[,.]/g, ' ')
    .split(' ')
    .filter((word) => word !== '' && !/^(?:de|del|of|the|el|la)$/.test(word))
  const year = words.at(-1) ?? ''
  if (words.length < 2 || words.length > 3 || !/^\d{4}$/.test(year)) return null
  const [a = '', b = ''] = words
  if (words.length === 2) return WORDS.has(a) ? `${year}-${WORDS.get(a)}` : null
  const [month, day] = WORDS.has(a) ? [WORDS.get(a)!, b] : [WORDS.get(b) ?? '', a]
  const number = /^(\d{1,2})(?:st|nd|rd|th|o)?$/.exec(day)?.[1]
  return number && month !== '' && Number(month) <= 12 ? `${year}-${month}-${two(number)}` : null
}

/** "since 2017", "2015–2019", "from May 2017 to June 2018": both ends, `..` for an open one; or null. */
export function periodFromWords(text: string): [string, string] | null {
  const typed = plain(text)
  const since = /^(?:since|desde) (.+)$/.exec(typed)?.[1]
  if (since && !/ (?:to|until|till|hasta) /.test(since)) return [since, '..']
  const until = /^(?:until|till|hasta) (.+)$/.exec(typed)?.[1]
  if (until) return ['..', until]
  const years = /^(\d{4}) ?[-–—] ?(\d{4})$/.exec(typed)
  if (years) return [years[1]!, years[2]!]
  const bare = typed.replace(/^(?:from|since|desde|de|del) /, '')
  const ends = bare.split(/ (?:to|until|till|hasta|a|al) | ?[–—] ?/)
  return ends.length === 2 && ends[0] && ends[1] ? [ends[0], ends[1]] : null
}
