import { paths } from '../paths.ts'
import { ButtonForm } from '../ui/form.tsx'
import { Layout } from '../ui/layout.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { type Page, href } from '../ui/page.ts'

export interface RemovalProps {
  page: Page
  organization: { slug: string; name: string }
  hangings: { what: string; count: number }[]
  removed: boolean
  formKey: string
}

/** Before an organization is taken off the map: what hangs on it. Afterwards: the way back. */
export const RemovalPage = (props: RemovalProps) => {
  const { page, organization: one, removed } = props
  const { t } = page
  const slug = page.region!.slug
  const title = t(removed ? 'directory.removal.done' : 'directory.removal.title', { name: one.name })
  const lede = t(removed ? 'directory.removal.doneText' : 'directory.removal.lede')
  return (
    <Layout page={page} title={title} room="organizations" noindex>
      <PageHead
        page={page}
        title={title}
        lede={lede}
        crumbs={[{ label: t('directory.title'), path: paths.organizations(slug) }]}
      />
      <div class="p-top-l stack">{removed ? <Undo {...props} /> : <Confirm {...props} />}</div>
    </Layout>
  )
}

const Undo = ({ page, organization: one, formKey }: RemovalProps) => (
  <>
    <ButtonForm
      page={page}
      action={paths.organizationRestoration(page.region!.slug, one.slug)}
      label={page.t('directory.removal.undo')}
      fields={{ _key: formKey }}
      act
    />
    <p>
      <a href={href(page, paths.organizations(page.region!.slug))}>{page.t('directory.removal.toList')}</a>
    </p>
  </>
)

const Confirm = ({ page, organization: one, hangings, formKey }: RemovalProps) => (
  <>
    <h2>{page.t('directory.removal.hangs')}</h2>
    {hangings.length === 0 ? (
      <p>{page.t('directory.removal.nothing')}</p>
    ) : (
      <ul>
        {hangings.map(({ what, count }) => (
          <li>{page.t(`directory.removal.${what}`, { count })}</li>
        ))}
      </ul>
    )}
    <p>
      {page.t.rich('directory.removal.ended', {
        a: (chunks) => (
          <a href={href(page, `${paths.organizationEdit(page.region!.slug, one.slug)}?ask=ended#f-ended`)}>{chunks}</a>
        ),
      })}
    </p>
    <ButtonForm
      page={page}
      action={paths.organizationRemoval(page.region!.slug, one.slug)}
      label={page.t('directory.removal.act')}
      fields={{ _key: formKey }}
      bad
    />
    <p>
      <a href={href(page, paths.organization(page.region!.slug, one.slug))}>{page.t('ui.form.cancel')}</a>
    </p>
  </>
)
