import { DOCUMENTS, FILES } from '../../src/partnerships/documents/forms.ts'
import { type Line, everyone, speaksFor } from './lines.ts'

const one = '/:region/partnerships/:partnership'

/** Documents: the report is for everybody, all others for partners. */
export const partnershipDocuments: Line[] = [
  { route: `GET ${one}/documents`, at: 'partnership', who: everyone },
  ...DOCUMENTS.flatMap((kind) =>
    ['', ...FILES.map((file) => `.${file}`)].map((file): Line => {
      const route = `GET ${one}/${kind}${file}`
      return { route, at: 'partnership', who: kind === 'report' ? everyone : speaksFor }
    }),
  ),
]
