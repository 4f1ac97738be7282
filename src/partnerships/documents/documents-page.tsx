import { paths } from '../../paths.ts'
import type { Paper } from '../../platform/documents/papers.ts'
import { Empty } from '../../ui/empty.tsx'
import { type Page, href } from '../../ui/page.ts'
import { PaperSheet } from '../../ui/paper.tsx'
import { PartnershipFrame } from '../frame-panel.tsx'
import { Agreements, type AgreementsProps } from './agreements-panel.tsx'
import { currentParties, type Party, type Partnership } from '../partnerships.ts'
import { DOCUMENTS, type DocumentKind, FILES, FOR_ONE } from './forms.ts'
import { canReadDocument, writesTemplates } from './rules.ts'

export interface DocumentProps {
  page: Page
  partnership: Partnership
  kind: DocumentKind
  /** For which partner, where it is written for one. */
  party: Party | undefined
  /** Of a report. */
  year: number
  years: number[]
  /** Templates of a memorandum, and which was asked for. */
  templates: { id: string; name: string }[]
  template: string
  /** Undefined: there is nobody it could be written for. */
  paper: Paper | undefined
  signed: Omit<AgreementsProps, 'page' | 'partnership'>
}

/** A document as it stands now, as a page and as files, and the way to all others. */
export const DocumentsPage = (props: DocumentProps) => {
  const { page, partnership, kind, paper, signed } = props
  const { t } = page
  const title = t(`partnership-documents.kind.${kind}`)
  const own = fileAddress(props, '')
  const act = paper && (
    <>
      {FILES.map((file) => (
        <a class="btn" href={href(page, fileAddress(props, file))} download>
          {t(`partnership-documents.as.${file}`)}
        </a>
      ))}
    </>
  )
  return (
    <PartnershipFrame page={page} partnership={partnership} current="documents" title={title} act={act}>
      <div class="cols cols-filter p-top-l">
        <Kinds page={page} partnership={partnership} kind={kind} />
        <div class="stack">
          <Choices {...props} />
          {paper ? (
            <PaperSheet paper={paper} />
          ) : (
            <Empty title={t('partnership-documents.nobody')}>{t('partnership-documents.nobodyText')}</Empty>
          )}
          <p class="small quiet no-print">
            <a href={href(page, own)}>{t('partnership-documents.addressOf', { document: title })}</a>
            {' · '}
            {t('partnership-documents.current')}
          </p>
          {kind === 'memorandum' && writesTemplates(page.actor!) && (
            <p class="small no-print">
              <a href={href(page, paths.memorandumTemplates(page.region!.slug))}>
                {t('partnership-documents.template.many')}
              </a>
            </p>
          )}
        </div>
      </div>
      <Agreements page={page} partnership={partnership} {...signed} />
    </PartnershipFrame>
  )
}

/** The address of what is shown, as a page or as a file. */
function fileAddress({ page, partnership, kind, party, year, template }: DocumentProps, file: string): string {
  const asked = new URLSearchParams({
    ...(party && FOR_ONE.has(kind) && { partner: party.organization.slug }),
    ...(kind === 'report' && { year: String(year) }),
    ...(kind === 'memorandum' && template !== '' && { template }),
  })
  const tab = file === '' ? kind : `${kind}.${file}`
  const path = paths.partnershipTab(page.region!.slug, partnership.slug, tab)
  return asked.size > 0 ? `${path}?${asked}` : path
}

const Kinds = ({ page, partnership, kind }: Pick<DocumentProps, 'page' | 'partnership' | 'kind'>) => (
  <nav aria-label={page.t('partnership-documents.all')} class="no-print">
    <ul class="rows">
      {DOCUMENTS.filter((one) => canReadDocument(page.actor!, one, partnership)).map((one) => (
        <li>
          <div>
            <p>
              <a
                href={href(page, paths.partnershipTab(page.region!.slug, partnership.slug, one))}
                aria-current={one === kind ? 'page' : undefined}
              >
                {page.t(`partnership-documents.kind.${one}`)}
              </a>
            </p>
            <p class="meta">{page.t(`partnership-documents.about.${one}`)}</p>
          </div>
        </li>
      ))}
    </ul>
  </nav>
)

/** For which partner, of which year, or from which template. */
const Choices = (props: DocumentProps) => {
  const { page, partnership, kind, party, year, years, templates, template } = props
  if (kind === 'report') {
    const all = years.map((one) => ({ label: String(one), is: one === year, to: { ...props, year: one } }))
    return <Choice page={page} label={page.t('partnership-documents.years')} choices={all} />
  }
  if (kind === 'memorandum') {
    const standard = { id: '', name: page.t('partnership-documents.template.standard') }
    const all = [...templates, ...(templates.length === 0 ? [standard] : [])]
    const choices = all.map((one, n) => ({
      label: one.name,
      is: one.id === template || (template === '' && n === 0),
      to: { ...props, template: one.id },
    }))
    return <Choice page={page} label={page.t('partnership-documents.template.many')} choices={choices} />
  }
  const choices = currentParties(partnership).map((one) => ({
    label: one.organization.name,
    is: one.id === party?.id,
    to: { ...props, party: one },
  }))
  return <Choice page={page} label={page.t('partnership-documents.forWhom')} choices={choices} />
}

const Choice = ({
  page,
  label,
  choices,
}: {
  page: Page
  label: string
  choices: { label: string; is: boolean; to: DocumentProps }[]
}) =>
  choices.length < 2 ? null : (
    <nav class="tabs no-print" aria-label={label}>
      {choices.map((one) => (
        <a href={href(page, fileAddress(one.to, ''))} aria-current={one.is ? 'page' : undefined}>
          {one.label}
        </a>
      ))}
    </nav>
  )
