/** Parts of the page that tell who is chosen, or whose links keep it. */
const PANEL = 'map-panel'
const BENEATH = ['map-key', 'map-along']
/** Links elsewhere in the page that lead on with the same view. */
const LINKS = 'a[hreflang], .tabs a'

let asked: AbortController | undefined

/** Fetches the page that an address leads to and takes from it what changes with who is chosen: one renderer, the server's. */
export async function showPanel(address: URL): Promise<void> {
  asked?.abort()
  asked = new AbortController()
  const answer = await fetch(address, { signal: asked.signal, headers: { accept: 'text/html' } })
  if (!answer.ok) return
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html')
  const had = document.getElementById(PANEL)?.contains(document.activeElement)
  replace(page, PANEL)
  if (had) focusOn(document.querySelector<HTMLElement>(`#${PANEL} h2`))
  for (const id of BENEATH) if (!document.getElementById(id)?.contains(document.activeElement)) replace(page, id)
  const links = page.querySelectorAll<HTMLAnchorElement>(LINKS)
  for (const [n, link] of document.querySelectorAll<HTMLAnchorElement>(LINKS).entries()) {
    const next = links[n]?.getAttribute('href')
    if (next) link.setAttribute('href', next)
  }
  keepFocus(address.searchParams.get('focus'))
}

const replace = (page: Document, id: string) =>
  document.getElementById(id)?.replaceChildren(...(page.getElementById(id)?.childNodes ?? []))

/** Whoever pressed a link of the panel is at the head of what came. */
function focusOn(head: HTMLElement | null) {
  if (!head) return
  head.tabIndex = -1
  head.focus({ preventScroll: true })
}

/** Forms that narrow the map or look for a way send along who is chosen. */
function keepFocus(slug: string | null) {
  for (const form of document.querySelectorAll('#narrow, form[action$="#way"]')) {
    const field = form.querySelector<HTMLInputElement>('[name=focus]')
    if (field) field.value = slug ?? ''
    else if (slug)
      form.append(Object.assign(document.createElement('input'), { type: 'hidden', name: 'focus', value: slug }))
  }
}
