import { beforeAll, describe, expect, test } from 'vitest'
import type { Visibility } from '../src/platform/records.ts'
import { type Filling, type Line } from './permissions/lines.ts'
import { TABLE, addressOf, methodOf, routesOf, sendLine, verdict, visibilitiesOf } from './permissions.ts'
import type { Target } from './targets.ts'
import { ACTORS, type Who, type World, anotherSession, world } from './world.ts'

const ALL = process.env.TEST_ALL === '1'
const DAY = Math.floor(Date.now() / 86_400_000)
/** Of so many only every `parts`-th is asked today, the next tomorrow; with TEST_ALL each. */
const isToday = (n: number, parts: number) => ALL || n % parts === DAY % parts

let w: World
beforeAll(async () => {
  w = await world()
})

const targets = new Map<string, Target>()
const recordOf = (line: Line) => (line.at === 'session' ? undefined : line.at)

/** The thing a line is tried on: the same for all who read it or are refused, a fresh one after each write. */
async function targetOf(line: Line, visibility: Visibility, region: 'riverbend' | 'lakeside' = 'riverbend') {
  const kind = recordOf(line)
  if (!kind) return undefined
  const key = keyOf(kind, visibility, region)
  const target = targets.get(key) ?? (await w.aTarget(kind, visibility, region))
  targets.set(key, target)
  return target
}
const keyOf = (kind: string, visibility: Visibility, region = 'riverbend') => `${kind} ${visibility} ${region}`

async function fillingOf(target: Target | undefined, region: 'riverbend' | 'lakeside'): Promise<Filling> {
  const regionId = region === 'riverbend' ? w.ours.id : w.theirs.id
  const { anchor, other } = w.grounds[region]
  const record = await w.db
    .selectFrom('records')
    .select('version')
    .where('region_id', '=', regionId)
    .where('id', '=', /^[0-9a-f-]{36}$/.test(target?.id ?? '') ? target!.id : regionId)
    .executeTakeFirst()
  const named = target ?? { id: regionId, slug: region, region, more: {} }
  return { target: named, anchor: anchor.id, other: other.id, regionId, version: record?.version ?? 1 }
}

/** Sends a line as somebody, and says how it went. */
async function attempt(line: Line, who: Who, visibility: Visibility, prefix = '') {
  const session = line.at === 'session' && who !== 'public' ? await anotherSession(w, w.people[who]) : undefined
  const target = session
    ? { id: session.id, slug: '', region: 'riverbend', more: {} }
    : await targetOf(line, visibility)
  const someone =
    line.route === 'POST /sign-out' && session ? { ...w.people[who], cookie: session.cookie } : w.people[who]
  const path = prefix + addressOf(line, 'riverbend', target ?? { id: '-', slug: '-', region: 'riverbend', more: {} })
  if (methodOf(line) === 'GET') return { path, answer: await w.as(someone).get(path) }
  const form = line.form?.(await fillingOf(target, 'riverbend')) ?? {}
  const answer = await sendLine(w, someone, line, path, form)
  if (answer.status < 400) targets.delete(keyOf(line.at ?? '', visibility))
  return { path, answer }
}

function outcome(answer: { status: number; location: string | null }): 'may' | 403 | 404 | number {
  if (answer.status >= 500) return answer.status
  if (answer.status === 303 && /^(\/es)?\/sign-in\?next=/.test(answer.location ?? '')) return 403
  if (answer.status === 401) return 403
  return answer.status === 403 || answer.status === 404 ? answer.status : 'may'
}

const inSpanishToo = (line: Line, who: Who) =>
  methodOf(line) === 'GET' && isToday(TABLE.indexOf(line) + ACTORS.indexOf(who), 4)

/** Who may what does not hang on the server: on a second one, each is asked every third day. */
const linesOf = (who: Who) =>
  process.env.TEST_DATABASE_URL ? TABLE.filter((_, n) => isToday(n + ACTORS.indexOf(who), 3)) : TABLE

const REASON = /<p class="lede">[^<]{15,}<\/p>|"detail":"[^"]{15,}"/

describe('the permission table', () => {
  test('has a line for every route, and no other', () => {
    const routes = routesOf(w)
    const lines = TABLE.map((line) => line.route)
    expect({
      routesWithoutLine: routes.filter((route) => !lines.includes(route)),
      linesWithoutRoute: lines.filter((line) => !routes.includes(line)),
    }).toEqual({ routesWithoutLine: [], linesWithoutRoute: [] })
  })

  describe.each(ACTORS)('%s', (who) => {
    beforeAll(() => w.invitesNational(who === 'nationalInvited'))

    test.each(linesOf(who))('$route', async (line) => {
      const wrong: string[] = []
      for (const visibility of visibilitiesOf(line)) {
        const expected = verdict(line, who, visibility)
        const { path, answer } = await attempt(line, who, visibility)
        const came = outcome(answer)
        if (came !== expected) wrong.push(`${visibility} ${path}: expected ${expected}, came ${answer.status}`)
        if (answer.status === 403 && !REASON.test(answer.text)) wrong.push(`${path}: 403 without a reason in words`)
        if (inSpanishToo(line, who) && visibility === 'public' && !path.startsWith('/api')) {
          const spanish = outcome((await attempt(line, who, visibility, '/es')).answer)
          if (spanish !== came) wrong.push(`/es${path}: ${spanish} instead of ${came}`)
        }
      }
      expect(wrong).toEqual([])
    })
  })
})

describe('an address that only takes forms', () => {
  const read = new Set(TABLE.filter((line) => methodOf(line) === 'GET').map((line) => line.route.slice(4)))
  const forms = TABLE.filter((line) => {
    const path = line.route.slice(5)
    return methodOf(line) === 'POST' && !path.startsWith('/api/') && !read.has(path)
  })

  test.each(forms)('$route leads whoever asks for it to its page', async (line) => {
    const target = await targetOf(line, 'public')
    const path = addressOf(line, 'riverbend', target ?? { id: 'none', slug: 'none', region: 'riverbend', more: {} })
    for (const [prefix, who] of [
      ['', 'coordinator'],
      ['/es', 'admin'],
      ['', 'public'],
    ] as const) {
      const answer = await w.as(w.people[who]).get(prefix + path)
      // Where nothing is shown to some, they are told that, and how to sign in.
      if (answer.status === 403 && who !== 'coordinator') continue
      expect([who, answer.status, answer.text]).toEqual([who, 303, ''])
      const page = answer.location!
      expect(`${prefix}${path}`.startsWith(page === '/' ? page : `${page}/`), page).toBe(true)
      const { status } = await w.as(w.people.coordinator).get(page)
      const usual = line.route.endsWith('/restoration') ? [404, 410] : [200, 303]
      expect(line.leadsTo ? [line.leadsTo] : usual).toContain(status)
    }
  })

  test('of a region that is not there, or with anything behind it, is not found', async () => {
    for (const path of ['/riverbend/ties/none/confirmation/more', '/riverbend/ties/none/consent', '/sign-out/more'])
      expect((await w.as(null).get(path)).status, path).toBe(404)
    const nowhere = await w.as(null).get('/nowhere/ties/none/confirmation')
    expect((await w.as(null).get(nowhere.location!)).status).toBe(404)
  })
})

describe('who may not read a page gets none of its files', () => {
  const files = TABLE.flatMap((line) => (line.formats ?? []).map((format) => ({ ...line, format })))
  test.each(files)('$route as $format', async (line) => {
    await w.invitesNational(false)
    const readers = ACTORS.filter((who, n) => who !== 'nationalInvited' && isToday(n + files.indexOf(line), 3))
    for (const who of readers)
      for (const visibility of visibilitiesOf(line)) {
        const expected = verdict(line, who, visibility)
        const asked = { ...line, query: `format=${line.format}` }
        expect([who, visibility, outcome((await attempt(asked, who, visibility)).answer)]).toEqual([
          who,
          visibility,
          expected,
        ])
      }
  })
})

describe('ids of another region', () => {
  const counts = async () => {
    const tables = ['journal', 'records', 'links', 'mandates', 'positions', 'tie_statements', 'circle_members'] as const
    const rows = await Promise.all(
      tables.map((table) =>
        w.db
          .selectFrom(table)
          .select((eb) => eb.fn.countAll<number>().as('n'))
          .executeTakeFirstOrThrow(),
      ),
    )
    return Object.fromEntries(tables.map((table, n) => [table, rows[n]!.n]))
  }
  /** How often something of ours points at one of these ids. */
  const namedInOurs = async (ids: unknown[]) => {
    const rows = await w.db
      .selectFrom('journal_concerns as c')
      .select('record_id as id')
      .where('c.region_id', '=', w.ours.id)
      .unionAll(w.db.selectFrom('circle_members').select('organization_id as id').where('region_id', '=', w.ours.id))
      .unionAll(w.db.selectFrom('joins').select('end_id as id').where('region_id', '=', w.ours.id))
      .unionAll(w.db.selectFrom('positions').select('organization_id as id').where('region_id', '=', w.ours.id))
      .execute()
    return rows.filter((row) => ids.includes(row.id)).length
  }

  const regional = TABLE.filter((line) => line.route.includes('/:region') && recordOf(line))
  const ofARegion = regional.filter(
    ({ at }) =>
      !['asset', 'list', 'listItem', 'quarter', 'role', 'tieKind', 'signInToken', 'regionWithout'].includes(at!),
  )
  test.each(ofARegion)('in the address of $route', async (line) => {
    const target = await w.aTarget(recordOf(line)!, 'public', 'lakeside')
    const before = await counts()
    for (const who of [w.people.coordinator, w.people.inside, w.people.coordinatorElsewhere, w.people.both]) {
      const path = addressOf(
        { ...line, query: undefined },
        'riverbend',
        target.slug === target.id ? target : { ...target, slug: target.id },
      )
      const form = line.form?.({ ...(await fillingOf(target, 'lakeside')), regionId: w.ours.id }) ?? {}
      const answer = await sendLine(w, who, line, path, form)
      expect([path, answer.status >= 400 && answer.status < 500]).toEqual([path, true])
    }
    expect(await counts()).toEqual(before)
  })

  const FOREIGN = ['other', 'anchor', 'regionId'] as const
  const filled = TABLE.filter((line) => line.form && /\b(other|anchor|regionId)\b/.test(String(line.form)))
  test.each(filled)('in the form of $route', async (line) => {
    const target = await targetOf(line, 'public')
    const own = await fillingOf(target, 'riverbend')
    const foreign = await fillingOf(undefined, 'lakeside')
    const swapped = { ...own, ...Object.fromEntries(FOREIGN.map((name) => [name, foreign[name]])) }
    const before = await counts()
    const path = addressOf(line, 'riverbend', target)
    const answer = await sendLine(w, w.people.coordinator, line, path, line.form!(swapped))
    const refused = answer.status >= 400 && answer.status < 500
    expect([path, refused || line.drops === true]).toEqual([path, true])
    if (refused) expect(await counts()).toEqual(before)
    expect(await namedInOurs(Object.values(foreign))).toBe(0)
  })
})

describe('addresses that could be read in two ways', () => {
  const TRICKS: [string, (path: string) => string][] = [
    ['two slashes', (path) => `/${path}`],
    ['two slashes within', (path) => path.replace(/\/([^/]*)$/, '//$1')],
    ['an escaped slash', (path) => path.replace(/(.)\/([^/]*)$/, '$1%2f$2')],
    ['an escaped backslash', (path) => path.replace(/(.)\/([^/]*)$/, '$1%5c$2')],
    ['a backslash', (path) => path.replace(/\/([^/]*)$/, '\\$1')],
    ['a parameter of a path', (path) => path.replace(/\/([^/]*)$/, '/..;/$1')],
    ['a dot', (path) => path.replace(/\/([^/]*)$/, '/%2e/$1')],
    ['upper case', (path) => path.toUpperCase()],
    ['a slash at the end', (path) => `${path}/`],
    ['a null', (path) => `${path}%00`],
    ['a public page before it', (path) => `/riverbend/journal/..${path}`],
    ['another language within', (path) => `/es/es${path}`],
  ]
  const strangers = ['public', 'viewer', 'admin'] as const
  const closed = TABLE.flatMap((line, n) =>
    strangers.flatMap((who, m) =>
      verdict(line, who, 'circle') === 'may' || line.at === 'session' ? [] : [{ line, who, turn: n + m }],
    ),
  )
  test.each(TRICKS.map(([name, trick], at) => ({ name, trick, at })))('$name opens nothing', async ({ trick, at }) => {
    const opened: string[] = []
    for (const { line, who } of closed.filter(({ turn }) => isToday(turn + at, strangers.length))) {
      const target = await targetOf(line, 'circle')
      const path = trick(addressOf({ ...line, query: undefined }, 'riverbend', target))
      const form = line.form?.(await fillingOf(target, 'riverbend')) ?? {}
      const answer = await sendLine(w, w.people[who], line, path, form)
      if (answer.status < 300 || answer.status >= 500) opened.push(`${who} ${methodOf(line)} ${path}: ${answer.status}`)
    }
    expect(opened).toEqual([])
  })
})
