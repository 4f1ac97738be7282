import type { DemoRegion } from '../types.ts'
import { clock } from './clock.ts'
import { contactLog } from './contact-log.ts'
import { merges } from './doubles.ts'
import { listings } from './listings.ts'
import { circles, holding, ties } from './network.ts'
import { FIRST_DAY, organizations } from './organizations.ts'
import { memberships, people } from './persons.ts'
import { hours } from './partnerships/hours.ts'
import { agreements, templates } from './partnerships/documents.ts'
import { grants } from './partnerships/grants.ts'
import { ledgers } from './partnerships/ledgers.ts'
import { pulses } from './partnerships/pulse.ts'
import { plans } from './partnerships/goals.ts'
import { lendings } from './partnerships/lendings.ts'
import { partnerships } from './partnerships/partnerships.ts'
import { factorQuarters } from './partnerships/factors.ts'
import { roles } from './partnerships/roles.ts'
import { signOffs } from './partnerships/sign-offs.ts'
import { rounds } from './rounds.ts'

/** Riverbend, invented, as it stands on the given day. */
export const riverbendRegion = (today: Date): DemoRegion => {
  const now = clock(today)
  const network = ties(now)
  return {
    slug: 'riverbend',
    name: 'Riverbend',
    tagline: {
      en: 'Ask here. The right desk in Riverbend answers.',
      es: 'Pregunte aquí. En Riverbend responde la mesa indicada.',
    },
    description: {
      en: 'Riverbend is the civic data partnership of Alder, Marsh and Tolliver counties. A question that reaches one partner reaches the right one. Riverbend is invented: no such place, organization or person exists.',
      es: 'Riverbend es la alianza de datos cívicos de los condados de Alder, Marsh y Tolliver. Una pregunta que llega a un socio llega al indicado. Riverbend es una región inventada: no existen tal lugar, ni sus organizaciones, ni sus personas.',
    },
    invented: true,
    counties: [],
    countyNames: ['Alder', 'Marsh', 'Tolliver'],
    settings: {
      timeZone: 'America/New_York',
      fiscalMonth: 7,
      closedDays: [0, 1].flatMap((ahead) => ['01-01', '07-04', '12-25'].map((day) => now.dayOf(ahead, day))),
      languages: ['en', 'es'],
      smallCountThreshold: 5,
      nationalView: false,
    },
    createdAt: now.ago(FIRST_DAY, 480),
    references: [],
    organizations: organizations(now),
    people: people(now),
    circles: circles(network),
    ties: network,
    holding: holding(now),
    contacts: contactLog(now),
    rounds: rounds(now),
    partnerships: partnerships(now),
    partnershipRoles: roles(now),
    factorQuarters: factorQuarters(now),
    ledgers: ledgers(now),
    grants: grants(now),
    agreements: agreements(now),
    templates: templates(now),
    hours: hours(now),
    pulses: pulses(now),
    plans: plans(now),
    lendings: lendings(now),
    signOffs: signOffs(now),
    listings: listings(now),
    members: memberships(now),
    merges: merges(now),
    looksForDuplicates: now.ago(6, 700),
  }
}
