const SLUG_MAX = 60

/** Letters that Unicode does not take apart into a plain one and a mark. */
const FOLDED: Record<string, string> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ı: 'i',
  ħ: 'h',
  ŧ: 't',
}

/**
 * The part of an address that is made from a name: `[a-z0-9-]{2,60}`.
 * @example slugify("Biblioteca Pública de Río Bend") // 'biblioteca-publica-de-rio-bend'
 */
export function slugify(text: string): string {
  const plain = text
    .slice(0, 400)
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[\p{M}'’`]/gu, '')
    .replace(/[ßæœøłđðþıħŧ]/g, (letter) => FOLDED[letter] ?? letter)
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
  const slug = shortened(plain, SLUG_MAX)
  if (slug.length >= 2) return slug
  return slug === '' ? 'record' : `${slug}-1`
}

/** Cut at the end of a word where there is one in the second half. */
function shortened(slug: string, max: number): string {
  if (slug.length <= max) return slug
  const cut = slug.slice(0, max)
  const word = slug[max] === '-' ? max : cut.lastIndexOf('-')
  return (word > max / 2 ? cut.slice(0, word) : cut).replace(/-$/, '')
}

/** The n-th that is called so: the slug itself, then `slug-2`, `slug-3`, … with room for the number. */
export const numberedSlug = (base: string, n: number) => (n === 1 ? base : `${base.slice(0, 55)}-${n}`)

/** The slug itself, or the first of `slug-2`, `slug-3`, … that is not taken. */
export function freeSlug(base: string, taken: ReadonlySet<string>): string {
  for (let n = 1; ; n += 1) {
    const ending = n === 1 ? '' : `-${n}`
    const slug = `${base.slice(0, SLUG_MAX - ending.length).replace(/-$/, '')}${ending}`
    if (!taken.has(slug)) return slug
  }
}
