import { createHash } from 'node:crypto'
import { Hono } from 'hono'
import { endOfDay } from '../../platform/answers.ts'
import { dayIn } from '../../platform/days.ts'
import { fileOf, type Format, MEDIA_TYPES } from '../../platform/documents/documents.ts'
import { found, permit, unlessMissing } from '../../platform/errors.ts'
import type { House, HouseContext } from '../../platform/house.ts'
import { readQuery } from '../../platform/list-query.ts'
import { document } from '../../ui/layout.tsx'
import { withPartnership } from '../addressed-routes.tsx'
import { currentParties, type Partnership } from '../partnerships.ts'
import { getRemovedAgreement, listAgreements } from './agreements.ts'
import { deskFor } from './document-desks.ts'
import { DocumentsPage } from './documents-page.tsx'
import { DOCUMENTS, type DocumentKind, documentQuery, FILES, FOR_ONE } from './forms.ts'
import { listTemplates } from './memorandum-templates.ts'
import { type Wanted, writePaper } from './papers.ts'
import { canReadDocument, keepsAgreements } from './rules.ts'
import { newFormKey } from '../../platform/request-keys.ts'

const base = '/partnerships/:partnership'

/** What is made of the records of a partnership: each document as a page, a PDF and a Word document. */
export const documentRoutes = new Hono<House>()
documentRoutes.get(
  `${base}/documents`,
  withPartnership((c, partnership) =>
    page(
      c,
      partnership,
      DOCUMENTS.find((kind) => canReadDocument(c.var.actor, kind, partnership))!,
    ),
  ),
)
for (const kind of DOCUMENTS) {
  documentRoutes.get(
    `${base}/${kind}`,
    withPartnership((c, partnership) => page(c, partnership, kind)),
  )
  for (const format of FILES)
    documentRoutes.get(
      `${base}/${kind}.${format}`,
      withPartnership((c, partnership) => file(c, partnership, kind, format)),
    )
}

/** What is asked for; an address that names no partner means the reader's own, else the first. */
function readWanted(c: HouseContext, partnership: Partnership, kind: DocumentKind): Wanted & { years: number[] } {
  const { actor, region, moment } = c.var
  permit(canReadDocument(actor, kind, partnership), 'partnership-documents.errors.partners')
  const { partner, year, template } = readQuery(c, documentQuery)
  const parties = currentParties(partnership)
  const own = parties.find(({ organization }) => actor.organizationIds.includes(organization.id)) ?? parties[0]
  const asked = parties.find(({ organization }) => organization.slug === partner)
  const party = partner === '' || !FOR_ONE.has(kind) ? own : found(asked)
  const years = yearsOf(partnership, dayIn(region.timeZone, moment.at))
  return { party, years, template, year: years.includes(Number(year)) ? Number(year) : years[0]! }
}

/** The years a partnership has seen, the latest first. */
function yearsOf({ periodFirst, createdAt, parties }: Partnership, today: string): number[] {
  const first = [periodFirst ?? '', ...parties.map(({ joinedOn }) => joinedOn ?? ''), createdAt.toISOString()]
    .map((day) => day.slice(0, 10))
    .filter((day) => day !== '' && day <= today)
    .toSorted()[0]
  const [from, until] = [Number((first ?? today).slice(0, 4)), Number(today.slice(0, 4))]
  return Array.from({ length: Math.min(until - from + 1, MOST_YEARS) }, (_, n) => until - n)
}
const MOST_YEARS = 12

async function page(c: HouseContext, partnership: Partnership, kind: DocumentKind): Promise<Response> {
  const { db, actor, page: shown, region, moment } = c.var
  const wanted = readWanted(c, partnership, kind)
  const [desk, agreements, templates] = await Promise.all([
    deskFor(db, actor, partnership, shown),
    listAgreements(db, actor, partnership.id),
    kind === 'memorandum' ? listTemplates(db, actor) : [],
  ])
  const paper = await writePaper(desk, kind, wanted)
  const gone = c.req.query('removed')
  const removed = gone && (await getRemovedAgreement(db, actor, gone).catch(unlessMissing))
  const signed = {
    agreements,
    today: dayIn(region.timeZone, moment.at),
    formKey: newFormKey(moment),
    removed: removed && keepsAgreements(actor, partnership) ? removed.id : undefined,
  }
  c.set('cached', { params: ['partner', 'year', 'template'], freshUntil: endOfDay(region.timeZone, moment.at) })
  return c.html(
    document(<DocumentsPage {...{ ...wanted, partnership, kind, paper, templates, signed }} page={shown} />),
  )
}

async function file(c: HouseContext, partnership: Partnership, kind: DocumentKind, format: Format): Promise<Response> {
  const { db, actor, page: shown } = c.var
  const wanted = readWanted(c, partnership, kind)
  const paper = found(await writePaper(await deskFor(db, actor, partnership, shown), kind, wanted))
  const bytes = Uint8Array.from(await fileOf(paper, format))
  const etag = `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 22)}"`
  const headers = { etag, 'cache-control': 'private, no-cache', vary: 'cookie' }
  if (c.req.header('if-none-match') === etag) return c.body(null, 304, headers)
  const names = [partnership.slug, kind, ...(wanted.party && FOR_ONE.has(kind) ? [wanted.party.organization.slug] : [])]
  return c.body(bytes, 200, {
    ...headers,
    'content-type': MEDIA_TYPES[format],
    'content-disposition': `inline; filename="${names.join('-')}.${format}"`,
  })
}
