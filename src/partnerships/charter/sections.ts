import type { Actor } from '../../platform/actor.ts'
import type { Db } from '../../platform/db.ts'
import { found, problem } from '../../platform/errors.ts'
import type { Moment } from '../../platform/moment.ts'
import { cameLate } from '../../platform/records.ts'
import { currentParties, getPartnership, type Party, type Partnership } from '../partnerships.ts'
import { asInput, asPartyInput, changeCharter, changeParty, tagOf } from './charter-changes.ts'
import type { CharterInput, PartyInput } from './forms.ts'

/** A section is what one form shows: some fields of what all share, or of what one partner says. */
export type Section =
  | { party: null; fields: readonly (keyof CharterInput)[] }
  | { party: Party; fields: readonly (keyof PartyInput)[] }

/** What stands in a section, by its fields. */
export type Standing = Record<string, unknown>

/** What stands in a section now. */
export function standing(partnership: Partnership, section: Section): Standing {
  const all: object = section.party ? asPartyInput(section.party) : asInput(partnership)
  return Object.fromEntries(section.fields.map((field) => [field, (all as Record<string, unknown>)[field]]))
}

/** So often the same section is tried again because something else of the charter changed. */
const TRIES = 4

/**
 * Saves a section where nobody changed that very section since it was read (`read`, see `tagOf`); what others changed
 * elsewhere in the charter meanwhile stays. Else gives what stands there now.
 */
export async function saveSection(
  db: Db,
  actor: Actor,
  partnership: Partnership,
  section: Section,
  said: Standing,
  read: string,
  moment: Moment,
): Promise<{ late: Partnership } | undefined> {
  let [now, at] = [partnership, section]
  for (let tries = 0; tries < TRIES; tries += 1) {
    const there = tagOf(standing(now, at))
    if (there === tagOf(said)) return undefined
    if (read !== '' && read !== there) return { late: now }
    const change = at.party
      ? changeParty(db, actor, now, at.party, said as Partial<PartyInput>, moment)
      : changeCharter(db, actor, now, said as Partial<CharterInput>, moment)
    if (!(await cameLate(change))) return undefined
    now = await getPartnership(db, actor, partnership.id)
    at = again(now, at)
  }
  throw problem(409, 'errors.stale')
}

/** The same section as it is now; a partner that left meanwhile is not found. */
export const again = (partnership: Partnership, section: Section): Section =>
  section.party
    ? { ...section, party: found(currentParties(partnership).find(({ id }) => id === section.party.id)) }
    : section
