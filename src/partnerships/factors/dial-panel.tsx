import type { Child } from 'hono/jsx'
import { paths } from '../../paths.ts'
import { Icon } from '../../ui/icon.tsx'
import { type Page, href } from '../../ui/page.ts'
import { isTab } from '../frame-panel.tsx'
import type { Partnership } from '../partnerships.ts'
import { audienceOf } from './audiences.ts'
import { type Answer, type Dial, helpsMost, holesOf } from './dials.ts'
import { type Looked, nameless, type Place, type State } from './findings.ts'
import type { Factor } from './rules.ts'
import { sayNameless } from './sayings.ts'

/** What a dial is drawn from, today or in a quarter that was kept. */
export interface Counted {
  factor: Factor
  met: number
  not: number
  unknown: number
}

/** A telephone's dial: filled holes for what is so, empty ones for what is not, a question mark for what nobody knows. */
export const DialPicture = ({ page, dial }: { page: Page; dial: Counted }) => {
  const { factor, met, not, unknown } = dial
  const of = met + not + unknown
  const states = [
    ...Array.from({ length: met }, () => 'met' as const),
    ...Array.from({ length: not }, () => 'not' as const),
    ...Array.from({ length: unknown }, () => 'unknown' as const),
  ]
  const holes = holesOf(of)
  return (
    <svg viewBox="0 0 160 160" class="dial-face" data-factor={factor} role="img" aria-label={sayDial(page, dial)}>
      <circle class="plate" cx="80" cy="80" r="78" />
      <circle class="plate" cx="80" cy="80" r="42" />
      {states.map((state, n) => (
        <DialHole state={state} {...holes[n]!} />
      ))}
      <rect class="stop" x="77" y="128" width="6" height="27" rx="3" />
      <text x="80" y="90">
        {met}
      </text>
      <text class="of" x="80" y="106">
        {page.t('partnership-factors.of', { of })}
      </text>
    </svg>
  )
}

/** "Mission: 6 of 8 pieces of evidence; 1 not so; of 1 nothing is known". */
export const sayDial = ({ t }: Page, { factor, met, not, unknown }: Counted): string =>
  t('partnership-factors.dial', {
    factor: t(`partnership-factors.factor.${factor}`),
    met,
    of: met + not + unknown,
    not,
    unknown,
  })

const DialHole = ({ state, x, y }: { state: State; x: number; y: number }) =>
  state === 'unknown' ? (
    <>
      <circle class="dunno" cx={x} cy={y} r="9.5" />
      <text class="ask" x={x} y={y + 5}>
        ?
      </text>
    </>
  ) : (
    <circle class={state === 'met' ? 'on' : 'off'} cx={x} cy={y} r="9.5" />
  )

/** So many things are named behind a rule. */
const NAMED = 6

interface Props {
  page: Page
  partnership: Partnership
}

/** Where the record behind an answer stands; undefined where this reader has no page of it. */
function hrefOf({ page, partnership }: Props, at: Place): string | undefined {
  const { slug } = page.region!
  if ('role' in at) return href(page, paths.partnershipRole(slug, partnership.slug, at.role))
  if ('organization' in at) return href(page, paths.organization(slug, at.organization))
  if ('tie' in at) return href(page, paths.tie(slug, at.tie))
  if (!isTab(page.actor!, partnership, at.tab)) return undefined
  return href(page, paths.partnershipTab(slug, partnership.slug, at.tab))
}

/** What each is called; those that are told without a name stand together, last. */
function labelsOf({ page }: Props, all: readonly Looked[]): { looked: Looked; label: string }[] {
  const named = all.flatMap((looked) => {
    if (looked.label === null) return []
    return { looked, label: isPulse(looked) ? page.t(`factor-rules.pulse.${looked.label}`) : looked.label }
  })
  return [...named, ...nameless(all).map((looked) => ({ looked, label: sayNameless(page.t, looked) }))]
}

const ICONS = { met: 'check', not: 'x', unknown: 'circle-help' } as const
const CLASSES = { met: 'has', not: 'not', unknown: 'dunno' } as const

/** A rule with what it found: so, not so, or not known, and of whom, each leading to its record. */
export const AnswerLine = ({ answer, ...props }: Props & { answer: Answer }): Child => {
  const { page } = props
  const { rule, finding, untold } = answer
  const told = finding.looked.filter(({ state }) => state === finding.state)
  return (
    <li class={CLASSES[finding.state]}>
      <Icon name={ICONS[finding.state]} />
      <span>
        {finding.state !== 'met' && <b>{page.t(`partnership-factors.state.${untold ? 'untold' : finding.state}`)}: </b>}
        {page.t(`factor-rules.${rule.key}.asks`)}
        {told.length > 0 && <Whom {...props} told={told} all={finding.looked} />}
      </span>
    </li>
  )
}

/** Of whom it is so: all of them in a word, or each by name. */
const Whom = ({ told, all, ...props }: Props & { told: Looked[]; all: Looked[] }): Child => {
  const [first] = told
  const isWhole = told.length === all.length && told.length > 2 && first !== undefined && 'tab' in first.at
  const whole = isWhole && !isPulse(first) && (first.label !== null || first.state === 'met')
  const labels = whole
    ? [{ looked: first, label: props.page.t('partnership-factors.allOf', { count: told.length }) }]
    : labelsOf(props, told)
  return (
    <span class="small">
      {' '}
      ({labels.slice(0, NAMED).map((one, n) => [n > 0 ? ', ' : '', <Named {...props} {...one} />])}
      {labels.length > NAMED && ` +${labels.length - NAMED}`})
    </span>
  )
}

const isPulse = ({ at }: Looked) => 'tab' in at && at.tab === 'pulse'

const Named = ({ looked, label, ...props }: Props & { looked: Looked; label: string }): Child => {
  const to = hrefOf(props, looked.at)
  return to === undefined ? <>{label}</> : <a href={to}>{label}</a>
}

/** The next step that would help most, with whom it concerns: for those who can take it. */
export const HelpsMost = ({ dial, ...props }: Props & { dial: Dial }): Child => {
  const { page, partnership } = props
  if (!['partners', 'coordinator'].includes(audienceOf(page.actor!, partnership))) return null
  const step = helpsMost(dial)
  if (!step) return <p class="small">{page.t('partnership-factors.all')}</p>
  return (
    <p class="small">
      <b>{page.t('partnership-factors.helps')}:</b> {sayNext(props, step)}
    </p>
  )
}

/** The next step of a rule in a sentence. */
export function sayNext(props: Props, { rule, finding }: Answer): string {
  const { page } = props
  const whom = finding.looked.filter(({ state }) => state === finding.state && state !== 'met')
  const open = labelsOf(props, whom)
  const names = open.slice(0, 3).map(({ label }) => label)
  const more = open.length > names.length ? [`+${open.length - names.length}`] : []
  return page.t(`factor-rules.${rule.key}.next`, {
    names: names.length === 0 ? page.t('partnership-factors.somebody') : [...names, ...more].join(', '),
  })
}

/** A dial with what would help most, and behind a fold why each hole is filled or not: what is missing first. */
export const DialCard = ({ dial, level: Title = 'h3', ...props }: Props & { dial: Dial; level?: 'h2' | 'h3' }) => {
  const { page } = props
  const { t } = page
  const of = (state: State) => dial.answers.filter(({ finding }) => finding.state === state)
  return (
    <article class="card dial" data-factor={dial.factor}>
      <DialPicture page={page} dial={dial} />
      <Title class="title">{t(`partnership-factors.factor.${dial.factor}`)}</Title>
      {dial.factor === 'ground' && <p class="small quiet">{t('partnership-factors.groundText')}</p>}
      <HelpsMost {...props} dial={dial} />
      <details class="fold">
        <summary>{t('partnership-factors.why', { met: dial.met, of: dial.answers.length })}</summary>
        <ul class="why plain">
          {(['not', 'unknown', 'met'] as const).flatMap((state) =>
            of(state).map((answer) => <AnswerLine {...props} answer={answer} />),
          )}
        </ul>
      </details>
    </article>
  )
}

/** The dials of a partnership in a row of a list: small, each with its count in words. */
export const SmallDials = ({ page, dials }: { page: Page; dials: readonly Counted[] }) => (
  <ul class="small-dials plain" role="list">
    {dials.map((dial) => (
      <li>
        <DialPicture page={page} dial={dial} />
        <span class="tiny" aria-hidden="true">
          {page.t(`partnership-factors.factor.${dial.factor}`)}
        </span>
      </li>
    ))}
  </ul>
)
