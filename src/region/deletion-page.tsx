import { paths } from '../paths.ts'
import type { FormState } from '../platform/parse-form.ts'
import { TextField } from '../ui/field.tsx'
import { Form } from '../ui/form.tsx'
import { Layout } from '../ui/layout.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { type Page, href } from '../ui/page.ts'
import { canChangeRegion } from './rules.ts'

export interface DeletionProps {
  page: Page
  form: FormState
  holdings: { kind: string; count: number }[]
}

/** Before a region is deleted: what goes with it, how to keep it, and its address to type. */
export const DeletionPage = (props: DeletionProps) => {
  const { page } = props
  const { t } = page
  const { slug, name } = page.region!
  const coordinates = page.actor !== undefined && canChangeRegion(page.actor)
  const title = t('region.deletion.title', { name })
  const crumbs = coordinates
    ? [{ label: t('ui.room.settings'), path: paths.settings(slug) }]
    : [{ label: t('region.installation.crumb'), path: paths.installation() }]
  return (
    <Layout page={page} title={title} room="settings" noindex>
      <PageHead page={page} crumbs={crumbs} title={title} lede={t('region.deletion.lede')} />
      <div class="section stack">
        <Goes {...props} />
        <Keep page={page} coordinates={coordinates} />
        <Sure page={page} form={props.form} back={coordinates ? paths.settings(slug) : paths.installation()} />
      </div>
    </Layout>
  )
}

const Goes = ({ page, holdings }: DeletionProps) => (
  <>
    <h2>{page.t('region.deletion.goes')}</h2>
    <ul>
      {holdings
        .filter(({ kind }) => page.t.has(`region.deletion.kind.${kind}`))
        .map(({ kind, count }) => (
          <li>{page.t(`region.deletion.kind.${kind}`, { count })}</li>
        ))}
      <li>{page.t('region.deletion.rest')}</li>
      <li>{page.t('region.deletion.address', { address: `${page.origin}/${page.region!.slug}` })}</li>
    </ul>
    <p>{page.t('region.deletion.stays')}</p>
  </>
)

const Keep = ({ page, coordinates }: { page: Page; coordinates: boolean }) => {
  const { t } = page
  const { slug, demonstration } = page.region!
  return (
    <>
      <h2>{t('region.deletion.keep')}</h2>
      {coordinates ? (
        <>
          <p>{t('region.deletion.archive')}</p>
          <p>
            <a class="btn" href={href(page, paths.exportRegion(slug))}>
              {t('region.deletion.toArchive')}
            </a>
          </p>
        </>
      ) : (
        <p>{t('region.deletion.backup', { slug })}</p>
      )}
      {demonstration && <p>{t('region.deletion.demonstration')}</p>}
    </>
  )
}

const Sure = ({ page, form, back }: { page: Page; form: FormState; back: string }) => {
  const { t } = page
  const { slug, name } = page.region!
  return (
    <Form page={page} action={paths.regionDeletion(slug)} form={form}>
      <TextField
        page={page}
        form={form}
        name="slug"
        label={t('region.deletion.field', { slug })}
        hint={t('region.deletion.hint')}
        maxlength={60}
        required
      />
      <div class="form-do">
        <button class="btn is-bad">{t('region.deletion.act', { name })}</button>
        <a class="btn btn-quiet" href={href(page, back)}>
          {t('ui.form.cancel')}
        </a>
      </div>
    </Form>
  )
}
