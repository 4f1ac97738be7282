import { openMap } from './maps.ts'

/** The map that can be touched, around the one that the server drew; whatever fails, that one stays. */
class NetworkMap extends HTMLElement {
  #close: Promise<() => void> | undefined

  connectedCallback() {
    this.#close = openMap(this)
    this.#close.catch((error: unknown) => {
      this.dataset.state = 'failed'
      console.error(error)
    })
  }

  disconnectedCallback() {
    void this.#close?.then(
      (close) => close(),
      () => undefined,
    )
  }
}

customElements.define('network-map', NetworkMap)
