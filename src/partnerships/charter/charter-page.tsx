import { paths } from '../../paths.ts'
import { formatDate } from '../../platform/i18n.ts'
import type { Role } from '../../region/lists.ts'
import { StateBadge } from '../../ui/badge.tsx'
import { Empty } from '../../ui/empty.tsx'
import { Flash } from '../../ui/flash.tsx'
import { ButtonForm } from '../../ui/form.tsx'
import { Icon } from '../../ui/icon.tsx'
import { langOn, otherLanguage } from '../../ui/languages.ts'
import { type Page, href } from '../../ui/page.ts'
import { PartnershipFrame } from '../frame-panel.tsx'
import { hasEnded } from '../../network/periods.ts'
import type { Partnership } from '../partnerships.ts'
import { AskForPart } from './asking-panel.tsx'
import type { Asking } from './askings.ts'
import { ChangeLink, CharterText } from './content-panel.tsx'
import type { Difference } from './differences.ts'
import { questionPath, sayQuestion } from './question-page.tsx'
import { minutesOf, questionsOf } from './questions.ts'
import type { CharterContent, Revision } from './revisions.ts'
import type { InForce } from './standings.ts'
import { Language } from '../translations/said-panel.tsx'

export interface CharterPageProps {
  page: Page
  partnership: Partnership
  content: CharterContent
  roles: readonly Role[]
  revisions: readonly Revision[]
  /** What differs between the last revision and the draft. */
  since: readonly Difference[]
  /** What changed since this reader last looked; null for who never said that they had. */
  news: { at: Date; differences: Difference[] } | null
  force: InForce | null
  /** What differs between what is in force and the draft. */
  sinceForce: readonly Difference[]
  mayLook: boolean
  mayWrite: boolean
  askings: ReadonlyMap<string, Asking>
  today: string
  formKey: string
  done: string | undefined
}

/** The charter as it is being written, for those who write it. */
export const CharterPage = (props: CharterPageProps) => {
  const { page, partnership, content, roles, done, mayWrite, askings, today, formKey } = props
  const { t } = page
  const { slug } = page.region!
  const open = questionsOf(partnership).filter((one) => !one.done)
  const party = (id: string) => partnership.parties.find((one) => one.id === id) ?? null
  const common = { page, partnership, today, formKey, back: 'charter' as const }
  return (
    <PartnershipFrame
      page={page}
      partnership={partnership}
      current="charter"
      title={t('partnership-charter.title')}
      done={done && t.has(`partnership-charter.done.${done}`) ? t(`partnership-charter.done.${done}`) : undefined}
      act={
        mayWrite &&
        open.length > 0 && (
          <a class="btn btn-act" href={href(page, paths.charterStart(slug, partnership.slug))}>
            {t('partnership-charter.start.link', { minutes: minutesOf(open) })}
          </a>
        )
      }
    >
      <div class="cols cols-side p-top-l">
        <div class="stack">
          <Ended page={page} partnership={partnership} today={today} />
          <Standing {...props} />
          <Language page={page} partnership={partnership} older />
          <CharterText
            {...{ page, partnership, content, roles }}
            older
            {...(mayWrite && {
              beside: (key, of) => {
                const question = { key, party: of ? party(of.id) : null }
                const path = questionPath(slug, partnership.slug, question)
                return <ChangeLink page={page} path={`${path}?back=charter`} of={sayQuestion(page, question)} />
              },
              below: (of) => {
                const asked = party(of.id)
                const isWhole = !open.some((one) => one.party?.id === of.id)
                return (
                  asked &&
                  (!isWhole || askings.has(of.id)) && (
                    <AskForPart {...common} party={asked} asking={askings.get(of.id)} />
                  )
                )
              },
            })}
          />
        </div>
        <Aside {...props} />
      </div>
    </PartnershipFrame>
  )
}

/** Whether what one reads is in force, and what of it is not yet. */
const Standing = ({ page, partnership, force, sinceForce }: CharterPageProps) => {
  const { t } = page
  if (!force || sinceForce.length > 0)
    return (
      <p class="meta">
        <StateBadge state="warn" icon="pencil">
          {t('partnership-charter.draft')}
        </StateBadge>
        {force && (
          <a
            href={href(
              page,
              `${paths.charterDifferences(page.region!.slug, partnership.slug)}?from=${force.revision.number}&to=draft`,
            )}
          >
            {t('partnership-charter.sinceForce', {
              number: force.revision.number,
              count: sinceForce.length,
              material: sinceForce.filter((one) => one.material).length,
            })}
          </a>
        )}
      </p>
    )
  return <ForceLine page={page} force={force} />
}

const ForceLine = ({ page, force }: { page: Page; force: InForce }) => (
  <p class="meta">
    <StateBadge state="good">{page.t('partnership-charter.inForce')}</StateBadge>
    <span>
      {page.t('partnership-charter.inForceSince', {
        number: force.revision.number,
        date: sayDay(page, force.since),
      })}
    </span>
  </p>
)

/** For everybody else: what all partners said yes to, or did not object to. */
export const CharterInForcePage = ({
  page,
  partnership,
  force,
  roles,
}: Pick<CharterPageProps, 'page' | 'partnership' | 'roles'> & { force: InForce }) => (
  <PartnershipFrame page={page} partnership={partnership} current="charter" title={page.t('partnership-charter.title')}>
    <div class="p-top-l stack">
      <ForceLine page={page} force={force} />
      <Language page={page} partnership={partnership} />
      <CharterText {...{ page, partnership, roles }} content={force.revision.content} />
    </div>
  </PartnershipFrame>
)

/** That all of it ended, why, and that it can go on. */
const Ended = ({ page, partnership, today }: Pick<CharterPageProps, 'page' | 'partnership' | 'today'>) => {
  if (!hasEnded(partnership, today)) return null
  const { periodLast, endedWhy } = partnership
  return (
    <Flash>
      {periodLast
        ? page.t('partnership-charter.endedOn', { date: formatDate(page.lang, periodLast, 'long') })
        : page.t('partnership-charter.ended')}{' '}
      {endedWhy !== '' && <span lang={langOn(page, partnership)}>{endedWhy}</span>}
    </Flash>
  )
}

const Aside = (props: CharterPageProps) => (
  <aside class="stack-l no-print" aria-label={props.page.t('partnership-charter.versions')}>
    <News {...props} />
    <Versions {...props} />
    {props.mayWrite && (
      <p class="small">
        <a href={href(props.page, paths.partnershipTranslation(props.page.region!.slug, props.partnership.slug))}>
          <Icon name="languages" />
          {props.page.t('partnerships.told.link', { language: otherLanguage(props.partnership.lang) })}
        </a>
      </p>
    )}
    {props.mayWrite && !hasEnded(props.partnership, props.today) && (
      <p class="small">
        <a href={href(props.page, paths.partnershipEnd(props.page.region!.slug, props.partnership.slug))}>
          {props.page.t('partnership-charter.end.link')}
        </a>
      </p>
    )}
  </aside>
)

/** What changed since one last looked, and the button that says that one has seen it. */
const News = ({ page, partnership, news, mayLook, formKey }: CharterPageProps) => {
  if (!mayLook) return null
  const { t } = page
  const { slug } = page.region!
  const count = news?.differences.length ?? 0
  return (
    <section class="stack-s">
      <h2 class="title">{t('partnership-charter.news.title')}</h2>
      {news === null ? (
        <p class="small">{t('partnership-charter.news.never')}</p>
      ) : (
        <p>
          {count === 0 ? (
            t('partnership-charter.news.none', { date: sayDay(page, news.at) })
          ) : (
            <a href={href(page, `${paths.charterDifferences(slug, partnership.slug)}?from=looked&to=draft`)}>
              {t('partnership-charter.news.some', { count, date: sayDay(page, news.at) })}
            </a>
          )}
        </p>
      )}
      {(news === null || count > 0) && (
        <ButtonForm
          page={page}
          action={paths.charterLooks(slug, partnership.slug)}
          label={t(news === null ? 'partnership-charter.news.begin' : 'partnership-charter.news.seen')}
          fields={{ _key: `${formKey}-look` }}
          small
        />
      )}
    </section>
  )
}

const sayDay = (page: Page, at: Date) => formatDate(page.lang, at, 'long', page.region!.timeZone)

const Versions = ({ page, partnership, revisions, since, mayWrite, formKey }: CharterPageProps) => {
  const { t } = page
  const { slug } = page.region!
  const [last] = revisions
  return (
    <section class="stack-s">
      <h2 class="title">{t('partnership-charter.revisions')}</h2>
      {last ? (
        <>
          <p>
            <a href={href(page, paths.charterRevision(slug, partnership.slug, last.number))}>
              {t('partnership-charter.revision', { number: last.number })}
            </a>
            {', '}
            {sayDay(page, last.at)}
          </p>
          <p class="small">
            {since.length === 0 ? (
              t('partnership-charter.same')
            ) : (
              <a href={href(page, `${paths.charterDifferences(slug, partnership.slug)}?from=${last.number}&to=draft`)}>
                {t('partnership-charter.since', {
                  count: since.length,
                  material: since.filter((one) => one.material).length,
                })}
              </a>
            )}
          </p>
          <p class="small">
            <a href={href(page, paths.charterRevisions(slug, partnership.slug))}>
              {t('partnership-charter.allRevisions')}
            </a>
          </p>
        </>
      ) : (
        <p class="small">{t('partnership-charter.noRevisions')}</p>
      )}
      {mayWrite && (last === undefined || since.length > 0) && (
        <ButtonForm
          page={page}
          action={paths.charterRevisions(slug, partnership.slug)}
          label={t('partnership-charter.keep')}
          fields={{ _key: `${formKey}-keep` }}
          small
        >
          <p class="small">{t('partnership-charter.keepWhy')}</p>
        </ButtonForm>
      )}
    </section>
  )
}

/** For everybody else, while nothing is in force. */
export const CharterDraftPage = ({ page, partnership }: { page: Page; partnership: Partnership }) => (
  <PartnershipFrame page={page} partnership={partnership} current="charter" title={page.t('partnership-charter.title')}>
    <div class="p-top-l">
      <Empty title={page.t('partnership-charter.isDraft')}>{page.t('partnership-charter.isDraftText')}</Empty>
    </div>
  </PartnershipFrame>
)
