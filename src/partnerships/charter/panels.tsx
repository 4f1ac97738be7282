import type { Child } from 'hono/jsx'
import { paths } from '../../paths.ts'
import type { Actor } from '../../platform/actor.ts'
import type { Db } from '../../platform/db.ts'
import { formatDate } from '../../platform/i18n.ts'
import { OrganizationName } from '../../ui/icon.tsx'
import { type Page, href, lookOf } from '../../ui/page.ts'
import type { Partnership } from '../partnerships.ts'
import { changedSince } from './looks.ts'
import { questionsOf } from './questions.ts'
import { type CharterContent, draftOf, listRevisionDays, type Revision } from './revisions.ts'
import { forceOf } from './standings.ts'
import { canLook, readsDraft, writesCharter } from './rules.ts'
import { Said } from '../translations/said-panel.tsx'
import { proseText, partyText } from '../translations/texts.ts'

/** On the partnership's own page: what it is for, and why it is the business of each partner. */
export async function charterPanel(db: Db, actor: Actor, partnership: Partnership, page: Page): Promise<Child | null> {
  if (!readsDraft(actor, partnership)) {
    const force = await forceOf(db, actor, partnership.id)
    if (!force) return null
    const { revision } = force
    return <CharterSummary {...{ page, partnership, revision }} content={revision.content} changes={0} open={0} />
  }
  const [content, revisions, news] = await Promise.all([
    draftOf(db, actor, partnership),
    listRevisionDays(db, actor.regionId, partnership.id),
    canLook(actor, partnership) ? changedSince(db, actor, partnership) : null,
  ])
  const changes = news?.differences.length ?? 0
  const open = writesCharter(actor, partnership) ? questionsOf(partnership).filter(({ done }) => !done).length : 0
  return <CharterSummary {...{ page, partnership, content, changes, open }} revision={revisions[0]} />
}

interface Props {
  page: Page
  partnership: Partnership
  content: CharterContent
  /** The revision that it is, or that came last. */
  revision: Pick<Revision, 'number' | 'at'> | undefined
  changes: number
  open: number
}

const CharterSummary = ({ page, partnership, content, revision, changes, open }: Props) => {
  const { t } = page
  const { slug } = page.region!
  const isOwn = ({ organization }: ContentParty) => page.actor!.organizationIds.includes(organization.id)
  const [own, others] = [content.parties.filter(isOwn), content.parties.filter((one) => !isOwn(one))]
  return (
    <section class="section" aria-labelledby="charter-h">
      <div class="section-head">
        <h2 id="charter-h">{t('partnership-charter.panel.title')}</h2>
        <span class="small quiet">
          {revision
            ? t('partnership-charter.panel.version', {
                number: revision.number,
                date: formatDate(page.lang, revision.at, 'long', page.region!.timeZone),
              })
            : t('partnership-charter.panel.draft')}
        </span>
      </div>
      {content.purpose !== '' && (
        <p class="prose lines">
          <Said {...{ page, partnership }} text={proseText(content, 'purpose')} />
        </p>
      )}
      {own.length > 0 && <Business page={page} partnership={partnership} parties={own} />}
      {others.length > 0 && (
        <details class="fold">
          <summary>{t('partnership-charter.panel.business', { count: others.length, own: own.length })}</summary>
          <Business page={page} partnership={partnership} parties={others} />
        </details>
      )}
      <p class="meta p-top no-print">
        <a href={href(page, paths.charter(slug, partnership.slug))}>{t('partnership-charter.panel.whole')}</a>
        {changes > 0 && (
          <a href={href(page, `${paths.charterDifferences(slug, partnership.slug)}?from=looked&to=draft`)}>
            {t('partnership-charter.panel.news', { count: changes })}
          </a>
        )}
        {open > 0 && (
          <a href={href(page, paths.charterStart(slug, partnership.slug))}>
            {t('partnership-charter.panel.goOn', { count: open })}
          </a>
        )}
      </p>
    </section>
  )
}

type ContentParty = CharterContent['parties'][number]

/** Why it is the business of each of these partners. */
const Business = ({
  page,
  partnership,
  parties,
}: Pick<Props, 'page' | 'partnership'> & { parties: ContentParty[] }) => (
  <ul class="rows p-top">
    {parties.map((party) => {
      const now = partnership.parties.find(({ id }) => id === party.id)?.organization
      return (
        <li>
          <OrganizationName
            name={party.organization.name}
            look={lookOf(page, now?.sector ?? '')}
            {...(now && { href: href(page, paths.organization(page.region!.slug, now.slug)) })}
          />
          {party.missionLink === '' ? (
            <p class="small quiet">{page.t('partnership-charter.panel.noLink')}</p>
          ) : (
            <p class="small lines">
              <Said {...{ page, partnership }} text={partyText(party, 'missionLink')} />
            </p>
          )}
        </li>
      )
    })}
  </ul>
)
