import type { Organization } from '../../directory/organizations.ts'
import { paths } from '../../paths.ts'
import type { Lists } from '../../region/lists.ts'
import { Flash } from '../../ui/flash.tsx'
import { Layout } from '../../ui/layout.tsx'
import { Names } from '../../ui/organizations-field.tsx'
import { PageHead } from '../../ui/page-head.tsx'
import { type Page, href } from '../../ui/page.ts'
import type { NetworkOrganization } from '../current-networks.ts'
import { Meetings } from './meetings-panel.tsx'
import type { Meeting } from './meetings.ts'
import { slugOf } from './parts-panel.tsx'

interface View {
  page: Page
  lists: Lists
  organization: Pick<Organization, 'slug' | 'name' | 'id'>
  organizations: readonly NetworkOrganization[]
  meetings: readonly Meeting[]
  /** Whom somebody named, if that is nobody who can be meant. */
  typed: string
}

/** Whom an organization should meet, with the reasons, and a field for anybody else. */
export const WhomToMeetPage = ({ page, lists, organization, organizations, meetings, typed }: View) => {
  const { t } = page
  const slug = slugOf(page)
  const title = t('insight.whom.title', { name: organization.name })
  const to = paths.introduction(slug, organization.slug)
  return (
    <Layout page={page} title={title} room="map" sheet="map-room.css" noindex script="names.js">
      <PageHead
        page={page}
        title={title}
        crumbs={[
          { label: t('directory.title'), path: paths.organizations(slug) },
          { label: organization.name, path: paths.organization(slug, organization.slug) },
        ]}
        lede={t('insight.whom.lede')}
      />
      <div class="p-top-l stack">
        {typed !== '' && <Flash state="warn">{t('insight.if.unknown', { typed })}</Flash>}
        {meetings.length === 0 ? (
          <p>{t('insight.meet.none')}</p>
        ) : (
          <Meetings page={page} lists={lists} organizations={organizations} meetings={meetings} />
        )}
        <form class="field" action={href(page, to)}>
          <label for="f-with">{t('insight.whom.field')}</label>
          <div class="bunch">
            <input class="input grow" id="f-with" name="with" list="whom-names" maxlength={200} autocomplete="off" />
            <Names page={page} id="whom-names" choices={organizations.filter(({ id }) => id !== organization.id)} />
            <button class="btn">{t('insight.whom.do')}</button>
          </div>
        </form>
      </div>
    </Layout>
  )
}
