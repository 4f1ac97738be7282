import {
  type Line,
  everyone,
  nobody,
  signedIn,
  members,
  belong,
  coordinators,
  speaksFor,
  sides,
  speakers,
  list,
  unlike,
} from './lines.ts'
import { nextWeek } from '../days.ts'

const person: Line['form'] = ({ version }) => ({ name: 'Changed by the table', _version: String(version) })
/** Who somebody is. */
export const account: Line[] = [
  { route: 'GET /sign-in', who: everyone },
  { route: 'POST /sign-in', who: everyone },
  { route: 'GET /sign-in/l/:token', at: 'signInToken', who: everyone },
  { route: 'POST /sign-in/l/:token', at: 'signInToken', who: everyone },
  { route: 'POST /sign-in/look-around', who: nobody },
  { route: 'POST /sign-out', at: 'session', who: everyone },
  { route: 'GET /me', who: signedIn },
  {
    route: 'POST /me',
    who: belong,
    hidden: 'signedIn',
    form: ({ regionId }) => ({ region: regionId, name: 'Myself', visibility: 'region' }),
  },
  { route: 'POST /me/sessions', who: signedIn },
  { route: 'POST /me/sessions/:id/revocation', at: 'session', who: signedIn },
  {
    route: 'POST /me/notifications',
    who: belong,
    hidden: 'signedIn',
    form: ({ regionId }) => ({ region: regionId, topics: [] }),
  },
  { route: 'GET /me/records', who: signedIn },
  { route: 'GET /me/sign-in', who: signedIn },
  { route: 'POST /me/sign-in/passkeys/options', who: signedIn },
  { route: 'POST /me/sign-in/passkeys', who: signedIn, form: () => ({ name: 'A device', response: '{}' }) },
  { route: 'POST /me/sign-in/passkeys/:id/removal', at: 'key', who: nobody, hidden: 'signedIn' },
  // Too short: who has a password proves who they are before anything else changes, and the table asks all of it.
  { route: 'POST /me/sign-in/password', who: signedIn, form: () => ({ password: 'short' }) },
  { route: 'POST /me/sign-in/password/removal', who: signedIn },
  { route: 'POST /sign-in/password', who: everyone, form: () => ({ email: 'a@b.example', password: 'x' }) },
  { route: 'POST /sign-in/passkey/options', who: everyone },
  { route: 'POST /sign-in/passkey', who: everyone, form: () => ({ response: '{}' }) },
  { route: 'GET /sign-in/organization', who: nobody, hidden: true },
  { route: 'GET /sign-in/organization/back', who: nobody, hidden: true },
  { route: 'GET /me/keys', who: [...belong, 'coordinatorElsewhere'] },
  {
    route: 'POST /me/keys',
    who: belong,
    hidden: 'signedIn',
    form: ({ regionId }) => ({ region: regionId, name: 'A script', scope: 'read', days: '30' }),
  },
  {
    route: 'POST /me/keys/:id/revocation',
    at: 'key',
    who: nobody,
    hidden: 'signedIn',
    form: ({ regionId }) => ({ region: regionId }),
  },
  { route: 'GET /me/erasure', who: signedIn },
  // Nobody of the table is erased by it: what is to be typed is missing.
  { route: 'POST /me/erasure', who: signedIn },
  { route: 'GET /outbox', who: nobody, hidden: true },
]

/** People of a region and their access. */
export const people: Line[] = [
  { route: 'GET /:region/people', who: members, formats: [...list] },
  { route: 'GET /:region/people/new', who: speakers },
  {
    route: 'POST /:region/people',
    who: speaksFor,
    form: ({ anchor }) => ({ name: unlike('Added'), organization: anchor, title: 'Librarian' }),
  },
  { route: 'GET /:region/people/:person', at: 'person', who: everyone },
  { route: 'GET /:region/people/:person/edit', at: 'person', who: coordinators },
  { route: 'POST /:region/people/:person', at: 'person', who: coordinators, form: person },
  {
    route: 'POST /:region/people/:person/consent',
    at: 'person',
    who: coordinators,
    form: () => ({ how: 'by mail', visibility: 'region', fields: ['name', 'email'] }),
  },
  {
    route: 'POST /:region/people/:person/positions',
    at: 'person',
    who: coordinators,
    form: ({ other }) => ({ organization: other, title: 'Librarian' }),
  },
  {
    route: 'POST /:region/people/:person/positions/:position/end',
    at: 'position',
    who: coordinators,
    form: () => ({ until: '2021' }),
  },
  { route: 'GET /:region/people/:person/erasure', at: 'person', who: coordinators },
  {
    route: 'POST /:region/people/:person/erasure',
    at: 'person',
    who: coordinators,
    form: () => ({ reason: 'asked' }),
  },
  { route: 'GET /:region/people/:person/removal', at: 'removedPerson', who: coordinators, hidden: true },
  { route: 'POST /:region/people/:person/removal', at: 'person', who: coordinators },
  { route: 'GET /:region/delegations', who: belong },
  {
    route: 'POST /:region/delegations',
    at: 'borrower',
    who: sides,
    form: ({ target, anchor }) => ({
      organization: anchor,
      person: target.id,
      what: 'speak',
      until: nextWeek(new Date()),
    }),
  },
  { route: 'POST /:region/delegations/:id/end', at: 'delegation', who: coordinators, hidden: true },
]
