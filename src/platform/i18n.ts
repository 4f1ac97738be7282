import { readFileSync, readdirSync } from 'node:fs'
import { IntlMessageFormat } from 'intl-messageformat'
import type { Child } from 'hono/jsx'

export const LANGUAGES = ['en', 'es'] as const
export type Lang = (typeof LANGUAGES)[number]

/** How numbers and dates are written in each language here. */
const LOCALES: Record<Lang, string> = { en: 'en-US', es: 'es-US' }

export type Values = Record<string, string | number | Date | boolean | null | undefined>
export type RichValues = Record<string, Values[string] | ((chunks: Child[]) => Child)>

/** What a page says to a person, in one language. Keys are `file.key` of `locales/{lang}/{file}.json`, texts are ICU messages. */
export interface Translate {
  (key: string, values?: Values): string
  /** The same with `<tag>…</tag>` in the text given to functions, for links inside a sentence. */
  rich(key: string, values: RichValues): Child[]
  /** True when the text exists, for keys that are made from data. */
  has(key: string): boolean
  readonly lang: Lang
}

const folder = new URL('../../locales/', import.meta.url)

/** All texts of one language, keyed `file.key`. */
export function texts(lang: Lang): Map<string, string> {
  const all = new Map<string, string>()
  for (const file of readdirSync(new URL(`${lang}/`, folder)).toSorted()) {
    const room = file.replace(/\.json$/, '')
    const entries = JSON.parse(readFileSync(new URL(`${lang}/${file}`, folder), 'utf8')) as Record<string, string>
    for (const [key, text] of Object.entries(entries)) all.set(`${room}.${key}`, text)
  }
  return all
}

function translator(lang: Lang): Translate {
  const messages = texts(lang)
  const compiled = new Map<string, IntlMessageFormat>()
  const compile = (key: string) => {
    const known = compiled.get(key)
    if (known) return known
    const text = messages.get(key)
    if (text === undefined) throw new Error(`No text for ${key} in ${lang}`)
    const made = new IntlMessageFormat(text, LOCALES[lang])
    compiled.set(key, made)
    return made
  }
  const t = (key: string, values?: Values) => {
    const text = messages.get(key)
    if (text !== undefined && !/[{<'#]/.test(text)) return text
    return String(compile(key).format(values as Record<string, string>))
  }
  const rich = (key: string, values: RichValues) => {
    const parts = compile(key).format<Child>(values as never)
    return (Array.isArray(parts) ? parts : [parts]) as Child[]
  }
  return Object.assign(t, { rich, has: (key: string) => messages.has(key), lang })
}

const translators = new Map<Lang, Translate>()

/** The translator of a language; texts are read once. */
export function translate(lang: Lang): Translate {
  const known = translators.get(lang)
  if (known) return known
  const made = translator(lang)
  translators.set(lang, made)
  return made
}

const formats = new Map<string, Intl.DateTimeFormat | Intl.NumberFormat | Intl.ListFormat | Intl.RelativeTimeFormat>()
function format<F extends Intl.DateTimeFormat | Intl.NumberFormat | Intl.ListFormat | Intl.RelativeTimeFormat>(
  id: string,
  make: () => F,
): F {
  const known = formats.get(id)
  if (known) return known as F
  const made = make()
  formats.set(id, made)
  return made
}

const DATE_STYLES = {
  /** Saturday, March 6, 2027 */
  full: { weekday: 'long', year: 'numeric', month: 'long', day: 'numeric' },
  /** March 6, 2027 */
  long: { year: 'numeric', month: 'long', day: 'numeric' },
  /** March 6, 2027 at 9:40 AM */
  moment: { year: 'numeric', month: 'long', day: 'numeric', hour: 'numeric', minute: '2-digit' },
} satisfies Record<string, Intl.DateTimeFormatOptions>

/** A moment as people of the region write it. A bare day (`YYYY-MM-DD`) is given as is, in no time zone. */
export function formatDate(lang: Lang, when: Date | string, style: keyof typeof DATE_STYLES, timeZone = 'UTC'): string {
  const bare = typeof when === 'string'
  const zone = bare ? 'UTC' : timeZone
  const made = format(
    `d ${lang} ${style} ${zone}`,
    () => new Intl.DateTimeFormat(LOCALES[lang], { ...DATE_STYLES[style], timeZone: zone }),
  )
  return made.format(bare ? new Date(`${when.slice(0, 10)}T00:00:00Z`) : when)
}

export function formatNumber(lang: Lang, value: number): string {
  return format(`n ${lang}`, () => new Intl.NumberFormat(LOCALES[lang])).format(value)
}

/** "$4,000", "$12.50": money of a region, which is in dollars, as the people of each language write it here. */
export function formatMoney(lang: Lang, amount: number): string {
  const minimumFractionDigits = Number.isInteger(amount) ? 0 : 2
  const style = { style: 'currency', currency: 'USD', minimumFractionDigits, maximumFractionDigits: 2 } as const
  return format(`m ${lang} ${minimumFractionDigits}`, () => new Intl.NumberFormat(LOCALES[lang], style)).format(amount)
}

/** "a, b and c" in the order given. */
export function formatList(lang: Lang, items: string[]): string {
  return format(`l ${lang}`, () => new Intl.ListFormat(lang, { style: 'long', type: 'conjunction' })).format(items)
}
