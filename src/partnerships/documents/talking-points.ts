import type { Block, Paper, Words } from '../../platform/documents/papers.ts'
import { formatList } from '../../platform/i18n.ts'
import { currentParties, type Party } from '../partnerships.ts'
import { type Desk, paperOf } from './document-desks.ts'
import { labelled, sayHeld, sayPromise } from './document-sayings.ts'
import { sayEntry, sayGoal } from './known-facts.ts'
import { proseText, partyText } from '../translations/texts.ts'

/** Nobody remembers more. */
const MOST = 4

/** What somebody of a partner says when they are asked about it: short, one thing at a time. */
export function writeTalkingPoints(desk: Desk, party: Party): Paper {
  const { t, lang, page, partnership, said, facts } = desk
  const gains = facts.gains.filter(({ organization }) => organization.id === party.organization.id)
  const others = currentParties(partnership)
    .filter(({ id }) => id !== party.id)
    .map(({ organization }) => organization.name)
  const points = (key: string, items: Words[]): Block[] => [
    { kind: 'heading', level: 1, text: t(`partnership-documents.talking.${key}`) },
    items.length > 0
      ? { kind: 'list', items }
      : { kind: 'text', tone: 'quiet', text: t(`partnership-documents.talking.${key}Missing`) },
  ]
  const roles = party.roles.map((held) => sayHeld(desk, party, held))
  const blocks: Block[] = [
    ...(partnership.mission
      ? [{ kind: 'text', tone: 'lead', text: said(proseText(partnership, 'mission')) } as const]
      : []),
    ...points('why', [
      ...(party.missionLink ? [said(partyText(party, 'missionLink'))] : []),
      ...facts.goals
        .filter(({ organization }) => organization.id === party.organization.id)
        .slice(0, MOST)
        .map((one) => sayGoal(page, one)),
    ]),
    ...points('do', roles),
    ...points(
      'give',
      party.commitments.map((one) => sayPromise(desk, one)),
    ),
    ...points('gain', [
      ...gains.slice(0, MOST).map((one) => sayEntry(page, one)),
      ...(party.expectedBenefits
        ? [labelled(t('partnership-documents.brief.expected'), said(partyText(party, 'expectedBenefits')))]
        : []),
    ]),
    ...points('with', others.length > 0 ? [formatList(lang, others)] : []),
  ]
  const { name } = party.organization
  return paperOf(desk, 'talking-points', {
    under: t('partnership-documents.talking.for', { organization: name }),
    blocks,
  })
}
