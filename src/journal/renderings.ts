import { z } from 'zod'
import type { AuditLine, FeedLine, Named } from './feeds.ts'

const namedSchema = z.object({ id: z.uuid(), kind: z.string(), title: z.string(), slug: z.string().nullable() })

/** An entry of the journal as programs read it. */
const entrySchema = z.object({
  id: z.uuid(),
  at: z.iso.datetime(),
  verb: z.string().describe('`noun.verbed`, such as `tie.confirmed`'),
  record: namedSchema.describe('What it was done to'),
  ends: z.array(namedSchema).describe('The ends of what joins two'),
  organization: namedSchema.nullable().describe('For whom it was done, where you may see that'),
  person: namedSchema.nullable().describe('Who did it, where you may see them'),
  count: z.int().describe('How many entries of one batch stand behind it'),
  changes: z.record(z.string(), z.unknown()).describe('Field → [before, after]'),
})

export const historySchema = z.object({ items: z.array(entrySchema), total: z.int(), next: z.string().nullable() })

const named = ({ id, kind, title, slug }: Named) => ({ id, kind, title, slug })

export const entryJson = (line: FeedLine): z.output<typeof entrySchema> => ({
  id: line.id,
  at: line.at.toISOString(),
  verb: line.verb,
  record: named(line.record),
  ends: line.ends.map(named),
  organization: line.organization && named(line.organization),
  person: line.person && named(line.person),
  count: line.count,
  changes: line.changes,
})

const auditEntrySchema = z.object({
  id: z.uuid(),
  at: z.iso.datetime(),
  verb: z.string(),
  record: z.object({ id: z.uuid(), kind: z.string(), title: z.string().nullable(), slug: z.string().nullable() }),
  actorKind: z
    .string()
    .describe('`member`, `link`, `system`; `withheld` where it is sealed who it was, and `at` is a day'),
  actor: z.string().nullable().describe('Who did it; null where it was no person, or one who is erased'),
  batch: z.uuid().nullable().describe('Entries of one deed share it'),
  changes: z.record(z.string(), z.unknown()),
})
/** The audit log as coordinators’ programs read it. */
export const auditSchema = z.object({ items: z.array(auditEntrySchema), next: z.string().nullable() })

export const auditJson = (line: AuditLine): z.output<typeof auditEntrySchema> => ({
  id: line.id,
  at: line.at.toISOString(),
  verb: line.verb,
  record: { id: line.recordId, kind: line.kind, title: line.erased ? null : line.title, slug: line.slug },
  actorKind: line.actorKind,
  actor: line.actorErased ? null : line.actor,
  batch: line.batchId,
  changes: line.changes as Record<string, unknown>,
})

/** What a webhook is told: an entry as the public reads it, or nothing but that it is a test. */
export function webhookPayload(
  region: { id: string; slug: string },
  line: FeedLine | null,
  moment: { at: Date },
): string {
  const [type, at] = line ? [line.verb, line.at] : ['webhook.test', moment.at]
  return JSON.stringify({
    type,
    timestamp: at.toISOString(),
    data: { region, ...(line && { entry: entryJson(line) }) },
  })
}
