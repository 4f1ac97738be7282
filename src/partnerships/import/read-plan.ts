import { isZip } from '../../platform/formats/xlsx.ts'
import type { Reason } from '../../platform/formats/parsed.ts'
import { type Candidate, candidatesIn } from './candidates.ts'
import { readDocx } from './docx.ts'
import { readHtml } from './html.ts'
import { readPdf } from './pdf.ts'
import { PLAN_LIMITS, type PlanText, refused } from './plan-lines.ts'

/** What was read of a plan: the lines that may be goals, or why there are none. */
export type PlanOutcome =
  | { ok: true; pages: number | null; candidates: Candidate[]; total: number }
  | { ok: false; why: Reason }

/** Reads a plan by what its bytes are, whatever its name says. For a thread of its own: see `readInThread`. */
export async function readPlan(bytes: Uint8Array): Promise<PlanOutcome> {
  const text = await textOf(bytes)
  if (!text.ok) return text
  const { candidates, total } = candidatesIn(text.lines)
  return { ok: true, pages: text.pages, candidates, total }
}

async function textOf(bytes: Uint8Array): Promise<PlanText> {
  if (bytes.length > PLAN_LIMITS.bytes) return refused('bytes', { max: PLAN_LIMITS.bytes / 1_000_000 })
  if (isPdf(bytes)) return readPdf(bytes)
  if (isZip(bytes)) return readDocx(bytes)
  if (bytes[0] === 0xd0 && bytes[1] === 0xcf) return refused('oldWord')
  return readHtml(bytes)
}

/** Some programs write a few bytes before the mark of a PDF. */
const isPdf = (bytes: Uint8Array) => new TextDecoder('latin1').decode(bytes.subarray(0, 1024)).includes('%PDF-')
