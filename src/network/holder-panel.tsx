import type { Child } from 'hono/jsx'
import { paths } from '../paths.ts'
import { formatDate } from '../platform/i18n.ts'
import type { TieKind } from '../region/lists.ts'
import { Flash } from '../ui/flash.tsx'
import { type Page, href } from '../ui/page.ts'
import { hasEnded } from './periods.ts'
import { canNameHolders, goneFrom, type Holding, holdingNow, type Side, soleHolder } from './rules.ts'
import { sayTie } from './sayings.ts'
import type { Tie } from './ties.ts'

interface View {
  page: Page
  tie: Tie
  /** Null where the reader may not know. */
  holdings: Holding[] | null
  today: string
}

/** Who holds a tie on either side, and who once did. */
export const HoldersPanel = ({ page, tie, holdings, today }: View) => {
  if (!holdings) return null
  return (
    <section class="stack" aria-labelledby="holders">
      <h2 id="holders">{page.t('network.holders')}</h2>
      {!hasEnded(tie, today) && <Sole page={page} holdings={holdings} />}
      <ul class="rows" role="list">
        {tie.sides.map((side) => (
          <OfSide
            page={page}
            tie={tie}
            side={side}
            holdings={holdings.filter((one) => one.organizationId === side.id)}
          />
        ))}
      </ul>
    </section>
  )
}

const Sole = ({ page, holdings }: { page: Page; holdings: Holding[] }) => {
  const sole = soleHolder(holdings)
  return sole ? <Flash state="warn">{saySole(page, sole)}</Flash> : null
}

const saySole = ({ t }: Page, { name }: Holding) =>
  name === null ? t('network.holdersSoleHidden') : t('network.holdersSole', { name })

/** Somebody who held it is there no more, and who holds it now. */
export const sayGone = ({ t }: Page, { name }: Holding, { name: organization }: Side) =>
  name === null ? t('network.holdersGoneHidden', { organization }) : t('network.holdersGone', { name, organization })

const OfSide = ({ page, tie, side, holdings }: { page: Page; tie: Tie; side: Side; holdings: Holding[] }) => {
  const { t } = page
  const now = holdingNow(holdings)
  const gone = goneFrom(holdings)
  const hidden = now.filter((one) => one.name === null).length
  const past = holdings.filter((one) => one.endedAt !== null && one.name !== null)
  const may = page.actor !== undefined && canNameHolders(page.actor, side)
  return (
    <li class="has-tail">
      <div class="stack-s">
        <h3 class="title">{side.name}</h3>
        {now.length === 0 && gone.length === 0 && <p class="quiet">{t('network.holdersNobody')}</p>}
        <p class="meta">
          {now.map((one) => one.name !== null && <PersonName page={page} holding={one} name={one.name} />)}
          {hidden > 0 && <span>{t('network.holdersHidden', { n: hidden })}</span>}
        </p>
        {gone.map((one) => (
          <p>{sayGone(page, one, side)}</p>
        ))}
        {past.length > 0 && (
          <p class="small quiet">{past.map((one) => <span class="block">{sayPast(page, one)}</span>) as Child}</p>
        )}
      </div>
      {may && (
        <div class="tail">
          <a class="btn btn-s" href={href(page, paths.tieHolders(page.region?.slug ?? '', tie.id, side.slug))}>
            {t(now.length === 0 ? 'network.holdersSay' : 'network.holdersChange')}
            <span class="sr">: {side.name}</span>
          </a>
        </div>
      )}
    </li>
  )
}

const sayPast = (page: Page, { name, since, endedAt }: Holding) => {
  const day = (date: Date) => formatDate(page.lang, date, 'long', page.region?.timeZone)
  return page.t('network.holdersPast', { name, since: day(since), until: day(endedAt!) })
}

/** Whom others may not see yet has no page for themself either. */
const PersonName = ({ page, holding, name }: { page: Page; holding: Holding; name: string }) =>
  holding.personId === page.actor?.personId ? (
    <span>{page.t('network.holdersYou', { name })}</span>
  ) : (
    <span>
      <a href={href(page, paths.person(page.region?.slug ?? '', holding.personId))}>{name}</a>
    </span>
  )

/** A tie in a list that one person holds alone. */
export const HangsOn = ({ page, holdings }: { page: Page; holdings: Holding[] }) => {
  const sole = soleHolder(holdings)
  return sole ? <span>{saySole(page, sole)}</span> : null
}

/** The ties that somebody holds, on their page. */
export const HeldTies = ({
  page,
  person,
  ties,
  kinds,
}: {
  page: Page
  person: { id: string }
  ties: Tie[]
  kinds: TieKind[]
}) => (
  <section aria-labelledby="held">
    <div class="section-head">
      <h2 id="held">{page.t('network.heldTies')}</h2>
      <a class="small" href={href(page, `${paths.ties(page.region?.slug ?? '')}?holder=${person.id}`)}>
        {page.t('network.heldList')}
      </a>
    </div>
    <ul class="rows">
      {ties.map((tie) => (
        <li>
          <a href={href(page, paths.tie(page.region?.slug ?? '', tie.id))}>{sayTie(page.t, kinds, tie)}</a>
        </li>
      ))}
    </ul>
  </section>
)
