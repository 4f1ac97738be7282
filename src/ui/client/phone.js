// What all others add at a meeting, on top of the list as it comes.
const list = document.querySelector('[data-latest]')

function put({ id, there, voices, text }) {
  list.querySelector(`[data-line="${id}"]`)?.remove()
  // What hangs on a tie of somebody and was named by nobody is told by that tie.
  if (!there || voices === 0) return
  const line = document.createElement('li')
  line.dataset.line = id
  line.append(Object.assign(document.createElement('span'), { textContent: text }))
  list.prepend(line)
  while (list.children.length > Number(list.dataset.latest)) list.lastElementChild.remove()
}

document.querySelector('[data-live]')?.addEventListener('live', ({ detail }) => detail.lines.forEach(put))
