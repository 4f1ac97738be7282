import { Hono } from 'hono'
import { paths } from '../paths.ts'
import { found, permit } from '../platform/errors.ts'
import { bytesOf, findFile } from '../platform/files.ts'
import type { House, HouseContext } from '../platform/house.ts'
import { type Picture, paintAnew } from '../platform/images.ts'
import { emptyForm, readFile } from '../platform/parse-form.ts'
import { scan } from '../platform/scans.ts'
import { document } from '../ui/layout.tsx'
import { href } from '../ui/page.ts'
import { LogoPage } from './logo-page.tsx'
import { LOGO_BOX, LOGO_MEGABYTES, removeLogo, setLogo } from './logos.ts'
import { type Organization, getOrganization } from './organizations.ts'
import { canEditOrganization } from './rules.ts'

/** Nothing that came in from outside may run here, whatever it is. */
const SANDBOX = "default-src 'none'; sandbox"

/** An organization's logo. `scanCommand` looks at what comes in. */
export const logoRoutes = ({ config }: { config: { scanCommand?: string } }) =>
  new Hono<House>()
    .get('/organizations/:slug/logo', async (c) => {
      const { db, region } = c.var
      const organization = await asked(c)
      const logo = found(await findFile(db, region.id, organization.id, 'logo'))
      const etag = `"${logo.sha256.toString('base64url')}"`
      const headers = { etag, 'cache-control': 'private, max-age=86400' }
      if (c.req.header('if-none-match') === etag) return c.body(null, 304, headers)
      return c.body(Uint8Array.from(await bytesOf(db, region.id, logo)), 200, {
        ...headers,
        'content-type': logo.mediaType,
        'content-disposition': 'inline; filename="logo.webp"',
        'content-security-policy': SANDBOX,
      })
    })
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
  if (file.size > LOGO_MEGABYTES * 1_000_000) return { error: t('files.tooLarge', { max: LOGO_MEGABYTES }) }
  const bytes = new Uint8Array(await file.arrayBuffer())
  await scan(scanner, bytes)
  const picture = await paintAnew(bytes, LOGO_BOX)
  return picture ? { picture } : { error: t('files.noPicture') }
}

async function logoPage(c: HouseContext, organization: Organization, error?: string) {
  const { db, page, region, moment } = c.var
  const logo = await findFile(db, region.id, organization.id, 'logo')
  const form = error === undefined ? emptyForm : { values: {}, errors: { logo: [error] } }
  const formKey = moment.random(16).toString('base64url')
  const shown = <LogoPage {...{ page, organization, form, formKey }} {...(logo && { logo })} />
  return c.html(document(shown), error === undefined ? 200 : 422)
}
