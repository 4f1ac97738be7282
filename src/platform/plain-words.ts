/** Signs are spaces, letters have no accents, and `&` is a word. What stands in brackets is apart. */
export function plain(text: string): string {
  return text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[\p{M}'’‘`´.]/gu, '')
    .replace(/&|\+/g, ' and ')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}

/** Digits of a telephone number, without the country; undefined for none. */
export function phoneKey(phone: string | undefined): string | undefined {
  const digits = (phone ?? '').replace(/\D/g, '').replace(/^1(?=\d{10}$)/, '')
  return digits.length >= 7 ? digits.slice(-10) : undefined
}

/** Whether two words are one slip apart: a letter swapped, missing, doubled or wrong. Short words allow none. */
export function isSlip(a: string, b: string): boolean {
  const [short, long] = a.length <= b.length ? [a, b] : [b, a]
  if (short.length < 5 || long.length - short.length > 1 || /\d/.test(a + b)) return false
  let at = 0
  while (at < short.length && short[at] === long[at]) at += 1
  const rest = short.slice(at)
  if (short.length < long.length) return rest === long.slice(at + 1)
  return (
    rest.slice(1) === long.slice(at + 1) ||
    (rest.slice(2) === long.slice(at + 2) && rest[0] === long[at + 1] && rest[1] === long[at])
  )
}
