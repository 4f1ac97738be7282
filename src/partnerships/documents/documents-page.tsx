import { paths } from '../../paths.ts'
import type { Paper } from '../../platform/documents/papers.ts'
import { Empty } from '../../ui/empty.tsx'
import { type Page, href } from '../../ui/page.ts'
import { PaperSheet } from '../../ui/paper.tsx'
import { PartnershipFrame } from '../frame-panel.tsx'
import { currentParties, type Party, type Partnership } from '../partnerships.ts'
import { DOCUMENTS, type DocumentKind, FILES, FOR_ONE } from './forms.ts'
import { canReadDocument } from './rules.ts'

export interface DocumentProps {
  page: Page
  partnership: Partnership
  kind: DocumentKind
  /** For which partner, where it is written for one. */
  party: Party | undefined
  /** Of a report. */
  year: number
  years: number[]
  /** Undefined: there is nobody it could be written for. */
  paper: Paper | undefined
}

/** A document as it stands now, as a page and as files, and the way to all others. */
export const DocumentsPage = (props: DocumentProps) => {
  const { page, partnership, kind, paper } = props
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
        </div>
      </div>
    </PartnershipFrame>
  )
}

/** The address of what is shown, as a page or as a file. */
function fileAddress({ page, partnership, kind, party, year }: DocumentProps, file: string): string {
  const asked = new URLSearchParams({
    ...(party && FOR_ONE.has(kind) && { partner: party.organization.slug }),
    ...(kind === 'report' && { year: String(year) }),
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

/** For which partner, or of which year. */
const Choices = (props: DocumentProps) => {
  const { page, partnership, kind, party, year, years } = props
  const parties = currentParties(partnership)
  if (kind === 'report' && years.length > 1)
    return (
      <nav class="tabs no-print" aria-label={page.t('partnership-documents.years')}>
        {years.map((one) => (
          <a
            href={href(page, fileAddress({ ...props, year: one }, ''))}
            aria-current={one === year ? 'page' : undefined}
          >
            {one}
          </a>
        ))}
      </nav>
    )
  if (!FOR_ONE.has(kind) || parties.length < 2) return null
  return (
    <nav class="tabs no-print" aria-label={page.t('partnership-documents.forWhom')}>
      {parties.map((one) => (
        <a
          href={href(page, fileAddress({ ...props, party: one }, ''))}
          aria-current={one.id === party?.id ? 'page' : undefined}
        >
          {one.organization.name}
        </a>
      ))}
    </nav>
  )
}
