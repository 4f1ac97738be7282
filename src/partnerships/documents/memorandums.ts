import { type Block, type Paper, type Run, runsOf, type Words } from '../../platform/documents/papers.ts'
import { formatList } from '../../platform/i18n.ts'
import { sayPartialDate } from '../../platform/partial-dates.ts'
import { currentParties, type Party } from '../partnerships.ts'
import { type Desk, paperOf } from './document-desks.ts'
import { paragraphsIn, sayHeld, sayPromise, spoken } from './document-sayings.ts'
import { type Clause, type Piece, readTemplate, type TemplateField } from './template-fields.ts'
import { proseText, partyText } from '../translations/texts.ts'

/** A memorandum of understanding: the clauses of a template with what the records say in them. */
export function writeMemorandum(desk: Desk, template: { body: string }): Paper {
  const { t, partnership, lang } = desk
  const names = currentParties(partnership).map(({ organization }) => organization.name)
  const blocks: Block[] = [
    { kind: 'text', tone: 'mark', text: t('partnership-documents.memorandum.noAdvice') },
    ...readTemplate(template.body).flatMap((clause) => written(desk, clause)),
  ]
  return paperOf(desk, 'memorandum', { under: formatList(lang, names), blocks })
}

function written(desk: Desk, clause: Clause): Block[] {
  if (clause.kind === 'heading') return [{ kind: 'heading', level: 1, text: clause.text }]
  if (clause.kind === 'list') return [{ kind: 'list', items: clause.items.map((item) => inLine(desk, item)) }]
  const [only, ...rest] = clause.pieces
  if (only && 'field' in only && rest.length === 0) return alone(desk, only.field)
  return [{ kind: 'text', text: inLine(desk, clause.pieces) }]
}

const inLine = (desk: Desk, pieces: Piece[]): Words =>
  pieces.flatMap((piece): Run[] => ('text' in piece ? [{ text: piece.text }] : runsOf(saidIn(desk, piece.field))))

/** A field within a sentence. */
function saidIn({ t, lang, page, partnership, said }: Desk, field: TemplateField): Words {
  const missing = t('partnership-documents.memorandum.missing', { field: t(`partnership-documents.field.${field}`) })
  const parties = currentParties(partnership)
  switch (field) {
    case 'partnership':
      return spoken(partnership.name, partnership.lang, lang)
    case 'region':
      return page.region!.name
    case 'period':
      return partnership.period ? sayPartialDate(lang, partnership.period) : missing
    case 'places':
      return partnership.places.length > 0 ? formatList(lang, partnership.places) : page.region!.name
    case 'mission':
    case 'purpose':
    case 'decisions':
    case 'leaving':
      return partnership[field] ? said(proseText(partnership, field)) : missing
    default:
      return formatList(
        lang,
        parties.map(({ organization }) => organization.name),
      )
  }
}

/** A field that stands alone: a list, lines to sign on, or all its paragraphs. */
function alone(desk: Desk, field: TemplateField): Block[] {
  const { t, partnership, said } = desk
  const parties = currentParties(partnership)
  switch (field) {
    case 'partners':
      return [{ kind: 'list', items: parties.map(({ organization }) => organization.name) }]
    case 'roles':
      return byParty(parties, (party) => party.roles.map((held) => sayHeld(desk, party, held)))
    case 'commitments':
      return byParty(parties, ({ commitments }) => commitments.map((one) => sayPromise(desk, one)))
    case 'benefits':
      return byParty(parties, (party) => (party.expectedBenefits ? [said(partyText(party, 'expectedBenefits'))] : []))
    case 'signatures':
      return [{ kind: 'signatures', signatures: parties.map((party) => signatureOf(desk, party)) }]
    case 'mission':
    case 'purpose':
    case 'decisions':
    case 'leaving':
      if (partnership[field])
        return paragraphsIn(said(proseText(partnership, field))).map((text) => ({ kind: 'text', text }) as const)
      return [{ kind: 'text', tone: 'quiet', text: saidIn(desk, field) }]
    default:
      return [{ kind: 'text', text: saidIn(desk, field) }]
  }

  function byParty(all: Party[], lines: (party: Party) => Words[]): Block[] {
    return all.flatMap((party): Block[] => {
      const items = lines(party)
      return [
        { kind: 'heading', level: 2, text: party.organization.name },
        items.length > 0
          ? { kind: 'list', items }
          : { kind: 'text', tone: 'quiet', text: t('partnership-documents.notWritten') },
      ]
    })
  }
}

/** Where a partner signs; its leader is named to whoever may know who that is. */
export const signatureOf = ({ t }: Pick<Desk, 't'>, { organization, leader }: Party) => ({
  name: organization.name,
  title: leader?.name ?? '',
  signature: t('partnership-documents.signature'),
  date: t('partnership-documents.date'),
})
