import type { Child } from 'hono/jsx'
import { paths } from '../paths.ts'
import { type Actor, organizationsWith } from '../platform/actor.ts'
import { dayIn } from '../platform/days.ts'
import type { Db } from '../platform/db.ts'
import type { Keep } from '../platform/kept-reads.ts'
import { formatNumber } from '../platform/i18n.ts'
import type { FeedAnswers } from '../platform/room.ts'
import { listsOf } from '../region/lists.ts'
import { type Page, href } from '../ui/page.ts'
import { HeldTies } from './holder-panel.tsx'
import { bestJoined, networkFigures } from './networks.ts'
import { canAddTie, canConfirm } from './rules.ts'
import { countTies, listTies, listTiesOf } from './tie-lists.ts'
import { AnswerAtOnce } from './tie-answer-panel.tsx'
import { BestJoined, TiesPanel } from './tie-panel.tsx'

const DRAWN = 10
export const todayOf = (page: Page) => dayIn(page.region?.timeZone ?? 'UTC', page.now)

/** The ties of an organization, for its profile. */
export async function tiesPanel(
  db: Db,
  actor: Actor,
  organization: { id: string; slug: string; name: string },
  page: Page,
): Promise<Child> {
  const [ties, lists] = await Promise.all([
    listTiesOf(db, actor, organization.id),
    listsOf(db, actor.regionId, page.lang),
  ])
  const view = { page, organization, ties, lists, today: todayOf(page), mayAdd: canAddTie(actor, organization) }
  return <TiesPanel {...view} waits={(tie) => canConfirm(actor, tie)} />
}

/** The picture of a region's home; nothing while nobody is joined. */
export async function networkPanel(db: Db, actor: Actor, page: Page, keep: Keep): Promise<Child | null> {
  const today = todayOf(page)
  const picture = await keep(`best joined ${today}`, () => bestJoined(db, actor, DRAWN, today))
  return picture.organizations.length < 2 ? null : <BestJoined page={page} picture={picture} />
}

/** How many ties a region has; the number leads to them. */
export async function tiesFigure(db: Db, actor: Actor, page: Page, keep: Keep) {
  const today = todayOf(page)
  const { ties, confirmed } = await keep(`network figures ${today}`, () => networkFigures(db, actor, today))
  return {
    label: page.t('network.figure', { confirmed }),
    value: formatNumber(page.lang, ties),
    href: href(page, paths.ties(page.region?.slug ?? '')),
  }
}

/** The ties that somebody holds, for their page. */
export async function heldPanel(db: Db, actor: Actor, person: { id: string }, page: Page): Promise<Child | null> {
  const [{ items }, { tieKinds }] = await Promise.all([
    listTies(db, actor, { holder: person.id, today: todayOf(page) }),
    listsOf(db, actor.regionId, page.lang),
  ])
  return items.length === 0 ? null : <HeldTies page={page} person={person} ties={items} kinds={tieKinds} />
}

/** Ties of an organization this actor speaks for whose holder has left: who holds them now? */
export async function holdersWaiting(db: Db, actor: Actor, region: { slug: string; timeZone: string }, page: Page) {
  if (organizationsWith(actor, 'speak').length === 0) return null
  const n = await countTies(db, actor, { waits: 'holders', today: dayIn(region.timeZone, page.now) })
  return n === 0
    ? null
    : { label: page.t('network.waitingHolders', { n }), href: href(page, `${paths.ties(region.slug)}?waits=holders`) }
}

/** Ties that an organization this actor speaks for confirmed, and of which nothing was heard for long: are they still so? */
export async function fadedWaiting(db: Db, actor: Actor, region: { slug: string; timeZone: string }, page: Page) {
  if (organizationsWith(actor, 'speak').length === 0) return null
  const n = await countTies(db, actor, { waits: 'faded', today: dayIn(region.timeZone, page.now) })
  return n === 0
    ? null
    : { label: page.t('network.waitingFaded', { n }), href: href(page, `${paths.ties(region.slug)}?waits=faded`) }
}

/** Ties that others told of, and to which an organization this actor speaks for has said nothing yet. */
export async function tiesWaiting(db: Db, actor: Actor, region: { slug: string; timeZone: string }, page: Page) {
  if (organizationsWith(actor, 'speak').length === 0) return null
  const n = await countTies(db, actor, { waits: 'me', today: dayIn(region.timeZone, page.now) })
  return n === 0
    ? null
    : { label: page.t('network.waiting', { n }), href: href(page, `${paths.ties(region.slug)}?waits=me`) }
}

/** Ties that await a word of this person, each where it was last spoken of. */
export const answerTies: FeedAnswers = async (db, actor, lines, page, formKey) => {
  const ofTies = lines.filter(({ record }) => record.kind === 'tie')
  if (ofTies.length === 0 || organizationsWith(actor, 'speak').length === 0) return new Map()
  const today = dayIn(page.region!.timeZone, page.now)
  const { items } = await listTies(db, actor, { waits: 'me', today })
  return new Map(
    items.flatMap((tie): [string, Child][] => {
      const line = ofTies.find(({ record }) => record.id === tie.id)
      return line ? [[line.id, <AnswerAtOnce page={page} tie={tie} formKey={formKey} />]] : []
    }),
  )
}
