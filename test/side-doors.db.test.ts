import { beforeAll, describe, expect, test } from 'vitest'
import { createPerson, getPerson, removePerson } from '../src/account/persons.ts'
import { addPosition } from '../src/account/positions.ts'
import { changeOrganization, removeOrganization } from '../src/directory/organization-changes.ts'
import { asInput, getOrganization } from '../src/directory/organizations.ts'
import { changeForm } from '../src/network/forms.ts'
import { disputeTie } from '../src/network/statements.ts'
import { removeTie } from '../src/network/tie-changes.ts'
import { proposeTie } from '../src/network/tie-proposals.ts'
import { getTie } from '../src/network/ties.ts'
import { memberActor } from '../src/platform/actor.ts'
import { saveTranslation } from '../src/platform/translations.ts'
import type { Visibility } from '../src/platform/records.ts'
import { TABLE, addressOf, methodOf } from './permissions.ts'
import { type Who, type World, world } from './world.ts'

/** Whoever looks at what is visible in the region, and whoever does not. */
const WITHIN: Who[] = ['viewer', 'outside', 'moderator', 'nationalInvited']
const WITHOUT: Who[] = ['public', 'coordinatorElsewhere', 'admin']

/** Ways to ask that reach further than a plain address. */
const ASKED = [
  'organizations?q=Canary&format=json',
  'organizations?q=Canary&format=csv',
  'organizations?q=Canary',
  'organizations?sort=newest',
  'organizations?sort=ties&format=json',
  'organizations?skill=canarying',
  'organizations?audience=canaries',
  'organizations?county=Canary+County',
  'ties?q=Canary&ended=all',
  'ties?state=disputed',
  'ties?state=disputed&format=json',
  'ties?state=disputed&format=csv',
  'ties?ended=all&format=csv',
  'ties?organization=canary-circle',
  'people?q=Canary&format=json',
  'people?q=Canary&format=csv',
  'search?q=Canary',
  'search?q=canario&format=json',
  'search?q=yellow+feathers',
]

let w: World
let bystanders: { left: string; right: string }
const before = new Map<string, string>()
const hidden: { path: string; from: Who[] }[] = []

beforeAll(async () => {
  w = await world()
  await w.invitesNational(true)
  const named = (name: string) => w.anOrganization(w.ours, { name })
  bystanders = { left: (await named('Left')).id, right: (await named('Right')).id }
  await tie('public', 'funds', '')
  for (const who of [...WITHIN, ...WITHOUT]) for (const [path, text] of await pagesOf(who)) before.set(path, text)
  await hide('circle', [...WITHIN, ...WITHOUT])
  w.cache.raise(w.ours.id)
  w.cache.raiseInstallation()
})

describe('what is private, removed or disputed', () => {
  test.each([...WITHIN, ...WITHOUT])('changes no byte of any page, file, feed, count or search of %s', async (who) => {
    await unchanged(who)
  })

  test('is not found at its own address either', async () => {
    expect(hidden.length).toBeGreaterThan(9)
    for (const { path, from } of hidden)
      for (const who of from)
        expect([who, path, (await w.as(w.people[who]).get(path)).status]).toEqual([who, path, 404])
  })

  test('is there for those whom it concerns', async () => {
    const list = await w.as(w.people.coordinator).get('/riverbend/organizations?q=Canary&format=json')
    expect(JSON.parse(list.text).total).toBe(1)
    expect((await w.as(w.people.coordinator).get('/riverbend/ties?state=disputed&format=json')).text).toContain(
      '"total":1',
    )
  })
})

describe('what is for members only', () => {
  beforeAll(async () => {
    await hide('region', WITHOUT)
    w.cache.raise(w.ours.id)
    w.cache.raiseInstallation()
  })

  test.each(WITHOUT)('changes no byte of any page, file, feed, count or search of %s', async (who) => {
    await unchanged(who)
  })

  test.each(WITHIN)('is there for %s', async (who) => {
    const list = await w.as(w.people[who]).get('/riverbend/organizations?q=Canary&format=json')
    expect(JSON.parse(list.text).total).toBe(1)
  })
})

/** Every address somebody can read, with what it answers; what differs with each request is left out. */
async function pagesOf(who: Who): Promise<Map<string, string>> {
  const pages = new Map<string, string>()
  for (const path of addresses()) {
    const answer = await w.as(w.people[who]).get(path)
    pages.set(`${who} ${path}`, `${answer.status} ${steady(answer.text)}`)
  }
  return pages
}

function addresses(): string[] {
  const { anchor, other } = w.grounds.riverbend
  const of = (organization: { id: string; slug: string }) => ({ ...organization, region: 'riverbend', more: {} })
  const lines = TABLE.filter((line) => methodOf(line) === 'GET' && ['organization', undefined].includes(line.at))
  const plain = lines.flatMap((line) =>
    [anchor, other].flatMap((one) => {
      const path = addressOf(line, 'riverbend', line.at && of(one))
      return [path, ...(line.formats ?? []).map((format) => `${path}${path.includes('?') ? '&' : '?'}format=${format}`)]
    }),
  )
  const sides = ['left', 'right'].flatMap((slug) => [`organizations/${slug}`, `organizations/${slug}/history`])
  const more = [...ASKED, ...sides].map((path) => `/riverbend/${path}`)
  const all = [...new Set([...plain, ...more])].filter((path) => !/healthz|readyz|metrics/.test(path))
  return [
    ...all,
    ...all
      .filter((path) => /^\/riverbend(\/(organizations|ties|journal|search))?($|\?)/.test(path))
      .map((path) => `/es${path}`),
  ]
}

const steady = (text: string) =>
  text
    .replaceAll(/name="_key" value="[^"]*"/g, 'name="_key"')
    .replaceAll(/urn:tieline:request:[\w-]+/g, 'urn:tieline:request')

async function unchanged(who: Who) {
  const after = await pagesOf(who)
  const changed = [...after].filter(([path, text]) => before.get(path) !== text).map(([path]) => path)
  const telling = [...after]
    .filter(([path, text]) => !path.includes('feathers') && /feathers|Canary (circle|region|removed)/i.test(text))
    .map(([path]) => path)
  expect({ changed, telling }).toEqual({ changed: [], telling: [] })
}

/** Puts in what the given actors must not notice. */
async function hide(visibility: Exclude<Visibility, 'public'>, from: Who[]) {
  const at = (path: string) =>
    hidden.push({ path: `/riverbend/${path}`, from }, { path: `/es/riverbend/${path}`, from })
  const bird = await canary(`Canary ${visibility}`, visibility)
  at(`organizations/${bird.slug}`)
  at(`organizations/${bird.id}`)
  at(`organizations/${bird.slug}/history`)
  hidden.push({ path: `/api/v1/riverbend/organizations/${bird.id}`, from })
  await renamed(bird.id, `Canary ${visibility} of feathers`)
  const kept = await proposeTie(
    w.db,
    w.ours.system,
    {
      ...changeForm.parse({ visibility: 'public' }),
      organization: bystanders.left,
      other: bird.id,
      kind: 'funds',
      direction: 'forward',
    },
    w.clock(),
  )
  at(`ties/${kept.id}`)
  at(`ties/${await tie(visibility, 'trains', 'yellow feathers')}`)
  at(`people/${await somebody(visibility)}`)
  if (visibility === 'circle') await hideForAll(from, at)
}

async function hideForAll(from: Who[], at: (path: string) => void) {
  const gone = await canary('Canary removed', 'public')
  await removeOrganization(w.db, w.ours.system, gone, w.clock())
  at(`organizations/${gone.slug}`)
  const removed = await tie('public', 'advises', 'yellow feathers')
  await removeTie(w.db, w.ours.system, await getTie(w.db, w.ours.system, removed), w.clock())
  at(`ties/${removed}`)
  const disputed = await tie('public', 'refers-people', 'yellow feathers')
  await dispute(disputed)
  at(`ties/${disputed}`)
  hidden.push({ path: `/api/v1/riverbend/ties/${disputed}`, from })
  const person = await somebody('circle')
  const left = await getPerson(w.db, w.ours.system, person)
  await removePerson(w.db, w.ours.system, w.ours, left, w.clock())
  at(`people/${person}`)
}

async function canary(name: string, visibility: Visibility) {
  const texts = { mission: 'It has yellow feathers', description: 'Sings of yellow feathers', otherNames: ['Canario'] }
  const places = { placeName: 'Cage', county: 'Canary County', latitude: '40', longitude: '-80' }
  const kinds = { skills: ['canarying'], audiences: ['canaries'], roles: [], identifiers: ['ein:12-3456789'] }
  const bird = await w.anOrganization(w.ours, { name, visibility, ...texts, ...places, ...kinds })
  const translation = {
    regionId: w.ours.id,
    recordId: bird.id,
    field: 'mission',
    lang: 'es' as const,
    text: 'Un canario',
    ofVersion: 1,
    personId: null,
    at: w.time.now,
  }
  await w.db.transaction().execute((trx) => saveTranslation(trx, translation))
  return bird
}

async function renamed(id: string, name: string) {
  const bird = await getOrganization(w.db, w.ours.system, id)
  await changeOrganization(w.db, w.ours.system, bird, { ...asInput(bird), name }, w.clock())
}

async function tie(visibility: Visibility, kind: string, note: string): Promise<string> {
  const ends = { organization: bystanders.left, other: bystanders.right, kind, direction: 'forward' as const }
  const made = await proposeTie(w.db, w.ours.system, { ...changeForm.parse({ visibility, note }), ...ends }, w.clock())
  return made.id
}

async function dispute(id: string) {
  const person = await createPerson(w.db, w.ours.system, { name: 'Speaks for the left' }, w.clock())
  const actor = memberActor({
    regionId: w.ours.id,
    accountId: null,
    personId: person.id,
    name: 'Speaks for the left',
    mandates: [{ what: 'speak', organizationId: bystanders.left }],
  })
  const told = await getTie(w.db, w.ours.system, id)
  const side = told.sides.find((one) => one.id === bystanders.left)!
  await disputeTie(w.db, actor, told, side, { note: 'no yellow feathers' }, w.clock())
}

async function somebody(visibility: Visibility): Promise<string> {
  const person = await w.aTarget('person', visibility)
  const position = { organization: w.grounds.riverbend.other.id, title: 'Keeper of feathers', since: '2020', until: '' }
  await addPosition(w.db, w.ours.system, person, position, w.clock())
  return person.id
}
