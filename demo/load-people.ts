import { giveConsent, withdrawConsent } from '../src/account/consents.ts'
import { createPerson, getPerson } from '../src/account/persons.ts'
import { addPosition } from '../src/account/positions.ts'
import type { Loading } from './load.ts'
import type { DemoPerson, DemoPosition } from './types.ts'

const persons = ({ demo, ...loading }: Loading) => Promise.all(demo.people.map((person) => loadPerson(loading, person)))

async function loadPerson({ trx, people, actor, at }: Omit<Loading, 'demo'>, person: DemoPerson) {
  const { name, email, phone, note, lang, consent } = person
  const { id } = await createPerson(trx, actor(), { name, email, phone, note, lang }, at(person.createdAt))
  people.set(person.key, id)
  if (!consent) return
  const { how, givenAt, withdrawnAt } = consent
  const visibility = person.visibility === 'circle' ? 'region' : person.visibility
  await giveConsent(trx, actor(), await getPerson(trx, actor(), id), { how, givenAt, visibility }, at(givenAt))
  if (withdrawnAt) await withdrawConsent(trx, actor(), await getPerson(trx, actor(), id), at(withdrawnAt))
}

const positions = (loading: Loading) =>
  Promise.all(
    loading.demo.people.flatMap((person) =>
      person.positions.map((position) => loadPosition(loading, person, position)),
    ),
  )

async function loadPosition(
  { trx, people, organizations, actor, at }: Loading,
  person: DemoPerson,
  position: DemoPosition,
) {
  const [since = '', until = '..'] = position.period.split('/')
  const days = { since, until: until === '..' ? '' : until }
  const input = { organization: organizations.get(position.organization)!, title: position.title, ...days }
  await addPosition(trx, actor(), { id: people.get(person.key)! }, input, at(person.createdAt))
}

export const loadPeople = { persons, positions }
