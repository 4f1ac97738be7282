import { lastQuarterEnd } from '../../network/growth/quarters.ts'
import type { Trx } from '../../platform/db.ts'
import { type Audience, AUDIENCES } from './audiences.ts'
import type { State } from './findings.ts'
import { type Factor, FACTORS, RULES, RULES_VERSION } from './rules.ts'

/** The quarters of one partnership as a demonstration tells them, the first ones first, the last one ended last. */
export interface SeededQuarters {
  partnershipId: string
  /** The day on which it began: no quarter before is told. */
  began: string
  /** The day after the last of them. */
  today: string
  quarters: Record<string, State>[]
}

/** What not everybody may know: whatever is told of it, others read that it is not known. */
const HIDDEN_FROM: Record<Audience, readonly string[]> = {
  public: ['time', 'time-kept', 'mission-felt', 'benefits-felt', 'two-people', 'many-hands', 'heard', 'trust', 'fresh'],
  region: ['time-kept', 'mission-felt', 'benefits-felt', 'heard', 'trust'],
  partners: [],
  coordinator: [],
}

/** Puts down quarters that were kept before the demonstration begins, for each audience. */
export async function seedFactorQuarters(
  trx: Trx,
  region: { id: string; firstMonth: number },
  given: readonly SeededQuarters[],
) {
  const rows = given.flatMap(({ partnershipId, began, today, quarters }) => {
    const days = lastDays(today, region.firstMonth, quarters.length)
    return quarters.flatMap((told, n) =>
      days[n]! < began
        ? []
        : AUDIENCES.map((audience) => ({
            region_id: region.id,
            partnership_id: partnershipId,
            day: days[n]!,
            taken_at: new Date(`${days[n]}T23:59:59Z`),
            audience,
            version: RULES_VERSION,
            dials: JSON.stringify(statesFor(told, audience)),
          })),
    )
  })
  if (rows.length > 0) await trx.insertInto('factor_quarters').values(rows).execute()
}

/** The last days of the last so many quarters, the first ones first. */
function lastDays(today: string, firstMonth: number, many: number): string[] {
  const days: string[] = []
  for (let day = lastQuarterEnd(today, firstMonth); days.length < many; day = lastQuarterEnd(day, firstMonth))
    days.unshift(day)
  return days
}

/** Every rule with what is told of it, as far as this audience may know; what is not told is not known. */
function statesFor(told: Record<string, State>, audience: Audience): Record<Factor, Record<string, State>> {
  const keys = FACTORS.flatMap((factor) => RULES[factor].map(({ key }) => key))
  const strange = Object.keys(told).filter((key) => !keys.includes(key))
  if (strange.length > 0) throw new Error(`No rule is called ${strange.join(', ')}.`)
  const stateOf = (key: string) => (HIDDEN_FROM[audience].includes(key) ? 'unknown' : (told[key] ?? 'unknown'))
  return Object.fromEntries(
    FACTORS.map((factor) => [factor, Object.fromEntries(RULES[factor].map(({ key }) => [key, stateOf(key)]))]),
  ) as Record<Factor, Record<string, State>>
}
