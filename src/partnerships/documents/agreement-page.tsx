import { paths } from '../../paths.ts'
import { formatDate } from '../../platform/i18n.ts'
import { StateBadge, VisibilityBadge } from '../../ui/badge.tsx'
import { Facts } from '../../ui/facts.tsx'
import { ButtonForm } from '../../ui/form.tsx'
import { langOn } from '../../ui/languages.ts'
import { type Page, href } from '../../ui/page.ts'
import { PartnershipFrame } from '../frame-panel.tsx'
import type { Partnership } from '../partnerships.ts'
import { type Agreement, endingOf } from './agreements.ts'
import { keepsAgreements } from './rules.ts'

interface Props {
  page: Page
  partnership: Partnership
  agreement: Agreement
  today: string
  formKey: string
  done: string | undefined
}

/** An agreement that was signed: who signed when, how long it holds, and its copy. */
export const AgreementPage = ({ page, partnership, agreement, today, formKey, done }: Props) => {
  const { t } = page
  const { slug } = page.region!
  const may = keepsAgreements(page.actor!, partnership)
  const act = (
    <>
      {agreement.copy && (
        <a class="btn btn-act" href={href(page, paths.agreementCopy(slug, agreement.id))} download>
          {t('partnership-documents.agreement.fetch')}
        </a>
      )}
      {may && (
        <a class="btn" href={href(page, paths.agreementEdit(slug, agreement.id))}>
          {t('partnership-documents.agreement.changeIt')}
        </a>
      )}
    </>
  )
  return (
    <PartnershipFrame
      page={page}
      partnership={partnership}
      current="documents"
      title={agreement.title}
      act={act}
      done={done}
    >
      <div class="prose p-top-l">
        <p class="kind">
          <span>{t('partnership-documents.agreement.one')}</span>
          <VisibilityBadge page={page} visibility={agreement.visibility} />
          <Ending page={page} agreement={agreement} today={today} />
        </p>
        <Signatures page={page} agreement={agreement} />
        <Facts
          facts={[
            {
              label: t('partnership-documents.agreement.endsOn'),
              value: agreement.endsOn
                ? formatDate(page.lang, agreement.endsOn, 'long')
                : t('partnership-documents.agreement.open'),
            },
            {
              label: t('partnership-documents.agreement.copy'),
              value: !agreement.copy && t('partnership-documents.agreement.noCopy'),
            },
            {
              label: t('partnership-documents.agreement.note'),
              value: agreement.note && (
                <span class="lines" lang={langOn(page, partnership)}>
                  {agreement.note}
                </span>
              ),
            },
          ]}
        />
        {may && (
          <ButtonForm
            page={page}
            action={paths.agreementRemoval(slug, agreement.id)}
            label={t('partnership-documents.agreement.remove')}
            fields={{ _key: formKey }}
            small
          />
        )}
      </div>
    </PartnershipFrame>
  )
}

const Signatures = ({ page, agreement: { signatures } }: Pick<Props, 'page' | 'agreement'>) => {
  const { t } = page
  if (signatures.length === 0) return <p class="quiet">{t('partnership-documents.agreement.nobodySigned')}</p>
  return (
    <table class="table table-fold">
      <caption>{t('partnership-documents.agreement.signatures')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('partnership-documents.partner')}</th>
          <th scope="col">{t('partnership-documents.agreement.signer')}</th>
          <th scope="col">{t('partnership-documents.agreement.signedOn')}</th>
        </tr>
      </thead>
      <tbody>
        {signatures.map(({ organization, signer, signedOn }) => (
          <tr>
            <th scope="row">
              <a href={href(page, paths.organization(page.region!.slug, organization.slug))}>{organization.name}</a>
            </th>
            <td data-label={t('partnership-documents.agreement.signer')}>
              {signer || t('partnership-documents.unknown')}
            </td>
            <td data-label={t('partnership-documents.agreement.signedOn')}>
              {signedOn ? formatDate(page.lang, signedOn, 'long') : t('partnership-documents.unknown')}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** Whether it runs out soon, or did. */
export const Ending = ({ page, agreement, today }: Pick<Props, 'page' | 'agreement' | 'today'>) => {
  const ending = endingOf(agreement, today)
  if (ending === null) return null
  const day = formatDate(page.lang, agreement.endsOn!, 'long')
  return (
    <StateBadge state="warn" icon="clock">
      {page.t(`partnership-documents.agreement.${ending}`, { day })}
    </StateBadge>
  )
}
