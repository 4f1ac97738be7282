import { Hono } from 'hono'
import { z } from 'zod'
import type { ApiDoc } from '../platform/api-docs.ts'
import { gone, readBytes, written } from '../platform/api-writes.ts'
import { found, permit } from '../platform/errors.ts'
import { fileAnswer } from '../platform/file-answers.ts'
import { findFile } from '../platform/files.ts'
import type { House, HouseContext } from '../platform/house.ts'
import { answerOrganization, organizationAddress } from './api.ts'
import { paintLogo, removeLogo, setLogo } from './logos.ts'
import { getOrganization, type Organization } from './organizations.ts'
import { organizationSchema } from './renderings.ts'
import { canEditOrganization } from './rules.ts'

/** An organization's logo as a picture; also what its page shows. */
export async function answerLogo(c: HouseContext, organization: Organization): Promise<Response> {
  const { db, region } = c.var
  const logo = found(await findFile(db, region.id, organization.id, 'logo'))
  const etag = `"${logo.sha256.toString('base64url')}"`
  const headers = { etag, 'cache-control': 'private, max-age=86400' }
  if (c.req.header('if-none-match') === etag) return c.body(null, 304, headers)
  return fileAnswer(c, logo, { ...headers, 'content-disposition': 'inline; filename="logo.webp"' })
}

const PATH = '/organizations/:id/logo'

/** Logos for programs. `scanCommand` looks at what comes in. */
export const logoApi = ({ config }: { config: { scanCommand?: string } }) =>
  new Hono<House>()
    .get(PATH, async (c) => answerLogo(c, await getOrganization(c.var.db, c.var.actor, c.req.param('id'))))
    .post(PATH, async (c) => {
      const { db, actor, moment } = c.var
      const organization = await mine(c)
      const set = async () => {
        await setLogo(db, actor, organization, await paintLogo(await readBytes(c), config.scanCommand), moment)
        return organization.id
      }
      return written(
        c,
        set,
        (id) => organizationAddress(c, id),
        (id) => answerOrganization(c, id),
        200,
      )
    })
    .delete(PATH, async (c) => {
      await removeLogo(c.var.db, c.var.actor, await mine(c), c.var.moment)
      return gone(c)
    })

/** The organization that was asked for, to whoever may change it. */
async function mine(c: HouseContext): Promise<Organization> {
  const organization = await getOrganization(c.var.db, c.var.actor, c.req.param('id') ?? '')
  permit(canEditOrganization(c.var.actor, organization), 'directory.errors.edit')
  return organization
}

const path = '/api/v1/{region}/organizations/{id}/logo'
const tag = 'Organizations'
export const logoApiDocs: ApiDoc[] = [
  { method: 'get', path, summary: 'Its logo', tag, response: z.undefined(), gives: 'image/webp' },
  {
    method: 'post',
    path,
    summary: 'Gives it this logo: a picture of at most 5 MB, painted anew',
    tag,
    takes: 'application/octet-stream',
    response: organizationSchema,
  },
  { method: 'delete', path, summary: 'Takes its logo away', tag, status: 204, response: z.undefined() },
]
