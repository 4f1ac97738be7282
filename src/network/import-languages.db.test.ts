import { expect, test } from 'vitest'
import { house } from '../../test/house.ts'

const h = await house()
const coordinator = await h.aMember(await h.aRegion('riverbend'), 'coordinator')
const client = h.as(coordinator)

async function upload(name: string, text: string): Promise<string> {
  const body = new FormData()
  body.append('file', new File([text], name))
  return (await client.send('POST', '/riverbend/settings/import', { body })).location!
}
const see = async (path: string) => (await client.get(path)).text
const langOf = async (slug: string) =>
  (await h.db.selectFrom('records').select('lang').where('slug', '=', slug).executeTakeFirstOrThrow()).lang

test('the language of a file is guessed of those that the region speaks, and its organizations are kept in it', async () => {
  const spanish = await upload(
    'archivo.csv',
    'name,mission\nArchivo del Río,Guarda los mapas de la ciudad para todos\n',
  )
  expect(await see(spanish)).toMatch(/The file is written in.*<option value="es" selected="">Español/s)
  await client.post(`${spanish}/completion`)
  expect(await langOf('archivo-del-rio')).toBe('es')
  const english = await upload('harbor.csv', 'name,mission\nHarbor Maps,Keeps the maps of the city\n')
  await client.post(`${english}/completion`)
  expect(await langOf('harbor-maps')).toBe('en')
})

test('rows vote: one in another language, or Spanish names, do not make the file Spanish', async () => {
  const path = await upload(
    'mixed.csv',
    'name,city,mission\nBiblioteca de los Altos,Las Cruces,We teach people to read data in the open\nCasa del Pueblo,El Paso,Opens doors for the town\nTaller,El Paso,Enseña a leer los datos de la ciudad\n',
  )
  expect(await see(path)).toContain('<option value="en" selected="">English')
})

test('it can be said', async () => {
  const path = await upload('taller.csv', 'name\nTaller Abierto\n')
  expect(await see(path)).toContain('<option value="en" selected="">English')
  expect((await client.post(path, { lang: 'xx' })).status).toBe(422)
  await client.post(path, { lang: 'es' })
  expect(await see(path)).toContain('<option value="es" selected="">Español')
  await client.post(`${path}/completion`)
  expect(await langOf('taller-abierto')).toBe('es')
})

test('a region that speaks one language is not asked', async () => {
  await h.db
    .updateTable('regions')
    .set({ languages: ['es'] })
    .execute()
  const path = await upload('otro.csv', 'name,mission\nOtro,Keeps the maps of the city\n')
  expect(await see(path)).not.toContain('The file is written in')
  await client.post(`${path}/completion`)
  expect(await langOf('otro')).toBe('es')
})
