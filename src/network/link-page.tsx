import { paths } from '../paths.ts'
import { type FormState, emptyForm } from '../platform/parse-form.ts'
import type { Lists } from '../region/lists.ts'
import { Facts } from '../ui/facts.tsx'
import { Layout } from '../ui/layout.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { type Page, href } from '../ui/page.ts'
import { TieEnds, TieStateBadge } from './pages.tsx'
import { ConfirmForm, DisputeForm } from './tie-answer-panel.tsx'
import type { Side } from './rules.ts'
import { sayPeriod, sayStrength, sayTie } from './sayings.ts'
import type { Tie } from './ties.ts'

interface Asked {
  page: Page
  tie: Tie
  mine: Side
  lists: Lists
  today: string
}

/** What a mailed link opens: the tie in words, and the two answers. */
export const TieLinkPage = ({
  token,
  form,
  formKey,
  ...asked
}: Asked & { token: string; form?: { what: 'confirms' | 'disputes'; form: FormState }; formKey: string }) => {
  const { page, tie, mine } = asked
  const { t } = page
  const action = paths.link(page.region?.slug ?? '', token)
  const formOf = (what: 'confirms' | 'disputes') => (form?.what === what ? form.form : emptyForm)
  const common = { page, action, organization: mine.name, formKey }
  return (
    <Layout page={page} title={t('network.link.head')} noindex>
      <PageHead
        page={page}
        title={t('network.link.head')}
        kind={t('network.link.for', { organization: mine.name })}
        lede={sayTie(t, asked.lists.tieKinds, tie)}
      />
      <div class="cols cols-side">
        <div class="stack-l">
          {mine.verdict === 'confirms' || mine.verdict === 'disputes' ? (
            <p>{t('network.link.answered')}</p>
          ) : (
            <>
              <ConfirmForm {...common} form={formOf('confirms')} fields={{ answer: 'confirms' }} />
              <details class="fold" open={form?.what === 'disputes'}>
                <summary>{t('network.disputeFold')}</summary>
                <DisputeForm {...common} form={formOf('disputes')} fields={{ answer: 'disputes' }} />
              </details>
              <p class="small quiet">{t('network.link.keep')}</p>
            </>
          )}
        </div>
        <aside class="stack" aria-label={t('network.aside')}>
          <Told {...asked} />
        </aside>
      </div>
    </Layout>
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
  verdict,
}: Omit<Asked, 'mine' | 'today'> & { verdict: 'confirms' | 'disputes' }) => (
  <Layout page={page} title={page.t('network.link.head')} noindex>
    <PageHead page={page} title={sayTie(page.t, lists.tieKinds, tie)} lede={page.t(`network.link.done.${verdict}`)} />
    <TieEnds page={page} tie={tie} />
    {tie.visibility === 'public' && verdict === 'confirms' && (
      <p class="p-top">
        <a href={href(page, paths.tie(page.region?.slug ?? '', tie.id))}>{page.t('network.link.see')}</a>
      </p>
    )}
  </Layout>
)
