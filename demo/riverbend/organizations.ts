import type { DemoOrganization, DemoPlace, DemoReference, DemoTranslation } from '../types.ts'
import { centers } from './centers.ts'
import { type Chance, chance } from './chance.ts'
import type { Clock } from './clock.ts'
import { doubles } from './doubles.ts'
import { government } from './government.ts'
import type { HandOrganization } from './hand.ts'
import { libraries } from './libraries.ts'
import { nonprofits } from './nonprofits.ts'
import { others } from './others.ts'
import { profiles } from './profiles.ts'
import { ENDED } from './ties.ts'

export const hands: HandOrganization[] = [...libraries, ...government, ...nonprofits, ...centers, ...others, ...doubles]

/** Days before today on which the region was made. */
export const FIRST_DAY = 2185

/** 'Tenants’ Table' → 'tenants-table'. */
export const slug = (name: string) =>
  name
    .normalize('NFD')
    .replace(/[\u0300-\u036f’'.]/g, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 60)
    .replace(/-$/, '')

const byId = new Map(hands.map((hand) => [hand.id, hand]))

/** The hand-written organization of an id; a wrong id is a mistake in the data. */
export const handOf = (id: string): HandOrganization => {
  const hand = byId.get(id)
  if (!hand) throw new Error(`demo/riverbend has no organization "${id}"`)
  return hand
}

export const keyOf = (id: string) => slug(handOf(id).name)

/** Mail and web host: invented, under the reserved top-level domain. */
export const hostOf = (hand: HandOrganization) => `${hand.web ?? slug(hand.also?.[0] ?? hand.name)}.example`

/** Towns of the invented counties. */
const TOWNS: Record<string, { county: string; postalCode: string; latitude: number; longitude: number }> = {
  Millrace: { county: 'Alder', postalCode: '00101', latitude: 41.02, longitude: -78.44 },
  Eastbank: { county: 'Alder', postalCode: '00102', latitude: 41.031, longitude: -78.402 },
  'Alder Center': { county: 'Alder', postalCode: '00107', latitude: 41.118, longitude: -78.51 },
  'Marsh Valley': { county: 'Marsh', postalCode: '00131', latitude: 40.905, longitude: -78.63 },
  'Port Lowell': { county: 'Marsh', postalCode: '00133', latitude: 40.842, longitude: -78.71 },
  Oxbow: { county: 'Marsh', postalCode: '00136', latitude: 40.801, longitude: -78.655 },
  Tolliver: { county: 'Tolliver', postalCode: '00161', latitude: 40.77, longitude: -78.22 },
  'Tolliver Falls': { county: 'Tolliver', postalCode: '00164', latitude: 40.731, longitude: -78.151 },
}

const round = (degrees: number) => Math.round(degrees * 1e5) / 1e5

const placeKind = (hand: HandOrganization, name: string): DemoPlace['kind'] => {
  if (hand.id === 'mobile') return 'vehicle'
  if (name) return 'venue'
  return hand.sector === 'library' || hand.sector === 'academic' ? 'outlet' : 'office'
}

const place = (hand: HandOrganization, text: string, index: number, luck: Chance): DemoPlace => {
  const [, name = '', street = '', city = ''] = /^(?:(.+): )?(.+), (.+)$/.exec(text) ?? []
  const town = TOWNS[city]
  if (!town) throw new Error(`${hand.name} stands in no known town: ${text}`)
  return {
    key: `${slug(hand.name).slice(0, 50)}-${index + 1}`,
    kind: placeKind(hand, name),
    name,
    street,
    city,
    state: '',
    postalCode: town.postalCode,
    county: town.county,
    latitude: round(town.latitude + (luck.next() - 0.5) * 0.018),
    longitude: round(town.longitude + (luck.next() - 0.5) * 0.024),
    accessNotes: index === 0 ? (hand.access ?? '') : '',
    visibility: hand.seen ?? 'public',
  }
}

const translations = (hand: HandOrganization, at: Date): DemoTranslation[] => {
  if (!hand.other) return []
  const { mission, text, stale = false } = hand.other
  const lang = hand.lang === 'es' ? 'en' : 'es'
  const made: DemoTranslation[] = [{ field: 'mission', lang, text: mission, at, stale }]
  return text ? [...made, { field: 'description', lang, text, at, stale }] : made
}

const references = (hand: HandOrganization): DemoReference[] =>
  hand.web
    ? [{ title: `${hand.name}, own website (invented)`, url: `https://${hostOf(hand)}/about`, for: 'record' }]
    : []

/** A tie that ended so long ago needs sides that were known before. */
const knownBefore = (id: string) =>
  Math.max(0, ...ENDED.filter((tie) => tie.a === id || tie.b === id).map((tie) => (tie.until ?? 0) * 366 + 200))

/** Days ago of those whose coming is part of a story told elsewhere. */
const ARRIVED: Partial<Record<string, number>> = { red: 640, lig: 41, ferryst: 58, marshpub: 6 }

/** How many days ago each organization came into the directory. */
export const arrivals: ReadonlyMap<string, number> = (() => {
  const luck = chance(1887)
  const founders = ['rpl', 'tcdc', 'hul', 'city', 'ferry', 'eastbank']
  return new Map(
    hands.map(({ id }) => {
      const drawn = Math.round(120 + (FIRST_DAY - 180) * Math.sqrt(luck.next()))
      const arrived = founders.includes(id) ? FIRST_DAY : Math.max(drawn, knownBefore(id))
      return [id, ARRIVED[id] ?? arrived]
    }),
  )
})()

const EDITS: Record<string, { days: number; field: 'mission' | 'website' | 'skills'; was: string }[] | undefined> = {
  rpl: [
    { days: 1460, field: 'mission', was: 'Books and more.' },
    { days: 205, field: 'mission', was: 'Every resident can find information.' },
  ],
  tcdc: [{ days: 730, field: 'mission', was: 'Collects neighborhood data of three counties.' }],
  city: [{ days: 98, field: 'mission', was: 'Open data that residents use.' }],
  ebn: [{ days: 12, field: 'mission', was: 'Twelve block captains who know every door of Eastbank.' }],
  hul: [{ days: 377, field: 'website', was: 'https://www.hollis.example/library' }],
  marshlib: [{ days: 64, field: 'mission', was: 'Four branches; joins Marsh with the rest of the region.' }],
  voz: [{ days: 301, field: 'skills', was: 'Spanish, Translation' }],
  lwd: [{ days: 33, field: 'skills', was: 'Hydrology, Sensors' }],
}

const profileOf = (id: string) => {
  const { parent, successors, ...told } = profiles[id] ?? {}
  return { ...told, ...(parent && { parent: keyOf(parent) }), ...(successors && { successors: successors.map(keyOf) }) }
}

const organization = (hand: HandOrganization, now: Clock, luck: Chance): DemoOrganization => {
  const days = arrivals.get(hand.id) ?? FIRST_DAY
  const edits = (EDITS[hand.id] ?? []).filter((edit) => edit.days < days)
  const editor = hand.id === 'tcdc' ? 'amadou-keller' : 'fern-salcedo'
  return {
    key: slug(hand.name),
    name: hand.name,
    otherNames: hand.also ?? [],
    sector: hand.sector,
    mission: hand.mission,
    description: hand.text ?? '',
    website: hand.web ? `https://${hostOf(hand)}` : undefined,
    places: (hand.at ?? []).map((text, index) => place(hand, text, index, luck)),
    audiences: hand.audiences ?? [],
    skills: hand.skills ?? [],
    roles: hand.roles ?? [],
    identifiers: hand.identifiers ?? [],
    founded: hand.founded,
    checkedOn: luck.next() < 0.7 ? now.day(Math.min(days, luck.between(3, 500))) : undefined,
    visibility: hand.seen ?? 'public',
    circle: hand.seen === 'circle' ? slug(hand.name) : undefined,
    lang: hand.lang ?? 'en',
    translations: translations(hand, now.ago(Math.max(1, days - luck.between(5, 90)), 640)),
    references: references(hand),
    createdAt: now.ago(days, 560 + luck.between(0, 300)),
    createdBy: luck.next() < 0.6 ? 'fern-salcedo' : 'amadou-keller',
    profile: profileOf(hand.id),
    edits: edits.map(({ days: when, field, was }) => ({ at: now.ago(when, 915), by: editor, field, was })),
  }
}

/** The organizations of Riverbend. */
export const organizations = (now: Clock): DemoOrganization[] => {
  const luck = chance(1911)
  return hands.map((hand) => organization(hand, now, luck))
}
