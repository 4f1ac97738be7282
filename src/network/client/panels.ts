/** Parts of the page that tell who is chosen. */
const PARTS = ['map-panel']

let asked: AbortController | undefined

/** Fetches the page that an address leads to and takes from it what the panel shows: one renderer, the server's. */
export async function showPanel(address: string): Promise<void> {
  asked?.abort()
  asked = new AbortController()
  const answer = await fetch(address, { signal: asked.signal, headers: { accept: 'text/html' } })
  if (!answer.ok) return
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html')
  for (const id of PARTS) {
    const [here, there] = [document.getElementById(id), page.getElementById(id)]
    if (here && there) here.replaceChildren(...there.childNodes)
  }
}
