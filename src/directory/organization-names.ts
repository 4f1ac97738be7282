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
