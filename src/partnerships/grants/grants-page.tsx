import { paths } from '../../paths.ts'
import { formatDate } from '../../platform/i18n.ts'
import { sayPartialDate } from '../../platform/partial-dates.ts'
import { VisibilityBadge } from '../../ui/badge.tsx'
import { Empty } from '../../ui/empty.tsx'
import { Flash } from '../../ui/flash.tsx'
import { ButtonForm } from '../../ui/form.tsx'
import { Icon } from '../../ui/icon.tsx'
import { langOn } from '../../ui/languages.ts'
import { Downloads } from '../../ui/list.tsx'
import { type Page, href } from '../../ui/page.ts'
import { PartnershipFrame } from '../frame-panel.tsx'
import type { Partnership } from '../partnerships.ts'
import type { Grant } from './grants.ts'
import { sayMoney } from './grant-sayings.ts'
import { Marked } from '../translations/said-panel.tsx'

const ROOM = 'partnership-grants'

interface GrantsView {
  page: Page
  partnership: Partnership
  grants: Grant[]
  mayWrite: boolean
  /** One that was just taken away, by its id. */
  removed: string
  formKey: string
}

/** Where the money comes from, what it asks for, and when the funder wants to hear. */
export const GrantsPage = (props: GrantsView) => {
  const { page, partnership, grants, mayWrite, removed, formKey } = props
  const { t } = page
  const { slug } = page.region!
  const act = mayWrite && (
    <a class="btn btn-act" href={href(page, paths.newGrant(slug, partnership.slug))}>
      <Icon name="plus" />
      {t(`${ROOM}.add`)}
    </a>
  )
  return (
    <PartnershipFrame page={page} partnership={partnership} current="grants" title={t(`${ROOM}.title`)} act={act}>
      {removed !== '' && (
        <Flash state="good">
          {t(`${ROOM}.removed`)}
          <ButtonForm
            page={page}
            action={paths.grantRestoration(slug, removed)}
            label={t(`${ROOM}.undo`)}
            fields={{ _key: formKey }}
            small
          />
        </Flash>
      )}
      <div class="p-top-l stack">
        {grants.length === 0 ? (
          <Empty title={t(`${ROOM}.none`)}>{t(`${ROOM}.noneText`)}</Empty>
        ) : (
          <>
            <Downloads page={page} />
            <ul class="rows">
              {grants.map((grant) => (
                <Row page={page} grant={grant} />
              ))}
            </ul>
          </>
        )}
      </div>
    </PartnershipFrame>
  )
}

const Row = ({ page, grant }: { page: Page; grant: Grant }) => {
  const { t, lang } = page
  const next = grant.reports.find((report) => report.reportedOn === null)
  return (
    <li>
      <h2 class="title">
        <a href={href(page, paths.grant(page.region!.slug, grant.id))} lang={langOn(page, grant)}>
          {grant.name}
        </a>
      </h2>
      <p class="meta">
        {grant.funder.name && <span>{grant.funder.name}</span>}
        {grant.amount !== null && (
          <span>
            <b>{sayMoney(page, grant.amount)}</b>
          </span>
        )}
        {grant.period && <span>{sayPartialDate(lang, grant.period)}</span>}
        {next && (
          <span>
            <Icon name="clock" />
            <Marked
              page={page}
              sentence={t(`${ROOM}.next`, {
                date: formatDate(lang, next.due, 'long'),
                what: next.what || t(`${ROOM}.report`),
              })}
              words={next.what ? { text: next.what, lang: grant.lang } : undefined}
            />
          </span>
        )}
        {grant.visibility !== 'public' && <VisibilityBadge page={page} visibility={grant.visibility} />}
      </p>
    </li>
  )
}
