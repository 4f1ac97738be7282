import { KINDS, LISTING_KINDS, type ListingKind } from '../../src/directory/listing-kinds.ts'
import { type Filling, type Line, everyone, coordinators, members, speaksFor, speakers, list, unlike } from './lines.ts'

const organization = ({ other, version }: Filling) => ({
  name: 'Written by the table',
  sector: 'library',
  visibility: 'region',
  circle: other,
  _version: String(version),
})
const another: Line['form'] = (from) => ({ ...organization(from), name: unlike('Written by the table') })
/** Organizations. */
export const directory: Line[] = [
  { route: 'GET /:region/organizations', who: everyone, formats: [...list] },
  { route: 'GET /:region/organizations/new', who: speakers },
  { route: 'POST /:region/organizations', who: speakers, form: another, drops: true },
  { route: 'GET /:region/organizations/:slug', at: 'organization', who: everyone, formats: ['json'] },
  { route: 'GET /:region/organizations/:slug/edit', at: 'organization', who: speaksFor },
  {
    route: 'POST /:region/organizations/:slug/edit',
    at: 'organization',
    who: speaksFor,
    form: organization,
    drops: true,
  },
  { route: 'GET /:region/organizations/:slug/logo', at: 'logo', who: everyone },
  { route: 'GET /:region/organizations/:slug/logo/edit', at: 'organization', who: speaksFor },
  { route: 'POST /:region/organizations/:slug/logo/edit', at: 'organization', who: speaksFor },
  { route: 'POST /:region/organizations/:slug/logo/removal', at: 'logo', who: speaksFor },
  {
    route: 'POST /:region/organizations/:slug/check',
    at: 'organization',
    who: speaksFor,
    form: ({ version }) => ({ _version: String(version) }),
  },
  { route: 'GET /:region/organizations/:slug/merging', at: 'organization', who: coordinators },
  {
    route: 'POST /:region/organizations/:slug/merging',
    at: 'organization',
    who: coordinators,
    form: ({ other, target }) => ({ with: other, keep: target.id, decision: 'later' }),
  },
  { route: 'GET /:region/people/:person/merging', at: 'person', who: coordinators },
  // With itself: whoever may is told that this cannot be.
  {
    route: 'POST /:region/people/:person/merging',
    at: 'person',
    who: coordinators,
    form: ({ target }) => ({ with: target.id, decision: 'merge' }),
  },
  { route: 'GET /:region/places/:slug/merging', at: 'place', who: coordinators },
  {
    route: 'POST /:region/places/:slug/merging',
    at: 'place',
    who: coordinators,
    form: ({ target }) => ({ with: target.id, decision: 'merge' }),
  },
  { route: 'POST /:region/proposals', who: coordinators },
  { route: 'GET /:region/proposals/:id', at: 'suspicion', who: coordinators },
  { route: 'GET /:region/contacts', who: members, formats: [...list] },
  { route: 'GET /:region/contacts/new', who: speakers },
  {
    route: 'POST /:region/contacts',
    who: speakers,
    form: () => ({ with: 'Nobody known', day: '2020-01-01', how: 'phone', about: 'Maps' }),
  },
  { route: 'GET /:region/contacts/:id', at: 'contact', who: coordinators, hidden: true },
  {
    route: 'POST /:region/contacts/:id',
    at: 'contact',
    who: coordinators,
    hidden: true,
    form: ({ version }) => ({ day: '2020-01-01', how: 'mail', about: 'Maps', _version: String(version) }),
  },
  { route: 'POST /:region/contacts/:id/removal', at: 'contact', who: coordinators, hidden: true },
  { route: 'POST /:region/contacts/:id/restoration', at: 'removedContact', who: coordinators, hidden: true },
  { route: 'GET /:region/merges', who: coordinators },
  { route: 'POST /:region/merges/:id/undoing', at: 'merge', who: coordinators },
  { route: 'GET /:region/organizations/:slug/history', at: 'organization', who: everyone },
  { route: 'GET /:region/organizations/:slug/translation', at: 'organization', who: speaksFor },
  {
    route: 'POST /:region/organizations/:slug/translation',
    at: 'organization',
    who: speaksFor,
    form: ({ version }) => ({ lang: 'es', mission: 'Una misión', _version: String(version) }),
  },
  { route: 'GET /:region/organizations/:slug/removal', at: 'organization', who: coordinators },
  { route: 'POST /:region/organizations/:slug/removal', at: 'organization', who: coordinators },
  {
    route: 'POST /:region/organizations/:slug/restoration',
    at: 'removedOrganization',
    who: coordinators,
    hidden: true,
  },
  { route: 'POST /:region/organizations/:slug/history/:entry/return', at: 'change', who: speaksFor },
  ...LISTING_KINDS.flatMap(listings),
  { route: 'GET /:region/hsds', who: everyone },
  { route: 'GET /:region/hsds/services', who: everyone },
  { route: 'GET /:region/hsds/services/:id', at: 'service', who: everyone },
  { route: 'GET /:region/hsds/service_at_locations', who: everyone },
  { route: 'GET /:region/hsds/service_at_locations/:id', at: 'placedService', who: everyone },
  { route: 'GET /:region/hsds/organizations', who: everyone },
  { route: 'GET /:region/hsds/organizations/:id', at: 'organization', who: everyone },
]

/** Services, resources, groups and places: the same for each. */
function listings(kind: ListingKind): Line[] {
  const path = `/:region/${KINDS[kind].segment}`
  const form: Line['form'] = ({ anchor, version }) => ({
    name: unlike('Written by the table'),
    kind: 'other',
    organizations: anchor,
    visibility: 'region',
    _version: String(version),
  })
  const translation: Line['form'] = ({ version }) => ({
    lang: 'es',
    description: 'Palabras',
    hours: 'Los lunes',
    _version: String(version),
    _translated: '',
  })
  return [
    { route: `GET ${path}`, who: everyone, formats: [...list] },
    { route: `GET ${path}/new`, who: speakers },
    { route: `POST ${path}`, who: speakers, form },
    { route: `GET ${path}/:slug`, at: kind, who: everyone },
    { route: `GET ${path}/:slug/edit`, at: kind, who: speaksFor },
    { route: `POST ${path}/:slug/edit`, at: kind, who: speaksFor, form },
    { route: `GET ${path}/:slug/history`, at: kind, who: everyone },
    { route: `GET ${path}/:slug/translation`, at: kind, who: speaksFor },
    { route: `POST ${path}/:slug/translation`, at: kind, who: speaksFor, form: translation },
    { route: `POST ${path}/:slug/history/:entry/return`, at: `${kind}Change`, who: speaksFor },
    { route: `POST ${path}/:slug/removal`, at: kind, who: speaksFor },
    { route: `POST ${path}/:slug/restoration`, at: `${kind}Removed`, who: speaksFor, hidden: true },
  ]
}
