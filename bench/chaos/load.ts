import { setTimeout as pause } from 'node:timers/promises'

/** Whom requests go to: the address may change while a server starts again. */
export interface Door {
  origin: string
  cookie: string
}

export interface Load {
  /** Names of what was said to be done. */
  organizations: string[]
  /** Names of imports that were said to be done. */
  imports: string[]
  /** Addresses to which an invitation was said to go. */
  invited: string[]
  /** How often each status came; 0 is no answer at all. */
  statuses: Map<number, number>
  /** Answers nobody should get, with where. */
  wrong: string[]
  /** Lets what is under way come to its end, however long it takes. */
  stop(): Promise<void>
}

/** Rows of an import: all of them come in or none. */
export const IMPORTED = 6
const PATIENCE = 60_000

/** Writers who ask again under the same key until they are answered, as people and programs do. */
export function startLoad(door: Door, mark: string, writers: number): Load {
  const load: Load = {
    organizations: [],
    imports: [],
    invited: [],
    statuses: new Map(),
    wrong: [],
    stop: async () => {
      over = true
      await all
    },
  }
  let over = false
  let count = 0
  const work = async () => {
    while (!over) {
      const n = (count += 1)
      const what = n % 10 === 0 ? importing : n % 4 === 0 ? inviting : adding
      await what(door, load, `${mark}-${n}`)
    }
  }
  const all = Promise.all(Array.from({ length: writers }, work))
  return load
}

async function adding(door: Door, load: Load, name: string) {
  const form = { name: `Organization ${name}`, sector: 'library', visibility: 'public', _key: name }
  if (await until(door, load, '/riverbend/organizations', form)) load.organizations.push(form.name)
}

async function inviting(door: Door, load: Load, name: string) {
  const email = `${name}@chaos.example`
  const form = { name: `Person ${name}`, email, access: 'viewer', _key: name }
  if (await until(door, load, '/riverbend/settings/members', form)) load.invited.push(email)
}

async function importing(door: Door, load: Load, name: string) {
  const rows = Array.from({ length: IMPORTED }, (_, n) => `Import ${name} row ${n},library`)
  const file = new File([`name,sector\n${rows.join('\n')}\n`], `${name}.csv`)
  for (let tries = 0; tries < 20; tries += 1) {
    const body = new FormData()
    body.set('file', file)
    body.set('_key', `${name} upload ${tries}`)
    const kept = await ask(door, load, '/riverbend/settings/import', body)
    const path = kept?.location && new URL(kept.location, door.origin).pathname
    if (!path) {
      await pause(200)
      continue
    }
    const done = await until(door, load, `${path}/completion`, { _key: `${name} completion ${tries}` })
    if (done && !done.location.includes('busy')) return void load.imports.push(name)
  }
}

/** Asks under the same key until there is an answer; null when it is none that anybody should get. */
async function until(door: Door, load: Load, path: string, form: Record<string, string>) {
  for (const began = Date.now(); Date.now() - began < PATIENCE; await pause(100)) {
    const came = await ask(door, load, path, new URLSearchParams(form))
    if (!came || came.status === 503) continue
    // 409: it was done before, and the answer was lost.
    if (came.status === 303 || came.status === 409) return came
    load.wrong.push(`${came.status} ${path}`)
    if (came.status < 500) return null
  }
  load.wrong.push(`no answer within a minute: ${path}`)
  return null
}

async function ask(door: Door, load: Load, path: string, body: FormData | URLSearchParams) {
  const { origin, cookie } = door
  const headers = { origin, cookie }
  const signal = AbortSignal.timeout(20_000)
  const answer = await fetch(origin + path, { method: 'POST', body, headers, redirect: 'manual', signal }).catch(
    () => undefined,
  )
  await answer?.arrayBuffer().catch(() => undefined)
  load.statuses.set(answer?.status ?? 0, (load.statuses.get(answer?.status ?? 0) ?? 0) + 1)
  return answer && { status: answer.status, location: answer.headers.get('location') ?? '' }
}

/** Milliseconds until this page is there, asked for by somebody whose pages nobody keeps. */
export async function untilBack({ origin, cookie }: Door, path = '/riverbend/organizations'): Promise<number> {
  for (const began = performance.now(); ; await pause(20)) {
    const signal = AbortSignal.timeout(10_000)
    const answer = await fetch(origin + path, { headers: { cookie }, signal }).catch(() => undefined)
    await answer?.arrayBuffer().catch(() => undefined)
    if (answer?.status === 200) return performance.now() - began
    if (performance.now() - began > PATIENCE) return Infinity
  }
}
