// A text that several people write at once: what is typed is sent a moment later and joined with what others type (Yjs);
// `live.js` tells what is new. Without this script the form saves it, and says when somebody else was faster.
import { carried, editOf, placeAfter } from '../../platform/text-edits.ts'
import { beginText, bytesOf, type Told, type WrittenText } from './written-texts.ts'

/** Between two changes that are sent, in milliseconds; and so long after somebody else wrote they are said to write here. */
const EVERY = 500
const PRESENT = 20_000
const PAUSES = [1000, 3000, 10_000]
/** A browser sends no more than this after its window is closed, in bytes. */
const LAST = 60_000

const field = document.querySelector<HTMLTextAreaElement>('textarea[data-standing]')
if (field?.form) share(field, field.form)

function share(area: HTMLTextAreaElement, form: HTMLFormElement) {
  const address = area.dataset.live!
  const standing = area.dataset.standing!
  const said = form.querySelector<HTMLElement>('[data-shared-said]')!
  const say = (word: 'together' | 'saving' | 'saved' | 'long' | 'over') => void (said.textContent = said.dataset[word]!)
  let text: WrittenText | undefined
  /** Somebody typed; else what differs is proposed by the page, and no part of the text until somebody types or saves. */
  let typed = area.value !== area.defaultValue
  const isProposed = () => !typed && area.defaultValue !== standing
  /** What stood in the field before signs that are still put together, such as accents. */
  let composing: string | null = null
  let sending: Promise<boolean> | undefined
  let timer: ReturnType<typeof setTimeout> | undefined
  let present: ReturnType<typeof setTimeout> | undefined
  /** The server has begun the text anew. */
  let stale = false
  /** Why what is typed is not taken: too long, or one may no longer. */
  let refused: 'long' | 'over' | undefined
  let failures = 0

  const begin = (told: Told) => {
    stale = false
    text = beginText(told, () => {
      if (refused === 'over') return
      say('saving')
      plan(EVERY)
    })
  }

  /** Shows the text, with the caret where it was among the signs around it. */
  const show = () => {
    const now = text!.read()
    if (now === area.value || composing !== null) return
    const edit = editOf(area.value, now)
    const [from, until, way] = [area.selectionStart, area.selectionEnd, area.selectionDirection]
    area.value = now
    area.setSelectionRange(placeAfter(from, edit), placeAfter(until, edit), way)
  }
  /** Takes what the field holds into the text, as a change of what it held before. */
  const take = (before: string) => {
    text!.write(carried(before, area.value, text!.read()))
    show()
  }

  const plan = (wait: number) =>
    void (timer ??= setTimeout(() => {
      timer = undefined
      void send()
    }, wait))
  const send = (): Promise<boolean> => (sending ??= sendAll().finally(() => (sending = undefined)))

  /** Sends what is not sent yet, change by change; whether nothing is left to send. */
  async function sendAll(): Promise<boolean> {
    while (text && refused !== 'over') {
      if (stale && !(await beginAgain())) return false
      const unsent = text.unsent()
      if (!unsent) return true
      const body = new URLSearchParams({ epoch: text.epoch, update: bytesOf(unsent.change) })
      const keepalive = String(body).length < LAST
      const answer = await ask({ method: 'POST', body, keepalive })
      if (answer?.ok) {
        unsent.taken()
        failures = 0
        refused = undefined
        if (!text.unsent()) say('saved')
      } else if (answer?.status === 409) stale = true
      else return missed(answer)
    }
    return false
  }
  const ask = async (how: RequestInit = {}) => {
    const answer = await fetch(address, { ...how, headers: { accept: 'application/json' } }).catch(() => null)
    // Who is signed out is led to the page on which one signs in.
    return answer?.redirected ? new Response(null, { status: 401 }) : answer
  }
  function missed(answer: Response | null): false {
    const status = answer?.status ?? 503
    if (status >= 500 || status === 429) plan(PAUSES[Math.min(failures++, PAUSES.length - 1)]!)
    else say((refused = [400, 413, 422].includes(status) ? 'long' : 'over'))
    return false
  }

  /** The text has begun anew: what is not sent yet is made there. */
  async function beginAgain(): Promise<boolean> {
    const answer = await ask()
    if (!answer?.ok) return missed(answer)
    const { data } = (await answer.json()) as { data: Told }
    const [known, mine] = [text!.known(), text!.unsent() ? text!.read() : null]
    begin(data)
    if (mine !== null) text!.write(carried(known, mine, text!.read()))
    show()
    return true
  }

  area.addEventListener('live', (event) => {
    const told = (event as CustomEvent<Told>).detail
    if (text && told.by !== undefined && told.update !== null) present = sayWho(said, told.by, present)
    if (text && told.epoch !== text.epoch) {
      stale = true
      return void send()
    }
    if (text && told.update !== null) text.join(told.update)
    if (!text) {
      begin(told)
      say('together')
      if (typed && composing === null) take(standing)
    }
    // What the page proposes makes place for what somebody wrote, and for nothing else.
    if (!isProposed() || text!.read() !== standing) show()
  })
  area.addEventListener('compositionstart', () => (composing = area.value))
  area.addEventListener('compositionend', () => {
    const before = composing ?? area.value
    composing = null
    const proposed = isProposed()
    typed = true
    if (text) take(proposed ? standing : before)
  })
  area.addEventListener('input', () => {
    if (composing !== null) return
    const proposed = isProposed()
    typed = true
    if (text) take(proposed ? standing : text.read())
  })
  area.addEventListener('keydown', (event) => {
    const key = event.key.toLowerCase()
    if (!text || !(event.ctrlKey || event.metaKey) || event.altKey || (key !== 'z' && key !== 'y')) return
    event.preventDefault()
    // What others typed stays: only one's own is taken back.
    if (key === 'y' || event.shiftKey) text.redo()
    else text.undo()
    show()
  })

  /** The form need not save what is saved. */
  const markShared = () =>
    form.append(Object.assign(document.createElement('input'), { type: 'hidden', name: '_shared', value: 'yes' }))
  form.addEventListener('submit', (event) => {
    // What the page proposes is saved by the form, as without a script.
    if (!text || isProposed() || form.elements.namedItem('_shared')) return
    if (!text.unsent() && !sending) return markShared()
    event.preventDefault()
    void finish(event.submitter)
  })
  async function finish(button: HTMLElement | null) {
    if (await send()) {
      markShared()
      form.requestSubmit(button)
    } else if (refused === 'long') area.focus()
    else form.submit()
  }
  addEventListener('pagehide', () => {
    const unsent = text?.unsent()
    if (unsent)
      navigator.sendBeacon(address, new URLSearchParams({ epoch: text!.epoch, update: bytesOf(unsent.change) }))
  })
  // What is not taken would be gone: whoever leaves is asked.
  addEventListener('beforeunload', (event) => (refused || failures > 0) && text?.unsent() && event.preventDefault())
}

function sayWho(said: HTMLElement, name: string, before: ReturnType<typeof setTimeout> | undefined) {
  clearTimeout(before)
  said.textContent = said.dataset.with!.replace('#', name || said.dataset.somebody!)
  return setTimeout(() => (said.textContent = said.dataset.together!), PRESENT)
}
