import type { Organization } from '../../directory/organizations.ts'
import type { Proposal } from '../../journal/proposals.ts'
import { paths } from '../../paths.ts'
import { formatDate, formatList } from '../../platform/i18n.ts'
import { listAddress } from '../../platform/list-query.ts'
import type { FormState } from '../../platform/parse-form.ts'
import { RadioCards, TextArea, TextField } from '../../ui/field.tsx'
import { Flash } from '../../ui/flash.tsx'
import { Form } from '../../ui/form.tsx'
import { Layout } from '../../ui/layout.tsx'
import { PageHead } from '../../ui/page-head.tsx'
import { type Page, href } from '../../ui/page.ts'
import { LIMITS } from './forms.ts'
import type { Reached } from './introductions.ts'
import { slugOf } from './parts-panel.tsx'

type Side = Pick<Organization, 'id' | 'slug' | 'name' | 'email' | 'phone'>

export interface IntroductionView {
  page: Page
  pair: readonly [Side, Side]
  /** Why they should meet, in sentences. */
  reasons: string[]
  areTied: boolean
  proposal: Proposal | undefined
  /** Whom a mail would reach at either. */
  reach: readonly Reached[]
  form: FormState
  formKey: string
}

/** Two are introduced: why, whom it reaches, a draft that can be changed, and what else can become of it. */
export const IntroductionPage = (view: IntroductionView) => {
  const { page, pair, reasons, reach, form, formKey } = view
  const { t } = page
  const slug = slugOf(page)
  const [a, b] = pair
  const title = t('insight.intro.title', { a: a.name, b: b.name })
  return (
    <Layout page={page} title={title} room="map" sheet="map-room.css" noindex>
      <PageHead
        page={page}
        title={title}
        crumbs={[
          { label: t('map.title'), path: paths.map(slug) },
          { label: t('insight.title'), path: paths.insights(slug) },
        ]}
        lede={t('insight.intro.lede')}
      />
      <div class="cols cols-side p-top-l">
        <div class="stack">
          <Standing {...view} />
          <Form page={page} action={paths.introduction(slug, a.slug)} form={form} formKey={formKey}>
            <input type="hidden" name="with" value={b.id} />
            <div class="stack">
              <TextField
                page={page}
                form={form}
                name="subject"
                label={t('insight.intro.subject')}
                maxlength={LIMITS.subject}
              />
              <TextArea
                page={page}
                form={form}
                name="text"
                label={t('insight.intro.text')}
                maxlength={LIMITS.text}
                rows={16}
              />
              <Sending {...view} />
              <div class="form-do">
                <button class="btn btn-act" name="decision" value="introduce">
                  {t(isReached(reach) ? 'insight.intro.doSend' : 'insight.intro.doSay')}
                </button>
                <button class="btn" name="decision" value="dismiss">
                  {t('insight.intro.dismiss')}
                </button>
                <button class="btn btn-quiet" name="decision" value="later">
                  {t('insight.intro.later')}
                </button>
              </div>
              <p class="small quiet">{t('insight.intro.remembered')}</p>
            </div>
          </Form>
        </div>
        <aside class="stack" aria-labelledby="why">
          <h2 class="h4" id="why">
            {t('insight.intro.why')}
          </h2>
          {reasons.length === 0 ? (
            <p>{t('insight.intro.noReason')}</p>
          ) : (
            <ul>
              {reasons.map((reason) => (
                <li>{reason}</li>
              ))}
            </ul>
          )}
          <ul class="plain small">
            {pair.map((one) => (
              <li>
                <a href={href(page, paths.organization(slug, one.slug))}>{one.name}</a>
              </li>
            ))}
          </ul>
        </aside>
      </div>
    </Layout>
  )
}

/** Whether they are tied by now, and what was decided of them before. */
const Standing = ({ page, pair, areTied, proposal }: IntroductionView) => {
  const { t } = page
  if (areTied)
    return (
      <Flash>
        {t('insight.intro.tied')}{' '}
        <a href={href(page, listAddress(paths.ties(slugOf(page)), { organization: pair[0].slug, q: pair[1].name }))}>
          {t('insight.intro.tiedSee')}
        </a>
      </Flash>
    )
  if (!proposal?.decision) return null
  const date = formatDate(page.lang, proposal.decidedAt!, 'long', page.region!.timeZone)
  return <Flash>{t(`insight.intro.decided.${proposal.decision}`, { date })}</Flash>
}

/** A mail of the house would reach somebody. */
const isReached = (reach: readonly Reached[]) => reach.some((one) => one.names.length + one.others > 0)

/** Whom the house would mail it to, and how else it can reach those it would not. */
const Sending = ({ page, pair, reach, form }: IntroductionView) => {
  const { t } = page
  const addresses = pair.flatMap(({ email }) => email || [])
  const query = new URLSearchParams({
    subject: String(form.values['subject'] ?? ''),
    body: String(form.values['text'] ?? ''),
  })
  return (
    <>
      <div>
        <p>
          <b>{t('insight.intro.reach')}</b>
        </p>
        <ul>
          {pair.map((one, n) => (
            <li>{sayReach(page, one, reach[n]!)}</li>
          ))}
        </ul>
      </div>
      {isReached(reach) ? (
        <RadioCards
          page={page}
          form={form}
          name="sending"
          label={t('insight.intro.sending')}
          options={[
            { value: 'mail', label: t('insight.intro.sending.mail', { region: page.region?.name }) },
            { value: 'own', label: t('insight.intro.sending.own') },
          ]}
        />
      ) : (
        <>
          <input type="hidden" name="sending" value="own" />
          <p class="small">{t('insight.intro.ownOnly')}</p>
        </>
      )}
      {addresses.length > 0 && (
        <p class="small">
          <a href={`mailto:${addresses.join(',')}?${query.toString().replaceAll('+', '%20')}`}>
            {t('insight.intro.own')}
          </a>
        </p>
      )}
    </>
  )
}

function sayReach({ t, lang }: Page, { name: organization, email, phone }: Side, { names, others }: Reached): string {
  if (names.length > 0) return t('insight.intro.reach.some', { organization, names: formatList(lang, names), others })
  if (others > 0) return t('insight.intro.reach.hidden', { organization, others })
  const known = [email, phone].filter(Boolean).join(', ')
  const contact = known ? t('insight.intro.reach.contact', { contact: known }) : t('insight.intro.reach.noContact')
  return t('insight.intro.reach.none', { organization, contact })
}
