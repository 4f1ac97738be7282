/** The part of an address after `#` that keeps where one looks: it never reaches the server. */
const AT = '#at='

/** Who is chosen in an address, by slug. */
export const focusIn = (address: URL): string | null => address.searchParams.get('focus')

/** The same address with another organization chosen, or none. */
export function withFocus(address: URL, slug: string | undefined): URL {
  const next = new URL(address)
  if (slug === undefined) next.searchParams.delete('focus')
  else next.searchParams.set('focus', slug)
  return next
}

/** Where one looks, in an address. */
export const placeIn = (address: URL): string | null =>
  address.hash.startsWith(AT) ? decodeURIComponent(address.hash.slice(AT.length)) : null

export function withPlace(address: URL, place: string | undefined): URL {
  const next = new URL(address)
  next.hash = place === undefined ? '' : AT + place
  return next
}

/** Whether two addresses show the same map but for who is chosen. */
export function sameMap(one: URL, other: URL): boolean {
  const bare = (address: URL) => {
    const without = withPlace(withFocus(address, undefined), undefined)
    without.searchParams.sort()
    return without.href
  }
  return bare(one) === bare(other)
}
