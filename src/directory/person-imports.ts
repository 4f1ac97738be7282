import { sql } from 'kysely'
import { personForm } from '../account/forms.ts'
import { changePerson, createPerson, getPerson } from '../account/persons.ts'
import { addPosition } from '../account/positions.ts'
import type { Actor } from '../platform/actor.ts'
import { normaliseEmail } from '../platform/addresses.ts'
import type { Trx } from '../platform/db.ts'
import { shown } from '../platform/formats/parsed.ts'
import type { Moment } from '../platform/moment.ts'
import { type ListRow, saidIn } from './import/list-rows.ts'
import type { Fate, Result } from './import-fates.ts'
import { plainName } from './import-matches.ts'
import { type FindOwner, ownerFinder, ownersOf } from './import-owners.ts'
import type { Manner } from './imports.ts'

interface Here {
  id: string
  name: string
  email: string | null
  phone: string | null
  note: string
  /** `organization title` of each position. */
  positions: string[]
  organizations: string[]
  /** It became the person with this id, who stays as they are: a row that means it says nothing new. */
  isMerged: boolean
}

/**
 * Takes rows of a list in as people. Only coordinators see them until they agree to more. Somebody of the same address, or
 * else of the same name at the same organization, is the same; nothing that is known of them is emptied.
 */
export async function takeInPeople(
  trx: Trx,
  actor: Actor,
  { file, rows }: { file: string; rows: readonly ListRow[] },
  moment: Moment,
  manner: Manner,
): Promise<Fate[]> {
  if (rows.length === 0) return []
  const whose = await ownerFinder(trx, actor.regionId)
  const here = await peopleHere(trx, actor.regionId)
  const fates: Fate[] = []
  for (const row of rows) {
    const result = await takeIn(trx, actor, row, { whose, here }, moment, manner)
    fates.push({ file, row: row.row, name: saidIn(row, 'name'), ...result })
    manner.progress?.(1)
  }
  return fates
}

async function takeIn(
  trx: Trx,
  actor: Actor,
  row: ListRow,
  { whose, here }: { whose: FindOwner; here: Here[] },
  moment: Moment,
  { batch, lang }: Manner,
): Promise<Result> {
  const owners = ownersOf(row, whose)
  if (!owners.ok) return owners.refused
  const { organizations } = owners
  const titles = [row.said['title'] ?? []].flat()
  const said = Object.fromEntries(['name', 'email', 'phone', 'note'].map((field) => [field, saidIn(row, field)]))
  const same = sameAs(here, said, organizations)
  if (same === 'several')
    return { outcome: 'refused', reason: { key: 'imports.severalPeople', values: { name: shown(said['name'] ?? '') } } }
  const before = same?.isMerged ? here.find((one) => one.id === same.id && !one.isMerged) : same
  const kept = before && { name: before.name, email: before.email ?? '', phone: before.phone ?? '', note: before.note }
  const told = same?.isMerged ? {} : Object.fromEntries(Object.entries(said).filter(([, value]) => value !== ''))
  const parsed = personForm.safeParse({ ...kept, ...told, lang })
  if (!parsed.success) {
    const field = String(parsed.error.issues[0]?.path[0] ?? 'name')
    const reason = { key: 'imports.notThat', values: { value: shown(saidIn(row, field)) } }
    return { outcome: 'refused', field: row.columns[field] ?? field, reason }
  }
  const { name, email, phone, note } = parsed.data
  const id = before?.id ?? (await createPerson(trx, actor, { name, email, phone, note, lang, batch }, moment)).id
  const changes =
    before &&
    (name !== before.name || email !== (before.email ?? '') || phone !== (before.phone ?? '') || note !== before.note)
  if (before && changes) {
    const one = await getPerson(trx, actor, id)
    await changePerson(trx, actor, one, { ...parsed.data, lang: one.lang }, moment)
  }
  const now = before ?? {
    id,
    name,
    email: email || null,
    phone: phone || null,
    note,
    positions: [],
    organizations: [],
    isMerged: false,
  }
  Object.assign(now, { name, email: email || null, phone: phone || null, note })
  if (!before) here.push(now)
  let works = false
  for (const [n, organization] of organizations.entries()) {
    const title = titles[n] ?? titles.at(-1) ?? ''
    works = (await takeUp(trx, actor, now, organization, title, lang, moment)) || works
  }
  return { outcome: before ? (changes || works ? 'updated' : 'unchanged') : 'created', id }
}

/** Notes where somebody works, unless that stands there; an untitled position is one of contact. Whether it was noted. */
async function takeUp(
  trx: Trx,
  actor: Actor,
  person: Here,
  organization: string,
  said: string,
  lang: Manner['lang'],
  moment: Moment,
): Promise<boolean> {
  if (said === '' && person.organizations.includes(organization)) return false
  const title = said.slice(0, 200) || (lang === 'es' ? 'Contacto' : 'Contact')
  const position = `${organization} ${plainName(title)}`
  if (person.positions.includes(position)) return false
  await addPosition(trx, actor, person, { organization, title, since: '', until: '' }, moment)
  person.positions.push(position)
  person.organizations.push(organization)
  return true
}

function sameAs(here: Here[], said: Record<string, string>, organizations: string[]): Here | 'several' | undefined {
  const email = said['email'] ? normaliseEmail(said['email']) : ''
  const byAddress = here.filter((one) => email !== '' && one.email !== null && normaliseEmail(one.email) === email)
  if (byAddress.length > 0) return oneOf(byAddress)
  const named = here.filter(
    (one) =>
      plainName(one.name) === plainName(said['name'] ?? '') &&
      (email === '' || one.email === null) &&
      (organizations.length === 0 ||
        one.organizations.length === 0 ||
        organizations.some((organization) => one.organizations.includes(organization))),
  )
  return oneOf(named)
}

/** The one that is meant; one that became another is meant only where nobody else is. */
function oneOf(found: Here[]): Here | 'several' | undefined {
  const there = found.filter((one) => !one.isMerged)
  const all = new Map((there.length > 0 ? there : found).map((one) => [one.id, one]))
  return all.size > 1 ? 'several' : [...all.values()][0]
}

/** Who is here, and what became one of them. */
async function peopleHere(trx: Trx, regionId: string): Promise<Here[]> {
  const rows = await trx
    .selectFrom('persons as p')
    .innerJoin('records as r', (on) => on.onRef('r.region_id', '=', 'p.region_id').onRef('r.id', '=', 'p.id'))
    .select(['p.id', 'p.name', 'p.email', 'p.phone', 'p.note', 'r.removed_at'])
    .select(
      sql<{ organization: string; title: string }[]>`(select coalesce(jsonb_agg(jsonb_build_object(
        'organization', q.organization_id, 'title', q.title)), '[]') from positions q
        where q.region_id = p.region_id and q.person_id = p.id)`.as('held'),
    )
    .where('p.region_id', '=', regionId)
    .execute()
  const merged = await trx
    .selectFrom('merges')
    .select(['lost_id', 'kept_id'])
    .where('region_id', '=', regionId)
    .where('undone_at', 'is', null)
    .execute()
  const became = new Map(merged.map((one) => [one.lost_id, one.kept_id]))
  const now = (id: string): string => (became.has(id) ? now(became.get(id)!) : id)
  const there = new Map(rows.flatMap((row) => (row.removed_at === null ? [[row.id, row] as const] : [])))
  return rows.flatMap(({ removed_at: _removed, held: _held, ...row }) => {
    const present = there.get(now(row.id))
    if (!present) return []
    return {
      ...row,
      id: present.id,
      isMerged: present.id !== row.id,
      positions: present.held.map(({ organization, title }) => `${organization} ${plainName(title)}`),
      organizations: present.held.map(({ organization }) => organization),
    }
  })
}
