import type { Child } from 'hono/jsx'
import { paths } from '../../paths.ts'
import { Flash } from '../../ui/flash.tsx'
import { Icon, OrganizationName } from '../../ui/icon.tsx'
import { type Page, href, lookOf } from '../../ui/page.ts'
import { PartnershipFrame } from '../frame-panel.tsx'
import { currentParties, type Party, type Partnership } from '../partnerships.ts'
import { questionPath, sayQuestion } from './question-page.tsx'
import { minutesOf, type Question } from './questions.ts'

interface Props {
  page: Page
  partnership: Partnership
  questions: readonly Question[]
  /** What stands beside the questions of a partner: that it can be asked for its part. */
  beside?(party: Party): Child
  done: string | undefined
}

/** The guided start: what is answered, what is open, and the way on. */
export const StartPage = ({ page, partnership, questions, beside, done }: Props) => {
  const { t } = page
  const { slug } = page.region!
  const open = questions.filter((one) => !one.done)
  const [next] = open
  const answered = questions.length - open.length
  const shared = questions.filter(({ party }) => party === null)
  const first = shared.findIndex(({ key }) => key === 'roles')
  return (
    <PartnershipFrame
      page={page}
      partnership={partnership}
      current="charter"
      title={t('partnership-charter.start.title')}
      done={done && t.has(`partnership-charter.done.${done}`) ? t(`partnership-charter.done.${done}`) : undefined}
      act={
        next ? (
          <a class="btn btn-act" href={href(page, questionPath(slug, partnership.slug, next))}>
            {t(answered > 2 ? 'partnership-charter.start.goOn' : 'partnership-charter.start.begin')}
          </a>
        ) : (
          <a class="btn btn-act" href={href(page, paths.charter(slug, partnership.slug))}>
            {t('partnership-charter.start.read')}
          </a>
        )
      }
    >
      <div class="p-top-l stack-l">
        <div class="stack-s">
          <p>
            {next
              ? t('partnership-charter.start.left', {
                  answered,
                  count: questions.length,
                  minutes: minutesOf(questions),
                })
              : t('partnership-charter.start.whole')}
          </p>
          <progress max={questions.length} value={answered} aria-label={t('partnership-charter.start.progress')}>
            {answered}
          </progress>
          <p class="small quiet">{t('partnership-charter.start.how')}</p>
        </div>
        <List
          {...{ page, partnership }}
          questions={shared.slice(0, first)}
          title={t('partnership-charter.start.together')}
        />
        {currentParties(partnership).map((party) => (
          <List
            {...{ page, partnership }}
            questions={questions.filter((one) => one.party?.id === party.id)}
            title={<OrganizationName name={party.organization.name} look={lookOf(page, party.organization.sector)} />}
            beside={beside?.(party)}
          />
        ))}
        <List
          {...{ page, partnership }}
          questions={shared.slice(first)}
          title={t('partnership-charter.start.atLast')}
        />
        {!next && <Flash state="good">{t('partnership-charter.start.wholeText')}</Flash>}
      </div>
    </PartnershipFrame>
  )
}

const List = ({
  page,
  partnership,
  questions,
  title,
  beside,
}: Pick<Props, 'page' | 'partnership' | 'questions'> & { title: Child; beside?: Child }) => (
  <section>
    <div class="section-head">
      <h2 class="title">{title}</h2>
      {beside}
    </div>
    <ol class="rows">
      {questions.map((one) => (
        <li class="has-lead">
          {one.done ? <Icon name="check" /> : <span class="charter-open" />}
          <p>
            <a href={href(page, questionPath(page.region!.slug, partnership.slug, one))}>{sayQuestion(page, one)}</a>{' '}
            <span class="small quiet">
              {page.t(one.done ? 'partnership-charter.start.done' : 'partnership-charter.start.open')}
            </span>
          </p>
        </li>
      ))}
    </ol>
  </section>
)
