import pg from 'pg'

export interface Listener {
  stop(): Promise<void>
}

interface Ears {
  url: string
  /** A transaction has committed, and told this (`toldOf` in `live.ts`). */
  heard(payload: string): void
  /** False while nothing can be heard: whoever keeps copies must not trust them. */
  listening(now: boolean): void
}

/** How long a silent connection is believed, in milliseconds. */
const HEARTBEAT = 500
const RETRY = 500

/** Listens to what transactions tell at their commit, on a connection of its own that is made anew when it breaks. */
export async function listen(ears: Ears): Promise<Listener> {
  let stopped = false
  let timer: NodeJS.Timeout | undefined
  let client: pg.Client | undefined

  const lose = () => {
    if (stopped || client === undefined) return
    client.removeAllListeners('error').on('error', () => undefined)
    void client.end().catch(() => undefined)
    client = undefined
    ears.listening(false)
    timer = setTimeout(() => void connect().catch(lose), RETRY)
  }

  const beat = () => {
    const asked = client
    const late = setTimeout(lose, HEARTBEAT)
    asked?.query('select 1').then(
      () => {
        clearTimeout(late)
        if (!stopped && client === asked) timer = setTimeout(beat, HEARTBEAT)
      },
      () => {
        clearTimeout(late)
        lose()
      },
    )
  }

  const connect = async () => {
    client = new pg.Client({ connectionString: ears.url, connectionTimeoutMillis: 2000, keepAlive: true })
    client.on('error', lose)
    client.on('notification', (message) => ears.heard(message.payload ?? ''))
    await client.connect()
    await client.query('listen tieline')
    ears.listening(true)
    beat()
  }

  await connect()
  return {
    stop: async () => {
      stopped = true
      clearTimeout(timer)
      await client?.end()
    },
  }
}
