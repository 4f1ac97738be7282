import { focusIn, sameMap } from './addresses.ts'

/** Links of the panel that only choose another organization of this map need no other page. */
export function followLinks(
  signal: AbortSignal,
  { bySlug, go }: { bySlug: Map<string, number>; go(at: number | undefined): void },
) {
  const follow = (event: MouseEvent) => {
    const link = (event.target as Element).closest<HTMLAnchorElement>('#map-panel a[href]')
    if (!link || event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey) return
    const address = new URL(link.href)
    const slug = focusIn(address)
    if (!sameMap(address, new URL(location.href)) || (slug !== null && !bySlug.has(slug))) return
    event.preventDefault()
    go(slug === null ? undefined : bySlug.get(slug))
  }
  document.addEventListener('click', follow, { signal })
}
