import { DOCUMENTS, FILES } from '../../src/partnerships/documents/forms.ts'
import { type Filling, type Line, coordinators, everyone, speaksFor } from './lines.ts'

const one = '/:region/partnerships/:partnership'

const agreement = '/:region/agreements/:agreement'
const templates = '/:region/settings/memorandums'

const signed = ({ anchor, version }: Filling) => ({
  title: 'Written by the table',
  organization: [anchor],
  signer: ['Somebody'],
  signedOn: ['2026-02-03'],
  _version: String(version),
})
const clauses = ({ version }: Filling) => ({
  name: 'Written by the table',
  lang: 'en',
  body: 'We are {partners}.',
  _version: String(version),
})

const told = () => ({ title: 'Written by the table', endsOn: '2030-06-30' })
const renamed = () => ({ name: 'Changed by the table' })
const v1 = '/api/v1/:region'

/** Documents: the report is for everybody, all others for partners. */
export const partnershipDocuments: Line[] = [
  { route: `GET ${one}/documents`, at: 'partnership', who: everyone },
  ...DOCUMENTS.flatMap((kind) =>
    ['', ...FILES.map((file) => `.${file}`)].map((file): Line => {
      const route = `GET ${one}/${kind}${file}`
      return { route, at: 'partnership', who: kind === 'report' ? everyone : speaksFor }
    }),
  ),
  { route: `GET ${one}/agreements/new`, at: 'partnership', who: speaksFor },
  { route: `POST ${one}/agreements/new`, at: 'partnership', who: speaksFor, form: signed },
  { route: `GET ${agreement}`, at: 'agreement', who: everyone },
  { route: `GET ${agreement}/copy`, at: 'agreement', who: everyone },
  { route: `GET ${agreement}/edit`, at: 'agreement', who: speaksFor },
  { route: `POST ${agreement}/edit`, at: 'agreement', who: speaksFor, form: signed },
  { route: `POST ${agreement}/removal`, at: 'agreement', who: speaksFor },
  { route: `POST ${agreement}/restoration`, at: 'removedAgreement', who: speaksFor, hidden: true },
  { route: `GET ${templates}`, who: coordinators },
  { route: `GET ${templates}/new`, who: coordinators },
  { route: `POST ${templates}/new`, who: coordinators, form: clauses },
  { route: `GET ${templates}/:template`, at: 'memorandumTemplate', who: coordinators },
  { route: `POST ${templates}/:template`, at: 'memorandumTemplate', who: coordinators, form: clauses },
  { route: `POST ${templates}/:template/removal`, at: 'memorandumTemplate', who: coordinators },
  { route: `POST ${templates}/:template/restoration`, at: 'removedTemplate', who: coordinators, hidden: true },
  { route: `GET ${v1}/partnerships/:id/agreements`, at: 'partnership', who: everyone },
  { route: `POST ${v1}/partnerships/:id/agreements`, at: 'partnership', who: speaksFor, json: true, form: told },
  { route: `GET ${v1}/agreements/:id`, at: 'agreement', who: everyone },
  { route: `PATCH ${v1}/agreements/:id`, at: 'agreement', who: speaksFor, form: () => ({ title: 'By the table' }) },
  { route: `DELETE ${v1}/agreements/:id`, at: 'agreement', who: speaksFor },
  { route: `POST ${v1}/agreements/:id/restoration`, at: 'removedAgreement', who: speaksFor, json: true, hidden: true },
  { route: `GET ${v1}/memorandum-templates`, who: coordinators },
  {
    route: `POST ${v1}/memorandum-templates`,
    who: coordinators,
    json: true,
    form: () => ({ name: 'Written by the table', body: 'We are {partners}.' }),
  },
  { route: `GET ${v1}/memorandum-templates/:id`, at: 'memorandumTemplate', who: coordinators },
  { route: `PATCH ${v1}/memorandum-templates/:id`, at: 'memorandumTemplate', who: coordinators, form: renamed },
  { route: `DELETE ${v1}/memorandum-templates/:id`, at: 'memorandumTemplate', who: coordinators },
  {
    route: `POST ${v1}/memorandum-templates/:id/restoration`,
    at: 'removedTemplate',
    who: coordinators,
    json: true,
    hidden: true,
  },
]
