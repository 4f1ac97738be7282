import { formatList } from '../../platform/i18n.ts'
import { paths } from '../../paths.ts'
import type { FormState } from '../../platform/parse-form.ts'
import { StateBadge } from '../../ui/badge.tsx'
import { SelectField, TextArea, TextField } from '../../ui/field.tsx'
import { Flash } from '../../ui/flash.tsx'
import { ButtonForm, Form, FormDo } from '../../ui/form.tsx'
import { Layout } from '../../ui/layout.tsx'
import { PageHead } from '../../ui/page-head.tsx'
import { type Page, href } from '../../ui/page.ts'
import type { Terms } from './booking-terms.ts'
import type { Booking } from './bookings.ts'
import { Listed, Month } from './calendar-panel.tsx'
import type { CalendarDay } from './calendars.ts'
import { LIMITS } from './forms.ts'
import type { Stretch } from './free-times.ts'
import { Feed } from './feed-panel.tsx'
import { canCancel, canTend } from './rules.ts'
import { sayLead, sayOpen, sayStretch } from './sayings.ts'

interface Choice {
  id: string
  name: string
}

export interface BookingPageProps {
  page: Page
  resource: { id: string; slug: string; name: string; lang: string; terms: string; organizations: Choice[] }
  terms: Terms | null
  /** The partnership whose partners may book, where it is one that the reader may see. */
  lentTo: { slug: string; name: string } | null
  month: string
  days: CalendarDay[]
  today: string
  bookings: Booking[]
  /** Organizations for which the reader may book, and partnerships for which. */
  organizations: Choice[]
  partnerships: Choice[]
  form: FormState
  /** Free times beside one that somebody else was faster with. */
  free: Stretch[] | null
  formKey: string
  done: string | undefined
  /** Of the reader's own feed, where it was just made. */
  address: string | undefined
}

const DONE = ['accepted', 'asked', 'answered', 'cancelled', 'terms']

/** The calendar of a resource, and the form to book it. */
export const BookingPage = (props: BookingPageProps) => {
  const { page, resource, terms, bookings, organizations, done } = props
  const { t, region, actor } = page
  const tends = actor !== undefined && canTend(actor, resource)
  return (
    <Layout
      page={page}
      title={t('bookings.titleOf', { resource: resource.name })}
      room="organizations"
      noindex
      sheet="partnerships.css"
    >
      <PageHead
        page={page}
        title={t('bookings.titleOf', { resource: resource.name })}
        crumbs={[
          { label: t('listings.many.resource'), path: paths.listings(region!.slug, 'resources') },
          { label: resource.name, path: paths.listing(region!.slug, 'resources', resource.slug) },
        ]}
        act={
          tends && (
            <a class="btn" href={href(page, paths.bookingTerms(region!.slug, resource.slug))}>
              {t('bookings.editTerms')}
            </a>
          )
        }
      />
      {done !== undefined && DONE.includes(done) && <Flash state="good">{t(`bookings.done.${done}`)}</Flash>}
      <Lent {...props} />
      <Month {...props} slug={resource.slug} mayBook={terms !== null && organizations.length > 0} />
      <Told {...props} bookings={bookings.filter((one) => one.purpose !== null)} />
      {terms && organizations.length > 0 && <Book {...props} terms={terms} />}
      <Feed {...props} />
    </Layout>
  )
}

const Lent = ({ page, terms, lentTo, resource }: BookingPageProps) => {
  const { t } = page
  if (!terms) return <p class="lede">{t('bookings.unlent')}</p>
  const owners = formatList(
    page.lang,
    resource.organizations.map(({ name }) => name),
  )
  return (
    <div class="prose">
      <p>
        {terms.openTo === 'region'
          ? t('bookings.lentToRegion', { owners })
          : lentTo
            ? t.rich('bookings.lentToPartners', {
                owners,
                partnership: lentTo.name,
                a: (chunks) => <a href={href(page, paths.partnership(page.region!.slug, lentTo.slug))}>{chunks}</a>,
              })
            : t('bookings.lentToSome', { owners })}{' '}
        {sayOpen(page, terms)} {terms.asks && t('bookings.asks')} {sayLead(page, terms)}
      </p>
      {resource.terms !== '' && <p lang={resource.lang === page.lang ? undefined : resource.lang}>{resource.terms}</p>}
      <p class="small quiet">{t('bookings.zone', { zone: terms.timeZone.replaceAll('_', ' ') })}</p>
    </div>
  )
}

const STATES = { asked: 'warn', accepted: 'good', declined: 'bad', cancelled: 'bad' } as const

const Told = (props: BookingPageProps) => {
  const { page, bookings } = props
  if (bookings.length === 0) return null
  return (
    <section class="section" aria-labelledby="told-h">
      <h2 id="told-h">{page.t('bookings.listed')}</h2>
      <Listed page={page} bookings={bookings} act={(one) => <Acts {...props} booking={one} />} />
    </section>
  )
}

const Acts = ({ page, resource, formKey, booking }: BookingPageProps & { booking: Booking }) => {
  const { t, actor, region } = page
  const at = [region!.slug, resource.slug, booking.id] as const
  const isOver = booking.endsAt <= page.now
  return (
    <div class="stack-s">
      <StateBadge state={STATES[booking.state]}>{t(`bookings.state.${booking.state}`)}</StateBadge>
      {actor && booking.state === 'asked' && !isOver && canTend(actor, resource) && (
        <div class="bunch">
          {(['accept', 'decline'] as const).map((answer) => (
            <ButtonForm
              page={page}
              action={paths.bookingAnswer(...at)}
              label={t(`bookings.${answer}`)}
              fields={{ answer, _key: `${formKey}-${answer}-${booking.id}` }}
              small
            />
          ))}
        </div>
      )}
      {actor && !isOver && canCancel(actor, resource, booking) && (
        <ButtonForm
          page={page}
          action={paths.bookingCancellation(...at)}
          label={t('bookings.cancel')}
          fields={{ _key: `${formKey}-c-${booking.id}` }}
          small
        />
      )}
    </div>
  )
}

const Book = (props: BookingPageProps & { terms: Terms }) => {
  const { page, resource, terms, organizations, partnerships, form, free, formKey } = props
  const { t, region } = page
  const option = ({ id, name }: Choice) => ({ value: id, label: name })
  return (
    <section class="section" id="book" aria-labelledby="book-h">
      <h2 id="book-h">{t('bookings.book')}</h2>
      <Form page={page} action={paths.bookings(region!.slug, resource.slug)} form={form} formKey={formKey} draft>
        {free && (
          <div class="card is-warn stack-s">
            <p>{t(free.length > 0 ? 'bookings.freeNear' : 'bookings.noneFree')}</p>
            <ul class="plain stack-s">
              {free.map((one) => (
                <li>{sayStretch(page, one)}</li>
              ))}
            </ul>
          </div>
        )}
        <div class="cols cols-2">
          <TextField page={page} form={form} name="day" label={t('bookings.day')} type="date" short />
          <TextField
            page={page}
            form={form}
            name="untilDay"
            label={t('bookings.untilDay')}
            hint={t('bookings.untilDayHint')}
            type="date"
            short
            optional
          />
          <TextField page={page} form={form} name="from" label={t('bookings.from')} type="time" short />
          <TextField
            page={page}
            form={form}
            name="until"
            label={t('bookings.until')}
            hint={t('bookings.untilHint')}
            type="time"
            short
          />
        </div>
        {organizations.length > 1 && (
          <SelectField
            page={page}
            form={form}
            name="organization"
            label={t('bookings.forWhom')}
            options={organizations.map(option)}
          />
        )}
        {partnerships.length > 0 && (
          <SelectField
            page={page}
            form={form}
            name="partnership"
            label={t('bookings.forPartnership')}
            hint={t('bookings.forPartnershipHint')}
            empty={t('bookings.noPartnership')}
            options={partnerships.map(option)}
          />
        )}
        <TextArea
          page={page}
          form={form}
          name="purpose"
          label={t('bookings.purpose')}
          hint={t('bookings.purposeHint')}
          rows={2}
          maxlength={LIMITS.purpose}
        />
        <FormDo page={page} act={t(terms.asks ? 'bookings.askFor' : 'bookings.bookIt')} />
      </Form>
    </section>
  )
}
