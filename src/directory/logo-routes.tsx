import { Hono } from 'hono'
import { paths } from '../paths.ts'
import { isProblem, permit } from '../platform/errors.ts'
import { findFile } from '../platform/files.ts'
import type { House, HouseContext } from '../platform/house.ts'
import type { Picture } from '../platform/images.ts'
import { emptyForm, readFile } from '../platform/parse-form.ts'
import { document } from '../ui/layout.tsx'
import { href } from '../ui/page.ts'
import { LogoPage } from './logo-page.tsx'
import { answerLogo } from './logo-api.ts'
import { paintLogo, removeLogo, setLogo } from './logos.ts'
import { type Organization, getOrganization } from './organizations.ts'
import { canEditOrganization } from './rules.ts'
import { newFormKey } from '../platform/request-keys.ts'

/** An organization's logo. `scanCommand` looks at what comes in. */
export const logoRoutes = ({ config }: { config: { scanCommand?: string } }) =>
  new Hono<House>()
    .get('/organizations/:slug/logo', async (c) => answerLogo(c, await asked(c)))
    .get('/organizations/:slug/logo/edit', async (c) => logoPage(c, await mine(c)))
    .post('/organizations/:slug/logo/edit', async (c) => {
      const { db, actor, moment } = c.var
      const organization = await mine(c)
      const read = await readLogo(c, config.scanCommand)
      if ('error' in read) return logoPage(c, organization, read.error)
      await setLogo(db, actor, organization, read.picture, moment)
      return toProfile(c, organization)
    })
    .post('/organizations/:slug/logo/removal', async (c) => {
      const { db, actor, moment } = c.var
      const organization = await mine(c)
      await removeLogo(db, actor, organization, moment)
      return toProfile(c, organization)
    })

const asked = (c: HouseContext) => getOrganization(c.var.db, c.var.actor, c.req.param('slug') ?? '')

/** The organization that was asked for, to whoever may change it. */
async function mine(c: HouseContext): Promise<Organization> {
  const organization = await asked(c)
  permit(canEditOrganization(c.var.actor, organization), 'directory.errors.edit')
  return organization
}

const toProfile = (c: HouseContext, { slug }: Organization) =>
  c.redirect(href(c.var.page, `${paths.organization(c.var.region.slug, slug)}?done=changed`), 303)

/** What was sent as a picture of ours, or what is wrong with it. */
async function readLogo(c: HouseContext, scanner?: string): Promise<{ picture: Picture } | { error: string }> {
  const { t } = c.var.page
  const file = await readFile(c, 'logo')
  if (!file) return { error: t('directory.logo.none') }
  try {
    return { picture: await paintLogo(new Uint8Array(await file.arrayBuffer()), scanner) }
  } catch (error) {
    if (!isProblem(error) || error.status !== 422) throw error
    return { error: t(error.reason!, error.values) }
  }
}

async function logoPage(c: HouseContext, organization: Organization, error?: string) {
  const { db, page, region, moment } = c.var
  const logo = await findFile(db, region.id, organization.id, 'logo')
  const form = error === undefined ? emptyForm : { values: {}, errors: { logo: [error] } }
  const formKey = newFormKey(moment)
  const shown = <LogoPage {...{ page, organization, form, formKey }} {...(logo && { logo })} />
  return c.html(document(shown), error === undefined ? 200 : 422)
}
