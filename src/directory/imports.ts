import { differences } from '../journal/entries.ts'
import type { Actor } from '../platform/actor.ts'
import type { Trx } from '../platform/db.ts'
import type { Lang } from '../platform/i18n.ts'
import type { Moment } from '../platform/moment.ts'
import { circleMembers } from '../platform/records.ts'
import { type OrganizationInput, organizationForm } from './forms.ts'
import type { OrganizationRow } from './import/field-readers.ts'
import { plainText } from '../platform/csv-out.ts'
import type { Reason, RowValues } from '../platform/formats/parsed.ts'
import type { Fate, Outcome } from './import-fates.ts'
import { type Match, matcher, plainName } from './import-matches.ts'
import { publicFields } from './organization-parts.ts'
import { changeOrganization, createOrganization, createOrganizations } from './organization-changes.ts'
import { asInput, listOrganizationsById, type Organization } from './organizations.ts'

/** Rows of one file. */
export interface FileRows {
  file: string
  of?: 'node'
  rows: readonly OrganizationRow[]
  /** The elements of the whole map, of which these may be a part. */
  nodes: ReadonlySet<string>
}

/** How an import is done: entries of one batch are told as one. */
export interface Manner {
  batch: string
  /** The language that the files are in. */
  lang: Lang
  /** The sector of whoever says none, and of words that nobody knows. */
  sector: string
  /** Told after each row that is done. */
  progress?: (rows: number) => void
}

/** What became of a row, and the organization it is about. */
export type Taken = Map<OrganizationRow, Fate>

type Extra = Record<string, unknown>
interface State {
  input: OrganizationInput
  extra: Extra
}
interface Told {
  file: FileRows
  row: OrganizationRow
}

/**
 * Takes rows of files in as organizations: those that mean the same are one, what is here already is brought up to date
 * in the fields that a row has, and what says nothing new writes nothing.
 */
export async function takeInOrganizations(
  trx: Trx,
  actor: Actor,
  files: readonly FileRows[],
  moment: Moment,
  manner: Manner,
): Promise<Taken> {
  const taken: Taken = new Map()
  const groups = await group(trx, actor, files, taken)
  const here = await existing(trx, actor, [...groups.keys()])
  const fresh = freshOnes(trx, actor, moment, manner)
  for (const [match, told] of groups) {
    const before = match.id === undefined ? undefined : here.get(match.id)
    await takeIn(trx, actor, before, told, moment, manner, taken, fresh)
    manner.progress?.(told.length)
  }
  await fresh.write()
  return taken
}

/** Rows by the organization they are about; a row that is about none is refused. */
async function group(trx: Trx, actor: Actor, files: readonly FileRows[], taken: Taken): Promise<Map<Match, Told[]>> {
  const find = await matcher(trx, actor.regionId)
  const groups = new Map<Match, Told[]>()
  for (const file of files) {
    for (const row of file.rows) {
      const match = row.refused ?? find(row, file.nodes)
      if ('reason' in match) taken.set(row, fateOf({ file, row }, 'refused', match))
      else if ('key' in match) taken.set(row, fateOf({ file, row }, 'refused', { reason: match }))
      else
        groups
          .set(match, groups.get(match) ?? [])
          .get(match)!
          .push({ file, row })
    }
  }
  return groups
}

const fateOf = ({ file, row }: Told, outcome: Outcome, more: Partial<Fate> = {}): Fate => ({
  file: file.file,
  row: row.row,
  ...(file.of && { of: file.of }),
  name: row.name,
  outcome,
  ...more,
})

/** So many organizations are read at once. */
const CHUNK = 500

async function existing(trx: Trx, actor: Actor, matches: Match[]): Promise<Map<string, Organization>> {
  const ids = matches.flatMap((match) => match.id ?? [])
  const found = new Map<string, Organization>()
  for (let at = 0; at < ids.length; at += CHUNK)
    for (const one of await listOrganizationsById(trx, actor, ids.slice(at, at + CHUNK))) found.set(one.id, one)
  return found
}

/** New organizations are written some hundred at a time. */
function freshOnes(trx: Trx, actor: Actor, moment: Moment, { batch }: Manner) {
  let waiting: { id: string; input: OrganizationInput; extra: Extra }[] = []
  const write = async () => {
    if (waiting.length > 0) await createOrganizations(trx, actor, waiting, moment, batch)
    waiting = []
  }
  return {
    write,
    async add({ input, extra }: State): Promise<string> {
      // Who is in a circle is looked up one by one.
      if (input.visibility === 'circle')
        return (await createOrganization(trx, actor, input, moment, { extra, batch })).id
      const id = moment.id()
      waiting.push({ id, input, extra })
      if (waiting.length === CHUNK) await write()
      return id
    },
  }
}

/** All that is told of one organization becomes one write, or none when it says nothing new. */
async function takeIn(
  trx: Trx,
  actor: Actor,
  organization: Organization | undefined,
  told: Told[],
  moment: Moment,
  manner: Manner,
  taken: Taken,
  fresh: ReturnType<typeof freshOnes>,
) {
  const before = organization ? await stateOf(trx, actor, organization) : newState(told[0]!.row, manner)
  const states = told.reduce<State[]>(
    (all, { row }) => [...all, withRow(all.at(-1) ?? before, row, manner, organization?.id)],
    [],
  )
  const after = states.at(-1) ?? before
  const unfit = whyUnfit(after.input)
  if (unfit) return void told.forEach((one) => taken.set(one.row, fateOf(one, 'refused', unfit)))
  const { batch } = manner
  const changed = !same(before, after)
  let id = organization?.id
  if (!organization) id = await fresh.add(after)
  else if (changed)
    await changeOrganization(trx, actor, organization, after.input, moment, { extra: after.extra, batch })
  for (const [n, one] of told.entries()) {
    const adds = (changed || !organization) && !same(states[n - 1] ?? before, states[n]!)
    const outcome = n === 0 && !organization ? 'created' : adds ? 'updated' : 'unchanged'
    const reason = n === 0 ? undefined : sameAs(told[0]!, one)
    taken.set(one.row, fateOf(one, outcome, { ...(id && { id }), ...(reason && { reason }) }))
  }
}

const sameAs = (first: Told, again: Told): Reason =>
  first.file === again.file
    ? { key: 'imports.sameAs', values: { row: first.row.row } }
    : { key: 'imports.sameAsIn', values: { row: first.row.row, file: first.file.file } }

async function stateOf(trx: Trx, actor: Actor, organization: Organization): Promise<State> {
  const circle =
    organization.visibility === 'circle' ? await circleMembers(trx, actor.regionId, organization.circleId) : []
  return { input: asInput(organization, circle), extra: organization.extra }
}

const newState = (row: OrganizationRow, { lang, sector }: Manner): State => ({
  input: organizationForm.parse({ name: row.name, sector, lang, visibility: row.visibility }),
  extra: {},
})

/**
 * A state with what a row says of it. The same name in another spelling, and a sector that nobody knows, say nothing; who
 * may see what is here already is not for files to say. Its own id (`id`) is no further identifier.
 */
function withRow(before: State, row: OrganizationRow, { sector }: Manner, id?: string): State {
  const { input } = before
  const given = Object.fromEntries(Object.entries(row).filter(([field]) => field in organizationForm.shape))
  const told = row.identifiers.map((one) => `${one.scheme}:${one.value}`).filter((one) => one !== `node:${id}`)
  return {
    input: {
      ...input,
      ...given,
      name: plainName(row.name) === plainName(input.name) ? input.name : row.name,
      sector: row.sector === undefined || row.sector === sector ? input.sector : row.sector,
      roles: row.roles === undefined ? input.roles : row.roles.toSorted(),
      identifiers: withIdentifiers(input.identifiers, told),
      visibility: input.visibility,
    },
    extra: { ...before.extra, ...withoutSame(row.extra, before.extra) },
  }
}

/** A list that a file of cells tells as one text is the same list. */
const withoutSame = (told: RowValues, kept: Extra): Extra =>
  Object.fromEntries(
    Object.entries(told).filter(([key, value]) => {
      const here = Object.hasOwn(kept, key) ? kept[key] : undefined
      return typeof value !== 'string' || !isTexts(here) || plainText(here).trim() !== value
    }),
  )
const isTexts = (value: unknown): value is string[] =>
  Array.isArray(value) && value.every((one) => typeof one === 'string')

/** One number of each register, but every element that an organization is in the maps of others. */
function withIdentifiers(before: string[], told: string[]): string[] {
  const fresh = told.filter((one) => !before.includes(one))
  const replaced = new Set(
    fresh.map((one) => one.slice(0, one.indexOf(':') + 1)).filter((scheme) => scheme !== 'node:'),
  )
  const stays = (one: string) => told.includes(one) || !replaced.has(one.slice(0, one.indexOf(':') + 1))
  return [...before.filter(stays), ...fresh]
}

const same = (a: State, b: State): boolean =>
  Object.keys(differences(publicFields(a.input), publicFields(b.input))).length === 0 &&
  Object.keys(differences(a.extra, b.extra)).length === 0

/** What would not be accepted of a person is not accepted of files together either. */
function whyUnfit(input: OrganizationInput): { field: string; reason: Reason } | null {
  const result = organizationForm.safeParse(input)
  const field = String(result.error?.issues[0]?.path[0] ?? 'name')
  return result.success ? null : { field, reason: { key: 'imports.unfit', values: {} } }
}
