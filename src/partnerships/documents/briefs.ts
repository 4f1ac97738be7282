import type { Actor } from '../../platform/actor.ts'
import type { Db } from '../../platform/db.ts'
import type { Block, Paper } from '../../platform/documents/papers.ts'
import { formatDate, formatList, formatNumber } from '../../platform/i18n.ts'
import type { Page } from '../../ui/page.ts'
import { currentParties, type Party, type Partnership } from '../partnerships.ts'
import { type Desk, deskFor, paperOf } from './document-desks.ts'
import { askedHours, labelled, sayHeld, sayPromise } from './document-sayings.ts'
import { sayEntry, sayGoal } from './known-facts.ts'
import { gistOf, partyText } from '../translations/texts.ts'

/** What a director of one partner is told on one page: a paper, so that page, PDF and Word say the same. */
export type Brief = Paper

/** The brief of a partner as this reader may read it, in the language of their page. */
export const briefOf = async (
  db: Db,
  actor: Actor,
  partnership: Partnership,
  party: Party,
  page: Page,
): Promise<Brief> => writeBrief(await deskFor(db, actor, partnership, page), party)

/** The brief, at a desk that is there. */
export async function writeBrief(desk: Desk, party: Party): Promise<Brief> {
  const { t, partnership, said } = desk
  const blocks: Block[] = [
    ...(partnership.mission || partnership.purpose
      ? [{ kind: 'text', tone: 'lead', text: said(gistOf(partnership)) } as const]
      : []),
    { kind: 'text', tone: 'mark', text: labelled(t('partnership-documents.brief.asked'), asked(desk, party)) },
    { kind: 'figures', figures: figures(desk, party) },
    { kind: 'columns', columns: [why(desk, party), part(desk, party)] },
  ]
  const under = t('partnership-documents.brief.for', { organization: party.organization.name })
  return paperOf(desk, 'brief', { under, blocks, onePage: true })
}

/** What the reader is to do, and by when. */
function asked({ t, lang, facts }: Desk, party: Party): string {
  const hours = askedHours(party)
  const used = facts.hours.find((one) => one.party.id === party.id)?.used ?? null
  const wants = hours
    ? t('partnership-documents.brief.askedHours', {
        hours: hours.hours,
        until: hours.until === null ? 'open' : 'day',
        day: hours.until === null ? '' : formatDate(lang, hours.until, 'long'),
        known: used === null ? 'no' : 'yes',
        used: used ?? 0,
      })
    : t('partnership-documents.brief.askedNothing')
  const open = facts.asked.find(({ organization, decision }) => organization.id === party.organization.id && !decision)
  const answer = facts.signed.find(({ organization, at }) => organization.id === party.organization.id && at !== null)
  if (!open && answer?.at)
    return t('partnership-documents.brief.answered', {
      organization: party.organization.name,
      day: formatDate(lang, answer.at, 'long'),
      decision: answer.decision ?? '',
    })
  if (!open) return wants
  const day = formatDate(lang, open.until, 'long')
  return `${wants} ${t('partnership-documents.brief.answer', { day, silence: open.silence ? 'passes' : 'waits' })}`
}

const gainsOf = ({ facts }: Desk, party: Party) =>
  facts.gains.filter(({ organization }) => organization.id === party.organization.id)

const goalsOf = ({ facts }: Desk, party: Party) =>
  facts.goals.filter(({ organization }) => organization.id === party.organization.id)

function figures(desk: Desk, party: Party) {
  const { t, lang, facts, address } = desk
  const hours = facts.hours.find((one) => one.party.id === party.id)
  const asks = askedHours(party)?.hours ?? hours?.promised ?? null
  const used = hours?.used ?? null
  const n = (value: number) => formatNumber(lang, value)
  const time =
    asks === null
      ? { value: t('partnership-documents.unknown'), label: t('partnership-documents.brief.hoursAsked') }
      : used === null
        ? { value: n(asks), label: t('partnership-documents.brief.hoursAsked') }
        : {
            value: t('partnership-documents.brief.of', { used: n(used), asked: n(asks) }),
            label: t('partnership-documents.brief.hoursUsed'),
          }
  return [
    { ...time, href: address('hours') },
    { value: n(goalsOf(desk, party).length), label: t('partnership-documents.brief.goals'), href: address('goals') },
    {
      value: n(gainsOf(desk, party).length),
      label: t('partnership-documents.brief.gained'),
      href: address('benefits'),
    },
    { value: n(party.roles.length), label: t('partnership-documents.brief.roles'), href: address('roles') },
  ]
}

/** Of what was gained, and of goals, so much stands on the brief. */
const MOST_GAINS = 5
const MOST_GOALS = 4

/** Why it is theirs: in their own words, and which of their goals it serves. */
function mission(desk: Desk, party: Party): Block[] {
  const { t, said, page } = desk
  const goals = goalsOf(desk, party)
  const told: Block[] = party.missionLink ? [{ kind: 'text', text: said(partyText(party, 'missionLink')) }] : []
  if (goals.length > 0) {
    const items = goals.slice(0, MOST_GOALS).map((one) => sayGoal(page, one))
    const more = goals.length - MOST_GOALS
    if (more > 0) items.push(t('partnership-documents.more', { count: more }))
    told.push({ kind: 'text', text: t('partnership-documents.brief.serves') }, { kind: 'list', items })
  }
  if (told.length > 0) return told
  return [{ kind: 'text', tone: 'quiet', text: t('partnership-documents.brief.noMission') }]
}

/** Why their people do this, and what they gain. */
function why(desk: Desk, party: Party): Block[] {
  const { t, said, page } = desk
  const gains = gainsOf(desk, party)
  const more = gains.length - MOST_GAINS
  const told: Block[] = []
  if (gains.length > 0) {
    const items = gains.slice(0, MOST_GAINS).map((one) => sayEntry(page, one))
    if (more > 0) items.push(t('partnership-documents.more', { count: more }))
    told.push({ kind: 'list', items })
  }
  if (party.expectedBenefits)
    told.push({
      kind: 'text',
      text: labelled(t('partnership-documents.brief.expected'), said(partyText(party, 'expectedBenefits'))),
    })
  if (told.length === 0) told.push({ kind: 'text', tone: 'quiet', text: t('partnership-documents.brief.noGains') })
  return [
    { kind: 'heading', level: 1, text: t('partnership-documents.brief.mission') },
    ...mission(desk, party),
    { kind: 'heading', level: 1, text: t('partnership-documents.brief.gains') },
    ...told,
  ]
}

/** What they do and give, and with whom. */
function part(desk: Desk, party: Party): Block[] {
  const { t, lang, partnership } = desk
  const others = currentParties(partnership).filter(({ id }) => id !== party.id)
  const promises = party.commitments.map((one) => sayPromise(desk, one))
  return [
    { kind: 'heading', level: 1, text: t('partnership-documents.brief.part') },
    party.roles.length > 0
      ? {
          kind: 'list',
          items: party.roles.map((held) => sayHeld(desk, party, held)),
        }
      : { kind: 'text', tone: 'quiet', text: t('partnership-documents.brief.noRoles') },
    ...(promises.length > 0
      ? ([
          { kind: 'heading', level: 1, text: t('partnership-documents.brief.gives') },
          { kind: 'list', items: promises },
        ] as const)
      : []),
    ...(others.length > 0
      ? ([
          { kind: 'heading', level: 1, text: t('partnership-documents.brief.with') },
          {
            kind: 'text',
            text: formatList(
              lang,
              others.map(({ organization }) => organization.name),
            ),
          },
        ] as const)
      : []),
  ]
}
