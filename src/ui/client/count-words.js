// How many words a text has, while it is written. The server counts them anyway.
for (const said of document.querySelectorAll('[data-words-of]')) {
  const field = document.getElementById(said.dataset.wordsOf)
  const count = () => {
    const words = field.value.split(/\s+/).filter(Boolean).length
    said.textContent = said.dataset.said.replace('#', String(words))
    said.hidden = words === 0
  }
  field.addEventListener('input', count)
  count()
}
