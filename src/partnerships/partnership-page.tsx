import type { Child } from 'hono/jsx'
import { paths } from '../paths.ts'
import { ButtonForm } from '../ui/form.tsx'
import type { Page } from '../ui/page.ts'
import { PartnershipFrame } from './frame-panel.tsx'
import type { Partnership } from './partnerships.ts'
import { canRemovePartnership } from './rules.ts'

/** What a director reads in one minute: why their people do this, what it costs, what it brings. */
export const PartnershipPage = ({
  page,
  partnership,
  parts,
  done,
  formKey,
}: {
  page: Page
  partnership: Partnership
  parts: Child[]
  done: string | undefined
  formKey: string
}) => (
  <PartnershipFrame page={page} partnership={partnership} current="" done={done}>
    {parts}
    <Sources page={page} partnership={partnership} />
    {page.actor && canRemovePartnership(page.actor, partnership) && (
      <div class="p-top-l no-print">
        <ButtonForm
          page={page}
          action={paths.partnershipRemoval(page.region!.slug, partnership.slug)}
          label={page.t('partnerships.remove')}
          fields={{ _key: formKey }}
          small
        />
      </div>
    )}
  </PartnershipFrame>
)

/** Where what is told here is from. */
const Sources = ({ page, partnership: { references } }: { page: Page; partnership: Partnership }) =>
  references.length === 0 ? null : (
    <details class="fold p-top-l">
      <summary>{page.t('partnerships.sources', { count: references.length })}</summary>
      <ul class="plain stack-s">
        {references.map(({ title, url, quote }) => (
          <li>
            {url ? (
              <a href={url} rel="external nofollow noopener">
                {title}
              </a>
            ) : (
              title
            )}
            {quote && (
              <blockquote class="small">
                <p>{quote}</p>
              </blockquote>
            )}
          </li>
        ))}
      </ul>
    </details>
  )
