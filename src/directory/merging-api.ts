import { Hono } from 'hono'
import { z } from 'zod'
import { PERSON_REASONS } from '../account/person-likenesses.ts'
import { decide, DECISIONS, getProposal, listProposals, type Proposal } from '../journal/proposals.ts'
import { jsonList, nextCursor, shownBy } from '../platform/answers.ts'
import { type ApiDoc, listOf } from '../platform/api-docs.ts'
import { checkJson, readJson, written } from '../platform/api-writes.ts'
import { found, permit, problem } from '../platform/errors.ts'
import type { House, HouseContext } from '../platform/house.ts'
import { asPrograms, askedOne, readQuery } from '../platform/list-query.ts'
import { MERGED_KINDS, type MergedKind } from '../platform/room.ts'
import { answerOrganization, organizationAddress } from './api.ts'
import { CHOSEN } from './choices.ts'
import { proposeDuplicates } from './duplicates.ts'
import { REASONS } from './likenesses.ts'
import { MERGE_KINDS, mergeKindOf, SUSPICIONS } from './merge-kinds.ts'
import { canBeUndone, getMerge, listMerges, type Merge, mergeAsChosen, undoMerge } from './merges.ts'
import { organizationSchema } from './renderings.ts'
import { PLACE_REASONS } from './place-likenesses.ts'
import { canMerge } from './rules.ts'

const query = z.object({
  decided: askedOne(['', 'yes']).describe('`yes`: what was decided; else what awaits a decision'),
  ...asPrograms,
})
const proposalSchema = z.object({
  id: z.uuid(),
  kind: z.enum(MERGED_KINDS).describe('Of what kind both are'),
  records: z.array(z.uuid()).describe('The two that may be one'),
  reasons: z.array(z.enum([...new Set([...REASONS, ...PERSON_REASONS, ...PLACE_REASONS])])),
  madeAt: z.string(),
  decision: z.enum(DECISIONS).nullable().describe('`accepted`: merged; `refused`: kept apart for good'),
  decidedAt: z.string().nullable(),
})
const mergeSchema = z.object({
  id: z.uuid(),
  kind: z.enum(MERGED_KINDS),
  keptId: z.uuid(),
  kept: z.string(),
  lostId: z.uuid(),
  lost: z.string(),
  at: z.string(),
  undoneAt: z.string().nullable(),
  undoable: z.boolean(),
})
const undoneSchema = mergeSchema.extend({ stayed: z.int().describe('Rows and fields that somebody changed since') })
const decisionForm = z.object({ decision: z.enum(['apart', 'later'], { error: 'forms.choose' }) })
const mergingForm = (chosen: readonly string[]) =>
  z.object({
    with: z.uuid('forms.choose').describe('The one that it becomes one with'),
    keep: z
      .union([z.literal('').default(''), z.uuid('forms.choose')])
      .describe('Which of both stays; the one of the address'),
    fields: z
      .partialRecord(z.enum(chosen), z.enum(['kept', 'lost']))
      .default({})
      .describe('Of which one a field is taken; where nothing is said, of the one that stays if it says anything'),
  })
const mergingForms = {
  organization: mergingForm(CHOSEN),
  person: mergingForm(MERGE_KINDS.person.chosen),
  place: mergingForm(MERGE_KINDS.place.chosen),
}

const proposalJson = ({ id, kind, concerns, payload, madeAt, decision, decidedAt }: Proposal) => ({
  id,
  kind: mergeKindOf(kind)?.kind,
  records: concerns,
  reasons: payload['reasons'],
  madeAt: madeAt.toISOString(),
  decision,
  decidedAt: decidedAt?.toISOString() ?? null,
})
const mergeJson = ({ at, undoneAt, ...merge }: Merge, now: Date) => ({
  ...merge,
  at: at.toISOString(),
  undoneAt: undoneAt?.toISOString() ?? null,
  undoable: canBeUndone({ ...merge, at, undoneAt }, now),
})

const permitted = (c: HouseContext) => permit(canMerge(c.var.actor), 'merging.onlyCoordinators')
const at = (c: HouseContext, list: string, id: string) => `/api/v1/${c.var.region.slug}/${list}/${id}`

/** What may be one, for programs of coordinators. */
export const mergingApi = new Hono<House>()
  .get('/proposals', async (c) => {
    permitted(c)
    const { decided, limit, cursor } = readQuery(c, query)
    const offset = shownBy(cursor)
    const { items, total } = await listProposals(c.var.db, c.var.actor, {
      decided: decided === 'yes',
      kinds: SUSPICIONS,
      offset,
      limit,
    })
    return jsonList(c, items.map(proposalJson), total, nextCursor(offset + items.length, total))
  })
  .post('/proposals', async (c) => {
    permitted(c)
    const { db, region, moment } = c.var
    return c.json({ found: await proposeDuplicates(db, region.id, moment) })
  })
  .post('/proposals/:id/decision', async (c) => {
    permitted(c)
    const { db, actor, moment } = c.var
    const proposal = await getProposal(db, actor, c.req.param('id'))
    if (!mergeKindOf(proposal.kind)) throw problem(404)
    const { decision } = checkJson(c, decisionForm, await readJson(c))
    const work = async () => {
      await decide(db, actor, proposal, decision === 'apart' ? 'refused' : 'later', moment)
      return proposal.id
    }
    const answer = async () => c.json(proposalJson(await getProposal(db, actor, proposal.id)))
    return written(c, work, (id) => at(c, 'proposals', id), answer, 200)
  })
  .post('/organizations/:id/merging', async (c) => {
    const work = await asked(c, 'organization', c.req.param('id'))
    return written(
      c,
      async () => (await work()).kept,
      (id) => organizationAddress(c, id),
      (id) => answerOrganization(c, id),
      200,
    )
  })
  .post('/people/:person/merging', (c) => merging(c, 'person', c.req.param('person')))
  .post('/places/:id/merging', (c) => merging(c, 'place', c.req.param('id')))
  .get('/merges', async (c) => {
    permitted(c)
    const items = (await listMerges(c.var.db, c.var.actor)).map((merge) => mergeJson(merge, c.var.moment.at))
    return jsonList(c, items, items.length, null)
  })
  .post('/merges/:id/undoing', async (c) => {
    permitted(c)
    const { db, actor, moment } = c.var
    let stayed = 0
    const work = async () => {
      const merge = await getMerge(db, actor, c.req.param('id'))
      stayed = await undoMerge(db, actor, merge, moment)
      return merge.id
    }
    const answer = async (id: string) => c.json({ ...mergeJson(await getMerge(db, actor, id), moment.at), stayed })
    return written(
      c,
      work,
      (id) => at(c, 'merges', id),
      (_id) => answer(c.req.param('id')),
      200,
    )
  })

/** What a program asks to become one of a kind, as a deed that tells what stays and under which id it can be undone. */
async function asked(c: HouseContext, of: MergedKind, id: string) {
  const { db, actor, rooms, moment, repeats } = c.var
  // A retry may name the one that the first request made part of the other.
  const one = repeats ? undefined : await MERGE_KINDS[of].get(db, actor, id)
  permitted(c)
  const form = checkJson(c, mergingForms[of], await readJson(c))
  return async () => {
    const other = await MERGE_KINDS[of].get(db, actor, form.with)
    const [kept, lost] = form.keep === other.id ? [other, found(one)] : [found(one), other]
    return { id: await mergeAsChosen(db, actor, rooms, of, { kept, lost }, form.fields, moment), kept: kept.id }
  }
}

/** Makes one of two, and tells of that. */
async function merging(c: HouseContext, of: MergedKind, id: string) {
  const work = await asked(c, of, id)
  const answer = async (made: string, status: 200 | 201) =>
    c.json(mergeJson(await getMerge(c.var.db, c.var.actor, made), c.var.moment.at), status)
  return written(
    c,
    async () => (await work()).id,
    (made) => at(c, 'merges', made),
    answer,
  )
}

const tag = 'Duplicates'
const v1 = '/api/v1/{region}'
export const mergingApiDocs: ApiDoc[] = [
  {
    method: 'get',
    path: `${v1}/proposals`,
    summary: 'Pairs of organizations, people or places that may be one, with the reasons; for coordinators',
    tag,
    query,
    response: listOf(proposalSchema),
    closed: true,
  },
  {
    method: 'post',
    path: `${v1}/proposals`,
    summary: 'Looks for organizations, people and places that may be one; how many pairs are new',
    tag,
    response: z.object({ found: z.int() }),
  },
  {
    method: 'post',
    path: `${v1}/proposals/{id}/decision`,
    summary: 'Keeps two apart for good, or leaves it for later',
    tag,
    body: decisionForm,
    response: proposalSchema,
  },
  {
    method: 'post',
    path: `${v1}/organizations/{id}/merging`,
    summary: 'Makes one organization of two: all that hangs on either hangs on the one that stays',
    tag,
    body: mergingForms.organization,
    response: organizationSchema,
  },
  {
    method: 'post',
    path: `${v1}/people/{person}/merging`,
    summary: 'Makes one person of two entries; who has an account stays, and of each consent the stricter counts',
    tag,
    body: mergingForms.person,
    status: 201,
    response: mergeSchema,
  },
  {
    method: 'post',
    path: `${v1}/places/{id}/merging`,
    summary: 'Makes one place of two of the same organization',
    tag,
    body: mergingForms.place,
    status: 201,
    response: mergeSchema,
  },
  {
    method: 'get',
    path: `${v1}/merges`,
    summary: 'What became one, the latest first; for coordinators',
    tag,
    response: listOf(mergeSchema),
    closed: true,
  },
  {
    method: 'post',
    path: `${v1}/merges/{id}/undoing`,
    summary: 'Makes two of them again, within 30 days',
    tag,
    response: undoneSchema,
  },
]
