import type { Command } from 'commander'
import { ACCESS, type Access, endMembership, giveAccess, listMembers } from '../src/account/members.ts'
import { createPerson, findPersonByEmail } from '../src/account/persons.ts'
import { getOrganization } from '../src/directory/organizations.ts'
import { isEmail, normaliseEmail } from '../src/platform/addresses.ts'
import type { OpenHouse } from '../src/open-house.ts'
import { systemActor } from '../src/platform/actor.ts'
import { isProblem } from '../src/platform/errors.ts'
import type { RegionHead } from '../src/ui/page.ts'
import { signInLink } from './sign-in-address.ts'
import { regionNamed, withHouse } from './with-house.ts'
import { say, sayJson, wrongUsage } from './say.ts'

interface AddOptions {
  access: string
  organization: string[]
  name?: string
  json?: boolean
}

export function addMember(program: Command) {
  const member = program.command('member').description('members of a region')
  member
    .command('add <region> <email>')
    .requiredOption('--access <level>', ACCESS.join(' | '))
    .option('--organization <slug...>', 'for whom they speak or sign', [])
    .option('--name <name>')
    .option('--json')
    .action((slug: string, email: string, options: AddOptions) =>
      withHouse((house) => add(house, slug, email, options)),
    )
  member
    .command('list <region>')
    .option('--json')
    .action((slug: string, options: { json?: boolean }) =>
      withHouse(async (house) => {
        const region = await regionNamed(house, slug)
        const members = await listMembers(house.parts.db, systemActor(region.id), region, house.parts.clock().at)
        if (options.json) return sayJson({ items: members, total: members.length })
        for (const one of members) say(`${one.access.padEnd(16)} ${(one.email ?? '').padEnd(36)} ${one.name}`)
      }),
    )
  member.command('remove <region> <email>').action((slug: string, email: string) =>
    withHouse(async (house) => {
      const region = await regionNamed(house, slug)
      const { db, clock } = house.parts
      const person = await findPersonByEmail(db, systemActor(region.id), email)
      if (!person) throw new Error(`Nobody with the address ${email} is in ${region.name}.`)
      await endMembership(db, systemActor(region.id), region, person.id, clock())
      say(`${email} is no longer a member of ${region.name}.`)
    }),
  )
}

async function add(house: OpenHouse, slug: string, email: string, options: AddOptions) {
  const { db, clock } = house.parts
  if (!isEmail(email)) throw wrongUsage(`${email} is not an e-mail address.`)
  const access = ACCESS.find((one) => one === options.access)
  if (!access) throw wrongUsage(`--access is one of ${ACCESS.join(', ')}.`)
  const region = await regionNamed(house, slug)
  const actor = systemActor(region.id)
  if (needsOrganization(access) && options.organization.length === 0)
    throw wrongUsage(`A ${access} needs --organization SLUG.`)
  const organizations = await Promise.all(options.organization.map((one) => organizationNamed(house, region, one)))
  const known = await findPersonByEmail(db, actor, email)
  const person =
    known ??
    (await createPerson(
      db,
      actor,
      { name: options.name ?? email.split('@')[0]!, email: normaliseEmail(email) },
      clock(),
    ))
  await giveAccess(
    db,
    actor,
    region,
    person.id,
    { access, organizationIds: organizations.map((one) => one.id) },
    clock(),
  )
  const address = await signInLink(house, email)
  if (options.json) return sayJson({ region: slug, email, access, person: person.id, signIn: address })
  say(`${email} is ${access} of ${region.name} once they sign in. A link for them, good for 15 minutes:`)
  say(address)
}

async function organizationNamed({ parts }: OpenHouse, region: RegionHead, slug: string) {
  try {
    return await getOrganization(parts.db, systemActor(region.id), slug)
  } catch (error) {
    if (!isProblem(error)) throw error
    throw new Error(`There is no organization ${slug} in ${region.name}. Its page's address ends in its slug.`, {
      cause: error,
    })
  }
}

const needsOrganization = (access: Access) => access === 'representative' || access === 'leader'
