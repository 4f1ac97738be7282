import type { Palette } from './scenes.ts'

/** What stands for our own colours where the reader's system decides them all. */
const SYSTEM: Record<Exclude<keyof Palette, 'sectors'>, string> = {
  ink: 'CanvasText',
  quiet: 'GrayText',
  sheet: 'Canvas',
  edge: 'CanvasText',
  brass: 'CanvasText',
  cord: 'Highlight',
  hole: 'CanvasText',
}
const OURS: Record<Exclude<keyof Palette, 'sectors'>, string> = {
  ink: 'var(--ink)',
  quiet: 'var(--ink-3)',
  sheet: 'var(--sheet)',
  edge: 'var(--edge)',
  brass: 'var(--brass)',
  cord: 'var(--cord)',
  hole: 'var(--hole)',
}

/** The colours of the page as they are now: theme, and what the system forces. */
export function readPalette(host: HTMLElement, sectors: Iterable<string>): Palette {
  const forced = matchMedia('(forced-colors: active)').matches
  const probe = document.createElement('span')
  host.append(probe)
  const colour = (value: string) => {
    probe.style.color = value
    return getComputedStyle(probe).color
  }
  const wanted = forced ? SYSTEM : OURS
  const own = Object.fromEntries(Object.entries(wanted).map(([name, value]) => [name, colour(value)]))
  const ofSector = (key: string) => {
    probe.dataset.sector = key
    return colour(forced ? 'LinkText' : 'var(--s)')
  }
  const all = Object.fromEntries([...new Set(sectors)].map((key) => [key, ofSector(key)]))
  probe.remove()
  return Object.assign(own as Omit<Palette, 'sectors'>, { sectors: all })
}

/** Tells when the colours of the page may have changed. */
export function followTheme(changed: () => void): () => void {
  const queries = ['(prefers-color-scheme: dark)', '(forced-colors: active)'].map((query) => matchMedia(query))
  for (const query of queries) query.addEventListener('change', changed)
  const attribute = new MutationObserver(changed)
  attribute.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] })
  return () => {
    for (const query of queries) query.removeEventListener('change', changed)
    attribute.disconnect()
  }
}
