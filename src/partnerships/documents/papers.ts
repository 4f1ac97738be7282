import type { Paper } from '../../platform/documents/papers.ts'
import type { Party } from '../partnerships.ts'
import { writeBrief } from './briefs.ts'
import type { Desk } from './document-desks.ts'
import type { DocumentKind } from './forms.ts'
import { writeLetter } from './letters.ts'
import { writeMemorandum } from './memorandums.ts'
import { writeReport } from './reports.ts'
import { listTemplates } from './memorandum-templates.ts'
import { STANDARD } from './standard-clauses.ts'
import { writeTalkingPoints } from './talking-points.ts'

/** For whom and of when a document is; whoever asks for one of those that are for one partner names it. */
export interface Wanted {
  party: Party | undefined
  year: number
  /** Id of the template of a memorandum; empty: the region's first in the language of the reader, else that of the house. */
  template: string
}

async function templateFor({ db, actor, lang }: Desk, id: string): Promise<{ body: string }> {
  const own = await listTemplates(db, actor)
  const asked = own.find((one) => one.id === id) ?? own.find((one) => one.lang === lang)
  return asked ?? { body: STANDARD[lang] }
}

/** A document as the records make it now; undefined where it is for a partner and there is none. */
export async function writePaper(
  desk: Desk,
  kind: DocumentKind,
  { party, year, template }: Wanted,
): Promise<Paper | undefined> {
  if (kind === 'memorandum') return writeMemorandum(desk, await templateFor(desk, template))
  if (kind === 'report') return writeReport(desk, year)
  if (!party) return undefined
  if (kind === 'brief') return writeBrief(desk, party)
  return kind === 'letter' ? writeLetter(desk, party) : writeTalkingPoints(desk, party)
}
