import { UUID } from '../platform/ids.ts'
import type { z } from 'zod'
import type { HouseContext } from '../platform/house.ts'
import { type Parsed, readForm, sayIssues } from '../platform/parse-form.ts'

/** An organization as it is offered to choose. */
export interface Choice {
  id: string
  name: string
}

const plain = (name: string) => name.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().trim()

/** Organizations that were named in words, or by their ids: who they are, and the names that none of them has. */
export function whoIsNamed(choices: readonly Choice[], said: readonly string[]): { ids: string[]; unknown: string[] } {
  const names = [...new Set(said.map((name) => name.trim()).filter(Boolean))]
  const known = new Map(choices.toReversed().flatMap(({ id, name }) => [[plain(name), id] as const, [id, id] as const]))
  return {
    ids: [...new Set(names.flatMap((name) => known.get(plain(name)) ?? []))],
    unknown: names.filter((name) => !known.has(plain(name))),
  }
}

/** The names of some of them, in the order of all. */
export const namesOf = (choices: readonly Choice[], ids: readonly string[]): string[] =>
  choices.filter((one) => ids.includes(one.id)).map((one) => one.name)

/** Those that are not offered: whoever does not see them leaves them as they are. */
export const notOffered = (choices: readonly Choice[], ids: readonly string[]): string[] =>
  ids.filter((id) => !choices.some((one) => one.id === id))

/**
 * What was typed, checked by the schema. In `field` organizations go by their ids or, where they are too many to choose
 * from, by their names, one a line; `several` of them are a list.
 */
export async function parseNaming<S extends z.ZodType>(
  c: HouseContext,
  schema: S,
  { field, several = false }: { field: string; several?: boolean },
  choices: readonly Choice[],
): Promise<Parsed<z.output<S>>> {
  const typed = await readForm(c)
  const lines = [typed[field] ?? []].flat().flatMap((text) => text.split('\n'))
  const named = whoIsNamed(choices, lines)
  const unknown = named.unknown.filter((name) => !UUID.test(name))
  const ids = [...named.ids, ...named.unknown.filter((id) => UUID.test(id))]
  const read = schema.safeParse({ ...typed, [field]: several ? ids : (ids[0] ?? '') })
  const { t } = c.var.page
  const errors = {
    ...(!read.success && sayIssues(read.error, t)),
    ...(unknown.length > 0 && { [field]: [t('account.errors.unknownOrganization', { names: unknown.join(', ') })] }),
  }
  if (!read.success || unknown.length > 0) return { ok: false, values: typed, errors }
  return { ok: true, value: read.data, typed }
}
