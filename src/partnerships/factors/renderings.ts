import { z } from 'zod'
import { type Translate } from '../../platform/i18n.ts'
import { AUDIENCES, type Audience } from './audiences.ts'
import { type Dial, helpsMost } from './dials.ts'
import type { FactorQuarter } from './factor-quarters.ts'
import { nameless, STATES } from './findings.ts'
import { FACTORS, RULES, RULES_VERSION } from './rules.ts'
import { sayNameless } from './sayings.ts'
import { SOURCES } from './sources.ts'

const factor = z.enum(FACTORS)
const state = z.enum(STATES).describe('unknown: the records say nothing of it')
const rests = z.enum(['records', 'opinion'])

/** The dials of a partnership as programs read them. */
export const factorsSchema = z.object({
  audience: z.enum(AUDIENCES).describe('From what this audience may see they are told'),
  version: z.int().describe('Of the rules'),
  dials: z.array(
    z.object({
      factor,
      met: z.int(),
      of: z.int(),
      unknown: z.int(),
      helpsMost: z.string().nullable().describe('Key of the rule that would help most; null: all are so'),
      rules: z.array(
        z.object({
          key: z.string(),
          asks: z.string(),
          state,
          rests,
          untold: z.boolean().describe('Unknown to this asker: what it rests on is not told to them, or not all of it'),
          looked: z.array(z.object({ label: z.string(), state })).describe('Of whom or of what it is so'),
        }),
      ),
    }),
  ),
  quarters: z
    .array(
      z.object({
        day: z.iso.date(),
        version: z.int(),
        dials: z.record(factor, z.record(z.string(), state)),
      }),
    )
    .describe('As they were kept at the end of each quarter, the first ones first'),
})

export const factorsJson = (
  t: Translate,
  dials: readonly Dial[],
  audience: Audience,
  quarters: readonly FactorQuarter[],
): z.output<typeof factorsSchema> => ({
  audience,
  version: RULES_VERSION,
  dials: dials.map((dial) => ({
    factor: dial.factor,
    met: dial.met,
    of: dial.answers.length,
    unknown: dial.unknown,
    helpsMost: helpsMost(dial)?.rule.key ?? null,
    rules: dial.answers.map(({ rule, finding, untold }) => ({
      key: rule.key,
      asks: t(`factor-rules.${rule.key}.asks`),
      state: finding.state,
      rests: rule.rests,
      untold,
      looked: [
        ...finding.looked.flatMap(({ label, state: is }) => (label === null ? [] : [{ label, state: is }])),
        ...nameless(finding.looked).map((one) => ({ label: sayNameless(t, one), state: one.state })),
      ],
    })),
  })),
  quarters: quarters.map(({ day, version, dials: kept }) => ({ day, version, dials: kept })),
})

/** The rules as programs read them. */
export const factorRulesSchema = z.object({
  version: z.int(),
  rules: z.array(
    z.object({
      key: z.string(),
      factor,
      asks: z.string(),
      why: z.string(),
      rests,
      source: z.object({ title: z.string(), url: z.url() }),
    }),
  ),
})

export const factorRulesJson = (t: Translate): z.output<typeof factorRulesSchema> => ({
  version: RULES_VERSION,
  rules: FACTORS.flatMap((one) =>
    RULES[one].map(({ key, rests: on, source }) => ({
      key,
      factor: one,
      asks: t(`factor-rules.${key}.asks`),
      why: t(`factor-rules.${key}.why`),
      rests: on,
      source: SOURCES[source],
    })),
  ),
})
