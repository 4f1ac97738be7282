// Plays through the days of a region's growth. Without this script a day is chosen and shown by its button.
const form = document.getElementById('player')
const day = form?.elements.namedItem('day')
const calm = matchMedia('(prefers-reduced-motion: reduce)')
/** How long a day stands before the next one, in ms. */
const PACE = 900
let asked
let timer

/** The address that the button would open. */
function address() {
  const filled = [...new URLSearchParams(new FormData(form))].filter(([, value]) => value !== '')
  const url = new URL(form.action)
  url.search = new URLSearchParams(filled).toString()
  return url
}

async function show() {
  asked?.abort()
  asked = new AbortController()
  const url = address()
  const answer = await fetch(url, { signal: asked.signal, headers: { accept: 'text/html' } })
  if (!answer.ok) return
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html')
  for (const id of ['growth-days', 'growth-chart', 'growth-changes']) {
    const [here, there] = [document.getElementById(id), page.getElementById(id)]
    if (here && there) here.replaceWith(there)
  }
  history.replaceState(null, '', url)
}

function make() {
  const slider = document.createElement('input')
  Object.assign(slider, { type: 'range', min: '0', max: String(day.options.length - 1), className: 'grow' })
  slider.setAttribute('aria-label', form.querySelector('label[for="g-day"]').textContent)
  const play = document.createElement('button')
  Object.assign(play, { type: 'button', className: 'btn' })
  const last = () => day.selectedIndex === day.options.length - 1
  const said = () => {
    slider.value = String(day.selectedIndex)
    slider.setAttribute('aria-valuetext', day.options[Math.max(0, day.selectedIndex)].text)
    play.textContent = timer ? form.dataset.pause : calm.matches ? form.dataset.next : form.dataset.play
  }
  const go = (index) => {
    day.selectedIndex = index
    said()
    return show().catch(() => undefined)
  }
  const stop = () => {
    clearTimeout(timer)
    timer = undefined
    said()
  }
  const step = async () => {
    await go(day.selectedIndex + 1)
    if (timer === undefined) return
    if (last()) stop()
    else timer = setTimeout(step, PACE)
  }
  play.addEventListener('click', () => {
    if (timer) return stop()
    const from = last() ? -1 : day.selectedIndex
    if (calm.matches) return void go(from + 1)
    day.selectedIndex = from
    timer = setTimeout(step, 0)
    said()
  })
  slider.addEventListener('input', () => {
    if (timer) stop()
    void go(Number(slider.value))
  })
  day.addEventListener('change', said)
  said()
  form.prepend(play, slider)
}

if (day && day.options.length > 1) make()
