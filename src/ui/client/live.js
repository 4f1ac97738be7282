// What is new of a subject while one looks, as the server tells it. Whoever draws it listens to `live` on the element; without
// this script a link on the page does the same. Where one was is told by the number that came last.
const here = document.querySelector('[data-live]')
const state = document.querySelector('[data-live-state]')
/** How long one waits before one comes again where the server took nobody, in milliseconds. */
const PAUSES = [2000, 5000, 15_000, 30_000]
let since = here?.dataset.since ?? '0'
let failures = 0

function watch() {
  const url = new URL(here.dataset.live, location)
  url.searchParams.set('since', since)
  const source = new EventSource(url)
  source.addEventListener('open', () => said(false))
  source.addEventListener('message', (event) => {
    since = event.lastEventId
    failures = 0
    here.dispatchEvent(new CustomEvent('live', { detail: JSON.parse(event.data) }))
  })
  // It is over, or the server knows less than we do: the page itself tells how things stand.
  for (const word of ['over', 'again'])
    source.addEventListener(word, () => {
      source.close()
      location.reload()
    })
  source.addEventListener('error', () => {
    said(true)
    // The browser comes again by itself, unless the server refused.
    if (source.readyState !== EventSource.CLOSED) return
    setTimeout(watch, PAUSES[Math.min(failures, PAUSES.length - 1)] + Math.random() * 2000)
    failures += 1
  })
}

function said(waiting) {
  if (state) state.textContent = waiting ? state.dataset.waiting : ''
}

if (here) watch()
