import type { Named } from '../journal/feeds.ts'
import { paths } from '../paths.ts'
import { formatDate, formatList } from '../platform/i18n.ts'
import { type FormState, emptyForm } from '../platform/parse-form.ts'
import type { Lists } from '../region/lists.ts'
import { VisibilityBadge } from '../ui/badge.tsx'
import { Facts } from '../ui/facts.tsx'
import { Flash } from '../ui/flash.tsx'
import { Icon } from '../ui/icon.tsx'
import { Layout } from '../ui/layout.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { type Page, href } from '../ui/page.ts'
import { Timeline } from '../ui/timeline.tsx'
import { HoldersPanel } from './holder-panel.tsx'
import { TieEnds, TieStateBadge } from './pages.tsx'
import { hasEnded } from './periods.ts'
import { type Holding, isEvidence, lastHeard, type Side } from './rules.ts'
import { sayPeriod, sayState, sayStrength, sayTie } from './sayings.ts'
import { ConfirmForm, DisputeForm, EndForm } from './tie-answer-panel.tsx'
import { Fading } from './tie-fading-panel.tsx'
import type { Tie } from './ties.ts'

/** A form on the page that came back. */
export interface Answering {
  what: 'confirmation' | 'dispute' | 'end'
  form: FormState
}

export interface TieView {
  page: Page
  tie: Tie
  lists: Lists
  /** Persons who spoke, as far as the reader may see them. */
  persons: Map<string, Named>
  may: { confirm: boolean; dispute: boolean; change: boolean; remove: boolean }
  /** The side that the reader speaks for. */
  mine: Side | undefined
  /** The side for which the reader can say that it is still so. */
  renews: Side | undefined
  /** Who holds it and who did; null where the reader may not know. */
  holdings: Holding[] | null
  /** Who of those who spoke was erased since. */
  former: Set<string>
  today: string
  formKey: string
  answering?: Answering
}

const slugOf = (page: Page) => page.region?.slug ?? ''

/** A tie: both sockets, who said what, and what one can say oneself. */
export const TiePage = (view: TieView) => {
  const { page, tie, lists } = view
  const title = sayTie(page.t, lists.tieKinds, tie)
  return (
    <Layout page={page} title={title} room="ties" noindex={tie.visibility !== 'public'}>
      <PageHead
        page={page}
        title={title}
        crumbs={[{ label: page.t('network.ties'), path: paths.ties(slugOf(page)) }]}
        kind={[
          <TieStateBadge t={page.t} tie={tie} />,
          ' ',
          <VisibilityBadge page={page} visibility={tie.visibility} />,
        ]}
        lede={sayState(page.t, tie)}
        act={<Acts {...view} />}
      />
      <div class="panel">
        <TieEnds page={page} tie={tie} />
      </div>
      <div class="cols cols-side p-top-l">
        <div class="stack-l">
          <Fading {...view} />
          <Answer {...view} />
          {tie.note && (
            <p class="prose" lang={tie.lang}>
              {tie.note}
            </p>
          )}
          <Evidence {...view} />
          <HoldersPanel {...view} />
          <Said {...view} />
          <References page={page} tie={tie} />
        </div>
        <aside class="stack" aria-label={page.t('network.aside')}>
          <TieFacts {...view} />
          <Ending {...view} />
        </aside>
      </div>
    </Layout>
  )
}

const Acts = ({ page, tie, may }: TieView) => (
  <>
    {may.change && (
      <a class="btn" href={href(page, paths.tieEdit(slugOf(page), tie.id))}>
        <Icon name="pencil" />
        {page.t('network.edit')}
      </a>
    )}
    <a class="btn btn-quiet" href={href(page, paths.tieHistory(slugOf(page), tie.id))}>
      {page.t('network.history')}
    </a>
    {may.remove && (
      <a class="btn btn-quiet" href={href(page, paths.tieRemoval(slugOf(page), tie.id))}>
        {page.t('network.remove')}
      </a>
    )}
  </>
)

const formOf = (answering: Answering | undefined, what: Answering['what']): FormState =>
  answering?.what === what ? answering.form : emptyForm

/** The next step: one's own answer, or whose answer is missing. */
const Answer = (view: TieView) => {
  const { page, tie, may, mine } = view
  if (mine && may.confirm)
    return (
      <section class="card stack" aria-labelledby="answer">
        <h2 id="answer">{page.t('network.answerHead', { organization: mine.name })}</h2>
        <ConfirmForm
          {...view}
          action={paths.tieConfirmation(slugOf(page), tie.id)}
          organization={mine.name}
          form={formOf(view.answering, 'confirmation')}
        />
        {may.dispute && <Dispute {...view} organization={mine.name} />}
      </section>
    )
  const missing = tie.sides.filter((side) => side.verdict === null).map((side) => side.name)
  return (
    <>
      {missing.length > 0 && tie.state !== 'disputed' && (
        <p class="quiet">{page.t('network.next', { organization: formatList(page.lang, missing) })}</p>
      )}
      {mine && may.dispute && <Dispute {...view} organization={mine.name} />}
    </>
  )
}

const Dispute = ({ page, tie, organization, formKey, answering }: TieView & { organization: string }) => (
  <details class="fold" open={answering?.what === 'dispute'}>
    <summary>{page.t('network.disputeFold')}</summary>
    <DisputeForm
      page={page}
      action={paths.tieDispute(slugOf(page), tie.id)}
      organization={organization}
      form={formOf(answering, 'dispute')}
      formKey={formKey}
    />
  </details>
)

/** A contact that was logged is the first evidence of a tie, for as long as it is not too old. */
const Evidence = ({ page, tie, today }: TieView) => {
  const { lastContact } = tie
  if (lastContact === null) return null
  const date = formatDate(page.lang, lastContact, 'long')
  return isEvidence(tie, today) ? (
    <Flash state="good">{page.t('contacts.ofTie', { date })}</Flash>
  ) : (
    <p class="quiet">{page.t('contacts.faded', { date, months: tie.fadingMonths })}</p>
  )
}

const Said = ({ page, tie, persons, former }: TieView) => (
  <section class="stack" aria-labelledby="said">
    <h2 id="said">{page.t('network.said')}</h2>
    <Timeline
      items={tie.statements.toReversed().map((said, n) => {
        const who = tie.sides.find((side) => side.id === said.organizationId)?.name ?? page.t(`network.by.${said.by}`)
        const person = said.personId && persons.get(said.personId)
        const day = formatDate(page.lang, said.saidAt, 'long', page.region?.timeZone)
        const byNobody = said.personId && former.has(said.personId) ? page.t('network.saidByFormer', { day }) : day
        return {
          key: said.id,
          ...(n === 0 && { state: 'now' as const }),
          children: (
            <>
              <b>{page.t(`network.saying.${said.by === 'side' ? said.verdict : 'reports'}`, { who })}</b>
              {said.strength !== null && <span class="block">{sayStrength(page.t, said.strength)}</span>}
              {said.note && (
                <span class="block" lang={tie.lang}>
                  {page.t('network.quote', { text: said.note })}
                </span>
              )}
              <span class="tiny block">
                {person ? page.t('network.saidBy', { day, person: person.title }) : byNobody}
              </span>
            </>
          ),
        }
      })}
    />
  </section>
)

const References = ({ page, tie }: { page: Page; tie: Tie }) =>
  tie.references.length === 0 ? null : (
    <section class="stack" aria-labelledby="references">
      <h2 id="references">{page.t('network.references')}</h2>
      <ul class="rows">
        {tie.references.map((one) => (
          <li>
            {one.url ? (
              <a href={one.url} rel="noopener external">
                {one.title}
              </a>
            ) : (
              <span>{one.title}</span>
            )}
            {one.quote && <q class="block small quiet">{one.quote}</q>}
          </li>
        ))}
      </ul>
    </section>
  )

const TieFacts = ({ page, tie, lists, today }: TieView) => (
  <Facts
    facts={[
      { label: page.t('network.kind'), value: lists.tieKinds.find((kind) => kind.key === tie.kind)?.label ?? tie.kind },
      { label: page.t('network.strength'), value: sayStrength(page.t, tie.strength) },
      { label: page.t('network.period'), value: sayPeriod(page.t, tie, today) ?? page.t('network.periodUnknown') },
      { label: page.t('network.lastHeard'), value: formatDate(page.lang, lastHeard(tie), 'long') },
    ]}
  />
)

const Ending = ({ page, tie, may, today, formKey, answering }: TieView) => {
  if (!may.change || hasEnded(tie, today)) return null
  const form = formOf(answering, 'end')
  return (
    <details class="fold" id="over" open={answering?.what === 'end'}>
      <summary>{page.t('network.endFold')}</summary>
      <EndForm page={page} action={paths.tieEnd(slugOf(page), tie.id)} form={form} formKey={formKey} />
    </details>
  )
}
