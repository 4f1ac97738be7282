import { earlierValues, seenThen } from '../../directory/histories.ts'
import { type FeedLine, listFeed } from '../../journal/feeds.ts'
import type { Actor } from '../../platform/actor.ts'
import type { Db } from '../../platform/db.ts'
import { problem } from '../../platform/errors.ts'
import type { Moment } from '../../platform/moment.ts'
import { asEntryInput, changeEntry } from './entry-changes.ts'
import type { Entry } from './entries.ts'
import { ENTRY_FORMS } from './forms.ts'
import { canWriteEntry } from './rules.ts'

/** So far back a history goes. */
const MOST = 200

/** What was done with an entry, newest first, as far as this actor could have seen it when it was done. */
export async function listEntryHistory(db: Db, actor: Actor, entry: Entry): Promise<FeedLine[]> {
  const lines = await listFeed(db, actor, { recordId: entry.id, limit: MOST })
  return seenThen(actor, entry.visibility, canWriteEntry(actor, entry.organization), lines)
}

/** Gives an entry back what stood in the fields of one change before it was made. */
export async function bringBackEntry(db: Db, actor: Actor, entry: Entry, lineId: string, moment: Moment) {
  const line = (await listEntryHistory(db, actor, entry)).find((one) => one.id === lineId)
  const values = line ? earlierValues(line) : {}
  if (Object.keys(values).length === 0) throw problem(404)
  const input = ENTRY_FORMS[entry.ledger].safeParse({ ...asEntryInput(entry), ...emptied(values) })
  if (!input.success) throw problem(422, 'directory.errors.cannotReturn')
  await changeEntry(db, actor, entry, input.data, moment)
}

/** What said nothing before says nothing again. */
const emptied = (values: Record<string, unknown>) =>
  Object.fromEntries(Object.entries(values).map(([field, value]) => [field, value ?? (field === 'amount' ? null : '')]))
