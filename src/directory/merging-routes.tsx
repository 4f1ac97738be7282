import { Hono } from 'hono'
import { z } from 'zod'
import { whoIsNamed } from '../account/organization-names.ts'
import { listPeople } from '../account/persons.ts'
import { listChoices } from '../account/positions.ts'
import { decide, pairOf } from '../journal/proposals.ts'
import { paths } from '../paths.ts'
import { dayIn } from '../platform/days.ts'
import { permit, problem } from '../platform/errors.ts'
import type { House, HouseContext } from '../platform/house.ts'
import { type FormState, emptyForm, parseForm } from '../platform/parse-form.ts'
import type { MergedKind } from '../platform/room.ts'
import { document } from '../ui/layout.tsx'
import { href } from '../ui/page.ts'
import type { Choices } from './choices.ts'
import { everything, getListing, listListings, titleOf } from './listings.ts'
import { MERGE_KINDS, type Mergeable } from './merge-kinds.ts'
import { compareTwo, mergePaths } from './merge-sayings.ts'
import { canBeUndone, getMerge, listMerges, mergeAsChosen, undoMerge } from './merges.ts'
import { MergesPage } from './merges-page.tsx'
import { MergingChoicePage, MergingPage, MergingStartPage } from './merging-page.tsx'
import { getOrganization, type Organization } from './organizations.ts'
import { canMerge } from './rules.ts'
import { newFormKey } from '../platform/request-keys.ts'

const mergingForm = z.object({
  with: z.string(),
  keep: z.string().default(''),
  decision: z.enum(['merge', 'apart', 'later']),
  versions: z.string().default(''),
})

/** Organizations, people and places of which two may be one: found, looked at side by side, merged, and parted again. */
export const mergingRoutes = new Hono<House>()
  .get('/organizations/:slug/merging', async (c) => {
    const one = await getOrganization(c.var.db, c.var.actor, c.req.param('slug'))
    permitted(c)
    const typed = c.req.query('with') ?? ''
    const other = await namedOther(c, one, typed)
    return other ? comparePage(c, 'organization', one, other) : startPage(c, one, typed)
  })
  .post('/organizations/:slug/merging', async (c) =>
    taken(c, 'organization', await getOrganization(c.var.db, c.var.actor, c.req.param('slug'))),
  )
  .get('/people/:person/merging', (c) => chosenPage(c, 'person', c.req.param('person')))
  .post('/people/:person/merging', async (c) =>
    taken(c, 'person', await MERGE_KINDS.person.get(c.var.db, c.var.actor, c.req.param('person'))),
  )
  .get('/places/:slug/merging', (c) => chosenPage(c, 'place', c.req.param('slug')))
  .post('/places/:slug/merging', async (c) =>
    taken(c, 'place', await MERGE_KINDS.place.get(c.var.db, c.var.actor, c.req.param('slug'))),
  )
  .get('/merges', async (c) => {
    permitted(c)
    const { db, actor, page, moment } = c.var
    const merges = (await listMerges(db, actor)).map((merge) => ({ ...merge, undoable: canBeUndone(merge, moment.at) }))
    return c.html(
      document(
        <MergesPage page={page} merges={merges} formKey={newFormKey(c.var.moment)} stayed={c.req.query('stayed')} />,
      ),
    )
  })
  .post('/merges/:id/undoing', async (c) => {
    permitted(c)
    const { db, actor, page, moment, region } = c.var
    const stayed = await undoMerge(db, actor, await getMerge(db, actor, c.req.param('id')), moment)
    return c.redirect(href(page, `${paths.merges(region.slug)}?stayed=${stayed}`), 303)
  })

const permitted = (c: HouseContext) => permit(canMerge(c.var.actor), 'merging.onlyCoordinators')

/** Does what was decided of two: one of them, two for good, or later. */
async function taken(c: HouseContext, of: MergedKind, a: Mergeable) {
  const { db, actor, page, moment, rooms, region } = c.var
  permitted(c)
  const kind = MERGE_KINDS[of]
  const form = await parseForm(c, mergingForm, page.t)
  if (!form.ok) throw problem(422, 'forms.choose')
  const b = await kind.get(db, actor, form.value.with)
  if (a.id === b.id) throw problem(422, 'merging.same')
  if (form.value.decision !== 'merge') {
    const decision = form.value.decision === 'apart' ? 'refused' : 'later'
    await decide(db, actor, pairOf(kind.suspicion, a.id, b.id), decision, moment)
    return c.redirect(href(page, `${paths.proposals(region.slug)}?done=${form.value.decision}`), 303)
  }
  if (form.value.versions !== `${a.version} ${b.version}`) throw problem(409, 'merging.changed')
  const [kept, lost] = (await keptId(c, of, [a, b], form.value.keep)) === b.id ? [b, a] : [a, b]
  await mergeAsChosen(db, actor, rooms, of, { kept, lost }, choicesOf(kind.chosen, form.typed, lost.id), moment)
  const now = await kind.get(db, actor, kept.id)
  return c.redirect(href(page, `${mergePaths(region.slug, of, now).at}?done=merged`), 303)
}

/** Which of both stays: as somebody chose, where there is a choice. */
async function keptId({ var: house }: HouseContext, kind: MergedKind, pair: [Mergeable, Mergeable], typed: string) {
  return typed === '' ? (await compareTwo(house, kind, pair)).kept : typed
}

const choicesOf = (chosen: readonly string[], typed: Record<string, unknown>, lostId: string): Choices =>
  Object.fromEntries(
    chosen.flatMap((field) => {
      const side = typed[`field_${field}`]
      return typeof side === 'string' && side !== '' ? [[field, side === lostId ? 'lost' : 'kept']] : []
    }),
  )

/** Whom somebody named by id, slug or name; not the organization itself. */
async function namedOther(c: HouseContext, one: Organization, typed: string): Promise<Organization | undefined> {
  const { db, actor } = c.var
  if (typed.trim() === '') return undefined
  const choices = (await listChoices(db, actor)).filter(({ id }) => id !== one.id)
  const id = choices.find((choice) => choice.id === typed)?.id ?? whoIsNamed(choices, [typed]).ids[0]
  return id === undefined ? undefined : getOrganization(db, actor, id)
}

async function startPage(c: HouseContext, organization: Organization, typed: string) {
  const { db, actor, page } = c.var
  const names = (await listChoices(db, actor)).filter(({ id }) => id !== organization.id)
  const errors: FormState['errors'] = typed === '' ? {} : { with: [page.t('merging.unknown', { name: typed })] }
  const form: FormState = { ...emptyForm, values: { with: typed }, errors }
  const shown = <MergingStartPage page={page} organization={organization} names={names} form={form} />
  return c.html(document(shown))
}

/** A person or a place beside the other one that was chosen, or those to choose from. */
async function chosenPage(c: HouseContext, kind: 'person' | 'place', id: string) {
  const { db, actor, page, region } = c.var
  const one = await MERGE_KINDS[kind].get(db, actor, id)
  permitted(c)
  const other = c.req.query('with')
  if (other) return comparePage(c, kind, one, await MERGE_KINDS[kind].get(db, actor, other))
  const q = (c.req.query('q') ?? '').trim().slice(0, 200)
  const others = (await (kind === 'person' ? people(c, q) : placesOf(c, one.id, q))).filter(
    (each) => each.id !== one.id,
  )
  const { at, merging } = mergePaths(region.slug, kind, one)
  const name = MERGE_KINDS[kind].name(one) || page.t('merging.unnamed', { kind })
  return c.html(document(<MergingChoicePage {...{ page, kind, name, at, merging, q, others }} />))
}

/** So many are chosen from; who looks for others types more of a name. */
const OFFERED = 50

async function people({ var: { db, actor, region, moment } }: HouseContext, q: string) {
  const today = dayIn(region.timeZone, moment.at)
  const { items } = await listPeople(db, actor, { q, today, limit: OFFERED })
  return items.map(({ id, name, email, positions }) => ({
    id,
    name,
    detail: [...positions.map((held) => `${held.title}, ${held.organization}`), email].filter(Boolean).join(' · '),
  }))
}

/** Places of the same organization. */
async function placesOf({ var: { db, actor, page } }: HouseContext, id: string, q: string) {
  const { organizations } = await getListing(db, actor, 'place', id)
  const asked = { ...everything, q, organization: organizations[0]?.id ?? '' }
  const { items } = await listListings(db, actor, 'place', asked, { offset: 0, limit: OFFERED })
  return items
    .filter((one) => one.organizations[0]?.id === organizations[0]?.id)
    .map((one) => ({
      id: one.id,
      name: titleOf(one) || page.t('merging.unnamed', { kind: 'place' }),
      detail: [one.facts['street'], one.facts['city']].filter(Boolean).join(', '),
    }))
}

async function comparePage(c: HouseContext, kind: MergedKind, a: Mergeable, b: Mergeable) {
  const { page, region } = c.var
  if (a.id === b.id) throw problem(422, 'merging.same')
  const compared = await compareTwo(c.var, kind, [a, b])
  const action = mergePaths(region.slug, kind, a).merging
  return c.html(
    document(<MergingPage page={page} compared={compared} action={action} formKey={newFormKey(c.var.moment)} />),
  )
}
