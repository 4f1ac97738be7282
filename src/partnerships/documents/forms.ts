import { z } from 'zod'
import { askedText } from '../../platform/list-query.ts'

/** What can be made of the records of a partnership, in the order in which a partnership needs it. */
export const DOCUMENTS = ['brief', 'talking-points', 'letter', 'memorandum', 'report'] as const
export type DocumentKind = (typeof DOCUMENTS)[number]

/** Those that are written for one partner. */
export const FOR_ONE: ReadonlySet<DocumentKind> = new Set<DocumentKind>(['brief', 'talking-points', 'letter'])

/** As what a document can be had. */
export const FILES = ['pdf', 'docx'] as const

/** What a document is asked for: slug of the partner, year of the report. */
export const documentQuery = z.object({ partner: askedText(), year: askedText(4) })
export type DocumentAsked = z.output<typeof documentQuery>
