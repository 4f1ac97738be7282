import { z } from 'zod'
import { MAX_PARTIAL_DATE, period } from '../../platform/partial-dates.ts'
import { needed, number, partial, references, text, ticked, webAddress } from '../../platform/form-fields.ts'
import { LANGUAGES } from '../../platform/i18n.ts'
import { VISIBILITIES } from '../../platform/records.ts'

/** How much fits into each field, in characters; references and goals in lines. */
export const GOAL_LIMITS = {
  title: 200,
  url: 500,
  text: 600,
  code: 40,
  page: 99_999,
  note: 300,
  reference: 600,
  references: 10,
  pasted: 200_000,
  goals: 300,
} as const

/** Which part of a partner's charter serves a goal; nothing: the record as a whole. */
export const SECTIONS = ['mission', 'roles', 'commitments', 'benefits', ''] as const
export type Section = (typeof SECTIONS)[number]

const visibility = z.enum(VISIBILITIES)
const lang = z.enum(LANGUAGES)
const sources = references(GOAL_LIMITS.reference, GOAL_LIMITS.references)

const inOrder = ({ since, until }: { since: string; until: string }) => period(since, until).ok
const ORDER = { error: 'dates.order', path: ['until'] }

/** A published plan of an organization. */
export const planForm = z
  .object({
    title: needed(GOAL_LIMITS.title),
    url: webAddress(GOAL_LIMITS.url),
    since: partial,
    until: partial,
    references: sources,
    visibility: visibility.default('public'),
    lang: lang.default('en'),
  })
  .refine(inOrder, ORDER)
export type PlanInput = z.output<typeof planForm>

/** A goal of a plan, as it is published. */
export const goalForm = z
  .object({
    text: needed(GOAL_LIMITS.text),
    code: text(GOAL_LIMITS.code),
    page: number(1, GOAL_LIMITS.page, true),
    since: partial,
    until: partial,
    references: sources,
    visibility: visibility.default('public'),
    lang: lang.default('en'),
  })
  .refine(inOrder, ORDER)
export type GoalInput = z.output<typeof goalForm>

/** What of a goal is typed where many are. */
export const goalLineForm = z.object({
  text: needed(GOAL_LIMITS.text),
  code: text(GOAL_LIMITS.code),
  page: number(1, GOAL_LIMITS.page, true),
})
export type GoalLine = z.output<typeof goalLineForm>

/** Goals as a program sends them: of one plan, in their order. */
export const goalsBody = z.object({ goals: z.array(goalLineForm).min(1).max(GOAL_LIMITS.goals) })

/** A list that is pasted; a file comes beside it. */
export const pastedForm = z.object({ pasted: text(GOAL_LIMITS.pasted) })

const many = z
  .union([z.string(), z.array(z.string())])
  .default([])
  .transform((typed) => (Array.isArray(typed) ? typed : [typed]).slice(0, GOAL_LIMITS.goals))

/** Lines that were proposed, as somebody left them: those whose number is ticked are goals. */
export const chosenForm = z
  .object({ pick: many, text: many, code: many, page: many })
  .transform(({ pick, text: texts, code, page }) =>
    texts.map((said, n) => ({
      chosen: pick.includes(String(n)),
      text: said.trim(),
      code: (code[n] ?? '').trim(),
      page: (page[n] ?? '').trim(),
    })),
  )

/** What is decided of a goal whose time is over, or before. */
export const DECISIONS = ['kept', 'replaced', 'ended'] as const
export type Decision = (typeof DECISIONS)[number]

export const renewalForm = z.object({
  decision: z.enum(DECISIONS, { error: 'forms.choose' }),
  /** Until when it is kept: a date as sources tell it; nothing: it goes on. */
  until: partial.pipe(z.string().max(MAX_PARTIAL_DATE)),
  /** Id of the goal that takes its place. */
  next: z.union([z.literal(''), z.uuid()]).default(''),
  /** Whether what served it serves the next one too. */
  carry: ticked,
})
export type RenewalInput = z.output<typeof renewalForm>

/** What serves a goal, as a program says it. */
export const linkBody = z.object({
  record: z.uuid().describe('Id of a partnership, or of any other record that you see'),
  section: z.enum(SECTIONS).default('mission'),
  note: text(GOAL_LIMITS.note),
})

/** The same on the page of a partnership. */
export const linkForm = z.object({
  goal: z.uuid({ error: 'forms.choose' }),
  section: z.enum(SECTIONS).default('mission'),
  note: text(GOAL_LIMITS.note),
})

/** What is not served any more. */
export const unlinkForm = linkForm.omit({ note: true })
