import { barChart, COLOURS } from '../../platform/documents/charts.ts'
import type { Block } from '../../platform/documents/papers.ts'
import { formatDate, formatNumber } from '../../platform/i18n.ts'
import type { Entry } from '../ledgers/entries.ts'
import { saySum } from '../ledgers/entry-sayings.ts'
import { sumOf } from '../ledgers/gives-and-gains.ts'
import { sayPartialDate } from '../../platform/partial-dates.ts'
import { listGrants } from '../grants/grants.ts'
import { groupOf, type ItemKey } from '../pulse/instruments.ts'
import { closedPulses } from '../pulse/pulses.ts'
import type { Desk } from './document-desks.ts'
import { logoOf } from './funder-logos.ts'
import { spoken } from './document-sayings.ts'
import { inYear, sayEntry, sayGoal } from './known-facts.ts'

/** Of the gains of one partner so many are told one by one. */
const MOST = 12

const key = (name: string) => `partnership-documents.report.${name}`

/** Which goals of partners were served, as far as they held that year. */
export function goalBlocks({ t, page, facts }: Desk, year: number): Block[] {
  const goals = facts.goals.filter(
    ({ periodFirst, periodLast }) =>
      (periodFirst ?? '') <= `${year}-12-31` && (periodLast ?? '9999') >= `${year}-01-01`,
  )
  if (goals.length === 0) return []
  return [
    { kind: 'heading', level: 1, text: t(key('goals')) },
    {
      kind: 'table',
      caption: t(key('goalsTable'), { count: goals.length }),
      head: [t('partnership-documents.partner'), t(key('goal'))],
      rows: goals.map((goal) => [goal.organization.name, sayGoal(page, goal)]),
      widths: [0.45, 1],
    },
  ]
}

/** What each partner gave and gained in a year: a picture, its numbers, and the gains in words. */
export function ledgerBlocks({ t, page, facts }: Desk, year: number): Block[] {
  const [gains, gifts] = [inYear(facts.gains, year), inYear(facts.gifts, year)]
  const partners = new Map([...gifts, ...gains].map(({ organization }) => [organization.id, organization]))
  if (partners.size === 0) return []
  const of = (entries: Entry[], id: string) => entries.filter(({ organization }) => organization.id === id)
  const rows = [...partners.values()]
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
    .map((organization) => {
      const gained = of(gains, organization.id)
      const side = (name: string) => sumOf(gained.filter((one) => one.side === name))
      return {
        organization,
        gained,
        gives: sumOf(of(gifts, organization.id)),
        capacity: side('capacity'),
        reach: side('reach'),
      }
    })
  const nothing = t(key('nothing'))
  const drawing = barChart(
    rows.map(({ organization, gives, capacity, reach }) => ({
      name: organization.name,
      left: gives.things > 0 ? [{ value: gives.things, colour: COLOURS.first, label: String(gives.things) }] : [],
      right: [
        { value: capacity.things, colour: COLOURS.second, label: '' },
        { value: reach.things, colour: COLOURS.third, label: String(capacity.things + reach.things) },
      ],
    })),
    [
      { colour: COLOURS.first, label: t(key('gives')) },
      { colour: COLOURS.second, label: t(key('capacity')) },
      { colour: COLOURS.third, label: t(key('reach')) },
    ],
    t(key('ledgerAlt'), { year: String(year), partners: rows.length, gives: gifts.length, gains: gains.length }),
  )
  return [
    { kind: 'heading', level: 1, text: t(key('ledger')) },
    { kind: 'drawing', caption: t(key('ledgerChart')), drawing },
    {
      kind: 'table',
      caption: t(key('ledgerTable')),
      head: [t('partnership-documents.partner'), t(key('gives')), t(key('capacity')), t(key('reach'))],
      rows: rows.map(({ organization, gives, capacity, reach }) => [
        organization.name,
        ...[gives, capacity, reach].map((sum) => (sum.things === 0 ? nothing : saySum(page, sum))),
      ]),
    },
    ...rows.flatMap(({ organization, gained }): Block[] =>
      gained.length === 0
        ? []
        : [
            { kind: 'heading', level: 2, text: t(key('gained'), { organization: organization.name }) },
            {
              kind: 'list',
              items: [
                ...gained.slice(0, MOST).map((one) => sayEntry(page, one)),
                ...(gained.length > MOST ? [t('partnership-documents.more', { count: gained.length - MOST })] : []),
              ],
            },
          ],
    ),
  ]
}

/**
 * Hours promised beside hours used, of the partners that tell it, and why they are not the hours among what was given: the
 * ledger has those of the year that somebody entered there.
 */
export function timeBlocks({ t, page, lang, facts }: Desk, year: number): Block[] {
  const told = facts.hours.filter(({ promised, used }) => promised !== null || used !== null)
  if (told.length === 0) return []
  const given = sumOf(inYear(facts.gifts, year).filter(({ what, unit }) => what === 'time' && unit === 'hours'))
  const n = (value: number | null) => (value === null ? t('partnership-documents.unknown') : formatNumber(lang, value))
  const drawing = barChart(
    told.map(({ party, promised, used }) => ({
      name: party.organization.name,
      right: [
        { value: Math.min(used ?? 0, promised ?? used ?? 0), colour: COLOURS.second, label: '' },
        { value: Math.max(0, (promised ?? 0) - (used ?? 0)), colour: COLOURS.pale, label: '' },
        {
          value: promised === null ? 0 : Math.max(0, (used ?? 0) - promised),
          colour: COLOURS.first,
          label: promised === null ? n(used) : t(key('ofHours'), { used: n(used), promised: n(promised) }),
        },
      ],
    })),
    [
      { colour: COLOURS.second, label: t(key('used')) },
      { colour: COLOURS.pale, label: t(key('stillPromised')) },
      { colour: COLOURS.first, label: t(key('over')) },
    ],
    t(key('timeAlt'), { partners: told.length }),
  )
  return [
    { kind: 'heading', level: 1, text: t(key('time')) },
    { kind: 'drawing', caption: t(key('timeChart')), drawing },
    {
      kind: 'table',
      caption: t(key('timeTable')),
      head: [t('partnership-documents.partner'), t(key('promised')), t(key('used')), t(key('until'))],
      rows: told.map(({ party, promised, used, until }) => [
        party.organization.name,
        n(promised),
        n(used),
        until ? formatDate(lang, until, 'long') : '',
      ]),
      numbers: [1, 2],
    },
    {
      kind: 'text',
      tone: 'quiet',
      text: t(key('timeNote'), {
        year: String(year),
        ledger: given.things === 0 ? t(key('nothing')) : saySum(page, given),
      }),
    },
  ]
}

/** So many rounds stand side by side. */
const ROUNDS = 4

/** What partners said of their work together, round by round, up to the end of the year. */
export async function pulseBlocks({ db, actor, t, lang, partnership }: Desk, year: number): Promise<Block[]> {
  const all = await closedPulses(db, actor, partnership.id, 40)
  const rounds = all
    .filter(({ closedOn }) => closedOn <= `${year}-12-31`)
    .slice(0, ROUNDS)
    .toReversed()
  const shown = rounds.map(
    ({ results }) => new Map(results.flatMap(({ item, band }) => (band ? [[item.key, band.middle] as const] : []))),
  )
  const items = [...new Set(shown.flatMap((bands) => [...bands.keys()]))]
  if (items.length === 0) return []
  return [
    { kind: 'heading', level: 1, text: t(key('pulse')) },
    {
      kind: 'table',
      caption: t(key('pulseTable')),
      head: [t(key('pulseItem')), ...rounds.map(({ closedOn }) => formatDate(lang, closedOn, 'long'))],
      rows: items.map((item) => [
        t(`partnership-pulse.label.${item}`),
        ...shown.map((bands) => (bands.has(item) ? sayMiddle(item, bands.get(item)!) : t(key('few')))),
      ]),
    },
  ]

  function sayMiddle(item: ItemKey, value: number): string {
    return t(`partnership-pulse.scale.${groupOf(item) === 'factors' ? 'agree' : 'much'}.${value}`)
  }
}

/** What the funders of that year ask to be said and shown, and what each gives. */
export async function grantBlocks({ db, actor, t, lang, partnership }: Desk, year: number): Promise<Block[]> {
  const all = await listGrants(db, actor, partnership.id)
  const grants = all.filter(
    ({ first, last }) => (first ?? '') <= `${year}-12-31` && (last ?? '9999') >= `${year}-01-01`,
  )
  if (grants.length === 0) return []
  const owed = await Promise.all(
    grants
      .filter(({ acknowledgement, hasLogo }) => acknowledgement !== '' || hasLogo)
      .map(async (grant) => {
        const alt = t('partnership-grants.logoOf', { name: grant.funder.name || grant.name })
        return { ...grant, logo: grant.hasLogo ? await logoOf(db, actor.regionId, grant.id, alt) : undefined }
      }),
  )
  return [
    { kind: 'heading', level: 1, text: t(key('grants')) },
    {
      kind: 'list',
      items: grants.map(({ name, funder, awardNumber, period }) => [
        { text: name, strong: true },
        {
          text: `, ${[funder.name, awardNumber, period === null ? '' : sayPartialDate(lang, period)].filter(Boolean).join(', ')}`,
        },
      ]),
    },
    ...owed.flatMap(({ acknowledgement, lang: spokenIn, logo }): Block[] => [
      ...(acknowledgement === '' ? [] : [{ kind: 'text', text: spoken(acknowledgement, spokenIn, lang) } as const]),
      ...(logo ? [{ kind: 'logo', drawing: logo } as const] : []),
    ]),
  ]
}
