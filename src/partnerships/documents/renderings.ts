import { z } from 'zod'
import { paths } from '../../paths.ts'
import { LANGUAGES } from '../../platform/i18n.ts'
import { VISIBILITIES } from '../../platform/records.ts'
import type { Page } from '../../ui/page.ts'
import type { Partnership } from '../partnerships.ts'
import type { Agreement } from './agreements.ts'
import type { MemorandumTemplate } from './memorandum-templates.ts'

const namedSchema = z.object({ id: z.uuid(), slug: z.string(), name: z.string() })

/** A signed agreement as programs read it. */
export const agreementSchema = z.object({
  id: z.uuid(),
  partnership: namedSchema,
  title: z.string(),
  note: z.string(),
  endsOn: z.iso.date().nullable().describe('The last day on which it holds; null: none'),
  signatures: z.array(
    z.object({
      organization: namedSchema,
      signer: z.string().describe('Empty: unknown'),
      signedOn: z.iso.date().nullable().describe('null: unknown'),
    }),
  ),
  copy: z
    .object({ mediaType: z.string(), size: z.int().describe('In bytes'), url: z.url() })
    .nullable()
    .describe('The signed paper, where it is kept; it is brought and fetched on its page'),
  visibility: z.enum(VISIBILITIES),
  version: z.int(),
  url: z.url(),
})

/** An agreement for programs. */
export function agreementJson(
  { partnershipId: _id, copy, ...agreement }: Agreement,
  { id, slug, name }: Partnership,
  { origin, region }: Page,
): z.input<typeof agreementSchema> {
  const at = [region!.slug, agreement.id] as const
  return {
    ...agreement,
    partnership: { id, slug, name },
    copy: copy && { ...copy, url: origin + paths.agreementCopy(...at) },
    url: origin + paths.agreement(...at),
  }
}

/** A template of memorandums as programs read it. */
export const templateSchema = z.object({
  id: z.uuid(),
  name: z.string(),
  body: z.string().describe('Lines that begin with # are headings, with - items of a list; fields stand in braces'),
  lang: z.enum(LANGUAGES),
  version: z.int(),
  url: z.url(),
})

/** A template for programs. */
export const templateJson = (
  template: MemorandumTemplate,
  { origin, region }: Page,
): z.input<typeof templateSchema> => ({
  ...template,
  url: origin + paths.memorandumTemplate(region!.slug, template.id),
})
