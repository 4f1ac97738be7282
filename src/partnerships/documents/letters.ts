import type { Block, Paper } from '../../platform/documents/papers.ts'
import { formatList } from '../../platform/i18n.ts'
import { currentParties, type Party } from '../partnerships.ts'
import { type Desk, paperOf } from './document-desks.ts'
import { sayHeld, sayPromise } from './document-sayings.ts'
import { sayGoal } from './known-facts.ts'
import { signatureOf } from './memorandums.ts'
import { proseText, partyText } from '../translations/texts.ts'

/** A letter of support in the name of a partner, for its leader to sign or change. */
export function writeLetter(desk: Desk, party: Party): Paper {
  const { t, lang, page, partnership, said, facts } = desk
  const goals = facts.goals.filter((one) => one.organization.id === party.organization.id)
  const organization = party.organization.name
  const others = currentParties(partnership)
    .filter(({ id }) => id !== party.id)
    .map((one) => one.organization.name)
  const blocks: Block[] = [
    { kind: 'text', text: t('partnership-documents.letter.greeting') },
    {
      kind: 'text',
      text: t('partnership-documents.letter.support', {
        organization,
        partnership: partnership.name,
        others: others.length,
        names: formatList(lang, others),
      }),
    },
    ...(partnership.mission ? [{ kind: 'text', text: said(proseText(partnership, 'mission')) } as const] : []),
    ...(party.missionLink
      ? ([
          { kind: 'text', text: t('partnership-documents.letter.mission') },
          { kind: 'text', text: said(partyText(party, 'missionLink')) },
        ] as const)
      : []),
    ...(goals.length > 0
      ? ([
          { kind: 'text', text: t('partnership-documents.letter.goals') },
          { kind: 'list', items: goals.map((one) => sayGoal(page, one)) },
        ] as const)
      : []),
    ...(party.roles.length > 0
      ? ([
          { kind: 'text', text: t('partnership-documents.letter.roles') },
          {
            kind: 'list',
            items: party.roles.map((held) => sayHeld(desk, party, held)),
          },
        ] as const)
      : []),
    ...(party.commitments.length > 0
      ? ([
          { kind: 'text', text: t('partnership-documents.letter.promises', { organization }) },
          { kind: 'list', items: party.commitments.map((one) => sayPromise(desk, one)) },
        ] as const)
      : []),
    ...(party.expectedBenefits
      ? ([
          { kind: 'text', text: t('partnership-documents.letter.gains') },
          { kind: 'text', text: said(partyText(party, 'expectedBenefits')) },
        ] as const)
      : []),
    { kind: 'text', text: t('partnership-documents.letter.close') },
    { kind: 'signatures', signatures: [signatureOf(desk, party)] },
  ]
  return paperOf(desk, 'letter', { under: t('partnership-documents.letter.from', { organization }), blocks })
}
