import { Hono } from 'hono'
import { z } from 'zod'
import type { ApiDoc } from '../../platform/api-docs.ts'
import { checkJson, gone, readBytes, readJson, written } from '../../platform/api-writes.ts'
import { found, permit, problem } from '../../platform/errors.ts'
import { fileAnswer } from '../../platform/file-answers.ts'
import { findFileById } from '../../platform/files.ts'
import type { House, HouseContext } from '../../platform/house.ts'
import { scan } from '../../platform/scans.ts'
import { type Entry, getEntry } from './entries.ts'
import { addEvidence, type EvidenceFile, removeEvidence, restoreEvidence } from './evidences.ts'
import { evidenceForm, LIMITS } from './forms.ts'
import { answerEntry } from './ledger-api.ts'
import { entrySchema } from './renderings.ts'
import { canWriteEntry } from './rules.ts'

/** The bytes of a file that shows a benefit: to be kept, never to be opened here. */
export async function answerEvidenceFile(c: HouseContext, benefit: Entry, id: string): Promise<Response> {
  const { db, region } = c.var
  const piece = found(benefit.evidence.find((one) => one.id === id))
  const file = found(piece.file ? await findFileById(db, region.id, benefit.id, piece.file.id) : undefined)
  return fileAnswer(c, file, {
    'content-type': 'application/octet-stream',
    'content-disposition': attachment(file.name),
    'x-content-type-options': 'nosniff',
  })
}

/** A name for a file that is kept: as it was called, and without letters that old programs stumble over. */
export function attachment(name: string): string {
  const plain = name.normalize('NFKD').replaceAll(/[^\w. -]/g, '') || 'file'
  const whole = encodeURIComponent(name || 'file').replaceAll(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16)}`,
  )
  return `attachment; filename="${plain}"; filename*=UTF-8''${whole}`
}

const PATH = '/benefits/:id/evidence'

/** What shows a benefit, for programs. `scanCommand` looks at files that come in. */
export const evidenceApi = ({ config }: { config: { scanCommand?: string } }) =>
  new Hono<House>()
    .post(PATH, async (c) => {
      const { db, actor, moment } = c.var
      const benefit = await mine(c)
      const input = checkJson(c, evidenceForm, await readJson(c))
      if (input.kind === 'file') throw problem(422, 'partnership-ledgers.errors.noFile')
      return add(c, benefit, () => addEvidence(db, actor, benefit, input, null, moment))
    })
    .post(`${PATH}/files/:name`, async (c) => {
      const { db, actor, moment } = c.var
      const benefit = await mine(c)
      const file = await fileSent(c, config.scanCommand)
      const input = evidenceForm.parse({ kind: 'file', title: file.name })
      return add(c, benefit, () => addEvidence(db, actor, benefit, input, file, moment))
    })
    .get(`${PATH}/:evidence`, async (c) => {
      const benefit = await getEntry(c.var.db, c.var.actor, 'benefit', c.req.param('id'))
      return answerEvidenceFile(c, benefit, c.req.param('evidence'))
    })
    .delete(`${PATH}/:evidence`, async (c) => {
      const { db, actor, moment } = c.var
      await removeEvidence(db, actor, await mine(c), c.req.param('evidence'), moment)
      return gone(c)
    })
    .post(`${PATH}/:evidence/restoration`, async (c) => {
      const { db, actor, moment } = c.var
      const benefit = await mine(c)
      return add(c, benefit, () => restoreEvidence(db, actor, benefit, c.req.param('evidence'), moment))
    })

/** The benefit as it is afterwards. */
const add = (c: HouseContext, { id }: Entry, work: () => Promise<unknown>) =>
  written(
    c,
    () => work().then(() => id),
    () => `/api/v1/${c.var.region.slug}/benefits/${id}`,
    () => answerEntry(c, 'benefit', id),
    200,
  )

async function mine(c: HouseContext): Promise<Entry> {
  const benefit = await getEntry(c.var.db, c.var.actor, 'benefit', c.req.param('id') ?? '')
  permit(canWriteEntry(c.var.actor, benefit.organization), 'partnership-ledgers.errors.write')
  return benefit
}

async function fileSent(c: HouseContext, scanner?: string): Promise<EvidenceFile> {
  const bytes = await readBytes(c)
  if (bytes.length > LIMITS.file * 1_000_000) throw problem(422, 'files.tooLarge', { max: LIMITS.file })
  await scan(scanner, bytes)
  return { name: (c.req.param('name') ?? '').slice(0, LIMITS.title), bytes }
}

const tag = 'Gives and gains'
const path = '/api/v1/{region}/benefits/{id}/evidence'
export const evidenceApiDocs: ApiDoc[] = [
  {
    method: 'post',
    path,
    summary: 'Adds what shows a gain: a count, a page, a dataset, words with consent',
    tag,
    body: evidenceForm,
    response: entrySchema,
  },
  {
    method: 'post',
    path: `${path}/files/{name}`,
    summary: 'Adds a file that shows a gain, under this name: at most 20 MB',
    tag,
    takes: 'application/octet-stream',
    response: entrySchema,
  },
  {
    method: 'get',
    path: `${path}/{evidence}`,
    summary: 'The file of a piece of evidence',
    tag,
    response: z.undefined(),
    gives: 'application/octet-stream',
  },
  {
    method: 'delete',
    path: `${path}/{evidence}`,
    summary: 'Takes a piece of evidence away; it can be brought back',
    tag,
    status: 204,
    response: z.undefined(),
  },
  {
    method: 'post',
    path: `${path}/{evidence}/restoration`,
    summary: 'Brings a piece of evidence back',
    tag,
    response: entrySchema,
  },
]
