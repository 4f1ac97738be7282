import { Hono } from 'hono'
import { z } from 'zod'
import { quietHoursOf } from '../journal/quiet-hours.ts'
import { systemActor } from '../platform/actor.ts'
import type { ApiDoc } from '../platform/api-docs.ts'
import { checkJson, fromVersion, readJson, versioned } from '../platform/api-writes.ts'
import { problem } from '../platform/errors.ts'
import type { House, HouseContext } from '../platform/house.ts'
import { VISIBILITIES } from '../platform/records.ts'
import { oneselfForm, ownNotificationsForm } from './forms.ts'
import { findMember } from './memberships.ts'
import { chooseMail, listUnwanted, topicsOf } from './notifications.ts'
import { agreedNow, changeOneself } from './own-data.ts'
import { getOneself } from './persons.ts'
import { ACCESS } from './rules.ts'

const seen = z.enum(VISIBILITIES).describe('Who sees it; `circle`: coordinators alone')
const meSchema = z.object({
  id: z.uuid(),
  name: z.string(),
  email: z.string().nullable(),
  phone: z.string().nullable(),
  visibility: seen,
  seePosition: seen,
  seeEmail: seen,
  seePhone: seen,
  access: z.enum(ACCESS).nullable(),
  organizations: z.array(z.object({ id: z.uuid(), name: z.string(), slug: z.string() })),
  topics: z.array(z.string()).describe('What one is written about'),
  quietFrom: z.int().nullable().describe('Hour of the day from which no mail comes'),
  quietUntil: z.int().nullable(),
  version: z.int(),
})

/** The person that a key or a session acts for; whoever is nobody here has nothing of their own. */
function oneself(c: HouseContext): string {
  const { personId, member } = c.var.actor
  if (personId === null || !member) throw problem(403, 'errors.membersOnly')
  return personId
}

async function readMe(c: HouseContext): Promise<z.output<typeof meSchema>> {
  const { db, region, rooms, moment } = c.var
  const id = oneself(c)
  // One sees oneself whatever others may see.
  const [person, member, unwanted, quiet] = await Promise.all([
    getOneself(db, region.id, id),
    findMember(db, systemActor(region.id), region, id, moment.at),
    listUnwanted(db, region.id, id),
    quietHoursOf(db, region.id, id),
  ])
  const { name, email, phone, visibility, version } = person
  return {
    id,
    name,
    email,
    phone,
    visibility,
    seePosition: agreedNow(person, 'position'),
    seeEmail: agreedNow(person, 'email'),
    seePhone: agreedNow(person, 'phone'),
    access: member?.access ?? null,
    organizations: member?.organizations ?? [],
    topics: topicsOf(rooms).filter((topic) => !unwanted.includes(topic)),
    quietFrom: quiet?.from ?? null,
    quietUntil: quiet?.until ?? null,
    version,
  }
}

/** Who one is in a region, for a program that acts for a member. */
export const meApi = new Hono<House>()
  .get('/me', async (c) => versioned(c, await readMe(c)))
  .patch('/me', async (c) => {
    const { db, actor, region, moment } = c.var
    const person = await getOneself(db, region.id, oneself(c))
    const { name, phone, visibility } = person
    const input = checkJson(c, oneselfForm, await readJson(c), { name, phone: phone ?? '', visibility })
    const change = (version: number) => changeOneself(db, actor, { ...person, version }, input, moment)
    await fromVersion(c, person, change, () => readMe(c))
    return versioned(c, await readMe(c))
  })
  .patch('/me/notifications', async (c) => {
    const { db, region, rooms, moment } = c.var
    const { id: personId, topics, quietFrom, quietUntil } = await readMe(c)
    const before = { topics, quietFrom: quietFrom ?? '', quietUntil: quietUntil ?? undefined }
    const input = checkJson(c, ownNotificationsForm, await readJson(c), before)
    await chooseMail(db, { id: region.id, personId }, rooms, input, moment)
    return versioned(c, await readMe(c))
  })

const tag = 'Oneself'
const path = '/api/v1/{region}/me'
export const meApiDocs: ApiDoc[] = [
  {
    method: 'get',
    path,
    summary: 'Whom the key acts for, and what they may do',
    tag,
    response: meSchema,
    closed: true,
  },
  {
    method: 'patch',
    path,
    summary: 'Changes one’s own name and telephone, and who sees what of one',
    tag,
    body: oneselfForm,
    response: meSchema,
  },
  {
    method: 'patch',
    path: `${path}/notifications`,
    summary: 'Chooses what one is written about, and when not',
    tag,
    body: ownNotificationsForm,
    response: meSchema,
  },
]
