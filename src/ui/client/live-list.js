// As one types, the list follows. Without this script the button does the same; whatever goes wrong, it still does.
const form = document.querySelector('form[data-live]')
const parts = ['found', 'narrow']
let waiting
let asked

/** The address that the button would open. */
function address() {
  const query = new URLSearchParams(new FormData(form))
  const filled = [...query].filter(([, value]) => value !== '')
  const url = new URL(form.action)
  url.search = new URLSearchParams(filled).toString()
  return url
}

async function follow() {
  asked?.abort()
  asked = new AbortController()
  const url = address()
  const answer = await fetch(url, { signal: asked.signal, headers: { accept: 'text/html' } })
  if (!answer.ok) return
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html')
  const said = page.querySelector('#found [data-said], #found h2')
  document.getElementById('found-said').textContent = said?.textContent ?? ''
  for (const id of parts) {
    const [here, there] = [document.getElementById(id), page.getElementById(id)]
    if (here && there && !here.contains(document.activeElement)) here.replaceChildren(...there.childNodes)
  }
  history.replaceState(null, '', url)
}

form?.addEventListener('input', () => {
  clearTimeout(waiting)
  waiting = setTimeout(() => follow().catch(() => undefined), 150)
})
