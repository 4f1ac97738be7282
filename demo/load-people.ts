import { giveConsent, withdrawConsent } from '../src/account/consents.ts'
import { createPerson, getPerson } from '../src/account/persons.ts'
import { addPosition } from '../src/account/positions.ts'
import type { Loading } from './load.ts'

async function persons({ trx, demo, people, actor, at }: Loading) {
  for (const person of demo.people) {
    const { name, email, phone, note, lang } = person
    const { id } = await createPerson(trx, actor(), { name, email, phone, note, lang }, at(person.createdAt))
    people.set(person.key, id)
    if (!person.consent) continue
    const { how, givenAt, withdrawnAt } = person.consent
    const visibility = person.visibility === 'circle' ? 'region' : person.visibility
    await giveConsent(trx, actor(), await getPerson(trx, actor(), id), { how, givenAt, visibility }, at(givenAt))
    if (withdrawnAt) await withdrawConsent(trx, actor(), await getPerson(trx, actor(), id), at(withdrawnAt))
  }
}

async function positions({ trx, demo, people, organizations, actor, at }: Loading) {
  for (const person of demo.people)
    for (const position of person.positions) {
      const [since = '', until = '..'] = position.period.split('/')
      const input = {
        organization: organizations.get(position.organization)!,
        title: position.title,
        since,
        until: until === '..' ? '' : until,
      }
      await addPosition(trx, actor(), { id: people.get(person.key)! }, input, at(person.createdAt))
    }
}

export const loadPeople = { persons, positions }
