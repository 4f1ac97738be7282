import type { Named } from '../journal/feeds.ts'
import { paths, recordPath } from '../paths.ts'
import type { Outlook } from '../platform/erasures.ts'
import type { Account } from '../platform/house.ts'
import type { FormState } from '../platform/parse-form.ts'
import { RadioCards, TextField } from '../ui/field.tsx'
import { Flash } from '../ui/flash.tsx'
import { Form, FormDo } from '../ui/form.tsx'
import { type Page, href } from '../ui/page.ts'
import type { OwnPerson } from './erasures.ts'
import { LIMITS } from './forms.ts'
import { Frame } from './pages.tsx'
import type { Person } from './persons.ts'
import { REASONS } from './rules.ts'

const GOES = ['person', 'access', 'words', 'mails'] as const
const STAYS = ['said', 'done', 'shared', 'archives'] as const

/** What goes, what stays and why: the same for whoever erases whom. */
const WhatHappens = ({ page, of }: { page: Page; of: 'own' | 'other' }) => (
  <div class="cols cols-2">
    <section class="stack-s" aria-labelledby="goes">
      <h2 id="goes">{page.t('account.erasure.goes')}</h2>
      <ul>
        {GOES.map((what) => (
          <li>{page.t(`account.erasure.goes.${what}`)}</li>
        ))}
        {of === 'own' && <li>{page.t('account.erasure.goes.account')}</li>}
      </ul>
    </section>
    <section class="stack-s" aria-labelledby="stays">
      <h2 id="stays">{page.t('account.erasure.stays')}</h2>
      <ul>
        {STAYS.map((what) => (
          <li>{page.t(`account.erasure.stays.${what}`)}</li>
        ))}
      </ul>
    </section>
  </div>
)

const Found = ({ page, outlook }: { page: Page; outlook: Outlook }) => (
  <>
    <p>{page.t('account.erasure.texts', { count: outlook.texts })}</p>
    {outlook.entries > 0 && <p>{page.t('account.erasure.merged', { count: outlook.entries })}</p>}
    {outlook.shared.map((what) => (
      <p>{page.t(`account.erasure.shared.${what}`)}</p>
    ))}
  </>
)

interface OwnProps {
  page: Page
  account: Account
  persons: OwnPerson[]
  form: FormState
}

/** Before somebody erases themself. */
export const OwnErasurePage = ({ page, account, persons, form }: OwnProps) => {
  const last = persons.filter((one) => one.isLast)
  return (
    <Frame
      page={page}
      title={page.t('account.erasure.ownTitle')}
      lede={page.t('account.erasure.ownLede')}
      crumbs={[{ label: page.t('account.me.title'), path: paths.me() }]}
    >
      <div class="stack">
        <WhatHappens page={page} of="own" />
        <section class="stack-s" aria-labelledby="entries">
          <h2 id="entries">{page.t('account.erasure.entries')}</h2>
          {persons.length === 0 && <p>{page.t('account.erasure.noEntries')}</p>}
          <ul class="rows" role="list">
            {persons.map((one) => (
              <li>
                <h3 class="title">{page.t('account.erasure.entry', { name: one.name, region: one.region })}</h3>
                <Found page={page} outlook={one} />
              </li>
            ))}
          </ul>
        </section>
        <p>
          <a href={href(page, paths.myRecords())}>{page.t('account.erasure.takeAlong')}</a>
        </p>
        {last.map((one) => (
          <Flash state="warn">
            {page.t('account.erasure.last', { region: one.region })}{' '}
            <a href={href(page, paths.members(one.slug))}>{page.t('account.erasure.handOver')}</a>
          </Flash>
        ))}
        {last.length === 0 && (
          <Form page={page} action={paths.myErasure()} form={form}>
            <TextField
              page={page}
              form={form}
              name="confirmation"
              type="email"
              label={page.t('account.erasure.confirm')}
              hint={page.t('account.erasure.confirmHint', { email: account.email })}
              maxlength={LIMITS.email}
              autocomplete="off"
            />
            <FormDo page={page} act={page.t('account.erasure.ownAct')} cancel={paths.me()} />
          </Form>
        )}
      </div>
    </Frame>
  )
}

/** What somebody reads who was here. */
export const OwnErasedPage = ({ page }: { page: Page }) => (
  <Frame
    page={page}
    title={page.t('account.erasure.doneTitle')}
    lede={page.t('account.erasure.doneText')}
    act={
      <a class="btn" href={href(page, paths.installation())}>
        {page.t('account.me.allRegions')}
      </a>
    }
  />
)

interface OtherProps {
  page: Page
  person: Person
  outlook: Outlook
  /** What bears their name as its own. */
  named: Named[]
  form: FormState
  formKey: string
}

/** Before a coordinator erases somebody. */
export const PersonErasurePage = ({ page, person, outlook, named, form, formKey }: OtherProps) => {
  const { slug } = page.region!
  return (
    <Frame
      page={page}
      title={page.t('account.erasure.title', { name: person.name })}
      lede={page.t('account.erasure.lede')}
      crumbs={[{ label: page.t('account.people.title'), path: paths.people(slug) }]}
      room="people"
    >
      <div class="stack">
        <WhatHappens page={page} of="other" />
        <Found page={page} outlook={outlook} />
        {named.length > 0 && (
          <div>
            <p>{page.t('account.erasure.named')}</p>
            <ul>
              {named.map((one) => (
                <li>
                  <a href={href(page, recordPath(slug, one) ?? paths.region(slug))}>{one.title}</a>
                </li>
              ))}
            </ul>
          </div>
        )}
        <Form page={page} action={paths.personErasure(slug, person.id)} form={form} formKey={formKey}>
          <RadioCards
            page={page}
            form={form}
            name="reason"
            label={page.t('account.erasure.reason')}
            options={REASONS.map((value) => ({
              value,
              label: page.t(`account.erasure.reason.${value}`),
            }))}
          />
          <FormDo page={page} act={page.t('account.erasure.act')} cancel={paths.person(slug, person.id)} />
        </Form>
      </div>
    </Frame>
  )
}
