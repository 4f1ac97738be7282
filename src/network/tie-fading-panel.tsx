import { paths } from '../paths.ts'
import { formatDate, type Translate } from '../platform/i18n.ts'
import { ButtonForm } from '../ui/form.tsx'
import { type Page, href } from '../ui/page.ts'
import { type Side, asksAgain, lastHeard } from './rules.ts'
import type { Tie } from './ties.ts'

/** "Still so", with the strength that this side said. */
export const sayStillSo = (t: Translate, strength: number | null): string =>
  strength === null
    ? t('network.renew')
    : t('network.renewAtOnce', { n: strength, words: t(`network.strength.${strength}`) })

/** One press says that it is still so; anything else is said on the tie's page. */
export const StillSoAtOnce = ({ page, tie, formKey }: { page: Page; tie: Tie; formKey: string }) => {
  const { t } = page
  const { slug } = page.region!
  return (
    <div class="bunch">
      <span class="small quiet">
        {t('network.fadedSince', { date: formatDate(page.lang, lastHeard(tie), 'long') })}
      </span>
      <ButtonForm
        page={page}
        small
        action={paths.tieRenewal(slug, tie.id)}
        label={t('network.renew')}
        fields={{ _key: `${formKey} ${tie.id}` }}
      />
      <a class="small" href={href(page, paths.tie(slug, tie.id))}>
        {t('network.renewOtherwise')}
      </a>
    </div>
  )
}

/** Of a tie that has faded: since when, and the question to whoever speaks for a side that has said yes. */
export const Fading = ({
  page,
  tie,
  renews,
  today,
  formKey,
}: {
  page: Page
  tie: Tie
  renews: Side | undefined
  today: string
  formKey: string
}) => {
  if (!asksAgain(tie, today)) return null
  const { t } = page
  const date = formatDate(page.lang, lastHeard(tie), 'long')
  if (!renews) return <p class="quiet">{t('network.fadedAsked', { date })}</p>
  return (
    <section class="card stack" aria-labelledby="still">
      <h2 id="still">{t('network.stillHead', { organization: renews.name })}</h2>
      <p>{t('network.stillLede', { date })}</p>
      <div class="bunch">
        <ButtonForm
          page={page}
          act
          action={paths.tieRenewal(page.region?.slug ?? '', tie.id)}
          label={sayStillSo(t, renews.strength)}
          fields={{ _key: `${formKey} still` }}
        />
        <a class="small" href="#over">
          {t('network.endFold')}
        </a>
      </div>
    </section>
  )
}
