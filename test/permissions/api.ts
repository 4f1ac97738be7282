import { KINDS, LISTING_KINDS, type ListingKind } from '../../src/directory/listing-kinds.ts'
import { nextWeek } from '../days.ts'
import type { TargetKind } from '../targets.ts'
import {
  type Filling,
  type Line,
  belong,
  coordinators,
  everyone,
  members,
  sides,
  speakers,
  speaksFor,
  unlike,
} from './lines.ts'

const v1 = '/api/v1/:region'

const organization = ({ other }: Filling) => ({
  name: 'Written by the table',
  sector: 'library',
  visibility: 'region',
  circle: other,
})
const another: Line['form'] = (from) => ({ ...organization(from), name: unlike('Written by the table') })
const organizations: Line[] = [
  { route: `GET ${v1}/organizations`, who: everyone, query: 'limit=200' },
  { route: `GET ${v1}/organizations/:id`, at: 'organization', who: everyone },
  { route: `GET ${v1}/organizations/:id/history`, at: 'organization', who: everyone },
  {
    route: `POST ${v1}/organizations/:id/history/:entry/return`,
    at: 'change',
    who: speaksFor,
    json: true,
  },
  { route: `GET ${v1}/organizations/:id/translations`, at: 'organization', who: everyone },
  {
    route: `PATCH ${v1}/organizations/:id/translations/:lang`,
    at: 'organization',
    who: speaksFor,
    json: true,
    form: () => ({ mission: 'Una misión' }),
  },
  { route: `GET ${v1}/organizations/:id/logo`, at: 'logo', who: everyone },
  // Whoever may is told that this is no picture.
  { route: `POST ${v1}/organizations/:id/logo`, at: 'organization', who: speaksFor, json: true },
  { route: `DELETE ${v1}/organizations/:id/logo`, at: 'logo', who: speaksFor },
  { route: `POST ${v1}/organizations`, who: speakers, json: true, form: another, drops: true },
  {
    route: `PATCH ${v1}/organizations/:id`,
    at: 'organization',
    who: speaksFor,
    json: true,
    form: organization,
    drops: true,
  },
  { route: `POST ${v1}/organizations/:id/check`, at: 'organization', who: speaksFor, json: true },
  { route: `DELETE ${v1}/organizations/:id`, at: 'organization', who: coordinators },
  {
    route: `POST ${v1}/organizations/:id/restoration`,
    at: 'removedOrganization',
    who: coordinators,
    json: true,
    hidden: true,
  },
]

function listings(kind: ListingKind): Line[] {
  const path = `${v1}/${KINDS[kind].segment}`
  const form: Line['form'] = ({ anchor }) => ({
    name: unlike('Written by the table'),
    ...(kind === 'resource' && { kind: 'other' }),
    ...(kind === 'place' && { kind: 'office' }),
    organizations: [anchor],
    visibility: 'region',
  })
  return [
    { route: `GET ${path}`, who: everyone, query: 'limit=200' },
    { route: `GET ${path}/:id`, at: kind, who: everyone },
    { route: `GET ${path}/:id/history`, at: kind, who: everyone },
    {
      route: `POST ${path}/:id/history/:entry/return`,
      at: `${kind}Change`,
      who: speaksFor,
      json: true,
    },
    { route: `GET ${path}/:id/translations`, at: kind, who: everyone },
    {
      route: `PATCH ${path}/:id/translations/:lang`,
      at: kind,
      who: speaksFor,
      json: true,
      form: () => ({ [kind === 'place' ? 'accessNotes' : 'description']: 'Palabras' }),
    },
    { route: `POST ${path}`, who: speakers, json: true, form },
    { route: `PATCH ${path}/:id`, at: kind, who: speaksFor, json: true, form },
    { route: `DELETE ${path}/:id`, at: kind, who: speaksFor },
    { route: `POST ${path}/:id/restoration`, at: `${kind}Removed`, who: speaksFor, json: true, hidden: true },
  ]
}

const contact = { day: '2020-01-01', how: 'mail', about: 'Maps' }
const contacts: Line[] = [
  { route: `GET ${v1}/contacts`, who: members },
  { route: `GET ${v1}/contacts/:id`, at: 'contact', who: coordinators, hidden: true },
  { route: `GET ${v1}/contacts/:id/history`, at: 'contact', who: coordinators, hidden: true },
  { route: `POST ${v1}/contacts`, who: speakers, json: true, form: () => ({ ...contact, with: 'Nobody known' }) },
  {
    route: `PATCH ${v1}/contacts/:id`,
    at: 'contact',
    who: coordinators,
    json: true,
    hidden: true,
    form: () => contact,
  },
  { route: `DELETE ${v1}/contacts/:id`, at: 'contact', who: coordinators, hidden: true },
  {
    route: `POST ${v1}/contacts/:id/restoration`,
    at: 'removedContact',
    who: coordinators,
    json: true,
    hidden: true,
  },
]

const map: Line[] = [
  { route: `GET ${v1}/map/organizations`, who: everyone },
  { route: `GET ${v1}/map/ties`, who: everyone },
  { route: `GET ${v1}/map/flows`, who: everyone },
  { route: `GET ${v1}/map/growth`, who: everyone },
  { route: `GET ${v1}/map/snapshots`, who: everyone },
  { route: `GET ${v1}/map/snapshots/:day`, at: 'quarter', who: everyone },
  {
    route: `POST ${v1}/map/pins`,
    who: coordinators,
    json: true,
    form: ({ other }) => ({ organization: other, x: '0.5', y: '0.25' }),
  },
  { route: `DELETE ${v1}/map/pins/:organization`, at: 'pinned', who: coordinators },
  { route: `DELETE ${v1}/map/layout`, who: coordinators },
  { route: `GET ${v1}/insight/introductions`, who: everyone },
  { route: `GET ${v1}/insight/what-if`, who: everyone },
  {
    route: `POST ${v1}/insight/introductions`,
    who: speakers,
    json: true,
    form: ({ anchor, other }) => ({ organization: anchor, with: other, decision: 'later' }),
  },
]

const meetings: Line[] = [
  { route: `GET ${v1}/meetings`, who: coordinators },
  { route: `POST ${v1}/meetings`, who: coordinators, json: true, form: () => ({ title: 'By a program' }) },
  { route: `GET ${v1}/meetings/:meeting`, at: 'meeting', who: coordinators },
  { route: `POST ${v1}/meetings/:meeting/code`, at: 'meeting', who: coordinators, json: true },
  { route: `POST ${v1}/meetings/:meeting/closure`, at: 'meeting', who: coordinators, json: true },
  { route: `DELETE ${v1}/meetings/:meeting/lines/:line`, at: 'meeting', who: coordinators },
  {
    route: `POST ${v1}/meetings/:meeting/lines/:line`,
    at: 'closedMeeting',
    who: coordinators,
    json: true,
    form: ({ other }) => ({ decision: 'known', organization: other }),
  },
  {
    route: `POST ${v1}/meetings/:meeting/decisions`,
    at: 'closedMeeting',
    who: coordinators,
    json: true,
    form: ({ target }) => ({ decision: 'refused', line: [target.more['tie'] ?? ''] }),
  },
]
const rounds: Line[] = [
  { route: `GET ${v1}/rounds`, who: coordinators, query: 'limit=200' },
  {
    route: `POST ${v1}/rounds`,
    who: coordinators,
    json: true,
    form: () => ({ name: 'Asked by the table', until: nextWeek(new Date()) }),
  },
  { route: `GET ${v1}/rounds/:round`, at: 'asking', who: coordinators },
  {
    route: `POST ${v1}/rounds/:round/askings`,
    at: 'round',
    who: coordinators,
    json: true,
    form: ({ other }) => ({ organizations: [{ organization: other }] }) as never,
  },
  { route: `POST ${v1}/rounds/:round/reminders`, at: 'waitingAsking', who: coordinators, json: true },
  { route: `POST ${v1}/rounds/:round/closing`, at: 'round', who: coordinators, json: true },
  { route: `GET ${v1}/rounds/:round/answers`, at: 'naming', who: coordinators, query: 'limit=200' },
  { route: `POST ${v1}/rounds/:round/answers`, at: 'naming', who: coordinators, json: true },
  {
    route: `POST ${v1}/rounds/:round/answers/:naming`,
    at: 'naming',
    who: coordinators,
    json: true,
    form: () => ({ decision: 'accept' }),
  },
  {
    route: `POST ${v1}/rounds/:round/askings/:asking/roles`,
    at: 'naming',
    who: coordinators,
    json: true,
    form: () => ({ decision: 'accept' }),
  },
  { route: `POST ${v1}/rounds/:round/askings/:asking/revocation`, at: 'asking', who: coordinators, json: true },
  { route: `POST ${v1}/rounds/:round/askings/:asking/link`, at: 'asking', who: coordinators, json: true },
  { route: `POST ${v1}/rounds/:round/askings/:asking/answer`, at: 'asking', who: coordinators, json: true },
]

const ties: Line[] = [
  { route: `GET ${v1}/geography`, who: everyone },
  { route: `GET ${v1}/ties`, who: everyone, query: 'limit=200&ended=all' },
  { route: `GET ${v1}/ties/:tie`, at: 'tie', who: everyone },
  { route: `GET ${v1}/ties/:tie/history`, at: 'tie', who: everyone },
  { route: `POST ${v1}/ties/:tie/history/:entry/return`, at: 'tieChange', who: speaksFor, json: true },
  {
    route: `POST ${v1}/ties`,
    who: speaksFor,
    json: true,
    form: ({ anchor, other }) => ({ organization: anchor, other, kind: 'shares-data', strength: '2' }),
  },
  {
    route: `PATCH ${v1}/ties/:tie`,
    at: 'tie',
    who: speaksFor,
    json: true,
    form: ({ other }) => ({ visibility: 'circle', circle: [other] }),
  },
  {
    route: `POST ${v1}/ties/:tie/confirmation`,
    at: 'tie',
    who: sides,
    json: true,
    form: () => ({ strength: '3' }),
  },
  { route: `POST ${v1}/ties/:tie/renewal`, at: 'fadedTie', who: sides, json: true },
  { route: `POST ${v1}/ties/:tie/dispute`, at: 'tie', who: sides, json: true, form: () => ({ note: 'It is not so' }) },
  { route: `POST ${v1}/ties/:tie/end`, at: 'tie', who: speaksFor, json: true, form: () => ({ until: '2026-01' }) },
  {
    route: `POST ${v1}/ties/:tie/holders`,
    at: 'tie',
    who: speaksFor,
    json: true,
    form: ({ anchor }) => ({ organization: anchor, holders: [] }),
  },
  { route: `DELETE ${v1}/ties/:tie`, at: 'tie', who: coordinators },
  { route: `POST ${v1}/ties/:tie/restoration`, at: 'removedTie', who: coordinators, json: true },
]

const people: Line[] = [
  { route: `GET ${v1}/people`, who: members },
  { route: `GET ${v1}/people/:person`, at: 'person', who: everyone },
  { route: `GET ${v1}/people/:person/history`, at: 'person', who: everyone },
  {
    route: `POST ${v1}/people`,
    who: speaksFor,
    json: true,
    form: ({ anchor }) => ({ name: unlike('Added'), organization: anchor, title: 'Librarian' }),
  },
  {
    route: `PATCH ${v1}/people/:person`,
    at: 'person',
    who: coordinators,
    json: true,
    form: () => ({ name: 'Another' }),
  },
  { route: `DELETE ${v1}/people/:person`, at: 'person', who: coordinators },
  {
    route: `POST ${v1}/people/:person/restoration`,
    at: 'removedPerson',
    who: coordinators,
    json: true,
    hidden: true,
  },
]

const person = `${v1}/people/:person`
const ofPeople: Line[] = [
  {
    route: `POST ${person}/positions`,
    at: 'person',
    who: coordinators,
    json: true,
    form: ({ anchor }) => ({ organization: anchor, title: 'Guide' }),
  },
  { route: `POST ${person}/positions/:position/end`, at: 'position', who: coordinators, json: true, form: () => ({}) },
  { route: `GET ${person}/consents`, at: 'person', who: coordinators },
  {
    route: `POST ${person}/consents`,
    at: 'person',
    who: coordinators,
    json: true,
    form: () => ({ how: 'in writing', visibility: 'region', fields: ['name'] }),
  },
  { route: `POST ${person}/consents/withdrawal`, at: 'person', who: coordinators, json: true, form: () => ({}) },
]

const membership: Line[] = [
  { route: `GET ${v1}/members`, who: coordinators },
  { route: `GET ${v1}/members/:person`, at: 'member', who: coordinators },
  {
    route: `POST ${v1}/members`,
    who: coordinators,
    json: true,
    form: () => ({ name: 'Invited', email: 'invited@riverbend.example', access: 'viewer' }),
  },
  {
    route: `PATCH ${v1}/members/:person`,
    at: 'member',
    who: coordinators,
    json: true,
    form: () => ({ access: 'viewer' }),
  },
  { route: `DELETE ${v1}/members/:person`, at: 'member', who: coordinators },
  { route: `GET ${v1}/delegations`, who: belong },
  {
    route: `POST ${v1}/delegations`,
    at: 'borrower',
    who: sides,
    json: true,
    form: ({ target, anchor }) => ({
      organization: anchor,
      person: target.id,
      what: 'speak',
      until: nextWeek(new Date()),
    }),
  },
  { route: `DELETE ${v1}/delegations/:id`, at: 'delegation', who: coordinators, hidden: true },
]

const duplicates: Line[] = [
  { route: `GET ${v1}/proposals`, who: coordinators },
  { route: `POST ${v1}/proposals`, who: coordinators, json: true },
  {
    route: `POST ${v1}/proposals/:id/decision`,
    at: 'suspicion',
    who: coordinators,
    json: true,
    form: () => ({ decision: 'later' }),
  },
  {
    route: `POST ${v1}/organizations/:id/merging`,
    at: 'organization',
    who: coordinators,
    json: true,
    // With itself: whoever may is told that this cannot be, and the others have their organizations left.
    form: ({ target }) => ({ with: target.id }),
  },
  {
    route: `POST ${v1}/people/:person/merging`,
    at: 'person',
    who: coordinators,
    json: true,
    form: ({ target }) => ({ with: target.id }),
  },
  {
    route: `POST ${v1}/places/:id/merging`,
    at: 'place',
    who: coordinators,
    json: true,
    form: ({ target }) => ({ with: target.id }),
  },
  { route: `GET ${v1}/merges`, who: coordinators },
  { route: `POST ${v1}/merges/:id/undoing`, at: 'merge', who: coordinators, json: true },
]

const sector = { label_en: 'Another', shape: 'other', colour: 'other' }
const LISTS: { list: string; at: TargetKind; form: Record<string, string> }[] = [
  { list: 'sectors', at: 'listItem', form: sector },
  { list: 'roles', at: 'role', form: { label_en: 'Another' } },
  { list: 'tie-kinds', at: 'tieKind', form: { label_en: 'Another', forward_en: 'knows' } },
]
const settings: Line[] = [
  { route: `GET ${v1}/settings`, who: coordinators },
  {
    route: `PATCH ${v1}/settings`,
    who: coordinators,
    json: true,
    form: () => ({ tagline_en: 'Said by the table' }),
  },
  ...LISTS.flatMap(({ list, at, form }): Line[] => [
    { route: `GET ${v1}/lists/${list}`, who: coordinators },
    { route: `POST ${v1}/lists/${list}`, who: coordinators, json: true, form: () => form },
    { route: `GET ${v1}/lists/${list}/:key`, at, who: coordinators },
    {
      route: `PATCH ${v1}/lists/${list}/:key`,
      at,
      who: coordinators,
      json: true,
      form: () => ({ label_en: 'Renamed' }),
    },
  ]),
  { route: `GET ${v1}/audit`, who: coordinators },
  { route: `POST ${v1}/export`, who: coordinators, json: true },
]

const webhooks: Line[] = [
  { route: `GET ${v1}/webhooks`, who: coordinators },
  {
    route: `POST ${v1}/webhooks`,
    who: coordinators,
    json: true,
    form: () => ({ address: 'https://hooks.example.org/in', nouns: ['tie'] }),
  },
  { route: `GET ${v1}/webhooks/:webhook`, at: 'webhook', who: coordinators },
  {
    route: `PATCH ${v1}/webhooks/:webhook`,
    at: 'webhook',
    who: coordinators,
    json: true,
    form: () => ({ address: 'https://hooks.example.org/moved' }),
  },
  { route: `GET ${v1}/webhooks/:webhook/attempts`, at: 'webhook', who: coordinators },
  {
    route: `POST ${v1}/webhooks/:webhook/state`,
    at: 'webhook',
    who: coordinators,
    json: true,
    form: () => ({ state: 'paused' }),
  },
  { route: `POST ${v1}/webhooks/:webhook/test`, at: 'webhook', who: coordinators, json: true },
  {
    route: `POST ${v1}/webhooks/:webhook/deliveries/:delivery/again`,
    at: 'webhook',
    who: coordinators,
    json: true,
  },
  { route: `DELETE ${v1}/webhooks/:webhook`, at: 'webhook', who: coordinators },
]

const imported: Line[] = [
  { route: `GET ${v1}/imports`, who: coordinators },
  // Whoever may is told that this is no file.
  { route: `POST ${v1}/imports`, who: coordinators, json: true },
  { route: `GET ${v1}/imports/:id`, at: 'import', who: coordinators },
  {
    route: `PATCH ${v1}/imports/:id`,
    at: 'import',
    who: coordinators,
    json: true,
    form: () => ({ lang: 'es' }),
  },
  { route: `POST ${v1}/imports/:id/completion`, at: 'import', who: coordinators, json: true },
  { route: `DELETE ${v1}/imports/:id`, at: 'import', who: coordinators },
]

const files: Line[] = [
  { route: `GET ${v1}/insight`, who: everyone },
  ...['gexf', 'graphml', 'kumu.json'].map((ending): Line => ({ route: `GET ${v1}/network.${ending}`, who: everyone })),
  { route: `GET ${v1}/hsds`, who: everyone },
  { route: `GET ${v1}/hsds/services`, who: everyone },
  { route: `GET ${v1}/hsds/services/:id`, at: 'service', who: everyone },
  { route: `GET ${v1}/hsds/service_at_locations`, who: everyone },
  { route: `GET ${v1}/hsds/service_at_locations/:id`, at: 'placedService', who: everyone },
  { route: `GET ${v1}/hsds/organizations`, who: everyone },
  { route: `GET ${v1}/hsds/organizations/:id`, at: 'organization', who: everyone },
]

const oneself: Line[] = [
  { route: `GET ${v1}/me`, who: belong },
  { route: `PATCH ${v1}/me`, who: belong, json: true, form: () => ({ phone: '555 0100' }) },
  { route: `PATCH ${v1}/me/notifications`, who: belong, json: true, form: () => ({ quietFrom: '22' }) },
]

/** What programs read and write. */
export const api: Line[] = [
  { route: 'GET /api', who: everyone },
  { route: 'GET /api/openapi.json', who: everyone },
  { route: 'GET /api/v1/regions', who: everyone },
  { route: 'GET /api/v1/search', who: everyone, query: 'q=canary' },
  { route: `GET ${v1}`, who: everyone },
  { route: `GET ${v1}/journal`, who: everyone, query: 'limit=200' },
  { route: `GET ${v1}/search`, who: everyone, query: 'q=canary' },
  ...organizations,
  ...LISTING_KINDS.flatMap(listings),
  ...contacts,
  ...map,
  ...ties,
  ...rounds,
  ...meetings,
  ...people,
  ...ofPeople,
  ...membership,
  ...duplicates,
  ...settings,
  ...webhooks,
  ...imported,
  ...files,
  ...oneself,
]
