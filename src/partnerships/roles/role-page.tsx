import type { Child } from 'hono/jsx'
import { paths } from '../../paths.ts'
import { formatDate } from '../../platform/i18n.ts'
import type { FormState } from '../../platform/parse-form.ts'
import { OrganizationName } from '../../ui/icon.tsx'
import { langOn } from '../../ui/languages.ts'
import { type Page, href, lookOf } from '../../ui/page.ts'
import { PartnershipFrame } from '../frame-panel.tsx'
import type { Party, Partnership } from '../partnerships.ts'
import { Hold, sayState } from './matrix-panel.tsx'
import type { Handover } from './role-handovers.ts'
import type { Agreement, RoleRow } from './role-matrices.ts'
import { canSetColumn, canSettleRoles } from './rules.ts'
import { OfferPanel, StepsPanel } from './steps-panel.tsx'
import { Said } from '../translations/said-panel.tsx'
import { meaningText } from '../translations/texts.ts'

export interface RoleProps {
  page: Page
  partnership: Partnership
  row: RoleRow
  /** What was agreed and offered of this role, also what is over. */
  agreements: Agreement[]
  handovers: Handover[]
  /** The form that came back, and which one it is. */
  form: FormState
  step: string | undefined
  done: string | undefined
  formKey: string
}

/** One role in a partnership: what it is, who plays which part, how it is settled, and how that came. */
export const RolePage = (props: RoleProps) => {
  const { page, partnership, row, done } = props
  const { t } = page
  const { role } = row
  const list = paths.partnershipTab(page.region!.slug, partnership.slug, 'roles')
  return (
    <PartnershipFrame page={page} partnership={partnership} current="roles" title={role.label} done={done}>
      <div class="p-top-l stack">
        <p>
          <a href={href(page, list)}>{t('partnership-roles.all')}</a>
        </p>
        {role.description && <p class="lede">{role.description}</p>}
        {role.reference && (
          <p class="small quiet">
            {role.reference.url ? <a href={role.reference.url}>{role.reference.title}</a> : role.reference.title}
          </p>
        )}
        <p>
          <strong>{sayState(page, row)}</strong>
          {row.state !== 'led' && <span class="quiet"> {t(`partnership-roles.next.${row.state}`)}</span>}
        </p>
      </div>
      <Parts {...props} />
      {row.agreement && <Agreed page={page} partnership={partnership} agreement={row.agreement} />}
      <OfferPanel {...props} />
      {page.actor && canSettleRoles(page.actor, partnership) && <StepsPanel {...props} />}
      {page.actor?.member && <History {...props} />}
    </PartnershipFrame>
  )
}

/** Who plays which part, and what that means here. */
const Parts = ({ page, partnership, row }: RoleProps) => {
  const edit = (party: Party) =>
    `${paths.partnershipRoleCells(page.region!.slug, partnership.slug)}?partner=${party.organization.slug}&role=${row.role.key}`
  return (
    <ul class="rows p-top">
      {row.cells.map((cell) => (
        <li class="has-tail">
          <div>
            <OrganizationName
              name={cell.party.organization.name}
              look={lookOf(page, cell.party.organization.sector)}
              href={href(page, paths.organization(page.region!.slug, cell.party.organization.slug))}
            />
            {cell.meaning !== '' && (
              <p>
                <Said
                  {...{ page, partnership }}
                  text={meaningText(cell.party, { role: row.role.key, meaning: cell.meaning })}
                />
              </p>
            )}
            {page.actor && canSetColumn(page.actor, partnership, cell.party) && (
              <p class="small no-print">
                <a href={href(page, edit(cell.party))}>
                  {page.t('partnership-roles.setOne')}
                  <span class="sr"> {cell.party.organization.name}</span>
                </a>
              </p>
            )}
          </div>
          <span class="tail">{cell.level === null ? <None page={page} /> : <Hold page={page} cell={cell} />}</span>
        </li>
      ))}
    </ul>
  )
}

const None = ({ page }: { page: Page }) => <span class="small quiet">{page.t('partnership-roles.level.none')}</span>

const nameOf = (partnership: Partnership, party: string | null): string | undefined =>
  partnership.parties.find(({ id }) => id === party)?.organization.name

/** What was agreed: why several lead it and which part is whose, or why nobody has to. */
const Agreed = ({ page, partnership, agreement }: { page: Page; partnership: Partnership; agreement: Agreement }) => (
  <section class="card is-agreed p-top-l" aria-labelledby="agreed-h">
    <h2 class="title" id="agreed-h">
      {page.t(`partnership-roles.agreed.${agreement.how}`)}
    </h2>
    <p lang={langOn(page, partnership)}>{agreement.why}</p>
    <ul class="plain">
      {agreement.shares.map(({ party, part }) => {
        const name = nameOf(partnership, party)
        return name === undefined ? null : (
          <li>
            <b>{name}</b>: <span lang={langOn(page, partnership)}>{part}</span>
          </li>
        )
      })}
    </ul>
    <p class="small quiet">
      {page.t('partnership-roles.agreed.on', {
        date: formatDate(page.lang, agreement.agreedAt, 'long', page.region!.timeZone),
      })}
    </p>
  </section>
)

interface Past {
  at: Date
  told: Child
  why: string
}

/** How it came: what was agreed and handed over, the latest first. */
const History = ({ page, partnership, agreements, handovers }: RoleProps) => {
  const { t } = page
  const someone = t('partnership-roles.history.someone')
  const past: Past[] = [
    ...agreements.map((one): Past => ({
      at: one.agreedAt,
      told: t(`partnership-roles.agreed.${one.how}`) + (one.endedAt ? ` (${t('partnership-roles.history.over')})` : ''),
      why: one.why,
    })),
    ...handovers.flatMap(({ from, to, why, offeredAt, answer, answeredAt, answerWhy }): Past[] => {
      const values = {
        from: from === null ? t('partnership-roles.history.nobody') : (nameOf(partnership, from) ?? someone),
        to: nameOf(partnership, to) ?? someone,
      }
      const offered = { at: offeredAt, told: t('partnership-roles.history.offered', values), why }
      if (answer === null || answeredAt === null) return [offered]
      return [{ at: answeredAt, told: t(`partnership-roles.history.${answer}`, values), why: answerWhy }, offered]
    }),
  ]
  if (past.length === 0) return null
  return (
    <section class="section" aria-labelledby="history-h">
      <div class="section-head">
        <h2 id="history-h">{t('partnership-roles.history.title')}</h2>
      </div>
      <ul class="rows">
        {past
          .toSorted((a, b) => b.at.getTime() - a.at.getTime())
          .map((one) => (
            <li>
              <p>{one.told}</p>
              {one.why !== '' && <p lang={langOn(page, partnership)}>{one.why}</p>}
              <p class="small quiet">{formatDate(page.lang, one.at, 'long', page.region!.timeZone)}</p>
            </li>
          ))}
      </ul>
    </section>
  )
}
