import { paths } from '../../paths.ts'
import { formatDate } from '../../platform/i18n.ts'
import type { TieKind } from '../../region/lists.ts'
import { Flash } from '../../ui/flash.tsx'
import { Layout } from '../../ui/layout.tsx'
import { NetworkPicture } from '../../ui/network-picture.tsx'
import { PageHead } from '../../ui/page-head.tsx'
import { type Page, href, lookOf } from '../../ui/page.ts'
import { sayStrength } from '../sayings.ts'
import { AnswerForm, type AnswerFormProps, sayHow } from './answer-form-panel.tsx'
import type { Asking } from './askings.ts'
import { PICTURE_DAYS } from './forms.ts'
import type { Neighbour } from './own-pictures.ts'
import type { Round } from './rounds.ts'

/** What a link opens for an organization that is asked: the form, with what is on record of it to confirm. */
export const SnowballLinkPage = ({
  round,
  asking,
  saved,
  atOnce,
  ...form
}: AnswerFormProps & { round: Round; asking: Asking; saved: boolean; atOnce: boolean }) => {
  const { page } = form
  const { t } = page
  const values = { region: page.region!.name, organization: asking.organization.name }
  return (
    <Layout page={page} title={t('snowball.link.title')} noindex sheet="snowball.css" script="names.js">
      <PageHead
        page={page}
        title={t('snowball.link.title')}
        kind={t('snowball.link.for', values)}
        lede={t('snowball.link.lede', values)}
      />
      {saved && (
        <Flash state="good">{t('snowball.link.saved', { date: formatDate(page.lang, round.until, 'long') })}</Flash>
      )}
      {(form.read?.guesses.size ?? 0) > 0 && <Flash state="note">{t('snowball.link.which')}</Flash>}
      <div class="p-top">
        <AnswerForm {...form} />
      </div>
      <div class="prose p-top-l small quiet">
        <p>{t(atOnce ? 'snowball.link.whatHappensAtOnce' : 'snowball.link.whatHappens', values)}</p>
        <p>{t('snowball.link.kept', { ...values, date: formatDate(page.lang, round.until, 'long') })}</p>
      </div>
    </Layout>
  )
}

/** So many stand in the picture; all of them in the list beside it. */
const DRAWN = 12
const LETTERS = 26
const shortened = (name: string) => ([...name].length > LETTERS ? `${[...name].slice(0, LETTERS - 1).join('')}…` : name)
const CENTRE = { x: 280, y: 210 }

/** What whoever answered gets back: their organization with those it works with. */
export const SnowballPicturePage = ({
  page,
  round,
  asking,
  neighbours,
  kinds,
  fresh,
}: {
  page: Page
  round: Round
  asking: Asking
  neighbours: readonly Neighbour[]
  kinds: readonly TieKind[]
  /** It was sent just now. */
  fresh: boolean
}) => {
  const { t } = page
  const values = { region: page.region!.name, organization: asking.organization.name }
  const until = new Date(Date.parse(round.until) + PICTURE_DAYS * 86_400_000)
  return (
    <Layout page={page} title={t('snowball.picture.title', values)} noindex sheet="snowball.css">
      <PageHead
        page={page}
        title={<bdi>{asking.organization.name}</bdi>}
        kind={t('snowball.picture.kind')}
        lede={t('snowball.picture.lede', { n: neighbours.length })}
      />
      <Flash state="good">
        {t(fresh ? 'snowball.link.thanks' : 'snowball.link.answered', {
          ...values,
          date: formatDate(page.lang, asking.answeredAt!, 'long', page.region!.timeZone),
        })}
      </Flash>
      <div class="cols cols-2 p-top">
        <NetworkPicture
          nodes={[
            {
              id: '',
              name: shortened(asking.organization.name),
              colour: lookOf(page, asking.organization.sector).colour,
              ...CENTRE,
            },
            ...neighbours.slice(0, DRAWN).map((one, n, all) => ({
              id: String(n),
              name: shortened(one.name),
              colour: lookOf(page, one.sector)?.colour ?? 'other',
              ...around(n, all.length),
            })),
          ]}
          cords={neighbours.slice(0, DRAWN).map((one, n) => ({
            from: '',
            to: String(n),
            strength: one.strength,
            colour: lookOf(page, asking.organization.sector).colour,
          }))}
          caption={
            neighbours.length > DRAWN ? t('snowball.picture.drawn', { drawn: DRAWN, n: neighbours.length }) : undefined
          }
        />
        <ul class="rows">
          {neighbours.map((one) => (
            <li>
              <p class="title">
                {one.slug ? (
                  <a href={href(page, paths.organization(page.region!.slug, one.slug))}>
                    <bdi>{one.name}</bdi>
                  </a>
                ) : (
                  <bdi>{one.name}</bdi>
                )}
              </p>
              <p class="small">
                {one.kinds.map(({ kind, direction }) => sayHow(kinds, kind, direction)).join(' · ')}
                {' · '}
                {sayStrength(t, one.strength)}
              </p>
            </li>
          ))}
        </ul>
      </div>
      <p class="p-top-l prose small quiet">
        {t('snowball.picture.kept', { ...values, date: formatDate(page.lang, until, 'long', 'UTC') })}
      </p>
    </Layout>
  )
}

/** Places on an ellipse around the middle, wide as a page is. */
function around(n: number, all: number) {
  const turn = (2 * Math.PI * n) / all - Math.PI / 2
  const reach = n % 2 === 0 || all < 8 ? 1 : 0.72
  return { x: CENTRE.x + 220 * reach * Math.cos(turn), y: CENTRE.y + 165 * reach * Math.sin(turn) }
}
