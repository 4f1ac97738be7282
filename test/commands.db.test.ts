import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeEach, expect, test, vi } from 'vitest'
import { run } from './commanded.ts'
import { house } from './house.ts'

const { url, aRegion, anOrganization, signIn, as } = await house()
const region = await aRegion('riverbend')
await anOrganization(region, { name: 'Ferry Library' })

const folder = mkdtempSync(join(tmpdir(), 'tieline-commands-'))
const file = join(folder, 'partners.csv')
writeFileSync(file, 'name,sector\nAlder Library,library\n,library\n')
afterAll(() => rmSync(folder, { recursive: true }))

beforeEach(() => {
  vi.stubEnv('DATABASE_URL', url)
  vi.stubEnv('SECRET', 'x'.repeat(40))
})

test.each([
  ['import nowhere organizations FILE', 'There is no region nowhere. There are: riverbend.'],
  ['member list nowhere', 'There is no region nowhere. There are: riverbend.'],
  ['region delete nowhere --yes nowhere', 'There is no region nowhere. There are: riverbend.'],
  ['member remove riverbend a@b.example', 'Nobody with the address a@b.example is in'],
  ['member add riverbend a@b.example --access leader --organization x', 'There is no organization x in'],
  ['import riverbend organizations FOLDER/none.csv', 'There is no file FOLDER/none.csv. Nothing was imported.'],
  ['import riverbend organizations FOLDER', 'FOLDER is a folder; name a file. Nothing was imported.'],
  ['import riverbend network FILE', 'This file is a list of organizations, without ties.'],
  ['region create riverbend --name R', 'The address riverbend belongs to another region.'],
  ['sessions end nobody@b.example', 'Nobody signs in with nobody@b.example.'],
  ['insight nowhere', 'There is no region nowhere. There are: riverbend.'],
  ['export nowhere --out FOLDER/x.zip', 'There is no region nowhere. There are: riverbend.'],
  ['restore FOLDER/none.zip', 'There is no file FOLDER/none.zip.'],
  ['restore FILE', 'FILE is no archive, or is cut off'],
  ['restore-all FILE', 'FILE is no archive, or is cut off'],
  ['region create lake --name R --counties 00000', 'There is no county with the code 00000.'],
])('what cannot be done fails with a sentence: tieline %s', async (words, sentence) => {
  const { code, said } = await run(...inPlace(words).split(' '))
  expect(said).toContain(inPlace(sentence))
  expect(code).toBe(1)
})

test.each([
  ['import riverbend nonsense FILE', 'There is no kind nonsense. Kinds are: organizations, people,'],
  ['import riverbend organizations FILE --map x', '“x” is not COLUMN=FIELD.'],
  ['import riverbend organizations FILE --lang fr', 'Allowed choices are en, es.'],
  ['sessions end', 'Name an address, or --all for everybody.'],
  ['sessions end a@b.example --all', 'Name an address, or --all for everybody.'],
  ['import riverbend', "missing required argument 'kind'"],
  ['member add riverbend a@b.example --access king', '--access is one of viewer, representative'],
  ['member add riverbend nobody --access viewer', 'nobody is not an e-mail address.'],
  ['member add riverbend a@b.example --access leader', 'A leader needs --organization SLUG.'],
  ['region create X --name R', 'slug: Write 2 to 60 small letters'],
  ['region create lake --name R --time-zone Mars', 'timeZone: Choose a time zone'],
  ['region delete riverbend --yes other', 'Nothing was deleted'],
  ['export riverbend --out FOLDER/none/x.zip', 'cannot be written (ENOENT)'],
  ['export riverbend', "required option '--out <file>' not specified"],
  ['admin add nobody', 'nobody is not an e-mail address.'],
  ['insight riverbend --tier king', '--tier is one of public, region, coordinator.'],
  ['bench nonsense', 'There is no benchmark nonsense.'],
  ['bench pages --seconds x', '--seconds is a number'],
  ['nonsense', "unknown command 'nonsense'"],
])('what cannot be asked for so is wrong usage: tieline %s', async (words, sentence) => {
  const { code, said } = await run(...inPlace(words).split(' '))
  expect(said).toContain(sentence)
  expect(code).toBe(2)
})

const inPlace = (words: string) => words.replace('FILE', file).replaceAll('FOLDER', folder)

test.each(['region list', 'doctor', 'migrate', 'import riverbend organizations FILE'])(
  'a database that does not answer is named: tieline %s',
  async (words) => {
    vi.stubEnv('DATABASE_URL', 'postgres://nobody@localhost:1/tieline')
    const { code, said } = await run(...inPlace(words).split(' '))
    expect(said).toMatch(/^The database cannot be reached: connect ECONNREFUSED .+ Check DATABASE_URL/)
    expect(code).toBe(1)
  },
)

test('a setting that cannot be is named', async () => {
  vi.stubEnv('DATABASE_URL', 'nonsense')
  expect(await run('region', 'list')).toMatchObject({
    code: 1,
    said: expect.stringContaining('The setting DATABASE_URL'),
  })
})

test('an import of which rows are refused is done, and says how many', async () => {
  const looked = await run('import', 'riverbend', 'organizations', file, '--dry-run')
  expect(looked.said).toContain('1 row refused and not taken in, as said above.\nWould be: 1 created')
  const { code, said } = await run('import', 'riverbend', 'organizations', file)
  expect(said).toContain('partners.csv, row 3')
  expect(said).toContain('1 row refused and not taken in, as said above.\nDone: 1 created')
  expect(code).toBe(0)
})

test('a network goes out as a file that the import reads', async () => {
  for (const ending of ['gexf', 'graphml', 'kumu.json']) {
    const out = join(folder, `riverbend.${ending}`)
    expect(await run('export', 'riverbend', '--out', out)).toMatchObject({ code: 0 })
    const looked = await run('import', 'riverbend', 'network', out, '--dry-run')
    expect(looked.said).toMatch(/Would be: 0 created/)
  }
})

test('a region goes out and comes back by commands, and so does the installation', async () => {
  const zip = join(folder, 'riverbend.zip')
  expect(await run('export', 'riverbend', '--out', zip)).toMatchObject({ code: 0 })
  expect((await run('restore', zip)).said).toContain('There is a region at /riverbend already')
  const again = await run('restore', zip, '--as', 'riverbend-again')
  expect([again.code, again.said]).toEqual([0, expect.stringContaining('/riverbend-again')])
  expect(await run('region', 'delete', 'riverbend-again', '--yes', 'riverbend-again')).toMatchObject({ code: 0 })
  const all = join(folder, 'all.zip')
  expect(await run('backup', '--out', all)).toMatchObject({ code: 0 })
  expect((await run('restore-all', all)).said).toContain('This installation holds regions or accounts')
  expect(await run('restore-all', all, '--replace')).toMatchObject({ code: 0 })
  expect((await run('region', 'list')).said).toContain('riverbend')
})

test('whoever runs the house signs somebody out everywhere, or everybody', async () => {
  const [one, again, other] = [await signIn('a@b.example'), await signIn('a@b.example'), await signIn('c@d.example')]
  const alive = async () => {
    const answers = await Promise.all([one, again, other].map((who) => as(who).get('/me')))
    return answers.map(({ status }) => status)
  }
  expect(await run('sessions', 'end', 'A@b.example')).toMatchObject({
    code: 0,
    said: '2 sessions of A@b.example ended.\n',
  })
  expect(await alive()).toEqual([303, 303, 200])
  expect((await run('sessions', 'end', '--all')).said).toContain('Everybody signs in again.')
  expect(await alive()).toEqual([303, 303, 303])
})
