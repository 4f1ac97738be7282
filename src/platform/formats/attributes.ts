import type { RowValues } from './parsed.ts'

/** Takes a value out of attributes by any of its names, in whatever case, as one text; empty when there is none. */
export function take(values: RowValues, ...names: string[]): string {
  for (const [key, value] of Object.entries(values)) {
    if (!names.includes(key.toLowerCase().trim())) continue
    const text = (typeof value === 'string' ? value : value.join(', ')).trim()
    if (text === '') continue
    delete values[key]
    return text
  }
  return ''
}

/** The same for a number; what is none stays where it is. */
export function takeNumber(values: RowValues, ...names: string[]): number | undefined {
  const text = take({ ...values }, ...names)
  if (!/^-?\d{1,15}(?:\.\d{1,15})?$/.test(text)) return undefined
  take(values, ...names)
  return Number(text)
}
