import { Hono } from 'hono'
import { z } from 'zod'
import { listChoices } from '../account/positions.ts'
import { decide, findProposal, getProposal } from '../journal/proposals.ts'
import { paths } from '../paths.ts'
import { permit, problem } from '../platform/errors.ts'
import type { House, HouseContext } from '../platform/house.ts'
import { type FormState, emptyForm, parseForm } from '../platform/parse-form.ts'
import { listsOf } from '../region/lists.ts'
import { document } from '../ui/layout.tsx'
import { href } from '../ui/page.ts'
import { CHOSEN, type Choices } from './choices.ts'
import { DUPLICATE, proposeDuplicates, suspicionOf } from './duplicates.ts'
import { listHangings } from './hangings.ts'
import { type LikenessReason, likenessOf } from './likenesses.ts'
import { canBeUndone, getMerge, listMerges, mergeAsChosen, undoMerge } from './merges.ts'
import { MergesPage } from './merges-page.tsx'
import { MergingPage, MergingStartPage, type Side } from './merging-page.tsx'
import { whoIsNamed } from '../account/organization-names.ts'
import { getOrganization, type Organization } from './organizations.ts'
import { canMerge } from './rules.ts'

const mergingForm = z.object({
  with: z.string(),
  keep: z.string(),
  decision: z.enum(['merge', 'apart', 'later']),
  versions: z.string().default(''),
  ...Object.fromEntries(CHOSEN.map((field) => [`field_${field}`, z.string().default('')])),
})

/** Organizations that may be one: found, looked at side by side, merged, and parted again. */
export const mergingRoutes = new Hono<House>()
  .post('/proposals', async (c) => {
    const { db, page, region, moment } = c.var
    permitted(c)
    const found = await proposeDuplicates(db, region.id, moment)
    return c.redirect(href(page, `${paths.proposals(region.slug)}?found=${found}`), 303)
  })
  .get('/proposals/:id', async (c) => {
    const { db, actor, page, region } = c.var
    permitted(c)
    const proposal = await getProposal(db, actor, c.req.param('id'))
    const [a, b] = await Promise.all(proposal.concerns.map((id) => getOrganization(db, actor, id)))
    if (proposal.kind !== DUPLICATE || !a || !b) throw problem(404)
    return c.redirect(href(page, `${paths.organizationMerging(region.slug, a.slug)}?with=${b.id}`), 303)
  })
  .get('/organizations/:slug/merging', async (c) => {
    const one = await getOrganization(c.var.db, c.var.actor, c.req.param('slug'))
    permitted(c)
    const typed = c.req.query('with') ?? ''
    const other = await namedOther(c, one, typed)
    return other ? comparePage(c, one, other) : startPage(c, one, typed)
  })
  .post('/organizations/:slug/merging', async (c) => {
    const { db, actor, page, moment, rooms, region } = c.var
    const a = await getOrganization(db, actor, c.req.param('slug'))
    permitted(c)
    const form = await parseForm(c, mergingForm, page.t)
    if (!form.ok) throw problem(422, 'forms.choose')
    const b = await getOrganization(db, actor, form.value.with)
    if (form.value.decision !== 'merge') {
      await decide(db, actor, suspicionOf(a, b), form.value.decision === 'apart' ? 'refused' : 'later', moment)
      return c.redirect(href(page, `${paths.proposals(region.slug)}?done=${form.value.decision}`), 303)
    }
    if (form.value.versions !== `${a.version} ${b.version}`) throw problem(409, 'merging.changed')
    const [kept, lost] = form.value.keep === b.id ? [b, a] : [a, b]
    await mergeAsChosen(db, actor, rooms, { kept, lost, choices: choicesOf(form.typed, lost.id) }, moment)
    const now = await getOrganization(db, actor, kept.id)
    return c.redirect(href(page, `${paths.organization(region.slug, now.slug)}?done=merged`), 303)
  })
  .get('/merges', async (c) => {
    permitted(c)
    const { db, actor, page, moment } = c.var
    const merges = (await listMerges(db, actor)).map((merge) => ({ ...merge, undoable: canBeUndone(merge, moment.at) }))
    return c.html(
      document(<MergesPage page={page} merges={merges} formKey={newKey(c)} stayed={c.req.query('stayed')} />),
    )
  })
  .post('/merges/:id/undoing', async (c) => {
    permitted(c)
    const { db, actor, page, moment, region } = c.var
    const stayed = await undoMerge(db, actor, await getMerge(db, actor, c.req.param('id')), moment)
    return c.redirect(href(page, `${paths.merges(region.slug)}?stayed=${stayed}`), 303)
  })

const permitted = (c: HouseContext) => permit(canMerge(c.var.actor), 'merging.onlyCoordinators')
const newKey = (c: HouseContext) => c.var.moment.random(16).toString('base64url')

const choicesOf = (typed: Record<string, unknown>, lostId: string): Choices =>
  Object.fromEntries(
    CHOSEN.flatMap((field) => {
      const chosen = typed[`field_${field}`]
      return typeof chosen === 'string' && chosen !== '' ? [[field, chosen === lostId ? 'lost' : 'kept']] : []
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

async function comparePage(c: HouseContext, a: Organization, b: Organization) {
  const { db, actor, page, region } = c.var
  const [lists, names, reasons, ...hangings] = await Promise.all([
    listsOf(db, region.id, page.lang),
    listChoices(db, actor),
    reasonsOf(c, a, b),
    listHangings(db, region.id, a.id),
    listHangings(db, region.id, b.id),
  ])
  const sides = [a, b].map((organization, n): Side => ({ organization, hangings: hangings[n]! })) as [Side, Side]
  const weight = ({ hangings: all }: Side) => all.reduce((sum, one) => sum + one.count, 0)
  const kept = weight(sides[1]) > weight(sides[0]) ? b.id : a.id
  const props = {
    page,
    lists: { ...lists, names },
    sides,
    kept,
    reasons,
    formKey: newKey(c),
  }
  return c.html(document(<MergingPage {...props} />))
}

/** Why two may be one: as they were found among all, else by what both say. */
async function reasonsOf({ var: { db, actor } }: HouseContext, a: Organization, b: Organization) {
  const { kind, key } = suspicionOf(a, b)
  const found = await findProposal(db, actor, kind, key)
  if (found) return found.payload['reasons'] as LikenessReason[]
  const described = (one: Organization) => ({ ...one, ...one.places[0], name: one.name })
  return likenessOf(described(a), described(b), () => 1)
}
