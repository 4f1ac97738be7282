import { writeComment } from '../../src/journal/comments.ts'
import { spokenOf } from '../../src/partnerships/comments/partnership-comments.ts'
import { makeHandover } from '../../src/partnerships/handovers/handovers.ts'
import { createPartnership } from '../../src/partnerships/partnership-changes.ts'
import { getPartnership } from '../../src/partnerships/partnerships.ts'
import { stingGoals } from './goals.ts'
import { stingSignOffs } from './sign-offs.ts'
import type { Target } from '../targets.ts'
import { stingPulses } from './pulse.ts'
import { stingBookings } from './booking-stings.ts'
import type { World } from '../world.ts'
import { stingDocuments } from './documents.ts'
import { stingCharter } from './charter.ts'
import { stingRoles } from './roles.ts'
import { textsOf } from '../../src/partnerships/translations/texts.ts'
import { tellPartnership } from '../../src/partnerships/translations/translation-changes.ts'

/** A partnership with something nasty in each of its texts. */
export async function stingPartnerships(
  w: World,
  stung: Map<string, Target>,
  nasty: { sting: () => string; long: string; markdown: string; all: string[] },
) {
  const organization = stung.get('organization')!
  const long = nasty.long.slice(0, 3900)
  const stungParty = {
    organization: organization.id,
    missionLink: long,
    expectedBenefits: long,
    commitments: [{ kind: 'hours' as const, amount: 40, what: nasty.sting(), pool: nasty.sting() }],
  }
  const given = {
    name: nasty.sting(),
    purpose: nasty.markdown.slice(0, 3900),
    mission: nasty.long.slice(0, 590),
    decisions: long,
    leaving: long,
    places: nasty.all.map((one) => one.slice(0, 110)),
    parties: [stungParty, { organization: w.grounds.riverbend.other.id }],
    visibility: 'public' as const,
  }
  const { id, slug } = await createPartnership(w.db, w.ours.system, given, w.clock())
  const [party] = (await getPartnership(w.db, w.ours.system, id)).parties
  await w.db.updateTable('parties').set({ left_why: long }).where('partnership_id', '=', id).execute()
  await w.db
    .insertInto('partnership_roles')
    .values({ region_id: w.ours.id, party_id: party!.id, role: 'assembling-data', level: 'lead', meaning: long })
    .execute()
  await stingDocuments(w, { id, organization: organization.id }, { sting: nasty.sting, long })
  await stingRoles(w, { id, party: party!.id }, { sting: nasty.sting, long })
  const partnership = await getPartnership(w.db, w.ours.system, id)
  const said = { body: nasty.long.slice(0, 3900), section: 'mission', lang: 'en' as const, for: null }
  const comment = await writeComment(w.db, w.ours.system, spokenOf(partnership), said, w.clock())
  const of = { region_id: w.ours.id, party_id: party!.id }
  const asked = { ...of, id: w.clock().id(), person_id: w.people.inside.actor.personId!, begun_at: w.clock().at }
  await w.db
    .insertInto('hours_askings')
    .values({ ...asked, pool: nasty.sting().slice(0, 120) })
    .execute()
  const told = { ...of, id: w.clock().id(), week: '2026-01-05', hours: 2, said_on: '2026-01-12' }
  await w.db
    .insertInto('hours_used')
    .values({ ...told, pool: nasty.sting().slice(0, 120) })
    .execute()
  const texts = Object.fromEntries(
    textsOf(partnership).map(({ field, limit }) => [field, nasty.long.slice(0, limit - 10)]),
  )
  await tellPartnership(w.db, w.ours.system, partnership, { lang: 'es', texts }, w.clock())
  const target = {
    id,
    slug,
    region: 'riverbend',
    more: { partnership: slug, party: party!.id, organization: organization.slug, comment },
  }
  const leaves = {
    personId: w.people.inside.actor.personId!,
    organizationId: organization.id,
    lastDay: '2030-06-30',
    ends: false,
  }
  const memo = {
    memo: nasty.long.slice(0, 5900),
    farewell: nasty.long.slice(0, 1900),
    title: nasty.sting(),
    lang: 'en' as const,
  }
  const part = { kind: 'contact', list: () => Promise.resolve([]), take: () => Promise.resolve() }
  const held = [{ key: 'x', label: nasty.sting(), recordId: id, part }]
  const handover = await makeHandover(
    w.db,
    w.ours.system,
    w.ours,
    held,
    { ...leaves, ...memo, takers: new Map() },
    w.clock(),
  )
  stung.set('handover', { id: organization.id, slug: organization.slug, region: 'riverbend', more: { handover } })
  stung.set('partnership', target)
  await stingBookings(w, stung, nasty)
  const charter = { partnership: id, party: party!.id, person: w.people.inside.actor.personId! }
  await stingCharter(w, charter, { sting: nasty.sting, long })
  stung.set('keptCharter', { ...target, more: { ...target.more, number: '1' } })
  stung.set('charterQuestion', { ...target, more: { partnership: slug, question: 'purpose' } })
  stung.set('partyQuestion', { ...target, more: { ...target.more, question: 'brings' } })
  await stingPulses(w, stung, target, nasty)
  await stingGoals(w, stung, nasty)
  const signing = await stingSignOffs(w, id, nasty.sting)
  stung.set('askedPartnership', { id, slug, region: 'riverbend', more: { partnership: slug, ...signing } })
}
