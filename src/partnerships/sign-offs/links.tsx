import type { Child } from 'hono/jsx'
import { type Actor, memberActor, systemActor } from '../../platform/actor.ts'
import { dayIn } from '../../platform/days.ts'
import { isProblem, permit, problem } from '../../platform/errors.ts'
import type { HouseContext } from '../../platform/house.ts'
import type { LinkHandler, OpenedLink } from '../../platform/links.ts'
import { type FormState, parseForm } from '../../platform/parse-form.ts'
import { listsOf } from '../../region/lists.ts'
import { langOn } from '../../ui/languages.ts'
import { document } from '../../ui/layout.tsx'
import { differencesOf } from '../charter/differences.ts'
import { Differences } from '../charter/differences-panel.tsx'
import { type CharterContent, getRevision } from '../charter/revisions.ts'
import { type Brief, briefOf } from '../documents/briefs.ts'
import { getPartnership, type Party, partyOf, type Partnership } from '../partnerships.ts'
import { answerSignOff, type Outcome } from './answers.ts'
import { listDeputies, sayCover } from './covers.ts'
import { linkForm } from './forms.ts'
import { type Pressed, SignOffDonePage, SignOffLinkPage } from './link-page.tsx'
import { type Asking, getSignOff, listAskings, type SignOff } from './sign-offs.ts'
import type { Signer } from './signers.ts'
import { newFormKey } from '../../platform/request-keys.ts'

/** A leader decides from a letter: the page asks, a button writes and uses the link up, and afterwards it tells what was said. */
export const signOffLink: LinkHandler = {
  show: async (c, opened) => {
    const asked = await openedSignOff(c, opened)
    const { closedWhy } = asked.asking
    if (closedWhy) return c.html(await donePage(c, asked.signOff, closedWhy, 'note'), 410)
    return c.html(await askPage(c, opened, asked))
  },

  answer: async (c, opened) => {
    const { db, region, page, moment } = c.var
    const asked = await openedSignOff(c, opened)
    const { actor, signer, signOff } = asked
    const form = await parseForm(c, linkForm, page.t)
    if (!form.ok) return c.html(await askPage(c, opened, asked, { what: pressed(form.values), form }), 422)
    const said = form.value
    if (said.decision === 'cover') {
      const of = { organization: signOff.organization.id, leader: signer.forPersonId }
      const failed = await sayCover(db, actor, region, { ...said, ...of }, moment).then(() => null, inForm(c))
      const now = await openedSignOff(c, opened)
      return c.html(await askPage(c, opened, now, failed && { what: 'cover', form: failed }), failed ? 422 : 200)
    }
    const by = { actor, personId: signer.personId, token: opened.token }
    const came = await answerSignOff(db, region, signOff.id, by, said, moment).catch(wasUsed)
    const now = await getSignOff(db, systemActor(region.id), signOff.id, today(c))
    return c.html(await donePage(c, now, came, came === 'used' ? 'note' : 'good'), came === 'used' ? 409 : 200)
  },

  over: async (c, opened, why) => {
    const { db, region } = c.var
    const seer = systemActor(region.id)
    const signOff = await getSignOff(db, seer, opened.link.recordId ?? '', today(c)).catch(() => {
      throw problem(410, `account.link.${why}`)
    })
    const hasSaid = signOff.answers.some((said) => said.personId === opened.link.personId)
    const closedWhy = signOff.status === 'withdrawn' || signOff.status === 'superseded' ? signOff.status : null
    const told = hasSaid && why !== 'expired' ? 'used' : (closedWhy ?? why)
    const isRead = c.req.method === 'GET' || c.req.method === 'HEAD'
    return c.html(await donePage(c, signOff, told, 'note'), told === 'used' ? (isRead ? 200 : 409) : 410)
  },
}

const today = (c: HouseContext) => dayIn(c.var.region.timeZone, c.var.moment.at)
const pressed = (values: FormState['values']) => (values['decision'] === 'cover' ? 'cover' : 'answer')

/** Somebody else pressed the same link first: it is told what they said. */
function wasUsed(error: unknown): 'used' {
  if (isProblem(error) && error.reason === 'account.link.used') return 'used'
  throw error
}

/** What a rule refuses stands in the form again. */
const inForm =
  (c: HouseContext) =>
  (error: unknown): FormState => {
    if (!isProblem(error) || error.status !== 422 || !error.reason) throw error
    return { values: {}, errors: { until: [c.var.page.t(error.reason)] } }
  }

interface Asked {
  actor: Actor
  signer: Signer
  asking: Asking
  signOff: SignOff
  all: Asking[]
}

/** The sign-off that a link asks about, and whose signature its holder gives today. */
async function openedSignOff(c: HouseContext, { link }: OpenedLink): Promise<Asked> {
  const { db, region } = c.var
  if (!link.recordId || !link.personId) throw problem(404)
  const signOff = await getSignOff(db, systemActor(region.id), link.recordId, today(c)).catch(() => {
    throw problem(410, 'sign-offs.link.gone')
  })
  const signer = signOff.signers.find(({ personId }) => personId === link.personId)
  permit(signer !== undefined, 'sign-offs.errors.notSigner')
  const actor = memberActor({
    regionId: region.id,
    accountId: null,
    personId: signer.personId,
    name: signer.name,
    mandates: [{ what: 'sign', organizationId: signOff.organization.id }],
    kind: 'link',
  })
  const all = await listAskings(db, actor, signOff.subjectId, today(c))
  const asking = all.find(({ id }) => id === signOff.askingId)
  // An organization that is no partner any more sees what it said itself.
  if (!asking) throw problem(410, 'sign-offs.link.gone')
  return { actor, signer, asking, signOff, all }
}

async function askPage(c: HouseContext, opened: OpenedLink, asked: Asked, back?: Pressed | null) {
  const { db, region, page, moment } = c.var
  const { actor, asking, signOff, signer, all } = asked
  const { organization, subjectId, revision } = signOff
  const [partnership, { content }, deputies] = await Promise.all([
    getPartnership(db, actor, subjectId),
    getRevision(db, actor, subjectId, revision),
    listDeputies(db, region.id, { organizationId: organization.id, leaderId: signer.forPersonId }, today(c)),
  ])
  const before = all.filter((one) => one.askedAt < asking.askedAt)
  const declined = before[0]?.signOffs.find(
    (one) => one.organization.id === organization.id && one.decision === 'declined',
  )
  const base = declined?.revision ?? before.find((one) => one.inForceAt !== null)?.revision
  const changes = base === undefined ? null : await changesSince(c, actor, subjectId, base, revision)
  return document(
    <SignOffLinkPage
      page={page}
      token={opened.token}
      partnership={partnership}
      content={content}
      brief={await briefAsAsked(c, actor, partnership, content, organization.id)}
      signer={signer}
      asking={asking}
      signOff={signOff}
      declined={declined}
      deputies={deputies}
      pressed={back ?? undefined}
      formKey={newFormKey(moment)}
      changes={changes}
    />,
  )
}

/** The brief of the revision that is asked about, with what the records know of hours used, goals served and gains. */
async function briefAsAsked(
  c: HouseContext,
  actor: Actor,
  partnership: Partnership,
  content: CharterContent,
  organizationId: string,
): Promise<Brief | null> {
  const asked = content.parties.find((one) => one.organization.id === organizationId)
  const party = partyOf(partnership, organizationId)
  if (!asked || !party) return null
  const { missionLink, expectedBenefits } = asked
  const commitments = asked.commitments.map(({ person, ...one }) => ({ ...one, personId: person?.id ?? null }))
  const frozen = { ...party, missionLink, expectedBenefits, roles: asked.roles, commitments } as Party
  const { mission, purpose } = content
  return briefOf(c.var.db, actor, { ...partnership, mission, purpose }, frozen, c.var.page)
}

/** What differs from the revision that was signed, or declined, before. */
async function changesSince(
  c: HouseContext,
  actor: Actor,
  subjectId: string,
  base: number,
  revision: number,
): Promise<Child> {
  const { db, region, page } = c.var
  const [before, after, { roles }, partnership] = await Promise.all([
    getRevision(db, actor, subjectId, base),
    getRevision(db, actor, subjectId, revision),
    listsOf(db, region.id, page.lang),
    getPartnership(db, actor, subjectId),
  ])
  return (
    <details class="fold">
      <summary>{page.t('sign-offs.link.changes', { revision: base })}</summary>
      <Differences
        page={page}
        differences={differencesOf(before.content, after.content)}
        roles={roles}
        lang={langOn(page, partnership)}
      />
    </details>
  )
}

type Told = Outcome | 'used' | 'expired' | 'revoked' | 'withdrawn' | 'superseded'

async function donePage(c: HouseContext, signOff: SignOff, told: Told, state: 'good' | 'note') {
  const { db, region, page } = c.var
  const partnership = await getPartnership(db, systemActor(region.id), signOff.subjectId).catch(() => null)
  const last = signOff.answers.at(-1)
  const values = {
    revision: signOff.revision,
    organization: signOff.organization.name,
    decision: last?.decision ?? 'none',
  }
  return document(
    <SignOffDonePage
      page={page}
      signOff={signOff}
      partnership={partnership?.name ?? ''}
      said={page.t(`sign-offs.link.told.${told}`, values)}
      state={state}
    />,
  )
}
