import { paths } from '../../paths.ts'
import { formatDate, formatList } from '../../platform/i18n.ts'
import { Flash } from '../../ui/flash.tsx'
import { ButtonForm } from '../../ui/form.tsx'
import { langOn } from '../../ui/languages.ts'
import { type Page, href } from '../../ui/page.ts'
import type { Partnership } from '../partnerships.ts'
import { Ending } from './agreement-page.tsx'
import type { Agreement } from './agreements.ts'
import { keepsAgreements } from './rules.ts'

export interface AgreementsProps {
  page: Page
  partnership: Partnership
  agreements: Agreement[]
  today: string
  formKey: string
  /** Id of one that was just taken away. */
  removed: string | undefined
}

/** What was signed in a partnership, with the way to keep another. */
export const Agreements = ({ page, partnership, agreements, today, formKey, removed }: AgreementsProps) => {
  const { t } = page
  const { slug } = page.region!
  const may = keepsAgreements(page.actor!, partnership)
  if (agreements.length === 0 && !may) return null
  return (
    <section class="section no-print" aria-labelledby="agreements-h">
      <div class="section-head">
        <h2 id="agreements-h">{t('partnership-documents.agreement.many')}</h2>
        {may && (
          <a class="btn" href={href(page, paths.newAgreement(slug, partnership.slug))}>
            {t('partnership-documents.agreement.keep')}
          </a>
        )}
      </div>
      {removed && (
        <Flash state="good">
          <div class="bunch">
            <span>{t('partnership-documents.agreement.gone')}</span>
            <ButtonForm
              page={page}
              action={paths.agreementRestoration(slug, removed)}
              label={t('partnership-documents.undo')}
              fields={{ _key: formKey }}
              small
            />
          </div>
        </Flash>
      )}
      {agreements.length === 0 ? (
        <p class="quiet">{t('partnership-documents.agreement.none')}</p>
      ) : (
        <ul class="rows">
          {agreements.map((one) => (
            <li class="has-tail">
              <div>
                <p>
                  <a href={href(page, paths.agreement(slug, one.id))} lang={langOn(page, partnership)}>
                    {one.title}
                  </a>
                </p>
                <p class="meta">{signedBy(page, one)}</p>
              </div>
              <span class="tail">
                <Ending page={page} agreement={one} today={today} />
              </span>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

/** Who signed, and when the last of them did. */
function signedBy({ t, lang }: Page, { signatures }: Agreement): string {
  if (signatures.length === 0) return t('partnership-documents.agreement.nobodySigned')
  const names = formatList(
    lang,
    signatures.map(({ organization }) => organization.name),
  )
  const last = signatures
    .flatMap(({ signedOn }) => signedOn ?? [])
    .toSorted()
    .at(-1)
  const day = last ? formatDate(lang, last, 'long') : ''
  return t('partnership-documents.agreement.signedBy', { names, day, known: last ? 'yes' : 'no' })
}
