// How far it is, told anew every two seconds; without this script the link on the page does the same.
const EVERY = 2000
const here = document.getElementById('progress')
const said = document.getElementById('progress-said')
let quarter = quarterOf(here)

/** Whoever listens hears of each quarter, not of each row. */
function quarterOf(part) {
  const bar = part?.querySelector('progress')
  return bar ? Math.floor((4 * bar.value) / bar.max) : 0
}

async function follow() {
  const answer = await fetch(location.href, { headers: { accept: 'text/html' } })
  if (!answer.ok) return
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html')
  const there = page.getElementById('progress')
  if (!there) return location.reload()
  const now = quarterOf(there)
  if (now !== quarter) said.textContent = there.querySelector('[data-said]')?.textContent ?? ''
  quarter = now
  here.replaceChildren(...there.childNodes)
}

const again = () =>
  setTimeout(
    () =>
      follow()
        .catch(() => undefined)
        .finally(again),
    EVERY,
  )
if (here) again()
