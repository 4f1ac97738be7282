import { type Line, everyone, coordinators, speaksFor, speakers, list } from './lines.ts'

const organization: Line['form'] = ({ other, version }) => ({
  name: 'Written by the table',
  sector: 'library',
  visibility: 'region',
  circle: other,
  _version: String(version),
})
/** Organizations. */
export const directory: Line[] = [
  { route: 'GET /:region/organizations', who: everyone, formats: [...list] },
  { route: 'GET /:region/organizations/new', who: speakers },
  { route: 'POST /:region/organizations', who: speakers, form: organization, drops: true },
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
  { route: 'POST /:region/proposals', who: coordinators },
  { route: 'GET /:region/proposals/:id', at: 'suspicion', who: coordinators },
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
]
