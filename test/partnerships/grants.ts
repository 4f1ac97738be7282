import { expect } from 'vitest'
import sharp from 'sharp'
import { grantForm } from '../../src/partnerships/grants/forms.ts'
import {
  addGrant,
  asGrantInput,
  changeGrant,
  removeGrant,
  setGrantLogo,
} from '../../src/partnerships/grants/grant-changes.ts'
import { getGrant } from '../../src/partnerships/grants/grants.ts'
import { tendLedgers } from '../../src/partnerships/ledgers/ledger-upkeeps.ts'
import { createPartnership } from '../../src/partnerships/partnership-changes.ts'
import { getPartnership } from '../../src/partnerships/partnerships.ts'
import type { Visibility } from '../../src/platform/records.ts'
import { type Call, callReturn } from '../api-calls.ts'
import type { Making, Target } from '../targets.ts'
import type { CaseMakers } from '../verb-cases.ts'
import type { World } from '../world.ts'

const PIXEL = await sharp({ create: { width: 2, height: 2, channels: 3, background: '#246442' } })
  .png()
  .toBuffer()

const partnershipOf = (made: Making, target: Target) =>
  getPartnership(made.db, made.region.system, target.more['partnershipId']!)

let count = 0
/** A grant of a public partnership of the organization of `inside` and `leader`, with a report that is due and a picture. */
async function aGrant(made: Making, visibility: Visibility): Promise<Target> {
  const { db, region } = made
  const partner = await made.anOrganization(region, { name: `Funded partner ${(count += 1)}` })
  const parties = [{ organization: made.ground.anchor.id }, { organization: partner.id }]
  const { id: partnershipId } = await createPartnership(
    db,
    region.system,
    { name: 'Funded', parties, visibility: 'public' },
    made.clock(),
  )
  const partnership = await getPartnership(db, region.system, partnershipId)
  const due = new Date(made.time.now.getTime() + 10 * 86_400_000).toISOString().slice(0, 10)
  const input = grantForm.parse({ name: 'A grant', funder: 'A foundation', reports: `${due} Interim`, visibility })
  const id = await addGrant(db, region.system, partnership, input, made.clock())
  const grant = await getGrant(db, region.system, id)
  await setGrantLogo(db, region.system, partnership, grant, PIXEL, undefined, made.clock())
  const more = { partnershipId, report: grant.reports[0]!.id }
  return { id, slug: id, region: region.slug, more }
}

async function grantChange(made: Making, visibility: Visibility): Promise<Target> {
  const target = await aGrant(made, visibility)
  const { db, region } = made
  const grant = await getGrant(db, region.system, target.id)
  const partnership = await partnershipOf(made, target)
  await changeGrant(
    db,
    region.system,
    partnership,
    grant,
    { ...asGrantInput(grant), name: 'Another name' },
    made.clock(),
  )
  const line = db.selectFrom('journal').select('id').where('record_id', '=', target.id)
  const { id: entry } = await line.where('verb', '=', 'grant.changed').executeTakeFirstOrThrow()
  return { ...target, more: { ...target.more, entry } }
}

async function removedGrant(made: Making, visibility: Visibility): Promise<Target> {
  const target = await aGrant(made, visibility)
  const { db, region } = made
  const grant = await getGrant(db, region.system, target.id)
  await removeGrant(db, region.system, await partnershipOf(made, target), grant, made.clock())
  return target
}

/** What of grants an address or a form can name. */
export const GRANT_MAKERS = { grant: aGrant, grantChange, removedGrant }

const FORM = 'a form; what it is filled with is read with the record, and what it sends has its own line'
const page = '/:region/grants/:id'
const tab = '/:region/partnerships/:partnership/grants'
const api = '/{region}/grants/{id}'
const list = '/{region}/partnerships/{id}/grants'

/** The routes of grants with what programs have for them. */
export const grantPairs: Record<string, string[] | string> = {
  [`GET ${tab}`]: [`get ${list}`],
  [`GET ${tab}/new`]: FORM,
  [`POST ${tab}`]: [`post ${list}`],
  [`GET ${page}`]: [`get ${api}`],
  [`GET ${page}/edit`]: FORM,
  [`POST ${page}/edit`]: [`patch ${api}`],
  [`GET ${page}/history`]: [`get ${api}/history`],
  [`POST ${page}/history/:entry/return`]: [`post ${api}/history/{entry}/return`],
  [`GET ${page}/logo`]: [`get ${api}/logo`],
  [`POST ${page}/logo`]: [`post ${api}/logo`],
  [`POST ${page}/logo/removal`]: [`delete ${api}/logo`],
  [`POST ${page}/reports/:report/completion`]: [`post ${api}/reports/{report}/completion`],
  [`POST ${page}/removal`]: [`delete ${api}`],
  [`POST ${page}/restoration`]: [`post ${api}/restoration`],
}

/** How each verb of grants is done. */
export const grantCases = ({ through, directly }: CaseMakers) => ({
  'grant.created': through(`POST ${tab}`),
  'grant.changed': through(`POST ${page}/edit`),
  'grant.removed': through(`POST ${page}/removal`),
  'grant.restored': through(`POST ${page}/restoration`),
  'grant.reported': through(`POST ${page}/reports/:report/completion`),
  'grant.logo-removed': through(`POST ${page}/logo/removal`),
  'grant.logo-set': directly(
    async (w) => getGrant(w.db, w.ours.system, (await w.aTarget('grant', 'public')).id),
    async (db, grant, w) => {
      const partnership = await getPartnership(db, w.ours.system, grant.partnership.id)
      return setGrantLogo(db, w.people.coordinator.actor, partnership, grant, PIXEL, undefined, w.clock())
    },
  ),
  'grant.due': directly(
    async (w) => {
      await tendLedgers(w.db, w.clock())
      await w.aTarget('grant', 'public')
      await w.db.deleteFrom('ledger_looks').where('region_id', '=', w.ours.id).execute()
    },
    (db, _, w) => tendLedgers(db, w.clock()),
  ),
})

/** A grant with something nasty in each of its texts. */
export async function stingGrants(
  w: World,
  stung: Map<string, Target>,
  { sting, long }: { sting: () => string; long: string },
) {
  const partnership = await getPartnership(w.db, w.ours.system, stung.get('partnership')!.id)
  const told = { name: sting(), funder: sting(), awardNumber: sting(), acknowledgement: long.slice(0, 990) }
  const input = grantForm.parse({ ...told, reports: `2099-05-01 ${sting()}`, period: '2026', visibility: 'public' })
  const id = await addGrant(w.db, w.ours.system, partnership, input, w.clock())
  const [report] = (await getGrant(w.db, w.ours.system, id)).reports
  stung.set('grant', { id, slug: id, region: 'riverbend', more: { report: report!.id } })
}

/** A grant of a partnership: written down, changed, reported, with its picture, taken away and brought back. */
export async function callGrants(go: Call) {
  const { items } = (await go('/api/v1/{region}/partnerships', 'get', {})) as { items: { id: string }[] }
  const of = { id: items[0]!.id }
  const grants = '/api/v1/{region}/partnerships/{id}/grants'
  const one = '/api/v1/{region}/grants/{id}'
  const made = await go(grants, 'post', of, { name: 'By a client', reports: ['2099-01-31 Interim report'] })
  const at = { id: made['id'] }
  await go(one, 'patch', at, { name: 'By another client' })
  await callReturn(go, one, at, { name: 'By a client' })
  const { reports } = (await go(one, 'get', at)) as { reports: { id: string }[] }
  const reported = await go(`${one}/reports/{report}/completion`, 'post', { ...at, report: reports[0]!.id })
  expect(reported).toMatchObject({ reports: [{ what: 'Interim report', reportedOn: expect.any(String) }] })
  expect(await go(`${one}/logo`, 'post', at, Uint8Array.from(PIXEL))).toMatchObject({ hasLogo: true })
  await go(`${one}/logo`, 'get', at)
  await go(`${one}/logo`, 'delete', at)
  await go(one, 'delete', at)
  expect(await go(`${one}/restoration`, 'post', at)).toMatchObject({ name: 'By a client', hasLogo: false })
  expect((await go(grants, 'get', of))['items']).toMatchObject([{ name: 'By a client' }])
}
