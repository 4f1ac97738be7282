import type { Child } from 'hono/jsx'
import type { FeedLine, Named } from '../journal/feeds.ts'
import { paths } from '../paths.ts'
import { formatDate } from '../platform/i18n.ts'
import { sayPartialDate } from '../platform/partial-dates.ts'
import { emptyForm, type FormState } from '../platform/parse-form.ts'
import { VisibilityBadge } from '../ui/badge.tsx'
import { DateField, TextField } from '../ui/field.tsx'
import { Facts } from '../ui/facts.tsx'
import { Flash } from '../ui/flash.tsx'
import { ButtonForm, Form, FormDo } from '../ui/form.tsx'
import { OrganizationField } from '../ui/organizations-field.tsx'
import { type Page, href } from '../ui/page.ts'
import { Timeline } from '../ui/timeline.tsx'
import { ConsentPanel } from './consent-panel.tsx'
import type { Consent } from './consents.ts'
import { LIMITS } from './forms.ts'
import { Done, Frame } from './pages.tsx'
import type { Person } from './persons.ts'
import type { Position } from './positions.ts'
import { canEditPerson } from './rules.ts'

interface Props {
  page: Page
  person: Person
  positions: Position[]
  consents: Consent[]
  /** Who noted them. */
  recorders: Map<string, Named>
  choices: { id: string; name: string }[]
  history: FeedLine[]
  /** What other rooms tell of them. */
  panels: Child[]
  /** Under which names they were here besides, for coordinators. */
  otherNames: string[]
  done?: string | undefined
  today: string
  formKey: string
  form?: (FormState & { of: 'consent' | 'position' }) | undefined
}

/** A person: how to reach them, where they work; for coordinators what is recorded about them, too. */
export function PersonPage(props: Props) {
  const { page, person, history } = props
  const edits = canEditPerson(page.actor!)
  const { slug } = page.region!
  return (
    <Frame
      page={page}
      title={person.name}
      kind={<VisibilityBadge page={page} visibility={person.visibility} />}
      crumbs={page.actor!.member ? [{ label: page.t('account.people.title'), path: paths.people(slug) }] : []}
      room="people"
      script="names.js"
      act={
        edits && (
          <a class="btn" href={href(page, `${paths.personEdit(slug, person.id)}`)}>
            {page.t('account.person.editLink')}
          </a>
        )
      }
    >
      <div class="stack-s">
        <Done page={page} done={props.done} keys={{ merged: 'merging.mergedHere' }} />
        {person.visibility === 'circle' && <Flash state="note">{page.t('account.person.hidden')}</Flash>}
      </div>
      <div class="cols cols-side p-top">
        <div class="stack">
          <Reach {...props} />
          <Positions {...props} edits={edits} />
          {props.panels}
          {history.length > 0 && <History page={page} history={history} />}
        </div>
        {edits && <ForCoordinators {...props} />}
      </div>
    </Frame>
  )
}

const Reach = ({ page, person, otherNames }: Props) => (
  <Facts
    facts={[
      {
        label: page.t('account.person.email'),
        value: person.email && <a href={`mailto:${person.email}`}>{person.email}</a>,
      },
      { label: page.t('account.person.phone'), value: person.phone },
      { label: page.t('account.person.note'), value: person.note },
      { label: page.t('merging.alsoKnown'), value: otherNames.join(', ') },
    ]}
  />
)

const Positions = ({ page, person, positions, choices, today, form, formKey, edits }: Props & { edits: boolean }) => {
  const { slug } = page.region!
  const typed = form?.of === 'position' ? form : emptyForm
  return (
    <section aria-labelledby="positions">
      <h2 id="positions">{page.t('account.person.positions')}</h2>
      {positions.length === 0 && <p class="quiet">{page.t('account.person.noPositions')}</p>}
      <ul class="rows" role="list">
        {positions.map((one) => (
          <li class="has-tail">
            <div>
              <h3 class="title">{one.title}</h3>
              <p class="meta">
                <a href={href(page, paths.organization(slug, one.organization.slug))}>{one.organization.name}</a>
                {one.period && <span>{sayPartialDate(page.lang, one.period)}</span>}
              </p>
            </div>
            {edits && (one.last === null || one.last > today) && (
              <div class="tail">
                <ButtonForm
                  page={page}
                  action={paths.positionEnd(slug, person.id, one.id)}
                  label={page.t('account.person.endPosition', { title: one.title })}
                  fields={{ until: today, _key: `${formKey}-${one.id}` }}
                  small
                />
              </div>
            )}
          </li>
        ))}
      </ul>
      {edits && choices.length > 0 && (
        <details class="fold" open={typed !== emptyForm}>
          <summary>{page.t('account.person.addPositionTitle')}</summary>
          <Form page={page} action={paths.positions(slug, person.id)} form={typed} formKey={`${formKey}-position`}>
            <OrganizationField
              page={page}
              form={typed}
              name="organization"
              label={page.t('account.person.organization')}
              choices={choices}
            />
            <TextField
              page={page}
              form={typed}
              name="title"
              label={page.t('account.person.positionTitle')}
              hint={page.t('account.person.positionHint')}
              maxlength={LIMITS.title}
            />
            <div class="cols cols-2">
              <DateField
                page={page}
                form={typed}
                name="since"
                label={page.t('account.person.positionSince')}
                optional
              />
              <DateField
                page={page}
                form={typed}
                name="until"
                label={page.t('account.person.positionUntil')}
                optional
              />
            </div>
            <FormDo page={page} act={page.t('account.person.addPosition')} />
          </Form>
        </details>
      )}
    </section>
  )
}

const ForCoordinators = (props: Props) => {
  const { page, person, formKey } = props
  const { slug } = page.region!
  return (
    <aside class="stack">
      <ConsentPanel {...props} />
      <p>
        <a href={href(page, paths.personMerging(slug, person.id))}>{page.t('merging.tool')}</a>
      </p>
      <section class="stack-s" aria-labelledby="removal">
        <h2 id="removal" class="title">
          {page.t('account.person.remove')}
        </h2>
        <p class="quiet">{page.t('account.person.removeText')}</p>
        <ButtonForm
          page={page}
          action={paths.personRemoval(slug, person.id)}
          label={page.t('account.person.remove')}
          fields={{ _key: `${formKey}-removal` }}
          bad
        />
        <p class="quiet">{page.t('account.erasure.hint')}</p>
        <a href={href(page, paths.personErasure(slug, person.id))}>
          {page.t('account.erasure.title', { name: person.name })}
        </a>
      </section>
    </aside>
  )
}

const History = ({ page, history }: { page: Page; history: FeedLine[] }) => (
  <section aria-labelledby="history">
    <h2 id="history">{page.t('account.person.history')}</h2>
    <Timeline
      items={history.flatMap((line) => {
        const key = `account.said.${line.verb}`
        if (!page.t.has(key)) return []
        const by = line.person?.title ? ` · ${line.person.title}` : ''
        const when = formatDate(page.lang, line.at, 'long', page.region!.timeZone)
        return { key: line.id, children: `${page.t(key)} · ${when}${by}` }
      })}
    />
  </section>
)

/** What stands where a removed person stood, for whoever may bring them back. */
export const RemovedPersonPage = ({ page, person, formKey }: { page: Page; person: Person; formKey: string }) => {
  const { slug } = page.region!
  return (
    <Frame
      page={page}
      title={page.t('account.person.removedTitle', { name: person.name })}
      lede={page.t('account.person.removedText')}
      crumbs={[{ label: page.t('account.people.title'), path: paths.people(slug) }]}
      room="people"
    >
      <ButtonForm
        page={page}
        action={paths.personRemoval(slug, person.id)}
        label={page.t('account.person.restore', { name: person.name })}
        fields={{ undo: 'yes', _key: formKey }}
        act
      />
      <p class="p-top">
        <a href={href(page, paths.personErasure(slug, person.id))}>
          {page.t('account.erasure.title', { name: person.name })}
        </a>
      </p>
    </Frame>
  )
}
