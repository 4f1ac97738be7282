// Names of organizations to choose from, as one types: where a region has too many to send them all along.
// Without this script one types the name; whatever goes wrong, one still can.
const ENOUGH = 2
const SHOWN = 20

for (const list of document.querySelectorAll('datalist[data-more]'))
  for (const field of document.querySelectorAll(`[list="${list.id}"]`)) follow(field, list)

function follow(field, list) {
  let waiting
  let asked
  const find = async () => {
    const typed = field.value.trim()
    if (typed.length < ENOUGH || [...list.options].some(({ value }) => value === typed)) return
    asked?.abort()
    asked = new AbortController()
    const url = new URL(list.dataset.more, location)
    url.search = new URLSearchParams({ q: typed, format: 'json' })
    const answer = await fetch(url, { signal: asked.signal })
    if (!answer.ok) return
    const { items } = await answer.json()
    const options = items
      .slice(0, SHOWN)
      .map(({ name }) => Object.assign(document.createElement('option'), { value: name }))
    list.replaceChildren(...options)
  }
  field.addEventListener('input', () => {
    clearTimeout(waiting)
    waiting = setTimeout(() => find().catch(() => undefined), 150)
  })
}
