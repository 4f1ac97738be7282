import { type Block, type Paper, runsOf } from '../../platform/documents/papers.ts'
import { formatDate, formatList, formatNumber } from '../../platform/i18n.ts'
import { readsDraft } from '../charter/rules.ts'
import { currentParties } from '../partnerships.ts'
import { type Desk, paperOf } from './document-desks.ts'
import { sayPromise } from './document-sayings.ts'
import { goalBlocks, grantBlocks, ledgerBlocks, pulseBlocks, timeBlocks } from './report-figures.ts'
import { proseText, partyText } from '../translations/texts.ts'

/** What a year brought, for everybody who sees the partnership. */
export async function writeReport(desk: Desk, year: number): Promise<Paper> {
  const { t, lang, partnership, said } = desk
  const blocks: Block[] = [
    ...(partnership.mission
      ? [{ kind: 'text', tone: 'lead', text: said(proseText(partnership, 'mission')) } as const]
      : []),
    ...who(desk, year),
    ...goalBlocks(desk, year),
    ...ledgerBlocks(desk, year),
    ...timeBlocks(desk, year),
    ...roles(desk),
    ...(await pulseBlocks(desk, year)),
    ...next(desk),
    ...(await grantBlocks(desk, year)),
  ]
  const names = currentParties(partnership).map(({ organization }) => organization.name)
  const title = t('partnership-documents.report.title', { partnership: partnership.name, year: String(year) })
  return paperOf(desk, 'report', { title, under: formatList(lang, names), blocks })
}

const startsIn = (year: number) => `${year}-01-01`
const endsIn = (year: number) => `${year}-12-31`

/** Who worked together that year, who came and who left. */
function who({ t, lang, partnership, said }: Desk, year: number): Block[] {
  const there = partnership.parties.filter(
    ({ joinedOn, leftOn }) => (joinedOn ?? '') <= endsIn(year) && (leftOn ?? '9999') >= startsIn(year),
  )
  if (there.length === 0) return []
  return [
    { kind: 'heading', level: 1, text: t('partnership-documents.report.who') },
    {
      kind: 'table',
      caption: t('partnership-documents.report.whoTable', { count: there.length }),
      head: [
        t('partnership-documents.partner'),
        t('partnership-documents.report.joined'),
        t('partnership-documents.report.mission'),
      ],
      rows: there.map((party) => [
        party.organization.name,
        [
          party.joinedOn ? formatDate(lang, party.joinedOn, 'long') : t('partnership-documents.unknown'),
          party.leftOn ? t('partnership-documents.report.left', { day: formatDate(lang, party.leftOn, 'long') }) : '',
        ]
          .filter(Boolean)
          .join(', '),
        party.missionLink ? said(partyText(party, 'missionLink')) : t('partnership-documents.notWritten'),
      ]),
      widths: [1, 0.7, 1.6],
    },
  ]
}

/** Who leads, supports and advises on what. */
function roles({ t, partnership, roleLabel }: Desk): Block[] {
  const parties = currentParties(partnership)
  const held = [...new Set(parties.flatMap((party) => party.roles.map(({ role }) => role)))]
  if (held.length === 0) return []
  const holders = (role: string, level: string) =>
    parties
      .filter((party) => party.roles.some((one) => one.role === role && one.level === level))
      .map(({ organization }) => organization.name)
      .join(', ')
  return [
    { kind: 'heading', level: 1, text: t('partnership-documents.report.roles') },
    {
      kind: 'table',
      caption: t('partnership-documents.report.rolesTable'),
      head: [
        t('partnership-documents.report.role'),
        ...['lead', 'support', 'advise'].map((level) => t(`partnership-documents.report.level.${level}`)),
      ],
      rows: held.map((role) => [
        roleLabel(role),
        holders(role, 'lead') || t('partnership-documents.report.nobody'),
        holders(role, 'support'),
        holders(role, 'advise'),
      ]),
    },
  ]
}

/** What runs out, and is to be agreed anew. */
function next(desk: Desk): Block[] {
  const { t, lang, actor, partnership } = desk
  const ends = [
    ...(partnership.periodLast
      ? [{ day: partnership.periodLast, text: t('partnership-documents.report.charterEnds') }]
      : []),
    ...(readsDraft(actor, partnership) ? currentParties(partnership) : []).flatMap(({ organization, commitments }) =>
      commitments.flatMap((one) =>
        one.until === null
          ? []
          : [
              {
                day: one.until,
                text: [{ text: `${organization.name}: ` }, ...runsOf(sayPromise(desk, { ...one, until: null }))],
              },
            ],
      ),
    ),
  ].toSorted((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0))
  if (ends.length === 0) return []
  return [
    { kind: 'heading', level: 1, text: t('partnership-documents.report.next') },
    {
      kind: 'table',
      caption: t('partnership-documents.report.nextTable', { count: formatNumber(lang, ends.length) }),
      head: [t('partnership-documents.report.until'), t('partnership-documents.report.what')],
      rows: ends.map(({ day, text }) => [formatDate(lang, day, 'long'), text]),
      widths: [0.35, 1],
    },
  ]
}
