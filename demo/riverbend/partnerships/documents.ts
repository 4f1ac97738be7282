import { STANDARD } from '../../../src/partnerships/documents/standard-clauses.ts'
import type { DemoAgreement, DemoTemplate } from '../../load-documents.ts'
import type { Clock } from '../clock.ts'
import { keyOf, slug } from '../organizations.ts'
import { KEYS } from './partnerships.ts'

/** What partners of Riverbend signed on paper, with who signed when and until when it holds. */
export const agreements = (now: Clock): DemoAgreement[] => [
  {
    partnership: KEYS.desk,
    title: `Memorandum of understanding, ${now.day(482).slice(0, 4)} to ${now.day(-248).slice(0, 4)}`,
    note: 'Signed after the quarterly meeting on Ferry Street; the university and the city signed by mail. The papers are in the binder at the desk.',
    endsOn: now.day(-248),
    keptAt: now.ago(470, 620),
    keptBy: slug('Fern Salcedo'),
    signatures: [
      { organization: keyOf('rpl'), signer: 'Ruth Halloran', signedOn: now.day(482) },
      { organization: keyOf('tcdc'), signer: 'Imani Brandt', signedOn: now.day(482) },
      { organization: keyOf('ebn'), signer: 'Delphine Marcelin', signedOn: now.day(482) },
      { organization: keyOf('hul'), signer: 'Gregor Nwosu', signedOn: now.day(478) },
      { organization: keyOf('city'), signer: 'Paula Quist', signedOn: now.day(471) },
    ],
  },
]

const DATA = `## 7. Data and people
Each partner goes on answering for the data it holds and for the people it serves. Nobody shares what names a patron.

- Questions are kept for a year, without a name and without an address.
- What is published says which extract it was made from, and of which day.
- Block captains and volunteers are asked before they are quoted or photographed.`

/** What Riverbend writes its memorandums from: that of the house, with its own clause on data and people. */
export const templates = (now: Clock): DemoTemplate[] => [
  {
    name: 'Memorandum of the region',
    lang: 'en',
    body: STANDARD.en,
    edited: STANDARD.en.replace(/## 7\.[\s\S]*?(?=\n\n## 8\.)/, DATA),
    writtenAt: now.ago(520, 560),
    editedAt: now.ago(495, 615),
    by: slug('Fern Salcedo'),
  },
]
