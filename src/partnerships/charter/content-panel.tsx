import type { Child } from 'hono/jsx'
import { paths } from '../../paths.ts'
import { sayPartialDate } from '../../platform/partial-dates.ts'
import type { Role } from '../../region/lists.ts'
import { Facts } from '../../ui/facts.tsx'
import { Icon, OrganizationName } from '../../ui/icon.tsx'
import { langOn } from '../../ui/languages.ts'
import { type Page, href, lookOf } from '../../ui/page.ts'
import type { ProseField } from '../forms.ts'
import type { Partnership } from '../partnerships.ts'
import type { PartyQuestion, SharedQuestion } from './questions.ts'
import type { CharterContent, CharterParty, CharterPerson } from './revisions.ts'
import { sayHowMuch, sayRole, sayTerms } from './sayings.ts'
import { Marked, Said } from '../translations/said-panel.tsx'
import { proseText, partyText, meaningText, promiseText } from '../translations/texts.ts'

type Asked = SharedQuestion | PartyQuestion

export interface ContentProps {
  page: Page
  partnership: Partnership
  content: CharterContent
  roles: readonly Role[]
  /** For who writes it: translations that are older than their originals stand too, marked. */
  older?: boolean
  /** What stands beside a section: a way to change it. */
  beside?(question: Asked, party?: CharterParty): Child
  /** What stands below the part of a partner: that it is asked, what it wrote. */
  below?(party: CharterParty): Child
}

/** The whole charter, as one reads it: what all share, then partner by partner, then how to decide and how to leave. */
export const CharterText = (props: ContentProps) => {
  const { page, content } = props
  const { t } = page
  return (
    <div class="stack-l charter">
      <Prose {...props} field="purpose" />
      <Prose {...props} field="mission" />
      <section aria-labelledby="charter-where-h">
        <div class="section-head">
          <h2 id="charter-where-h">{t('partnership-charter.whereWhen')}</h2>
          <span class="bunch">
            {props.beside?.('places')}
            {props.beside?.('period')}
          </span>
        </div>
        <Facts
          facts={[
            {
              label: t('partnership-charter.field.places'),
              value: content.places.length > 0 && (
                <span lang={langOn(page, props.partnership)}>{content.places.join(' · ')}</span>
              ),
            },
            {
              label: t('partnership-charter.field.period'),
              value: content.period && sayPartialDate(page.lang, content.period),
            },
          ]}
        />
        {content.places.length === 0 && content.period === null && <Open page={page} />}
      </section>
      <section aria-labelledby="charter-parties-h">
        <div class="section-head">
          <h2 id="charter-parties-h">{t('partnership-charter.parties')}</h2>
          {props.beside?.('partners')}
        </div>
        {content.parties.length === 0 && <p class="quiet">{t('partnership-charter.noParties')}</p>}
        <div class="stack-l">
          {content.parties.map((party) => (
            <Party {...props} party={party} />
          ))}
        </div>
      </section>
      <Prose {...props} field="decisions" />
      <Prose {...props} field="leaving" />
    </div>
  )
}

const Open = ({ page }: { page: Page }) => <p class="quiet">{page.t('partnership-charter.open')}</p>

const Prose = ({ page, partnership, content, field, older, beside }: ContentProps & { field: ProseField }) => (
  <section aria-labelledby={`charter-${field}-h`}>
    <div class="section-head">
      <h2 id={`charter-${field}-h`}>{page.t(`partnership-charter.field.${field}`)}</h2>
      {beside?.(field)}
    </div>
    {content[field] === '' ? (
      <Open page={page} />
    ) : (
      <p class="prose lines">
        <Said {...{ page, partnership, older }} text={proseText(content, field)} />
      </p>
    )}
  </section>
)

const Party = (props: ContentProps & { party: CharterParty }) => {
  const { page, partnership, party, roles, older, beside, below } = props
  const { t } = page
  const now = partnership.parties.find((one) => one.id === party.id)?.organization
  const text = (kind: 'missionLink' | 'expectedBenefits') =>
    party[kind] === '' ? (
      <Open page={page} />
    ) : (
      <p class="lines">
        <Said {...{ page, partnership, older }} text={partyText(party, kind)} />
      </p>
    )
  return (
    <article class="charter-party" id={`party-${party.id}`} aria-labelledby={`party-${party.id}-h`}>
      <h3 id={`party-${party.id}-h`}>
        <OrganizationName
          name={party.organization.name}
          look={lookOf(page, now?.sector ?? '')}
          {...(now && { href: href(page, paths.organization(page.region!.slug, now.slug)) })}
        />
      </h3>
      <dl class="facts charter-facts">
        <Fact label={t('partnership-charter.field.missionLink')} tail={beside?.('mission-link', party)}>
          {text('missionLink')}
          {now && (
            <p class="small">
              <a
                href={`${href(page, paths.partnershipTab(page.region!.slug, partnership.slug, 'goals'))}#of-${now.id}`}
              >
                {t('partnership-goals.whichServed')}
              </a>
            </p>
          )}
        </Fact>
        <Fact label={t('partnership-charter.field.roles')} tail={beside?.('roles')}>
          {party.roles.length === 0 ? <Open page={page} /> : <Roles {...{ page, partnership, party, roles, older }} />}
        </Fact>
        <Fact label={t('partnership-charter.field.commitments')} tail={beside?.('brings', party)}>
          {party.commitments.length === 0 ? (
            <Open page={page} />
          ) : (
            <Promises {...{ page, partnership, party, older }} />
          )}
        </Fact>
        <Fact label={t('partnership-charter.field.expectedBenefits')} tail={beside?.('gains', party)}>
          {text('expectedBenefits')}
        </Fact>
        {page.actor?.member && (
          <Fact label={t('partnership-charter.people')} tail={beside?.('people', party)}>
            <Who page={page} label={t('partnership-charter.field.contact')} who={party.contact} />
            <Who page={page} label={t('partnership-charter.field.leader')} who={party.leader} />
          </Fact>
        )}
      </dl>
      {below?.(party)}
    </article>
  )
}

const Fact = ({ label, tail, children }: { label: string; tail?: Child; children?: Child }) => (
  <>
    <dt>
      {label} {tail}
    </dt>
    <dd>{children}</dd>
  </>
)

const Who = ({ page, label, who }: { page: Page; label: string; who: CharterPerson | null }) => (
  <p>
    {`${label}: `}
    {who === null ? (
      <span class="quiet">{page.t('partnership-charter.nobody')}</span>
    ) : (
      (who.name ?? page.t('partnership-charter.somebody'))
    )}
  </p>
)

const Roles = ({
  page,
  partnership,
  party,
  roles,
  older,
}: Pick<ContentProps, 'page' | 'partnership' | 'roles' | 'older'> & { party: CharterParty }) => (
  <ul>
    {party.roles.map((held) => (
      <li>
        {sayRole(roles, held.role)}
        {': '}
        {page.t(`partnership-charter.level.${held.level}`)}
        {held.meaning !== '' && (
          <>
            {'. '}
            <Said {...{ page, partnership, older }} text={meaningText(party, held)} />
          </>
        )}
      </li>
    ))}
  </ul>
)

const Promises = ({
  page,
  partnership,
  party,
  older,
}: Pick<ContentProps, 'page' | 'partnership' | 'older'> & { party: CharterParty }) => (
  <ul>
    {party.commitments.map((one) => {
      const terms = sayTerms(page.t, one)
      return (
        <li>
          {sayHowMuch(page.t, one)}
          {one.what !== '' && (
            <>
              {': '}
              <Said {...{ page, partnership, older }} text={promiseText(one)} />
            </>
          )}
          {terms.length > 0 && (
            <small class="quiet">
              {' '}
              (
              <Marked
                {...{ page }}
                sentence={terms.join(', ')}
                words={one.pool ? { text: one.pool, lang: partnership.lang } : undefined}
              />
              )
            </small>
          )}
        </li>
      )
    })}
  </ul>
)

/** A way to change a section, for whoever may. */
export const ChangeLink = ({ page, path, of }: { page: Page; path: string; of: string }) => (
  <a class="small no-print" href={href(page, path)}>
    <Icon name="pencil" />
    {page.t('partnership-charter.change')} <span class="sr">{of}</span>
  </a>
)
