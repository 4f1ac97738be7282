// A text that several people write at once: what is typed is sent a moment later and joined with what others type (Yjs);
// `live.js` tells what is new. Without this script the form saves it, and says when somebody else was faster.
import { mergeUpdates } from 'yjs'
import { carried, editOf, placeAfter } from '../../platform/text-edits.ts'
import { beginText, bytesOf, type Told, type WrittenText } from './written-texts.ts'

/** Between two changes that are sent, in milliseconds; and so long after somebody else wrote they are said to write here. */
const EVERY = 500
const PRESENT = 20_000
const PAUSES = [1000, 3000, 10_000]

const field = document.querySelector<HTMLTextAreaElement>('textarea[data-standing]')
if (field?.form) share(field, field.form)

function share(area: HTMLTextAreaElement, form: HTMLFormElement) {
  const address = area.dataset.live!
  const said = form.querySelector<HTMLElement>('[data-shared-said]')!
  let text: WrittenText | undefined
  let unsent: Uint8Array[] = []
  /** What stood there when all was sent. */
  let known = area.dataset.standing!
  /** What the page proposes is no part of the text until somebody types or saves. */
  let proposed = area.value !== known
  let sending: Promise<boolean> | undefined
  let timer: ReturnType<typeof setTimeout> | undefined
  let present: ReturnType<typeof setTimeout> | undefined
  let failures = 0

  const say = (word: 'together' | 'saving' | 'saved' | 'long') => void (said.textContent = said.dataset[word]!)
  const begin = (told: Told) => {
    text = beginText(told, (update) => {
      unsent.push(update)
      say('saving')
      plan(EVERY)
    })
  }

  /** Shows the text, with the caret where it was among the signs around it. */
  const show = () => {
    const now = text!.read()
    if (now === area.value) return
    const edit = editOf(area.value, now)
    const [from, until, way] = [area.selectionStart, area.selectionEnd, area.selectionDirection]
    area.value = now
    area.setSelectionRange(placeAfter(from, edit), placeAfter(until, edit), way)
  }
  const take = () => {
    if (!text) return
    if (proposed) area.value = carried(area.dataset.standing!, area.value, text.read())
    proposed = false
    text.write(area.value)
  }

  const plan = (wait: number) => void (timer ??= setTimeout(() => void send(), wait))
  const send = (): Promise<boolean> => (sending ??= post().finally(() => (sending = undefined)))

  /** Sends what is not sent yet; whether nothing is left to send. */
  async function post(): Promise<boolean> {
    clearTimeout(timer)
    timer = undefined
    if (!text || unsent.length === 0) return text !== undefined
    const mine = unsent
    unsent = []
    const body = new URLSearchParams({ epoch: text.epoch, update: bytesOf(mergeUpdates(mine)) })
    const answer = await fetch(address, { method: 'POST', body, headers: { accept: 'application/json' } }).catch(
      () => null,
    )
    if (answer?.ok) {
      failures = 0
      if (unsent.length > 0) return post()
      known = text.read()
      say('saved')
      return true
    }
    unsent = [...mine, ...unsent]
    if (answer?.status === 409) return beginAgain()
    if (answer?.status === 422) say('long')
    else if (answer && answer.status < 500 && answer.status !== 429) location.reload()
    else plan(PAUSES[Math.min(failures++, PAUSES.length - 1)]!)
    return false
  }

  /** The text has begun anew: what is not sent yet is made there. */
  async function beginAgain(): Promise<boolean> {
    const answer = await fetch(address, { headers: { accept: 'application/json' } }).catch(() => null)
    if (!answer?.ok) return false
    const { data } = (await answer.json()) as { data: Told }
    unsent = []
    begin(data)
    const fresh = text!.read()
    const mine = carried(known, area.value, fresh)
    known = fresh
    text!.write(mine)
    show()
    return unsent.length === 0 || post()
  }

  area.addEventListener('live', (event) => {
    const told = (event as CustomEvent<Told>).detail
    if (text && told.by !== undefined && told.update !== null) present = sayWho(said, told.by, present)
    if (text && told.epoch !== text.epoch) return void (proposed ? begin(told) : beginAgain())
    if (told.update === null) return
    if (text) text.join(told.update)
    else begin(told)
    if (unsent.length === 0) known = text!.read()
    // What the page proposes makes place for what somebody wrote, and for nothing else.
    if (proposed && known === area.dataset.standing) return
    proposed = false
    if (!composing) show()
  })

  let composing = false
  area.addEventListener('compositionstart', () => (composing = true))
  area.addEventListener('compositionend', () => {
    composing = false
    take()
    if (text) show()
  })
  area.addEventListener('input', () => !composing && take())
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
    if (!text || proposed || form.elements.namedItem('_shared')) return
    if (unsent.length === 0 && !sending) return markShared()
    event.preventDefault()
    void finish(event.submitter)
  })
  async function finish(button: HTMLElement | null) {
    if (!(await send())) return form.submit()
    markShared()
    form.requestSubmit(button)
  }
  addEventListener('pagehide', () => {
    if (!text || unsent.length === 0) return
    const body = new URLSearchParams({ epoch: text.epoch, update: bytesOf(mergeUpdates(unsent)) })
    navigator.sendBeacon(address, body)
  })
  say('together')
}

function sayWho(said: HTMLElement, name: string, before: ReturnType<typeof setTimeout> | undefined) {
  clearTimeout(before)
  said.textContent = said.dataset.with!.replace('#', name || said.dataset.somebody!)
  return setTimeout(() => (said.textContent = said.dataset.together!), PRESENT)
}
