import { hashed, networkOf } from '../../account/attempts.ts'
import { type Actor, memberActor, publicActor, systemActor } from '../../platform/actor.ts'
import { dayIn } from '../../platform/days.ts'
import { problem, unlessMissing } from '../../platform/errors.ts'
import type { HouseContext } from '../../platform/house.ts'
import type { LinkHandler, OpenedLink } from '../../platform/links.ts'
import { type FormState, parseForm, readForm, type Typed } from '../../platform/parse-form.ts'
import { type Limit, limit } from '../../platform/rate-limit.ts'
import { paths } from '../../paths.ts'
import { document } from '../../ui/layout.tsx'
import { href } from '../../ui/page.ts'
import { LIMITS } from '../forms.ts'
import { currentParties, getPartnership, type Party, type Partnership } from '../partnerships.ts'
import { AnswerPage, type AnswerPageProps, TooLatePage } from './answer-page.tsx'
import { keepDraft, noteAnswer } from './asking-changes.ts'
import { type Asking, findAsking } from './askings.ts'
import { tagOf } from './charter-changes.ts'
import { answerForm, promisesForm, type PromisesTyped } from './forms.ts'
import { gainsOf } from './helps.ts'
import { type Known, knownOf, offersOf } from './knowns.ts'
import { type PromiseRow, readRows, rowsOf, typedRows, withSpare } from './promises.ts'
import { sayStanding } from './sayings.ts'
import { saveSection, type Section, standing } from './sections.ts'
import { newFormKey } from '../../platform/request-keys.ts'

/** A form is sent a few times until it is whole; a whole office may answer from one network. */
const PER_LINK: Limit = { max: 60, perSeconds: 900 }
const PER_NETWORK: Limit = { max: 300, perSeconds: 900 }

/** A partner answers for its own part of the charter: the page asks, the buttons keep or send. */
export const partyAnswerLink = (trustProxy: number): LinkHandler => ({
  async show(c, opened) {
    const asked = await openedAsking(c, opened)
    const { asking, party } = asked
    const typed = asking.draft ?? { ...begun(asked), word: asking.word }
    const rows = asking.draft ? typedRows(promisesIn(asking.draft)) : rowsOf(party.commitments)
    const done = c.req.query('done') === 'sent' ? 'sent' : undefined
    const read = asking.draft ? String(asking.draft['_read'] ?? '') : undefined
    return c.html(await page(c, opened, asked, { form: { values: typed, errors: {} }, rows, done, read }))
  },

  async answer(c, opened) {
    const { db, region, moment } = c.var
    await countTry(c, opened.token, trustProxy)
    const asked = await openedAsking(c, opened)
    const form = await parseForm(c, answerForm, c.var.page.t)
    const typed = form.ok ? form.typed : form.values
    await keepDraft(db, region.id, asked.asking, draftOf(typed))
    const rows = typedRows(promisesIn(typed))
    const read = String(typed['_read'] ?? '')
    if (!form.ok) return c.html(await page(c, opened, asked, { form, rows, read }), 422)
    const { missionLink, expectedBenefits, add, word } = form.value
    const gains = [expectedBenefits, ...add].filter(Boolean).join('\n')
    const values = { ...typed, expectedBenefits: gains, add: [], word }
    if (form.value.do !== 'send') {
      const done = form.value.do === 'keep' ? ('kept' as const) : undefined
      const more = form.value.do === 'more'
      return c.html(await page(c, opened, asked, { form: { values, errors: {} }, rows, read, done, more }))
    }
    const { promises, errors } = readRows(rows, c.var.page.t)
    if (gains.length > LIMITS.prose) errors['expectedBenefits'] = [c.var.page.t('forms.tooLong', { max: LIMITS.prose })]
    if (Object.keys(errors).length > 0)
      return c.html(await page(c, opened, asked, { form: { values, errors }, rows, read }), 422)
    const said = { missionLink, expectedBenefits: gains, commitments: promises.map((one) => ofParty(one, asked.party)) }
    const actor = answeringActor(c, opened, asked.party)
    const late = await db.transaction().execute(async (trx) => {
      const other = await saveSection(trx, actor, asked.partnership, sectionOf(asked.party), said, read, moment)
      if (!other) await noteAnswer(trx, actor, asked.partnership, asked.party, asked.asking, word, moment)
      return other
    })
    if (!late) return c.redirect(href(c.var.page, `${paths.link(region.slug, opened.token)}?done=sent`), 303)
    const now = await openedAsking(c, opened)
    const differences = Object.entries(standing(now.partnership, sectionOf(now.party))).map(([field, theirs]) => ({
      label: c.var.page.t(`partnership-charter.field.${field}`),
      yours: sayStanding(c.var.page.t, field, said[field as keyof typeof said], new Map()),
      theirs: sayStanding(c.var.page.t, field, theirs, new Map()),
    }))
    return c.html(await page(c, opened, now, { form: { values, errors: {} }, rows, differences }), 409)
  },

  async over(c, _opened, state) {
    if (c.req.method !== 'POST') throw problem(410, `account.link.${state}`)
    const typed = await readForm(c)
    const why = c.var.page.t(`account.link.${state}`)
    return c.html(document(<TooLatePage page={c.var.page} typed={typed} why={why} />), 410)
  },
})

interface Asked {
  asking: Asking
  partnership: Partnership
  party: Party
}

/** Who is asked by a link, as long as it takes part. */
async function openedAsking(c: HouseContext, { link }: OpenedLink): Promise<Asked> {
  const { db, region } = c.var
  const seer = systemActor(region.id)
  const asking = link.recordId ? await findAsking(db, seer, link.recordId) : undefined
  const partnership = asking && (await getPartnership(db, seer, asking.partnershipId).catch(unlessMissing))
  const party = partnership && currentParties(partnership).find(({ id }) => id === asking?.partyId)
  if (!asking || !partnership || !party || asking.revokedAt) throw problem(410, 'partnership-charter.answer.gone')
  return { asking, partnership, party }
}

const sectionOf = (party: Party): Section => ({ party, fields: ['missionLink', 'expectedBenefits', 'commitments'] })

const begun = ({ partnership, party }: Asked): Typed =>
  Object.fromEntries(
    Object.entries(standing(partnership, sectionOf(party))).filter(([, value]) => typeof value === 'string'),
  ) as Typed

const LISTS = ['promise', 'kind', 'what', 'amount', 'person', 'pool', 'from', 'until', 'gone', 'offer'] as const
const promisesIn = (typed: Typed): PromisesTyped =>
  promisesForm.parse(Object.fromEntries(LISTS.map((name) => [name, typed[name]])))

const draftOf = ({ do: _step, _key, ...typed }: Typed): Typed => typed

/** A promise keeps its id only where it is one of theirs. */
const ofParty = <P extends { id: string | null }>(promise: P, { commitments }: Party): P => ({
  ...promise,
  id: commitments.some(({ id }) => id === promise.id) ? promise.id : null,
})

/** Whoever holds the link speaks for that partner, here and nowhere else. */
function answeringActor({ var: { region } }: HouseContext, { link }: OpenedLink, party: Party): Actor {
  const mandates = [{ what: 'speak' as const, organizationId: party.organization.id }]
  const personId = link.personId ?? ''
  return {
    ...memberActor({ regionId: region.id, accountId: null, personId, name: '', mandates, kind: 'link' }),
    personId: link.personId,
  }
}

interface View {
  form: FormState
  rows: readonly PromiseRow[]
  read?: string | undefined
  done?: AnswerPageProps['done']
  differences?: AnswerPageProps['differences']
  more?: boolean
}

/** A link may come into anybody's hands: what the directory knows is told as everybody may see it. */
async function page(c: HouseContext, opened: OpenedLink, asked: Asked, view: View) {
  const { db, region, moment } = c.var
  const { partnership, party } = asked
  const today = dayIn(region.timeZone, moment.at)
  const known = await Promise.all(
    currentParties(partnership).map(({ organization }) =>
      knownOf(db, publicActor(region.id), organization.id, today).catch(unlessMissing),
    ),
  )
  const all = known.filter((one): one is Known => one !== null)
  const mine = all.find(({ organization }) => organization.id === party.organization.id)
  const mission = mine?.organization.mission.slice(0, LIMITS.prose) ?? ''
  const prefilled = view.form.values['missionLink'] === '' && mission !== '' && !asked.asking.answeredAt
  const form = prefilled ? { ...view.form, values: { ...view.form.values, missionLink: mission } } : view.form
  const said = view.rows.map((row) => row.what.toLowerCase())
  return document(
    <AnswerPage
      {...{ ...asked, form, prefilled }}
      page={c.var.page}
      token={opened.token}
      rows={withSpare(view.rows, view.more ? 3 : 1)}
      offers={mine ? offersOf(mine).filter((one) => !said.includes(one.what.toLowerCase())) : []}
      add={gainsOf(c.var.page.t, all, party.organization.id)}
      read={view.read ?? tagOf(standing(partnership, sectionOf(party)))}
      formKey={newFormKey(moment)}
      done={view.done}
      differences={view.differences}
    />,
  )
}

/** Counts what is sent by a link and from a network. Throws 429 when it is too much. */
async function countTry(c: HouseContext, token: string, trustProxy: number) {
  const { db, moment } = c.var
  const counted = [
    await limit(db, hashed('party link', token), PER_LINK, moment.at),
    await limit(db, hashed('party network', networkOf(c, trustProxy)), PER_NETWORK, moment.at),
  ]
  if (counted.every((one) => one.ok)) return
  const seconds = Math.max(...counted.map((one) => one.retryAfter))
  throw problem(429, 'errors.tooMany', { seconds }, { 'retry-after': String(seconds) })
}
