import { seedFactorQuarters } from '../src/partnerships/factors/seed.ts'
import { book } from '../src/partnerships/bookings/booking-changes.ts'
import { setTerms } from '../src/partnerships/bookings/booking-terms.ts'
import { termsForm } from '../src/partnerships/bookings/forms.ts'
import { seedHours } from '../src/partnerships/hours/seed.ts'
import { seedGrants } from '../src/partnerships/grants/seed.ts'
import { seedLedgers } from '../src/partnerships/ledgers/seed.ts'
import { createPartnership } from '../src/partnerships/partnership-changes.ts'
import { seedRoles } from '../src/partnerships/roles/seed.ts'
import { dayIn } from '../src/platform/days.ts'
import { getPartnership } from '../src/partnerships/partnerships.ts'
import { otherLanguage } from '../src/ui/languages.ts'
import { textsOf } from '../src/partnerships/translations/texts.ts'
import { tellPartnership } from '../src/partnerships/translations/translation-changes.ts'
import { loadDocuments } from './load-documents.ts'
import { loadPlans } from './load-plans.ts'
import { loadSignOffs } from './load-sign-offs.ts'
import type { Loading } from './load.ts'
import { loadPulses } from './load-pulses.ts'
import type { DemoPartnership } from './types.ts'

/** What partnerships and what hangs on them are found by while they are loaded: ids by key. */
export type Partnerships = Map<string, string>

/** The partnerships of the region, and what each part tells of them. */
export async function loadPartnerships(loading: Loading) {
  const made: Partnerships = new Map()
  for (const given of loading.demo.partnerships ?? []) made.set(given.key, await loadPartnership(loading, given))
  await loadPlans(loading, made)
  await loadRoles(loading, made)
  await loadSignOffs(loading, made)
  await loadQuarters(loading, made)
  await loadHours(loading, made)
  await loadPulses(loading, made)
  await loadLedgers(loading, made)
  await loadTranslations(loading, made)
  await loadGrants(loading, made)
  await loadLendings(loading, made)
  await loadDocuments(loading, made)
}

async function loadLendings({ trx, region, demo, organizations, actor, at }: Loading, made: Partnerships) {
  for (const { resource: name, terms, partnership, bookings } of demo.lendings ?? []) {
    const row = await trx
      .selectFrom('resources')
      .select(['id', 'organization_id'])
      .where('region_id', '=', region.id)
      .where('name', '=', name)
      .executeTakeFirstOrThrow()
    const resource = { id: row.id, organizations: [{ id: row.organization_id }] }
    const lent = { ...terms, partnership: partnership ? idOf(made, partnership) : '', timeZone: region.timeZone }
    await setTerms(trx, actor(), resource, termsForm.parse(lent), at(demo.createdAt))
    for (const { day, ahead, ...booking } of bookings) {
      const booked = new Date(Date.parse(`${day}T15:00:00Z`) - ahead * 86_400_000)
      const wanted = {
        from: `${day}T${booking.from}`,
        until: `${day}T${booking.until}`,
        organizationId: idOf(organizations, booking.organization),
        partnershipId: booking.partnership === null ? null : idOf(made, booking.partnership),
        purpose: booking.purpose,
        lang: 'en' as const,
      }
      await book(trx, actor(), resource, wanted, at(booked))
    }
  }
}

async function loadHours({ trx, region, demo, organizations, at }: Loading, made: Partnerships) {
  const told = demo.hours ?? []
  if (told.length === 0) return
  const parties = await trx
    .selectFrom('parties')
    .select(['id', 'partnership_id', 'organization_id'])
    .where('region_id', '=', region.id)
    .execute()
  const given = told.map(({ partnership, organization, pool, shared, weeks }) => {
    const party = parties.find(
      (one) => one.partnership_id === made.get(partnership) && one.organization_id === organizations.get(organization),
    )
    if (!party) throw new Error(`Hours are told of ${organization}, which is no partner in ${partnership}.`)
    return { partyId: party.id, shared, rows: weeks.map((week) => ({ personId: null, pool, ...week })) }
  })
  const latest = told
    .flatMap(({ weeks }) => weeks.map(({ week }) => week))
    .toSorted()
    .at(-1)!
  const moment = at(new Date(`${latest}T15:00:00Z`))
  await seedHours(trx, region.id, given, latest, moment)
}

async function loadPartnership({ trx, actor, at, organizations, people }: Loading, given: DemoPartnership) {
  const known = (ids: Map<string, string>, key: string | undefined) => {
    if (key === undefined) return null
    const id = ids.get(key)
    if (!id) throw new Error(`The partnership ${given.key} names ${key}, whom nobody knows.`)
    return id
  }
  const { key: _key, translation: _told, references, createdAt, createdBy, parties, ...told } = given
  const moment = at(createdAt)
  const input = {
    ...told,
    references: (references ?? []).map(({ title, url, quote }) => ({ title, url: url ?? null, quote: quote ?? null })),
    parties: parties.map(({ organization, contact, leader, commitments, ...party }) => ({
      ...party,
      organization: known(organizations, organization)!,
      contact: known(people, contact),
      leader: known(people, leader),
      commitments: commitments.map(({ person, ...one }) => ({ ...one, person: known(people, person) })),
    })),
  }
  const { id } = await createPartnership(trx, { ...actor(createdBy), coordinates: true }, input, moment)
  return id
}

/** What partnerships say in the other language, once all of it is said in their own. */
async function loadTranslations({ trx, demo, actor, at }: Loading, made: Partnerships) {
  for (const { key, translation, createdAt, createdBy } of demo.partnerships ?? []) {
    if (!translation) continue
    const teller = { ...actor(createdBy), coordinates: true }
    const partnership = await getPartnership(trx, teller, idOf(made, key))
    const own = textsOf(partnership)
    const lost = Object.keys(translation).find((words) => !own.some(({ text }) => text === words))
    if (lost) throw new Error(`The partnership ${key} does not say: ${lost}`)
    const texts = Object.fromEntries(
      own.flatMap(({ field, text }) => (translation[text] ? [[field, translation[text]]] : [])),
    )
    await tellPartnership(trx, teller, partnership, { lang: otherLanguage(partnership.lang), texts }, at(createdAt))
  }
}

/** What a key stands for; nobody is left out in silence. */
function idOf(ids: Map<string, string>, key: string): string {
  const id = ids.get(key)
  if (!id) throw new Error(`Partnerships name ${key}, which nobody knows.`)
  return id
}

async function loadGrants({ trx, region, demo, at }: Loading, made: Partnerships) {
  const given = (demo.grants ?? []).map(({ partnership, ...told }) => ({
    ...told,
    partnershipId: idOf(made, partnership),
  }))
  await seedGrants(trx, region.id, given, at(demo.createdAt))
}

async function loadLedgers({ trx, region, demo, organizations, at }: Loading, made: Partnerships) {
  const given = (demo.ledgers ?? []).map(
    ({ organization, partnerships, others = [], evidence = [], references: _told, ...told }) => ({
      ...told,
      organizationId: idOf(organizations, organization),
      partnershipIds: partnerships.map((key) => idOf(made, key)),
      otherIds: others.map((key) => idOf(organizations, key)),
      evidence,
      visibility: 'public' as const,
      lang: 'en' as const,
    }),
  )
  if (given.length > 0) await seedLedgers(trx, region.id, given, at(demo.createdAt))
}

async function loadRoles({ trx, region, demo, organizations, at }: Loading, made: Partnerships) {
  const organizationOf = <T extends { organization: string }>({ organization, ...rest }: T) => ({
    ...rest,
    organizationId: idOf(organizations, organization),
  })
  const given = (demo.partnershipRoles ?? []).map(({ partnership, holds, agreements }) => ({
    partnershipId: idOf(made, partnership),
    holds: holds.map(organizationOf),
    agreements: agreements.map(({ shares, ...one }) => ({ ...one, shares: shares.map(organizationOf) })),
  }))
  await seedRoles(trx, region.id, given, at(demo.createdAt))
}

async function loadQuarters({ trx, region, demo }: Loading, made: Partnerships) {
  const given = (demo.factorQuarters ?? []).map(({ partnership, today, quarters }) => {
    const { createdAt } = demo.partnerships!.find((one) => one.key === partnership)!
    return { partnershipId: idOf(made, partnership), began: dayIn(region.timeZone, createdAt), today, quarters }
  })
  await seedFactorQuarters(trx, { id: region.id, firstMonth: demo.settings.fiscalMonth }, given)
}
