import { z } from 'zod'
import type { Cell } from '../../platform/csv-out.ts'
import { LANGUAGES } from '../../platform/i18n.ts'
import { VISIBILITIES } from '../../platform/records.ts'
import { writeDue } from './forms.ts'
import type { Grant } from './grants.ts'

/** A grant as programs read it. */
export const grantSchema = z.object({
  id: z.uuid(),
  name: z.string(),
  partnership: z.object({ id: z.uuid(), slug: z.string(), name: z.string() }),
  funder: z.object({ id: z.uuid().nullable(), slug: z.string().nullable(), name: z.string() }),
  awardNumber: z.string(),
  amount: z.number().nullable().describe('In the currency of the region'),
  match: z.number().nullable().describe('What the partners add'),
  period: z.string().nullable().describe('EDTF'),
  acknowledgement: z.string().describe('What posters and reports must say'),
  hasLogo: z.boolean(),
  reports: z.array(
    z.object({ id: z.uuid(), due: z.iso.date(), what: z.string(), reportedOn: z.iso.date().nullable() }),
  ),
  visibility: z.enum(VISIBILITIES),
  lang: z.enum(LANGUAGES),
  version: z.int(),
  url: z.url(),
})

/** A grant for programs; `base` is the address of the pages of grants. */
export const grantJson = (
  { first: _first, last: _last, ...grant }: Grant,
  base: string,
): z.input<typeof grantSchema> => ({
  ...grant,
  url: `${base}/${grant.id}`,
})

/** The columns of a list of grants. */
export const GRANT_COLUMNS = [
  'id',
  'name',
  'funder',
  'award_number',
  'amount',
  'match',
  'period',
  'reports',
  'reported',
  'acknowledgement',
  'visibility',
  'url',
]

export const grantCells = (grant: Grant, base: string): Cell[] => [
  grant.id,
  grant.name,
  grant.funder.name,
  grant.awardNumber,
  grant.amount,
  grant.match,
  grant.period,
  grant.reports.map(writeDue),
  grant.reports.flatMap((one) => one.reportedOn ?? []),
  grant.acknowledgement,
  grant.visibility,
  `${base}/${grant.id}`,
]
