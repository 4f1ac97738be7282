import { paths } from '../paths.ts'
import { formatDate } from '../platform/i18n.ts'
import { type FormState, emptyForm } from '../platform/parse-form.ts'
import type { Lists } from '../region/lists.ts'
import { Facts } from '../ui/facts.tsx'
import { ButtonForm } from '../ui/form.tsx'
import { Layout } from '../ui/layout.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { type Page, href } from '../ui/page.ts'
import { TieEnds, TieStateBadge } from './pages.tsx'
import { ConfirmForm, DisputeForm, EndForm } from './tie-answer-panel.tsx'
import { type Side, lastHeard } from './rules.ts'
import { sayPeriod, sayStrength, sayTie } from './sayings.ts'
import { sayStillSo } from './tie-fading-panel.tsx'
import type { Tie } from './ties.ts'

/** What a side can say behind a mailed link. */
export type LinkAnswer = 'confirms' | 'disputes' | 'ends' | 'renews'

interface Asked {
  page: Page
  tie: Tie
  mine: Side
  lists: Lists
  today: string
}

interface Answering extends Asked {
  token: string
  /** The side that can say that it is still so, where that is asked. */
  renews: Side | undefined
  form: { what: LinkAnswer; form: FormState } | undefined
  formKey: string
}

/** What a mailed link opens: the tie in words, and the answers. */
export const TieLinkPage = (asked: Answering) => {
  const { page, tie, mine, renews } = asked
  const { t } = page
  const head = t(renews ? 'network.link.stillHead' : 'network.link.head')
  return (
    <Layout page={page} title={head} noindex>
      <PageHead
        page={page}
        title={head}
        kind={t('network.link.for', { organization: mine.name })}
        lede={sayTie(t, asked.lists.tieKinds, tie)}
      />
      <div class="cols cols-side">
        <div class="stack-l">
          <Answers {...asked} />
        </div>
        <aside class="stack" aria-label={t('network.aside')}>
          <Told {...asked} />
        </aside>
      </div>
    </Layout>
  )
}

const Answers = ({ page, tie, mine, renews, token, form, formKey }: Answering) => {
  const { t } = page
  const date = formatDate(page.lang, lastHeard(tie), 'long')
  if (mine.verdict !== null && !renews) return <p>{t('network.link.answered', { date })}</p>
  const action = paths.link(page.region?.slug ?? '', token)
  const formOf = (what: LinkAnswer) => ({
    form: form?.what === what ? form.form : emptyForm,
    fields: { answer: what },
  })
  const common = { page, action, organization: mine.name, formKey }
  return (
    <>
      {renews ? (
        <>
          <p>{t('network.stillLede', { date })}</p>
          <ButtonForm
            page={page}
            act
            action={action}
            label={sayStillSo(t, renews.strength)}
            fields={{ answer: 'renews', _key: formKey }}
          />
          <details class="fold" open={form?.what === 'ends'}>
            <summary>{t('network.endFold')}</summary>
            <EndForm {...common} {...formOf('ends')} />
          </details>
        </>
      ) : (
        <ConfirmForm {...common} {...formOf('confirms')} />
      )}
      <details class="fold" open={form?.what === 'disputes'}>
        <summary>{t('network.disputeFold')}</summary>
        <DisputeForm {...common} {...formOf('disputes')} />
      </details>
      <p class="small quiet">{t('network.link.keep')}</p>
    </>
  )
}

const Told = ({ page, tie, today }: Asked) => (
  <>
    <TieEnds page={page} tie={tie} />
    <p>
      <TieStateBadge t={page.t} tie={tie} />
    </p>
    <Facts
      facts={[
        { label: page.t('network.strength'), value: sayStrength(page.t, tie.strength) },
        { label: page.t('network.period'), value: sayPeriod(page.t, tie, today) },
        { label: page.t('network.note'), value: tie.note },
      ]}
    />
  </>
)

/** The answer was taken. */
export const TieAnsweredPage = ({
  page,
  tie,
  lists,
  answer,
}: Omit<Asked, 'mine' | 'today'> & { answer: LinkAnswer }) => (
  <Layout page={page} title={page.t('network.link.head')} noindex>
    <PageHead page={page} title={sayTie(page.t, lists.tieKinds, tie)} lede={page.t(`network.link.done.${answer}`)} />
    <TieEnds page={page} tie={tie} />
    {tie.visibility === 'public' && answer !== 'disputes' && (
      <p class="p-top">
        <a href={href(page, paths.tie(page.region?.slug ?? '', tie.id))}>{page.t('network.link.see')}</a>
      </p>
    )}
  </Layout>
)
