import { Hono } from 'hono'
import { z } from 'zod'
import { paths } from '../../paths.ts'
import { isTable, tableAnswer, wants } from '../../platform/answers.ts'
import { dayIn } from '../../platform/days.ts'
import { found, isProblem, permit, problem } from '../../platform/errors.ts'
import type { House, HouseContext } from '../../platform/house.ts'
import { askedText, readQuery } from '../../platform/list-query.ts'
import { type FormState, parseForm } from '../../platform/parse-form.ts'
import { listsOf } from '../../region/lists.ts'
import { langOn } from '../../ui/languages.ts'
import { document } from '../../ui/layout.tsx'
import { href } from '../../ui/page.ts'
import { withPartnership } from '../addressed-routes.tsx'
import { differencesOf } from '../charter/differences.ts'
import { Differences } from '../charter/differences-panel.tsx'
import { draftOf, getRevision } from '../charter/revisions.ts'
import { currentParties, type Partnership } from '../partnerships.ts'
import { answerSignOff } from './answers.ts'
import { askForSignOff, handOn, withdrawAsking, writeAgain } from './asking-changes.ts'
import { AskPage } from './ask-page.tsx'
import { coverHasEnded, endCover, sayCover } from './covers.ts'
import { inForce } from './forces.ts'
import { answerForm, askingForm, coverOfForm } from './forms.ts'
import { outlookOf } from './outlooks.ts'
import { SIGN_OFFS, signOffCells } from './renderings.ts'
import { canAsk, canReadSignOffs, daysAfter, withoutAddress } from './rules.ts'
import { answerSignOffs, coversOf, isMine, leadersOf, readAskings, signOffOf } from './sign-off-api.ts'
import { type SignOffsPageProps, SignOffsPage } from './sign-offs-page.tsx'
import { openAsking } from './sign-offs.ts'
import { newFormKey } from '../../platform/request-keys.ts'

const pageQuery = z.object({ done: askedText(20) })
const askQuery = z.object({ without: askedText(36), met: askedText(36) })

/** Two weeks are what most leaders are given. */
const USUAL_DAYS = 14

const today = (c: HouseContext) => dayIn(c.var.region.timeZone, c.var.moment.at)
const base = '/partnerships/:partnership/sign-offs'

const back = (c: HouseContext, partnership: Partnership, done: string) =>
  c.redirect(href(c.var.page, `${paths.signOffs(c.var.region.slug, partnership.slug)}?done=${done}`), 303)

/** Sign-offs of a partnership: who signed what, asking, answering on the page, and who signs meanwhile. */
export const signOffRoutes = new Hono<House>()
  .get(
    base,
    withPartnership(async (c, partnership) => {
      const form = wants(c)
      if (form === 'json') return answerSignOffs(c, partnership)
      if (isTable(form)) {
        const { page, region } = c.var
        const rows = (await readAskings(c, partnership)).flatMap((asking) =>
          asking.signOffs.map((one) => signOffCells(one, asking, page.t, region.timeZone)),
        )
        return tableAnswer(c, `${partnership.slug}-sign-offs`, SIGN_OFFS, rows)
      }
      return c.html(await signOffsPage(c, partnership))
    }),
  )
  .get(
    `${base}/new`,
    withPartnership(async (c, partnership) => {
      permit(canAsk(c.var.actor, partnership), 'sign-offs.errors.ask')
      return c.html(await askPage(c, partnership))
    }),
  )
  .post(
    `${base}/new`,
    withPartnership(async (c, partnership) => {
      const { db, actor, region, page, moment } = c.var
      permit(canAsk(actor, partnership), 'sign-offs.errors.ask')
      const form = await parseForm(c, askingForm, page.t)
      if (!form.ok) return c.html(await askPage(c, partnership, form), 422)
      const asked = await askForSignOff(db, actor, region, partnership.id, form.value, moment).catch((error: unknown) =>
        asErrors(c, error, 'until'),
      )
      if ('errors' in asked) return c.html(await askPage(c, partnership, { ...asked, values: form.typed }), 422)
      return back(c, partnership, asked.inForce ? 'agreed' : 'asked')
    }),
  )
  .post(
    `${base}/withdrawal`,
    withPartnership(async (c, partnership) => {
      const { db, actor, moment } = c.var
      permit(canAsk(actor, partnership), 'sign-offs.errors.ask')
      const open = openAsking(await readAskings(c, partnership))
      if (!open) throw problem(409, 'sign-offs.errors.over')
      await withdrawAsking(db, actor, open, moment)
      return back(c, partnership, 'withdrawn')
    }),
  )
  .post(
    `${base}/covers`,
    withPartnership(async (c, partnership) => {
      const { db, actor, region, page, moment } = c.var
      const leaders = await leadersOf(c, partnership)
      permit(leaders.length > 0, 'sign-offs.errors.cover')
      const form = await parseForm(c, coverOfForm, page.t)
      if (!form.ok) return c.html(await signOffsPage(c, partnership, { cover: form }), 422)
      const { leader, ...said } = form.value
      const [organizationId, id] = leader
      permit(
        leaders.some((one) => one.organizationId === organizationId && one.id === id),
        'sign-offs.errors.cover',
      )
      const failed = await sayCover(
        db,
        actor,
        region,
        { ...said, organization: organizationId, leader: id },
        moment,
      ).then(
        () => null,
        (error: unknown) => asErrors(c, error, 'until'),
      )
      if (failed) return c.html(await signOffsPage(c, partnership, { cover: { ...failed, values: form.typed } }), 422)
      return back(c, partnership, 'covered')
    }),
  )
  .post(
    `${base}/covers/:cover/ending`,
    withPartnership(async (c, partnership) => {
      const { db, actor, moment } = c.var
      permit(canReadSignOffs(actor, partnership), 'sign-offs.errors.cover')
      const id = c.req.param('cover') ?? ''
      const cover = (await coversOf(c, partnership)).find((one) => one.id === id)
      if (!cover && (await coverHasEnded(db, actor.regionId, id))) return back(c, partnership, 'ended')
      await endCover(db, actor, found(cover), moment)
      return back(c, partnership, 'ended')
    }),
  )
  .post(
    `${base}/:signOff/answer`,
    withPartnership(async (c, partnership) => {
      const { db, actor, region, page, moment } = c.var
      permit(canReadSignOffs(actor, partnership), 'sign-offs.errors.notSigner')
      const signOff = await signOffOf(c, partnership, c.req.param('signOff'))
      permit(isMine(c, signOff), 'sign-offs.errors.notSigner')
      const form = await parseForm(c, answerForm, page.t)
      if (!form.ok) return c.html(await signOffsPage(c, partnership, { answer: { signOff: signOff.id, form } }), 422)
      const by = { actor, personId: actor.personId! }
      return back(c, partnership, await answerSignOff(db, region, signOff.id, by, form.value, moment))
    }),
  )
  .post(
    `${base}/:signOff/letter`,
    withPartnership(async (c, partnership) => {
      const { db, actor, region, page, moment } = c.var
      permit(canAsk(actor, partnership), 'sign-offs.errors.ask')
      const signOff = await signOffOf(c, partnership, c.req.param('signOff'))
      if (withoutAddress(signOff).length === 0) {
        await writeAgain(db, actor, region, signOff, moment)
        return back(c, partnership, 'written')
      }
      const { until, tokens } = await handOn(db, actor, region, signOff, moment)
      const { lang } = partnership
      const links = tokens.map((token) => page.origin + href({ lang }, paths.link(region.slug, token)))
      c.header('cache-control', 'no-store')
      return c.html(await signOffsPage(c, partnership, { handed: { signOff: signOff.id, until, links } }))
    }),
  )

/** What a rule refuses stands in the form again. */
function asErrors(c: HouseContext, error: unknown, field: string): FormState {
  if (!isProblem(error) || error.status !== 422 || !error.reason) throw error
  return { values: {}, errors: { [field]: [c.var.page.t(error.reason)] } }
}

interface Back {
  answer?: { signOff: string; form: FormState }
  cover?: FormState
  handed?: SignOffsPageProps['handed']
}

async function signOffsPage(c: HouseContext, partnership: Partnership, back: Back = {}) {
  const { db, actor, region, page } = c.var
  const { done } = readQuery(c, pageQuery)
  const reads = canReadSignOffs(actor, partnership)
  const asks = canAsk(actor, partnership)
  const organizations = new Map(
    currentParties(partnership).map(({ organization }) => [organization.id, organization.name]),
  )
  const [askings, force, covers, leaders, outlook] = await Promise.all([
    readAskings(c, partnership),
    inForce(db, region.id, partnership.id),
    coversOf(c, partnership),
    leadersOf(c, partnership),
    asks ? outlookOf(db, region, partnership.id, [], today(c)) : null,
  ])
  const current = openAsking(askings) ?? askings.find(({ id }) => id === force?.askingId)
  const view: SignOffsPageProps = {
    page,
    partnership,
    askings,
    force,
    canAsk: asks,
    draft: outlook?.draft ?? 'same',
    mine: (current?.signOffs ?? []).filter((one) => isMine(c, one)).map(({ id }) => id),
    back: back.answer,
    handed: back.handed,
    covers: reads
      ? {
          covers: covers.map((one) => ({
            ...one,
            organization: organizations.get(one.organizationId) ?? '',
            canEnd: actor.coordinates || [one.leader.id, one.deputy.id].includes(actor.personId ?? ''),
          })),
          leaders,
          back: back.cover,
        }
      : null,
    done,
    formKey: newFormKey(c.var.moment),
  }
  return document(<SignOffsPage {...view} />)
}

async function askPage(c: HouseContext, partnership: Partnership, typed?: FormState) {
  const { db, region, page } = c.var
  const query = readQuery(c, askQuery)
  const known = await outlookOf(db, region, partnership.id, [], today(c))
  const asked = typed ? [typed.values['without'] ?? []].flat() : [query.without]
  // Only who declined is left out: whoever has not answered is not passed over.
  const without = known.candidates.filter(({ declined, organization }) => declined && asked.includes(organization.id))
  const ids = without.map(({ organization }) => organization.id)
  const outlook = ids.length === 0 ? known : await outlookOf(db, region, partnership.id, ids, today(c))
  const met = known.candidates.find(({ declined, organization }) => declined && organization.id === query.met)
  const values = {
    silence: 'passes',
    until: daysAfter(today(c), USUAL_DAYS),
    message: met
      ? page.t('sign-offs.form.metMessage', { organization: met.organization.name, reason: met.declined!.reason })
      : '',
  }
  return document(
    <AskPage
      page={page}
      partnership={partnership}
      outlook={outlook}
      without={without.map(({ organization }) => organization)}
      changes={outlook.last ? await changesSince(c, partnership, outlook.last.revision) : null}
      form={typed ? { ...typed, values: { ...values, ...typed.values } } : { values, errors: {} }}
      formKey={newFormKey(c.var.moment)}
    />,
  )
}

/** What changed in the charter since a revision, as this reader may know it. */
async function changesSince(c: HouseContext, partnership: Partnership, revision: number) {
  const { db, actor, region, page } = c.var
  const [before, now, { roles }] = await Promise.all([
    getRevision(db, actor, partnership.id, revision),
    draftOf(db, actor, partnership),
    listsOf(db, region.id, page.lang),
  ])
  const differences = differencesOf(before.content, now)
  if (differences.length === 0) return null
  return (
    <details class="fold">
      <summary>{page.t('sign-offs.link.changes', { revision })}</summary>
      <Differences page={page} differences={differences} roles={roles} lang={langOn(page, partnership)} />
    </details>
  )
}
