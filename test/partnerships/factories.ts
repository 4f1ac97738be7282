import { createPerson } from '../../src/account/persons.ts'
import { addPosition } from '../../src/account/positions.ts'
import { createPartnership } from '../../src/partnerships/partnership-changes.ts'
import { getPartnership } from '../../src/partnerships/partnerships.ts'
import type { NewPartnership } from '../../src/partnerships/forms.ts'
import type { House, Region } from '../world.ts'

/** Three organizations of a region that work together, each with a contact, a leader who signs, and a representative who is signed in. */
export async function aPartnership(made: House, region: Region, given: Partial<NewPartnership> = {}) {
  const named = async (name: string) => {
    const organization = await made.anOrganization(region, { name })
    const word = name.split(' ')[0]!.toLowerCase()
    const [contact, leader] = [await aPerson(`${word}-contact`), await aPerson(`${word}-leader`)]
    for (const person of [contact, leader]) {
      const position = { organization: organization.id, title: 'Colleague', since: '2020', until: '' }
      await addPosition(made.db, region.system, { id: person.id }, position, made.clock())
    }
    await made.db
      .insertInto('mandates')
      .values({
        region_id: region.id,
        id: made.clock().id(),
        person_id: leader.id,
        organization_id: organization.id,
        what: 'sign',
        from_day: '2000-01-01',
        given_at: made.time.now,
      })
      .execute()
    const speaker = await made.aMember(region, 'representative', organization.id)
    return { ...organization, contact, leader, speaker }
  }
  const aPerson = async (name: string) => {
    const email = `${name}-${(count += 1)}@riverbend.example`
    const { id } = await createPerson(made.db, region.system, { name: `The ${name}`, email }, made.clock())
    return { id, email }
  }
  const library = await named('Library')
  const center = await named('Center')
  const neighbors = await named('Neighbors')
  const parties = [library, center, neighbors].map(({ id: organization, contact, leader }) => ({
    organization,
    contact: contact.id,
    leader: leader.id,
    joinedOn: '2025-03-01',
  }))
  const { id, slug } = await createPartnership(
    made.db,
    region.system,
    {
      name: 'Data Desk',
      mission: 'Anyone can ask about the place they live in.',
      parties,
      visibility: 'region',
      ...given,
    },
    made.clock(),
  )
  const read = () => getPartnership(made.db, region.system, id)
  const party = async (organization: { id: string }) =>
    (await read()).parties.find((one) => one.organization.id === organization.id)!
  return { id, slug, library, center, neighbors, read, party }
}

let count = 0
