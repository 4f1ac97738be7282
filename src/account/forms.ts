import { z } from 'zod'
import { LANGUAGES } from '../platform/i18n.ts'
import { isAddress } from '../platform/mail.ts'
import { normaliseEmail } from '../platform/addresses.ts'
import { partialDate } from '../platform/partial-dates.ts'
import { ACCESS, PERSON_FIELDS, REASONS } from './rules.ts'
import { VISIBILITIES } from '../platform/records.ts'

/** Limits of what people type; the form's `maxlength` reads them too. */
export const LIMITS = {
  name: 200,
  email: 254,
  phone: 60,
  note: 2000,
  title: 200,
  how: 300,
  next: 500,
  keyName: 100,
} as const

const text = (max: number) => z.string().trim().max(max).default('')
const name = z.string({ error: 'forms.required' }).trim().min(1).max(LIMITS.name)
const id = z.uuid('forms.choose')

/** An address as we keep and compare it, that we can write to. */
const email = z
  .string({ error: 'forms.required' })
  .trim()
  .min(1)
  .max(LIMITS.email)
  .transform(normaliseEmail)
  .refine(isAddress, 'forms.email')
const noEmail = z.literal('').default('')

const choices = z
  .union([z.string(), z.array(z.string())])
  .default([])
  .transform((typed) => [...new Set([typed].flat().filter(Boolean))])
  .pipe(z.array(id).max(60))

const day = z
  .string()
  .trim()
  .default('')
  .refine((typed) => typed === '' || z.iso.date().safeParse(typed).success, 'forms.date')
const partial = text(60).refine((typed) => typed === '' || partialDate(typed).ok, 'forms.date')

/** A path of our own to go on to, else nothing: never another site, however it is spelt. */
export function ownPath(typed: string): string {
  if (!/^\/(?![/\\])[^\\\p{Cc}]*$/u.test(typed) || typed.length > LIMITS.next || typed.includes('//')) return ''
  const url = URL.parse(typed, 'http://own.invalid')
  return url?.origin === 'http://own.invalid' && !/^(\/es)?\/sign-(in|out)\b/.test(url.pathname)
    ? url.pathname + url.search + url.hash
    : ''
}
const next = z.string().default('').transform(ownPath)

export const signInForm = z.object({ email, next })

export const lookAroundForm = z.object({ region: id, person: id, next })

const access = {
  access: z.enum(ACCESS, { error: 'account.errors.access' }),
  organizations: choices,
  from: day,
  until: day,
}
type AccessTyped = { access: string; organizations: string[]; from: string; until: string }
const needsOrganization = (typed: AccessTyped) =>
  !['representative', 'leader'].includes(typed.access) || typed.organizations.length > 0
const inOrder = (typed: AccessTyped) => typed.until === '' || typed.from === '' || typed.from <= typed.until
const organizationIssue = { message: 'account.errors.organization', path: ['organizations'] }
const orderIssue = { message: 'account.errors.dayOrder', path: ['until'] }

export const accessForm = z.object(access).refine(needsOrganization, organizationIssue).refine(inOrder, orderIssue)
export const invitationForm = z
  .object({ name, email, ...access })
  .refine(needsOrganization, organizationIssue)
  .refine(inOrder, orderIssue)
export type AccessInput = z.output<typeof accessForm>
export type InvitationInput = z.output<typeof invitationForm>

const how = z.string({ error: 'account.errors.how' }).trim().min(1, 'account.errors.how').max(LIMITS.how)

export const personForm = z.object({
  name,
  email: z.union([noEmail, email]),
  phone: text(LIMITS.phone),
  note: text(LIMITS.note),
  lang: z.enum(LANGUAGES).default('en'),
})
export type PersonInput = z.output<typeof personForm>

const positionFields = {
  organization: id,
  title: z.string().trim().min(1).max(LIMITS.title),
  since: partial,
  until: partial,
}
export const positionForm = z.object(positionFields)
export type PositionInput = z.output<typeof positionForm>
/** A mandate lent to a member: for which organization, to do what, until when. */
export const delegationForm = z.object({
  organization: id,
  what: z.enum(['speak', 'sign'], { error: 'forms.choose' }),
  person: id,
  from: day,
  until: z.iso.date('forms.date'),
})
export type DelegationInput = z.output<typeof delegationForm>

export const positionEndForm = z.object({ until: partial })

const several = z
  .union([z.string(), z.array(z.string())])
  .default([])
  .transform((typed) => [...new Set([typed].flat().filter(Boolean))])

/** Whoever adds somebody of their organization says at once where they work, and whether they agreed. */
export const newPersonForm = personForm.extend({
  organization: z.union([z.literal('').default(''), id]),
  title: text(LIMITS.title),
  agreed: text(LIMITS.how),
  /** Besides name and position, which one is listed by. */
  agreedTo: several.pipe(z.array(z.enum(['email', 'phone'], { error: 'forms.choose' }))),
})

export const consentForm = z.object({
  how,
  givenOn: day,
  visibility: z.enum(['region', 'public'], { error: 'forms.choose' }),
  fields: several.pipe(z.array(z.enum(PERSON_FIELDS, { error: 'forms.choose' })).min(1, 'account.errors.fields')),
})
export type ConsentInput = z.output<typeof consentForm>

/** What a consent is taken back for; all of it when nothing is named. */
export const withdrawalForm = z.object({
  fields: several
    .pipe(z.array(z.enum(PERSON_FIELDS, { error: 'forms.choose' })))
    .transform((fields) => (fields.length === 0 ? [...PERSON_FIELDS] : fields)),
})

/** What one changes of oneself: not the address, which is how one signs in. */
/** What one says of oneself in a region. */
export const oneselfForm = z.object({
  name,
  phone: text(LIMITS.phone),
  visibility: z.enum(VISIBILITIES, { error: 'forms.choose' }),
  // What is left out stays as it is.
  seePosition: z.enum(VISIBILITIES, { error: 'forms.choose' }).optional(),
  seeEmail: z.enum(VISIBILITIES, { error: 'forms.choose' }).optional(),
  seePhone: z.enum(VISIBILITIES, { error: 'forms.choose' }).optional(),
})
export type OneselfInput = z.output<typeof oneselfForm>
export const ownDataForm = oneselfForm.extend({ region: id })

const password = z.string({ error: 'forms.required' }).min(1, 'forms.required').max(400)
/** The one that is kept now, where it is asked for. */
const current = z.string().max(400).default('')
export const passwordForm = z.object({ password, current })
export const passwordRemovalForm = z.object({ current })
export const passwordSignInForm = z.object({ email, password, next })
export const passkeyForm = z.object({
  name: z.string({ error: 'forms.required' }).trim().min(1).max(LIMITS.keyName),
  response: z.string({ error: 'account.passkey.notKept' }).min(1, 'account.passkey.notKept').max(100_000),
})
export const passkeySignInForm = z.object({ response: z.string().min(1).max(100_000), next })

/** So many days a key may open something. */
export const KEY_DAYS = [30, 90, 365] as const

export const keyForm = z.object({
  region: id,
  name: z.string({ error: 'forms.required' }).trim().min(1).max(LIMITS.keyName),
  scope: z.enum(['read', 'write'], { error: 'forms.choose' }),
  days: z.coerce
    .number({ error: 'forms.choose' })
    .refine((days) => KEY_DAYS.some((one) => one === days), 'forms.choose'),
})
export type KeyInput = z.output<typeof keyForm>

const hour = z.preprocess(
  (typed) => (typeof typed === 'number' ? String(typed) : typed),
  z
    .string()
    .regex(/^(1?\d|2[0-3])$/, 'forms.choose')
    .transform(Number),
)

const notifications = {
  topics: z
    .union([z.string(), z.array(z.string())])
    .default([])
    .transform((typed) => [typed].flat()),
  // Nothing chosen, or an hour of the day.
  quietFrom: hour.or(z.literal('').transform(() => null)).default(null),
  quietUntil: hour.default(7),
}
type Quiet = { quietFrom: number | null; quietUntil: number }
const notTheSame = ({ quietFrom, quietUntil }: Quiet) => quietFrom !== quietUntil
const sameIssue = { path: ['quietUntil'], error: 'account.me.quietSame' }

/** What one is written about, and when not. */
export const ownNotificationsForm = z.object(notifications).refine(notTheSame, sameIssue)
export type NotificationsInput = z.output<typeof ownNotificationsForm>
export const notificationsForm = z.object({ region: id, ...notifications }).refine(notTheSame, sameIssue)

/** What cannot be undone is typed, not only pressed: one's own address. */
export const ownErasureForm = (own: string) =>
  z.object({
    confirmation: text(LIMITS.email).refine(
      (typed) => normaliseEmail(typed) === normaliseEmail(own),
      'account.errors.ownAddress',
    ),
  })

export const erasureForm = z.object({ reason: z.enum(REASONS, { error: 'forms.choose' }) })
