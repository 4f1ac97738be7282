import { z } from 'zod'
import type { Cell } from '../../platform/csv-out.ts'
import { listOf } from '../../platform/api-docs.ts'
import { LANGUAGES } from '../../platform/i18n.ts'
import { VISIBILITIES } from '../../platform/records.ts'
import { DECISIONS, SECTIONS } from './forms.ts'
import type { Goal } from './goals.ts'
import type { Plan } from './plans.ts'
import { GOAL_STATES, goalState } from './rules.ts'

const ownerSchema = z.object({ id: z.uuid(), slug: z.string(), name: z.string() })
const referenceSchema = z.object({ title: z.string(), url: z.string().nullable(), quote: z.string().nullable() })

/** A goal as programs read it. */
export const goalSchema = z.object({
  id: z.uuid(),
  organization: ownerSchema,
  plan: z.object({ id: z.uuid(), title: z.string() }),
  position: z.int(),
  code: z.string(),
  text: z.string(),
  page: z.int().nullable(),
  period: z.string().nullable().describe('EDTF; null: that of its plan'),
  until: z.iso.date().nullable().describe('The last day on which it holds; null: it goes on'),
  state: z.enum(GOAL_STATES).describe('expired: its time is over, and nobody has said what becomes of it'),
  decision: z.enum(DECISIONS).nullable(),
  next: z.uuid().nullable().describe('The goal that takes its place'),
  references: z.array(referenceSchema),
  servedBy: z.array(
    z.object({
      record: z.object({ id: z.uuid(), kind: z.string(), title: z.string() }),
      section: z.enum(SECTIONS),
      note: z.string(),
    }),
  ),
  visibility: z.enum(VISIBILITIES),
  lang: z.enum(LANGUAGES),
  version: z.int(),
  url: z.url(),
})
export const goalListSchema = listOf(goalSchema)

const planShape = z.object({
  id: z.uuid(),
  organization: ownerSchema,
  title: z.string(),
  publishedAt: z.string().nullable().describe('Its address in the web'),
  period: z.string().nullable().describe('EDTF'),
  references: z.array(referenceSchema),
  visibility: z.enum(VISIBILITIES),
  lang: z.enum(LANGUAGES),
  version: z.int(),
  url: z.url(),
})
/** A plan with its goals. */
export const planSchema = planShape.extend({ goals: z.array(goalSchema) })

const owner = ({ id, slug, name }: Goal['organization']) => ({ id, slug, name })

/** A goal for programs; `base` is the address of the region. */
export const goalJson = (goal: Goal, today: string, base: string): z.input<typeof goalSchema> => ({
  id: goal.id,
  organization: owner(goal.organization),
  plan: { id: goal.plan.id, title: goal.plan.title },
  position: goal.position,
  code: goal.code,
  text: goal.text,
  page: goal.page,
  period: goal.period,
  until: goal.until,
  state: goalState(goal, today),
  decision: goal.decision,
  next: goal.nextId,
  references: goal.references,
  servedBy: goal.servedBy.map(({ record: { id, kind, title }, section, note }) => ({
    record: { id, kind, title },
    section,
    note,
  })),
  visibility: goal.visibility,
  lang: goal.lang,
  version: goal.version,
  url: `${base}/goals/${goal.id}`,
})

/** A plan for programs, with its goals. */
export const planJson = (
  plan: Plan,
  goals: readonly Goal[],
  today: string,
  base: string,
): z.input<typeof planSchema> => ({
  id: plan.id,
  organization: owner(plan.organization),
  title: plan.title,
  publishedAt: plan.url,
  period: plan.period,
  references: plan.references,
  visibility: plan.visibility,
  lang: plan.lang,
  version: plan.version,
  url: `${base}/plans/${plan.id}`,
  goals: goals.map((goal) => goalJson(goal, today, base)),
})

/** Columns of a list of goals; `served_by` names the records, parted by semicolons. */
export const GOAL_COLUMNS = [
  'id',
  'plan',
  'code',
  'goal',
  'page',
  'period',
  'until',
  'state',
  'served_by',
  'visibility',
  'lang',
  'url',
]

export const goalCells = (goal: Goal, today: string, base: string): Cell[] => [
  goal.id,
  goal.plan.title,
  goal.code,
  goal.text,
  goal.page,
  goal.period ?? goal.plan.period,
  goal.until,
  goalState(goal, today),
  [...new Set(goal.servedBy.map(({ record }) => record.title))].join('; '),
  goal.visibility,
  goal.lang,
  `${base}/goals/${goal.id}`,
]
