import type { Child } from 'hono/jsx'
import { langOn } from '../../ui/languages.ts'
import type { Page } from '../../ui/page.ts'
import { Facts } from '../../ui/facts.tsx'
import type { Role } from '../../region/lists.ts'
import type { CharterContent, CharterParty } from '../charter/revisions.ts'
import { sayCommitment, sayRole } from '../charter/sayings.ts'
import type { Partnership } from '../partnerships.ts'

export interface BriefProps {
  page: Page
  partnership: Pick<Partnership, 'lang'>
  content: CharterContent
  /** The part of the organization that is asked. */
  party: CharterParty | undefined
  roles: readonly Role[]
  /** What other parts know of it: goals served, hours used, what was gained. */
  children?: Child
}

/** On one page, for somebody who decides: what it is for, what it asks of their organization, what it brings. */
export const SignOffBrief = ({ page, partnership, content, party, roles, children }: BriefProps) => {
  const { t } = page
  const lang = langOn(page, partnership)
  const text = (said: string | undefined) =>
    said ? (
      <span class="lines" lang={lang}>
        {said}
      </span>
    ) : null
  const hours = (party?.commitments ?? []).filter(({ kind }) => kind === 'hours')
  const total = hours.reduce((sum, { amount }) => sum + (amount ?? 0), 0)
  const others = content.parties.filter(({ id }) => id !== party?.id).map(({ organization }) => organization.name)
  return (
    <div class="stack">
      {(content.mission || content.purpose) && (
        <p class="lede" lang={lang}>
          {content.mission || content.purpose}
        </p>
      )}
      <Facts
        facts={[
          { label: t('sign-offs.brief.with'), value: others.join(' · ') },
          { label: t('sign-offs.brief.serves'), value: text(party?.missionLink) },
          {
            label: t('sign-offs.brief.hours'),
            value: total > 0 && t('sign-offs.brief.hoursAsked', { n: total }),
          },
          {
            label: t('sign-offs.brief.gives'),
            value: party && party.commitments.length > 0 && (
              <ul lang={lang}>
                {party.commitments.map((one) => (
                  <li>{sayCommitment(t, one)}</li>
                ))}
              </ul>
            ),
          },
          {
            label: t('sign-offs.brief.roles'),
            value: party && party.roles.length > 0 && (
              <ul>
                {party.roles.map(({ role, level }) => (
                  <li>{t('sign-offs.brief.role', { role: sayRole(roles, role), level })}</li>
                ))}
              </ul>
            ),
          },
          { label: t('sign-offs.brief.gains'), value: text(party?.expectedBenefits) },
          { label: t('sign-offs.brief.decisions'), value: text(content.decisions) },
          { label: t('sign-offs.brief.leaving'), value: text(content.leaving) },
        ]}
      />
      {children}
    </div>
  )
}
