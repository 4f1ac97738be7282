import { paths } from '../../paths.ts'
import { formatDate } from '../../platform/i18n.ts'
import type { Lists } from '../../region/lists.ts'
import { Facts } from '../../ui/facts.tsx'
import { Flash } from '../../ui/flash.tsx'
import { ButtonForm } from '../../ui/form.tsx'
import { type Page, href } from '../../ui/page.ts'
import { AnswerForm, type AnswerFormProps } from './answer-form-panel.tsx'
import type { Asking } from './askings.ts'
import type { Naming } from './namings.ts'
import { sayNaming } from './review-page.tsx'
import { RoundFrame, StatusBadge } from './round-frame-panel.tsx'
import type { Round } from './rounds.ts'
import { canBeReminded, statusOf } from './rules.ts'

interface Props {
  page: Page
  round: Round
  asking: Asking
  namings: readonly Naming[]
  lists: Lists
  formKey: string
  /** A link that was made just now to be handed on: it is told this once. */
  link?: string | undefined
}

/** One organization in a round: whom the link went to, what it answered, and what one can do. */
export const AskingPage = (props: Props) => {
  const { page, round, asking, namings, lists, link } = props
  const { t } = page
  const slug = page.region!.slug
  const status = statusOf(asking, round)
  const day = (at: Date | null) => at && formatDate(page.lang, at, 'moment', page.region!.timeZone)
  return (
    <RoundFrame
      page={page}
      title={asking.organization.name}
      round={round}
      kind={<StatusBadge page={page} status={status} />}
      lede={t(`snowball.statusText.${status}`)}
    >
      {link && <HandedLink page={page} round={round} asking={asking} link={link} />}
      <div class="p-top stack">
        <Facts
          facts={[
            { label: t('snowball.fact.wave'), value: t('snowball.wave', { n: asking.wave + 1 }) },
            { label: t('snowball.fact.to'), value: toWhom(page, asking) },
            { label: t('snowball.fact.asked'), value: day(asking.askedAt) ?? '' },
            { label: t('snowball.fact.reminded'), value: day(asking.remindedAt) ?? undefined },
            { label: t('snowball.fact.answered'), value: day(asking.answeredAt) ?? undefined },
            { label: t('snowball.fact.how'), value: asking.how ? t(`snowball.how.${asking.how}`) : undefined },
            {
              label: t('snowball.fact.roles'),
              value: asking.roles?.length
                ? asking.roles.map((key) => lists.roles.find((role) => role.key === key)?.label ?? key).join(' · ')
                : undefined,
            },
          ]}
        />
        <p>
          <a href={href(page, paths.organization(slug, asking.organization.slug))}>{t('snowball.toOrganization')}</a>
        </p>
        {namings.length > 0 && (
          <section class="section stack" aria-labelledby="said-h">
            <h2 id="said-h">{t('snowball.said')}</h2>
            <ul class="rows">
              {namings.map((naming) => (
                <li>
                  <span>{sayNaming(page, lists.tieKinds, naming)}</span>{' '}
                  <span class="tiny">
                    {t(naming.decision ? `snowball.review.${naming.decision}` : 'snowball.review.undecided')}
                  </span>
                </li>
              ))}
            </ul>
          </section>
        )}
        <Acts {...props} />
      </div>
    </RoundFrame>
  )
}

const toWhom = (page: Page, asking: Asking): string => {
  if (asking.person)
    return asking.typed
      ? page.t('snowball.toTyped', { email: asking.person.email })
      : page.t('snowball.toPerson', { name: asking.person.name, email: asking.person.email })
  return page.t(asking.typed ? 'snowball.toForgotten' : 'snowball.toNobody')
}

const HandedLink = ({ page, round, asking, link }: { page: Page; round: Round; asking: Asking; link: string }) => (
  <Flash state="good">
    <h2 class="title">{page.t('snowball.handed.title', { organization: asking.organization.name })}</h2>
    <p>{page.t('snowball.handed.text', { date: formatDate(page.lang, round.until, 'full') })}</p>
    <p class="to-copy">{link}</p>
    <p class="small">{page.t('snowball.handed.print')}</p>
  </Flash>
)

const Acts = ({ page, round, asking, formKey }: Props) => {
  const { t } = page
  const slug = page.region!.slug
  if (round.closedAt || asking.answeredAt || asking.revokedAt) return null
  return (
    <section class="section stack" aria-labelledby="acts-h">
      <h2 id="acts-h">{t('snowball.acts')}</h2>
      <div class="bunch">
        <a class="btn" href={href(page, paths.roundFilling(slug, round.id, asking.id))}>
          {t('snowball.fill')}
        </a>
        <ButtonForm
          page={page}
          action={paths.roundHanding(slug, round.id, asking.id)}
          label={t('snowball.hand')}
          fields={{ _key: formKey }}
        />
        {canBeReminded(asking, round, page.now) && (
          <ButtonForm
            page={page}
            action={paths.roundReminders(slug, round.id)}
            label={t('snowball.remind')}
            fields={{ _key: formKey, asking: asking.id }}
          />
        )}
        <ButtonForm
          page={page}
          action={paths.roundRevocation(slug, round.id, asking.id)}
          label={t('snowball.revoke')}
          fields={{ _key: formKey }}
          bad
        />
      </div>
      <p class="prose small quiet">{t('snowball.actsText')}</p>
    </section>
  )
}

/** A coordinator fills in what an organization said on paper or by telephone. */
export const FillingPage = ({ round, asking, ...form }: AnswerFormProps & { round: Round; asking: Asking }) => (
  <RoundFrame
    page={form.page}
    title={form.page.t('snowball.filling.title', { organization: asking.organization.name })}
    round={round}
    lede={form.page.t('snowball.filling.lede')}
    script="names.js"
  >
    {(form.read?.guesses.size ?? 0) > 0 && <Flash state="note">{form.page.t('snowball.link.which')}</Flash>}
    <div class="p-top">
      <AnswerForm {...form} />
    </div>
  </RoundFrame>
)
