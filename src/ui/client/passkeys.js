// Asks the device for a passkey and sends what it proves. Where a browser knows none, the form stays hidden: a mailed link
// does the same.
const knows = 'PublicKeyCredential' in window && 'parseCreationOptionsFromJSON' in PublicKeyCredential

async function ask(form) {
  const answer = await fetch(form.dataset.options, { method: 'POST' })
  if (!answer.ok) throw new Error(String(answer.status))
  const options = await answer.json()
  const credential =
    form.dataset.passkey === 'create'
      ? await navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options) })
      : await navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options) })
  return JSON.stringify(credential.toJSON())
}

for (const form of document.querySelectorAll('form[data-passkey]')) {
  const response = form.elements.namedItem('response')
  const name = form.elements.namedItem('name')
  const said = form.querySelector('[role="status"]')
  form.hidden = !knows
  form.addEventListener('submit', (event) => {
    // A form that will be refused is sent as it is: no device keeps a passkey that nobody here knows.
    if (response.value !== '' || name?.value.trim() === '') return
    event.preventDefault()
    ask(form).then(
      (proof) => {
        response.value = proof
        form.requestSubmit()
      },
      // Cancelled, or the device has none: nothing happened.
      () => (said.hidden = false),
    )
  })
}
