/** Icons and shapes of the page; what a sector looks like is drawn there once for all. */
const SPRITE = 'asset:sprite.svg'

/** Outlines of the shapes of sectors, by their names. */
export async function fetchOutlines(): Promise<Record<string, string>> {
  const answer = await fetch(SPRITE)
  return outlinesOf(new DOMParser().parseFromString(await answer.text(), 'image/svg+xml'))
}

function outlinesOf(sprite: Document): Record<string, string> {
  const shapes = [...sprite.querySelectorAll('symbol[id^="s-"]')]
  return Object.fromEntries(shapes.map((shape) => [shape.id.slice(2), [...shape.children].map(outlineOf).join('')]))
}

/** A circle or a path, as a path. */
function outlineOf(part: Element): string {
  if (part.localName !== 'circle') return part.getAttribute('d') ?? ''
  const [x, y, r] = ['cx', 'cy', 'r'].map((name) => Number(part.getAttribute(name)))
  return `M${x! - r!} ${y}a${r} ${r} 0 1 0 ${2 * r!} 0a${r} ${r} 0 1 0 ${-2 * r!} 0z`
}
