import type { DemoMember, DemoPerson, DemoPosition } from '../types.ts'
import { type Chance, chance } from './chance.ts'
import type { Clock } from './clock.ts'
import type { HandPerson } from './hand.ts'
import { arrivals, FIRST_DAY, handOf, hostOf, keyOf, slug } from './organizations.ts'
import { contacts, members } from './people.ts'

const everyone = [...members, ...contacts]

/** Ties of the Data Commons that only one of its people knows. */
const KNOWN_BY_MARISOL = ['led', 'transit', 'ach', 'rha', 'gis', 'lwd']

/** Who speaks for one side of a tie, by key; nobody is known for some. */
export const speakerOf = (side: string, other: string): string | undefined => {
  if (side === 'tcdc') return slug(KNOWN_BY_MARISOL.includes(other) ? 'Marisol Vega' : 'Amadou Keller')
  const person = everyone.find(({ of }) => of === side) ?? everyone.find(({ speaksFor }) => speaksFor?.includes(side))
  return person && slug(person.name)
}

/** Who was named as holding a tie on either side, where it is not who speaks for it. */
const NAMED: Record<string, string[]> = {
  'rpl tcdc': ['Fern Salcedo', 'Ruth Halloran'],
  'tcdc rpl': ['Amadou Keller', 'Priya Ramanathan'],
  'ferry rpl': ['Malcolm Everett', 'Noémie Casséus'],
  'plan city': ['Hiroko Lindqvist'],
  // He works for the city by now: Open Millrace is asked who holds it since.
  'open tcdc': ['Leopold Danso'],
  'hul tcdc': ['Gregor Nwosu', 'Birgit Lund'],
}

/** Who holds a tie for one side, by key; nobody where the Data Commons alone knows it, through one person. */
export const holdersOf = (side: string, other: string): string[] => {
  if (other === 'tcdc' && KNOWN_BY_MARISOL.includes(side)) return []
  const named = NAMED[`${side} ${other}`]?.map(slug)
  return named ?? [speakerOf(side, other)].filter((key) => key !== undefined)
}

const HOW = ['By e-mail', 'In writing, at a meeting', 'Signed form on paper', 'By phone, noted by a coordinator']

/** Coordinators were there from the first day, the others came with their organization. */
const arrived = (person: HandPerson) =>
  person.access === 'coordinator' ? FIRST_DAY : (arrivals.get(person.of) ?? FIRST_DAY)

const positions = (person: HandPerson, now: Clock, luck: Chance): DemoPosition[] => {
  const started = Math.ceil(arrived(person) / 365) + luck.between(0, 4)
  const left = person.before?.left
  const since = left === undefined ? now.year(started) : now.day(left)
  const present = { organization: keyOf(person.of), title: person.title, period: `${since}/..` }
  if (!person.before) return [present]
  const { of, title } = person.before
  return [present, { organization: keyOf(of), title, period: `${now.year(started + 5)}/${since}` }]
}

const consent = (person: HandPerson, days: number, now: Clock, luck: Chance): DemoPerson['consent'] => {
  if (!person.consent) return undefined
  const given = Math.max(2, days - luck.between(2, 60))
  const withdrawnAt = person.consent === 'withdrawn' ? now.ago(Math.min(given, 17), 700) : undefined
  return { how: luck.pick(HOW), givenAt: now.ago(given, 615), withdrawnAt }
}

const person = (hand: HandPerson, now: Clock, luck: Chance): DemoPerson => {
  const days = arrived(hand)
  const open = hand.consent === true && !handOf(hand.of).seen
  return {
    key: slug(hand.name),
    name: hand.name,
    email: `${slug(hand.name).replaceAll('-', '.')}@${hostOf(handOf(hand.of))}`,
    phone: luck.next() < 0.35 ? `(555) 555-01${luck.between(10, 99)}` : undefined,
    lang: hand.lang ?? 'en',
    note: hand.note ?? '',
    visibility: hand.seen ?? (open ? 'public' : 'region'),
    circle: hand.seen === 'circle' ? keyOf(hand.of) : undefined,
    consent: consent(hand, days, now, luck),
    positions: positions(hand, now, luck),
    createdAt: now.ago(days, 500),
  }
}

/** The people of Riverbend: all invented, all under the reserved domain `.example`. */
export const people = (now: Clock): DemoPerson[] => {
  const luck = chance(1926)
  return everyone.map((hand) => person(hand, now, luck))
}

const member = (hand: HandPerson, now: Clock, luck: Chance): DemoMember[] => {
  if (!hand.access) return []
  const wholeRegion = hand.access === 'coordinator' || hand.access === 'viewer'
  return [
    {
      person: slug(hand.name),
      access: hand.access,
      organizations: wholeRegion ? [] : [hand.of, ...(hand.speaksFor ?? [])].map(keyOf),
      since: now.ago(Math.max(1, arrived(hand) - luck.between(0, 30)), 600),
      lookAround: hand.lookAround,
    },
  ]
}

/** Who has an account in Riverbend. */
export const memberships = (now: Clock): DemoMember[] => {
  const luck = chance(1938)
  return members.flatMap((hand) => member(hand, now, luck))
}
