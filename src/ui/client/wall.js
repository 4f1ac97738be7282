// The wall of a meeting: when something is new the picture is asked for anew, and what was not there before lights up once.
const wall = document.getElementById('wall')
const picture = document.getElementById('wall-picture')
/** Between two pictures, in milliseconds. */
const EVERY = 300
let busy = false
let again = false

const idsIn = (part) => new Set([...part.querySelectorAll('svg [data-line]')].map((one) => one.dataset.line))

async function draw() {
  const answer = await fetch(location.href, { headers: { accept: 'text/html' } })
  if (!answer.ok) return
  const there = new DOMParser().parseFromString(await answer.text(), 'text/html').getElementById('wall-picture')
  if (!there) return
  const before = idsIn(picture)
  for (const one of there.querySelectorAll('svg [data-line]'))
    if (!before.has(one.dataset.line)) one.classList.add('is-new')
  picture.setAttribute('aria-label', there.getAttribute('aria-label'))
  picture.replaceChildren(...there.childNodes)
}

async function follow() {
  again = true
  if (busy) return
  busy = true
  while (again) {
    again = false
    await draw().catch(() => undefined)
    await new Promise((done) => setTimeout(done, EVERY))
  }
  busy = false
}

wall?.addEventListener('live', follow)
