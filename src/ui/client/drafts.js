// What is typed into a long form stays in this tab until it is sent: a form left by accident comes back. It never leaves
// the device; it goes when the tab is closed, when one signs out, and when the form was taken.
const PREFIX = 'draft '
const forms = [...document.querySelectorAll('form[data-draft]')]
const nameOf = (form) => `${PREFIX}${form.dataset.draft} ${new URL(form.action).pathname}`
const names = () => Object.keys(sessionStorage).filter((name) => name.startsWith(PREFIX))
const forget = (name) => sessionStorage.removeItem(name)

function read(name) {
  try {
    return JSON.parse(sessionStorage.getItem(name))
  } catch {
    return null
  }
}

/** What people fill in: nothing hidden, secret, or of the form itself. */
const fieldsOf = (form) =>
  [...form.elements].filter(
    ({ name, type }) =>
      name && !name.startsWith('_') && !['hidden', 'password', 'file', 'submit', 'button'].includes(type),
  )
const isChoice = ({ type }) => type === 'checkbox' || type === 'radio'
const valuesOf = (form) =>
  fieldsOf(form).flatMap((field) => {
    if (isChoice(field)) return field.checked ? [[field.name, field.value]] : []
    return [[field.name, field.value]]
  })
const versionOf = (form) => form.elements._version?.value ?? ''

function fill(form, values) {
  const left = values.map((pair) => [...pair])
  for (const field of fieldsOf(form)) {
    const at = left.findIndex(([name, value]) => name === field.name && (!isChoice(field) || value === field.value))
    if (isChoice(field)) field.checked = at >= 0
    else if (at >= 0) field.value = left[at][1]
    if (at >= 0) left.splice(at, 1)
  }
}

function follow(form) {
  const name = nameOf(form)
  const notice = form.querySelector('[data-draft-said]')
  const atFirst = JSON.stringify(valuesOf(form))
  const keep = (sent) => {
    const values = valuesOf(form)
    if (!sent && JSON.stringify(values) === atFirst && !refused) forget(name)
    else sessionStorage.setItem(name, JSON.stringify({ values, version: versionOf(form), sent }))
  }
  // What was sent and refused stands in the form again: that is what counts.
  const refused = form.querySelector('[role=alert]') !== null || document.querySelector('[data-conflict]') !== null
  const draft = read(name)
  if (refused) keep(false)
  else if (draft) {
    fill(form, draft.values)
    notice.querySelector('[data-draft-changed]').hidden = draft.version === versionOf(form)
    notice.hidden = false
  }
  notice.querySelector('button').addEventListener('click', () => {
    form.reset()
    forget(name)
    notice.hidden = true
    fieldsOf(form)[0]?.focus()
  })
  let waiting
  let sent = false
  form.addEventListener('input', () => {
    clearTimeout(waiting)
    waiting = setTimeout(() => keep(false), 250)
  })
  form.addEventListener('submit', () => {
    clearTimeout(waiting)
    sent = true
    keep(true)
  })
  addEventListener('pagehide', () => {
    if (!sent && (draft || JSON.stringify(valuesOf(form)) !== atFirst)) keep(false)
  })
}

const owners = new Set(forms.map((form) => form.dataset.draft))
for (const name of names()) {
  const [, owner] = name.split(' ')
  if (owners.size > 0 && !owners.has(owner)) forget(name)
  // The page that follows a form and is neither the form nor an error says that it was taken.
  else if (!document.querySelector('[data-error]') && !forms.some((form) => nameOf(form) === name) && read(name)?.sent)
    forget(name)
}
for (const form of forms) follow(form)
for (const form of document.querySelectorAll('form[action$="/sign-out"]'))
  form.addEventListener('submit', () => names().forEach(forget))
