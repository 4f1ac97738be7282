import type { Child } from 'hono/jsx'
import { paths } from '../../paths.ts'
import { formatDate } from '../../platform/i18n.ts'
import { type FormState, emptyForm } from '../../platform/parse-form.ts'
import { Empty } from '../../ui/empty.tsx'
import { Flash } from '../../ui/flash.tsx'
import { ButtonForm } from '../../ui/form.tsx'
import { Downloads } from '../../ui/list.tsx'
import { type Page, href } from '../../ui/page.ts'
import { PartnershipFrame } from '../frame-panel.tsx'
import type { Partnership } from '../partnerships.ts'
import { AnswerCard } from './answer-panel.tsx'
import { Covers, type CoversProps } from './covers-panel.tsx'
import type { Force } from './forces.ts'
import { SaidBefore } from './link-page.tsx'
import type { Draft } from './outlooks.ts'
import { SignOffRules } from './rules-panel.tsx'
import { canHandOn, canWriteAgain, withoutAddress } from './rules.ts'
import { type Asking, openAsking, type SignOff } from './sign-offs.ts'
import { StandingPicture, StandingRow } from './standing-panel.tsx'

export interface SignOffsPageProps {
  page: Page
  partnership: Partnership
  /** Nothing, where the reader is told what is in force alone. */
  askings: readonly Asking[]
  force: Force | null
  canAsk: boolean
  draft: Draft
  /** Ids of sign-offs that this very person can answer. */
  mine: readonly string[]
  /** What was typed into an answer and came back. */
  back?: { signOff: string; form: FormState } | undefined
  /** Links that were made just now to be handed on to whoever signs for one and has no address: they are told this once. */
  handed?: { signOff: string; until: string; links: string[] } | undefined
  covers: Omit<CoversProps, 'page' | 'partnership' | 'formKey'> | null
  done: string | undefined
  formKey: string
}

const DONE = ['asked', 'agreed', 'withdrawn', 'written', 'taken', 'said', 'late', 'covered', 'ended']

/** Who signed what: the revision that is in force, the one that is asked about, where each partner stands, and what came before. */
export const SignOffsPage = (props: SignOffsPageProps) => {
  const { page, partnership, askings, force, canAsk, done, covers, formKey } = props
  const { t } = page
  const open = openAsking(askings)
  const current = open ?? askings.find(({ id }) => id === force?.askingId)
  const earlier = askings.filter((one) => one !== current)
  return (
    <PartnershipFrame
      page={page}
      partnership={partnership}
      current="sign-offs"
      title={t('sign-offs.title')}
      act={canAsk && <Ask {...props} />}
      done={DONE.includes(done ?? '') ? t(`sign-offs.done.${done}`) : undefined}
    >
      <div class="stack-l p-top-l">
        <InForce {...props} />
        {canAsk && <DraftNotice {...props} />}
        {current && <Current {...props} current={current} />}
        {!current && !force && <Empty title={t('sign-offs.none')}>{t('sign-offs.noneText')}</Empty>}
        {covers && <Covers {...covers} page={page} partnership={partnership} formKey={formKey} />}
        <SignOffRules page={page} />
        {earlier.length > 0 && <History page={page} askings={earlier} />}
      </div>
    </PartnershipFrame>
  )
}

const Ask = ({ page, partnership, askings, draft }: SignOffsPageProps) => {
  const open = openAsking(askings)
  const isDue = draft === 'unasked' || (draft === 'material' && !open)
  return (
    <a class={isDue ? 'btn btn-act' : 'btn'} href={href(page, paths.newSignOffs(page.region!.slug, partnership.slug))}>
      {page.t(open ? 'sign-offs.askAgain' : 'sign-offs.ask')}
    </a>
  )
}

/** What is in force, since when, and who stands behind it. */
const InForce = ({ page, partnership, force, askings }: SignOffsPageProps) => {
  const { t } = page
  if (!force) return askings.length > 0 ? <p>{t('sign-offs.notInForce')}</p> : null
  const date = formatDate(page.lang, force.since, 'long', page.region!.timeZone)
  const known = force.parties.flatMap((party) => {
    const organization = partnership.parties.find((one) => one.organization.id === party.organizationId)?.organization
    return organization ? [{ ...party, organization }] : []
  })
  const isShown = askings.some(({ id }) => id === force.askingId) && !openAsking(askings)
  return (
    <section class="stack-s" aria-labelledby="force-h">
      <h2 id="force-h">{t('sign-offs.inForce', { revision: force.revision, date })}</h2>
      {!isShown && (
        <ul>
          {known.map(({ organization, decision, until }) => (
            <li>
              <a href={href(page, paths.organization(page.region!.slug, organization.slug))}>
                <bdi>{organization.name}</bdi>
              </a>
              {': '}
              {t(`sign-offs.status.${decision}`, { date: formatDate(page.lang, until, 'long') })}
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

/** Whether the charter that is being written is the one that was signed. */
const DraftNotice = ({ page, draft, askings, force }: SignOffsPageProps) => {
  const open = openAsking(askings)
  const revision = open?.revision ?? force?.revision
  if (draft === 'unasked' || draft === 'same' || revision === undefined) return null
  return (
    <Flash state={draft === 'material' ? 'warn' : 'note'}>
      {page.t(`sign-offs.draft.${draft}${open ? 'Open' : ''}`, { revision })}
    </Flash>
  )
}

const Current = (props: SignOffsPageProps & { current: Asking }) => {
  const { page, partnership, current, canAsk, formKey, mine, back } = props
  const { t, lang } = page
  const { slug, timeZone } = page.region!
  const isOpen = current.inForceAt === null
  const answered = current.signOffs.filter(({ decision }) => decision !== null).length
  const asked = { date: formatDate(lang, current.askedAt, 'long', timeZone), revision: current.revision }
  return (
    <section class="stack" aria-labelledby="current-h">
      <div class="section-head">
        <h2 id="current-h">{t(isOpen ? 'sign-offs.asking' : 'sign-offs.signed', asked)}</h2>
        <Downloads page={page} />
      </div>
      {isOpen && (
        <p class="meta">
          <span>{t('sign-offs.askedOn', { ...asked, name: current.askedBy?.name ?? t('sign-offs.somebody') })}</span>
          <span>{t('sign-offs.answered', { answered, all: current.signOffs.length })}</span>
        </p>
      )}
      {current.message !== '' && (
        <blockquote class="lines">
          <p>{current.message}</p>
        </blockquote>
      )}
      <StandingPicture page={page} asking={current} />
      {current.signOffs
        .filter(({ id }) => mine.includes(id))
        .slice(0, 1)
        .map((one) => (
          <AnswerCard
            page={page}
            signOff={one}
            action={paths.signOffAnswer(slug, partnership.slug, one.id)}
            form={back?.signOff === one.id ? back.form : emptyForm}
            formKey={`${formKey}-${one.id}`}
            late={!isOpen}
          />
        ))}
      <ul class="rows" id="standing">
        {current.signOffs.map((one) => (
          <StandingRow page={page} signOff={one}>
            <Next {...props} signOff={one} isOpen={isOpen} />
          </StandingRow>
        ))}
      </ul>
      {canAsk && isOpen && (
        <details class="fold">
          <summary>{t('sign-offs.withdraw')}</summary>
          <p>{t('sign-offs.withdrawText')}</p>
          <ButtonForm
            page={page}
            bad
            action={paths.signOffWithdrawal(slug, partnership.slug)}
            label={t('sign-offs.withdrawDo')}
            fields={{ _key: `${formKey}-withdrawal` }}
          />
        </details>
      )}
    </section>
  )
}

/** What comes next for one partner: whom to name, to write again, or what to do about a no. */
const Next = ({
  page,
  partnership,
  signOff: one,
  canAsk,
  isOpen,
  handed,
  formKey,
}: SignOffsPageProps & { signOff: SignOff; isOpen: boolean }): Child => {
  const { t } = page
  const { slug } = page.region!
  const names = one.signers.filter(({ asked }) => asked).map(({ name }) => name)
  const lacksAddress = withoutAddress(one).length > 0
  const mayWrite = !lacksAddress || (page.actor !== undefined && canHandOn(page.actor, one))
  const isAgain = canAsk && isOpen && canWriteAgain(one.status, one.lastLetterAt, page.now) && one.signers.length > 0
  const ask = (query: string) => href(page, `${paths.newSignOffs(slug, partnership.slug)}?${query}`)
  return (
    <>
      {one.answers.length > 1 && (
        <details class="fold">
          <summary>{t('sign-offs.allSaid', { n: one.answers.length })}</summary>
          <SaidBefore page={page} signOff={one} />
        </details>
      )}
      {one.answers.length === 1 && one.answers[0]!.late && <SaidBefore page={page} signOff={one} />}
      {canAsk && isOpen && one.status === 'nobody' && (
        <p class="small">
          <a href={href(page, paths.partnershipTab(slug, partnership.slug, 'charter'))}>
            {t('sign-offs.nameLeader', { organization: one.organization.name })}
          </a>
        </p>
      )}
      {canAsk && isOpen && one.decision === null && names.length > 0 && page.actor?.coordinates && (
        <p class="small quiet">{t('sign-offs.askedOf', { names: names.join(' · ') })}</p>
      )}
      {isAgain && mayWrite && (
        <ButtonForm
          page={page}
          small
          action={paths.signOffLetter(slug, partnership.slug, one.id)}
          label={t(lacksAddress ? 'sign-offs.makeLink' : 'sign-offs.writeAgain')}
          fields={{ _key: `${formKey}-letter-${one.id}` }}
        />
      )}
      {isAgain && !mayWrite && (
        <p class="small quiet">{t('sign-offs.handOn', { organization: one.organization.name })}</p>
      )}
      {handed?.signOff === one.id && <Handed page={page} signOff={one} handed={handed} />}
      {canAsk && isOpen && one.decision === 'declined' && (
        <p class="bunch">
          <a class="btn btn-s" href={ask(`met=${one.organization.id}`)}>
            {t('sign-offs.met')}
          </a>
          <a class="btn btn-s" href={ask(`without=${one.organization.id}`)}>
            {t('sign-offs.without', { organization: one.organization.name })}
          </a>
        </p>
      )}
    </>
  )
}

/** A personal link to hand on, shown once. */
const Handed = ({
  page,
  signOff,
  handed,
}: {
  page: Page
  signOff: SignOff
  handed: NonNullable<SignOffsPageProps['handed']>
}) => (
  <Flash state="good">
    <h3 class="title">{page.t('sign-offs.handed', { organization: signOff.organization.name })}</h3>
    <p>{page.t('sign-offs.handedText', { date: formatDate(page.lang, handed.until, 'full') })}</p>
    {handed.links.map((link) => (
      <p class="to-copy">{link}</p>
    ))}
  </Flash>
)

const History = ({ page, askings }: { page: Page; askings: readonly Asking[] }) => {
  const { t, lang } = page
  const { timeZone } = page.region!
  const how = (one: Asking) => (one.inForceAt ? 'inForce' : (one.closedWhy ?? 'open'))
  return (
    <section class="stack" aria-labelledby="history-h">
      <h2 id="history-h">{t('sign-offs.history')}</h2>
      {askings.map((one) => (
        <details class="fold">
          <summary>
            {t(`sign-offs.earlier.${how(one)}`, {
              revision: one.revision,
              date: formatDate(lang, one.inForceAt ?? one.askedAt, 'long', timeZone),
            })}
          </summary>
          <ul class="rows">
            {one.signOffs.map((signOff) => (
              <StandingRow page={page} signOff={signOff}>
                {signOff.answers.length > 1 && <SaidBefore page={page} signOff={signOff} />}
              </StandingRow>
            ))}
          </ul>
        </details>
      ))}
    </section>
  )
}
