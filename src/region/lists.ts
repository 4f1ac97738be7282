import { createHash } from 'node:crypto'
import { jsonArrayFrom } from 'kysely/helpers/postgres'
import { record } from '../journal/entries.ts'
import type { Actor } from '../platform/actor.ts'
import { type Db, inTransaction, type Trx } from '../platform/db.ts'
import { found, problem } from '../platform/errors.ts'
import { LANGUAGES, type Lang } from '../platform/i18n.ts'
import type { Moment } from '../platform/moment.ts'
import { freeSlug, slugify } from '../platform/slugs.ts'
import type { ListItemInput } from './forms.ts'
import { DEFAULT_ROLES, DEFAULT_SECTORS, DEFAULT_TIE_KINDS } from './seed.ts'

export const LISTS = ['sectors', 'roles', 'tie_kinds'] as const
export type ListName = (typeof LISTS)[number]

export interface Sector {
  key: string
  label: string
  colour: string
  shape: string
  retired: boolean
}
export interface Role {
  key: string
  label: string
  description: string
  reference: { title: string; url: string | null } | null
  retired: boolean
}
export interface TieKind {
  key: string
  label: string
  /** What a tie says from its first side, and from its second: "funds", "is funded by". */
  forward: string
  backward: string
  directed: boolean
  retired: boolean
}
export interface Lists {
  sectors: Sector[]
  roles: Role[]
  tieKinds: TieKind[]
}

/** The editable lists of a region in one language, retired items too: records that use them still show them. */
export async function listsOf(db: Db, regionId: string, lang: Lang): Promise<Lists> {
  const { sectors, roles, tieKinds, labels } = await db
    .selectNoFrom(({ selectFrom }) => [
      jsonArrayFrom(
        selectFrom('sectors').selectAll().where('region_id', '=', regionId).orderBy('position').orderBy('key'),
      ).as('sectors'),
      jsonArrayFrom(
        selectFrom('roles').selectAll().where('region_id', '=', regionId).orderBy('position').orderBy('key'),
      ).as('roles'),
      jsonArrayFrom(
        selectFrom('tie_kinds').selectAll().where('region_id', '=', regionId).orderBy('position').orderBy('key'),
      ).as('tieKinds'),
      jsonArrayFrom(selectFrom('list_labels').selectAll().where('region_id', '=', regionId)).as('labels'),
    ])
    .executeTakeFirstOrThrow()
  const words = (list: ListName, key: string) => {
    const all = labels.filter((label) => label.list === list && label.key === key)
    return all.find((label) => label.lang === lang) ?? all[0]
  }
  return {
    sectors: sectors.map((s) => ({
      key: s.key,
      label: words('sectors', s.key)?.label ?? s.key,
      colour: s.colour,
      shape: s.shape,
      retired: s.retired_at !== null,
    })),
    roles: roles.map((r) => ({
      key: r.key,
      label: words('roles', r.key)?.label ?? r.key,
      description: words('roles', r.key)?.description ?? '',
      reference: r.reference_title === null ? null : { title: r.reference_title, url: r.reference_url },
      retired: r.retired_at !== null,
    })),
    tieKinds: tieKinds.map((k) => {
      const said = words('tie_kinds', k.key)
      return {
        key: k.key,
        label: said?.label ?? k.key,
        forward: said?.forward ?? '',
        backward: said?.backward ?? '',
        directed: k.directed,
        retired: k.retired_at !== null,
      }
    }),
  }
}

/** Gives a new region the lists that every region starts with. */
export async function seedLists(trx: Trx, regionId: string) {
  const at = (position: number) => ({ region_id: regionId, position })
  await trx
    .insertInto('sectors')
    .values(DEFAULT_SECTORS.map((s, n) => ({ ...at(n), key: s.key, colour: s.colour, shape: s.shape })))
    .execute()
  await trx
    .insertInto('roles')
    .values(
      DEFAULT_ROLES.map((r, n) => ({
        ...at(n),
        key: r.key,
        reference_title: r.reference.title,
        reference_url: r.reference.url,
      })),
    )
    .execute()
  await trx
    .insertInto('tie_kinds')
    .values(DEFAULT_TIE_KINDS.map((k, n) => ({ ...at(n), key: k.key, directed: !k.symmetric })))
    .execute()
  const labels = LANGUAGES.flatMap((lang) => [
    ...DEFAULT_SECTORS.map((s) => ({ list: 'sectors', key: s.key, lang, label: s.labels[lang] })),
    ...DEFAULT_ROLES.map((r) => ({
      list: 'roles',
      key: r.key,
      lang,
      label: r.labels[lang],
      description: r.description[lang],
    })),
    ...DEFAULT_TIE_KINDS.map((k) => ({
      list: 'tie_kinds',
      key: k.key,
      lang,
      label: k.labels[lang],
      forward: k.forward[lang],
      backward: k.backward[lang],
    })),
  ])
  await trx
    .insertInto('list_labels')
    .values(labels.map((label) => ({ region_id: regionId, ...label })))
    .execute()
}

/** Everything of one list item in both languages, as its form holds it. */
export async function getListItem(
  db: Db,
  regionId: string,
  list: ListName,
  key: string,
): Promise<Record<string, string>> {
  const item = found(
    await db.selectFrom(list).selectAll().where('region_id', '=', regionId).where('key', '=', key).executeTakeFirst(),
  )
  const labels = await db
    .selectFrom('list_labels')
    .selectAll()
    .where('region_id', '=', regionId)
    .where('list', '=', list)
    .where('key', '=', key)
    .execute()
  const words = labels.flatMap(({ lang, label, description, forward, backward }) =>
    Object.entries({ label, description, forward, backward }).map(([name, text]) => [`${name}_${lang}`, text]),
  )
  const { retired_at, region_id: _, ...own } = item
  const plain = Object.entries(own).map(([name, value]) => [
    name,
    value === true ? 'yes' : value === false || value === null ? '' : String(value),
  ])
  return Object.fromEntries([...plain, ...words, ['retired', retired_at ? 'yes' : '']])
}

/** What an item was when its form was opened, in a word: whoever sends the form later is told when it changed since. */
export const asRead = (item: Record<string, string>): string =>
  createHash('sha256').update(JSON.stringify(item)).digest('base64url').slice(0, 16)

/** A key for a new item, made from its label. */
export async function freeKey(db: Db, regionId: string, list: ListName, label: string): Promise<string> {
  const rows = await db.selectFrom(list).select('key').where('region_id', '=', regionId).execute()
  return freeSlug(slugify(label), new Set(['new', ...rows.map((row) => row.key)]))
}

/** Adds an item to a list. */
export const addListItem = (db: Db, actor: Actor, list: ListName, item: ListItemInput, moment: Moment) =>
  inTransaction(db, async (trx) => {
    const { regionId } = actor
    // Two of one name at once do not take one key.
    await trx.selectFrom('regions').select('region_id').where('region_id', '=', regionId).forUpdate().execute()
    const key = await freeKey(trx, regionId, list, item.label_en)
    await record(trx, actor, deedOf(actor, list, key, item), moment, async () => {
      const own = { ...ownColumns(list, item), ...('directed' in item && { directed: item.directed }) }
      const added = { region_id: regionId, key, ...own, retired_at: item.retired ? moment.at : null }
      await trx
        .insertInto(list)
        .values(added as never)
        .execute()
      await sayWords(trx, regionId, list, key, item)
    })
    return key
  })

/**
 * Changes an item of a list. What is in use cannot be deleted, only retired. Whether a kind of tie has a direction never
 * changes: its ties stand in that order. Throws 409 when somebody else changed the item since it was read.
 */
export async function changeListItem(
  db: Db,
  actor: Actor,
  list: ListName,
  key: string,
  item: ListItemInput,
  read: string,
  moment: Moment,
) {
  await record(db, actor, deedOf(actor, list, key, item), moment, async (trx) => {
    const kept = found(
      await trx
        .selectFrom(list)
        .select('retired_at')
        .where('region_id', '=', actor.regionId)
        .where('key', '=', key)
        .forUpdate()
        .executeTakeFirst(),
    )
    const before = await getListItem(trx, actor.regionId, list, key)
    if (asRead(before) !== read) throw problem(409, 'errors.stale')
    const after = 'directed' in item ? { ...item, directed: before.directed === 'yes' } : item
    await trx
      .updateTable(list)

      .set({ ...ownColumns(list, after), retired_at: item.retired ? (kept.retired_at ?? moment.at) : null } as never)
      .where('region_id', '=', actor.regionId)
      .where('key', '=', key)
      .execute()
    await sayWords(trx, actor.regionId, list, key, after)
  })
}

const deedOf = (actor: Actor, list: ListName, key: string, item: ListItemInput) => ({
  verb: 'region.list-changed',
  record: { id: actor.regionId },
  changes: { list, key, label: item.label_en },
})

async function sayWords(trx: Trx, regionId: string, list: ListName, key: string, item: ListItemInput) {
  for (const lang of LANGUAGES) {
    const said = wordsOf(item, lang)
    await trx
      .insertInto('list_labels')
      .values({ region_id: regionId, key, list, lang, ...said })
      .onConflict((on) => on.columns(['region_id', 'list', 'key', 'lang']).doUpdateSet(said))
      .execute()
  }
}

function ownColumns(list: ListName, item: ListItemInput) {
  const { position } = item
  if (list === 'sectors' && 'shape' in item) return { position, shape: item.shape, colour: item.colour }
  if (list === 'tie_kinds' && 'directed' in item) return { position }
  if (list === 'roles' && 'reference_title' in item)
    return { position, reference_title: item.reference_title || null, reference_url: item.reference_url || null }
  throw new Error(`No such list: ${list}`)
}

/** Words of an item in a language; what was left empty in Spanish is said in English. A tie without direction says the same from both ends. */
function wordsOf(item: ListItemInput, lang: Lang) {
  const said = item as unknown as Record<string, string | undefined>
  const word = (name: string) => said[`${name}_${lang}`] || said[`${name}_en`] || ''
  const symmetric = 'directed' in item && !item.directed
  return {
    label: word('label'),
    description: word('description'),
    forward: word('forward'),
    backward: word(symmetric ? 'forward' : 'backward'),
  }
}
