import { paths } from '../../paths.ts'
import { formatDate, formatNumber } from '../../platform/i18n.ts'
import { Empty } from '../../ui/empty.tsx'
import { Figures } from '../../ui/figures.tsx'
import { Flash } from '../../ui/flash.tsx'
import { ButtonForm } from '../../ui/form.tsx'
import { Downloads, Pages } from '../../ui/list.tsx'
import { type Page, href } from '../../ui/page.ts'
import { Table } from '../../ui/table.tsx'
import type { Asking, NamedInRound } from './askings.ts'
import { RoundFrame, RoundState, StatusBadge } from './round-frame-panel.tsx'
import { sayResponse, sayUntil } from './rounds-page.tsx'
import type { Round } from './rounds.ts'
import { canBeReminded, responseRate, statusOf } from './rules.ts'
import { Waves } from './waves-panel.tsx'
import type { WavesPicture } from './waves.ts'

/** So many of those who were asked stand on a page. */
export const ASKED_ON_PAGE = 50

interface Props {
  page: Page
  round: Round
  askings: readonly Asking[]
  named: readonly NamedInRound[]
  waves: readonly { wave: number; asked: number; answered: number }[]
  picture: WavesPicture
  /** How many of those who were named can be asked next. */
  next: number
  number: number
  formKey: string
  done: string | undefined
}

const DONE = ['asked', 'reminded', 'closed', 'revoked', 'begun']

/** A round: how far it has come, who named whom, who has answered, and what to do next. */
export const RoundPage = (props: Props) => {
  const { page, round, askings, done } = props
  const { t } = page
  const slug = page.region!.slug
  const [what = '', count = ''] = (done ?? '').split('-')
  return (
    <RoundFrame
      page={page}
      title={round.name}
      kind={<RoundState page={page} round={round} />}
      lede={`${sayUntil(page, round)} ${sayResponse(page, round)}`}
      act={<NextAct {...props} />}
    >
      {DONE.includes(what) && (
        <Flash state="good">{t(`snowball.done.${what}`, { n: /^\d{1,5}$/.test(count) ? Number(count) : 0 })}</Flash>
      )}
      {askings.length === 0 ? (
        <Empty
          title={t('snowball.nobodyYet')}
          act={
            !round.closedAt && (
              <a class="btn" href={href(page, paths.roundAsk(slug, round.id))}>
                {t('snowball.askFirst')}
              </a>
            )
          }
        >
          {t('snowball.nobodyYetText')}
        </Empty>
      ) : (
        <Whole {...props} />
      )}
      <Ends {...props} />
    </RoundFrame>
  )
}

/** What comes next: to decide what was answered, to ask who was named, or to ask again. */
const NextAct = ({ page, round, next, askings }: Props) => {
  const slug = page.region!.slug
  const ask = href(page, paths.roundAsk(slug, round.id))
  const decide = href(page, paths.roundAnswers(slug, round.id))
  if (round.open > 0)
    return (
      <>
        <a class="btn btn-act" href={decide}>
          {page.t('snowball.toDecide', { n: round.open })}
        </a>
        {!round.closedAt && (
          <a class="btn" href={ask}>
            {page.t(next > 0 ? 'snowball.askNext' : 'snowball.askMore', { n: next })}
          </a>
        )}
      </>
    )
  if (round.closedAt)
    return (
      <a class="btn btn-act" href={href(page, `${paths.newRound(slug)}?previous=${round.id}`)}>
        {page.t('snowball.again')}
      </a>
    )
  if (askings.length === 0) return null
  return (
    <a class="btn btn-act" href={ask}>
      {page.t(next > 0 ? 'snowball.askNext' : 'snowball.askMore', { n: next })}
    </a>
  )
}

const Whole = (props: Props) => {
  const { page, round, askings, waves, picture, number } = props
  const { t } = page
  const slug = page.region!.slug
  const shown = askings.slice((number - 1) * ASKED_ON_PAGE, number * ASKED_ON_PAGE)
  return (
    <>
      <Figures
        figures={[
          { label: t('snowball.figure.asked'), value: formatNumber(page.lang, round.asked), href: '#asked' },
          { label: t('snowball.figure.answered'), value: formatNumber(page.lang, round.answered), href: '#asked' },
          {
            label: t('snowball.figure.rate'),
            value: t('snowball.percent', { n: responseRate(round.asked, round.answered) ?? 0 }),
            href: '#waves',
          },
          {
            label: t('snowball.figure.open'),
            value: formatNumber(page.lang, round.open),
            href: href(page, paths.roundAnswers(slug, round.id)),
          },
        ]}
      />
      <section class="section stack" id="waves" aria-labelledby="waves-h">
        <h2 id="waves-h">{t('snowball.waves')}</h2>
        <Waves page={page} picture={picture} />
        <Table
          caption={t('snowball.perWave')}
          rows={[...waves]}
          columns={[
            { label: t('snowball.column.wave'), cell: ({ wave }) => t('snowball.wave', { n: wave + 1 }) },
            { label: t('snowball.figure.asked'), cell: ({ asked }) => formatNumber(page.lang, asked), number: true },
            {
              label: t('snowball.figure.answered'),
              cell: ({ answered }) => formatNumber(page.lang, answered),
              number: true,
            },
            {
              label: t('snowball.figure.rate'),
              cell: ({ asked, answered }) => t('snowball.percent', { n: responseRate(asked, answered) ?? 0 }),
              number: true,
            },
          ]}
        />
      </section>
      <section class="section stack" id="asked" aria-labelledby="asked-h">
        <div class="section-head">
          <h2 id="asked-h">{t('snowball.asked')}</h2>
          <Downloads page={page} />
        </div>
        <Reminders {...props} />
        <AskedTable {...props} askings={shown} />
        <Pages page={page} current={number} size={ASKED_ON_PAGE} total={askings.length} />
      </section>
    </>
  )
}

const Reminders = ({ page, round, askings, formKey }: Props) => {
  const due = askings.filter((one) => canBeReminded(one, round, page.now)).length
  const waiting = askings.filter((one) => statusOf(one, round) === 'waiting').length
  if (round.closedAt || waiting === 0) return null
  return (
    <div class="bunch">
      {due > 0 ? (
        <ButtonForm
          page={page}
          action={paths.roundReminders(page.region!.slug, round.id)}
          label={page.t('snowball.remindAll', { n: due })}
          fields={{ _key: formKey }}
        />
      ) : (
        <span class="quiet">{page.t('snowball.remindedLately')}</span>
      )}
      <span class="small quiet">
        {round.remindedAt
          ? page.t('snowball.remindedItself', {
              date: formatDate(page.lang, round.remindedAt, 'long', page.region!.timeZone),
            })
          : page.t('snowball.remindsItself')}
      </span>
    </div>
  )
}

const AskedTable = ({ page, round, askings, named }: Props) => {
  const { t } = page
  const slug = page.region!.slug
  const byWhom = Map.groupBy(named, ({ id }) => id)
  const names = new Map(askings.map((one) => [one.organization.id, one.organization.name]))
  return (
    <Table
      caption={t('snowball.askedCaption')}
      rows={[...askings]}
      columns={[
        {
          label: t('snowball.column.organization'),
          cell: (one) => (
            <a href={href(page, paths.roundAsking(slug, round.id, one.id))}>
              <bdi>{one.organization.name}</bdi>
            </a>
          ),
        },
        { label: t('snowball.column.wave'), cell: ({ wave }) => formatNumber(page.lang, wave + 1) },
        {
          label: t('snowball.column.status'),
          cell: (one) => <StatusBadge page={page} status={statusOf(one, round)} />,
        },
        {
          label: t('snowball.column.namedBy'),
          cell: (one) => {
            const by = (byWhom.get(one.organization.id) ?? []).flatMap((naming) => names.get(naming.by) ?? [])
            return by.length === 0 ? '' : <bdi>{[...new Set(by)].join(' · ')}</bdi>
          },
        },
        { label: t('snowball.column.named'), cell: ({ named: n }) => formatNumber(page.lang, n), number: true },
        {
          label: t('snowball.column.open'),
          cell: ({ open }) => (open > 0 ? formatNumber(page.lang, open) : ''),
          number: true,
        },
        {
          label: t('snowball.column.last'),
          cell: (one) =>
            formatDate(page.lang, one.answeredAt ?? one.remindedAt ?? one.askedAt, 'long', page.region!.timeZone),
        },
      ]}
    />
  )
}

/** To end a round before its day. */
const Ends = ({ page, round, formKey }: Props) =>
  round.closedAt ? (
    <p class="p-top-l prose small quiet">{page.t('snowball.closedText')}</p>
  ) : (
    <details class="fold p-top-l">
      <summary>{page.t('snowball.close')}</summary>
      <div class="stack">
        <p class="prose">{page.t('snowball.closeText')}</p>
        <ButtonForm
          page={page}
          action={paths.roundClosing(page.region!.slug, round.id)}
          label={page.t('snowball.closeDo')}
          fields={{ _key: formKey }}
          bad
        />
      </div>
    </details>
  )
