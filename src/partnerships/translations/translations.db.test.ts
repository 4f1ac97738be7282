import { beforeAll, describe, expect, test } from 'vitest'
import { aDesk } from '../../../test/partnerships/desks.ts'
import { hidden } from '../../../test/editing.ts'
import { aPartnership } from '../../../test/partnerships/factories.ts'
import { signOffsOf, untilDay } from '../../../test/partnerships/sign-offs.ts'
import { paths } from '../../paths.ts'
import { publicActor } from '../../platform/actor.ts'
import { changeCharter } from '../charter/charter-changes.ts'
import { addEntry } from '../ledgers/entry-changes.ts'
import { ENTRY_FORMS } from '../ledgers/forms.ts'
import { getPartnership } from '../partnerships.ts'
import { setRoles } from '../roles/role-changes.ts'
import { answerSignOff } from '../sign-offs/answers.ts'
import { askForSignOff } from '../sign-offs/asking-changes.ts'
import { askingForm } from '../sign-offs/forms.ts'
import { makeSignLink } from '../sign-offs/letters.ts'
import { tellPartnership } from './translation-changes.ts'
import { textsOf } from './texts.ts'

const { t, region, desk, address } = await aDesk({ visibility: 'public' })
beforeAll(async () => {
  const party = (await desk.party(desk.library)).id
  const cells = [{ party, role: 'advocating', level: 'lead' as const, meaning: 'Speaks up for it.' }]
  await setRoles(t.db, region.system, await desk.read(), cells, t.clock())
})

const library = () => t.as(desk.library.speaker)

/** The texts of the partnership with what is said instead of them in Spanish, as the form sends them. */
async function typed(said: Record<string, string>) {
  const { text } = await library().get(`${address}/translation`)
  const fields = textsOf(await desk.read())
  return {
    lang: 'es',
    'field[]': fields.map(({ field }) => field),
    'text[]': fields.map(({ field, kind }) => said[field] ?? said[kind] ?? ''),
    _translated: hidden(text, '_translated'),
  }
}

const mission = 'Cualquier persona puede preguntar por el lugar donde vive.'
const said = { mission, meaning: 'Habla en su favor.' }

describe('a partnership in the other language', () => {
  test('is told by whoever works on it, text beside text, and read by whoever reads that language', async () => {
    const form = (await library().get(`${address}/translation`)).text
    expect(form).toContain('Library: what “Advocating for ethical, responsible, and accessible civic data” means here')
    expect(form).toContain('lang="es"')
    const before = (await library().get(`/es${address}/charter`)).text
    expect(before).toContain('<span lang="en">Anyone can ask about the place they live in.</span>')
    const saved = await library().post(`${address}/translation`, await typed(said))
    expect(saved.location).toBe(`${address}/charter?done=translated`)
    const spanish = (await library().get(`/es${address}/charter`)).text
    for (const words of [`<span>${mission}</span>`, '<span>Habla en su favor.</span>', 'Traducido del inglés'])
      expect(spanish).toContain(words)
    expect(spanish).not.toContain('Anyone can ask about')
    expect((await library().get(`${address}/charter`)).text).not.toContain(mission)
    for (const path of [`/es${address}`, '/es/riverbend/partnerships', `/es${address}/roles`])
      expect((await library().get(path)).text, path).toMatch(/Cualquier persona puede|Habla en su favor/)
    expect((await library().get(`/es${address}/brief`)).text).toContain(mission)
    expect((await t.as(await t.aMember(region, 'coordinator')).get('/riverbend/journal')).text).toContain('translated')
  })

  test('is found by its Spanish words; what only partners read is not', async () => {
    for (const path of ['/es/riverbend/search?q=cualquier', '/es/riverbend/partnerships?q=cualquier'])
      expect((await library().get(path)).text, path).toContain(`${address}"`)
    expect((await library().get('/es/riverbend/search?q=habla')).text).not.toContain(`${address}"`)
  })

  test('is found by the words that everybody reads, in every language, and by no draft', async () => {
    const reader = await t.aMember(region, 'viewer')
    const found = async (word: string) => {
      const pages: string[] = []
      for (const lang of ['', '/es'])
        for (const of of ['search', 'partnerships'])
          if ((await t.as(reader).get(`${lang}/riverbend/${of}?q=${word}`)).text.includes(`${open.slug}"`))
            pages.push(`${lang}/${of}`)
      return pages
    }
    const everywhere = ['/search', '/partnerships', '/es/search', '/es/partnerships']
    const open = await aPartnership(t, region, { name: 'Written anew', visibility: 'public' })
    const write = async (words: string, spanish?: string) => {
      await changeCharter(t.db, region.system, await open.read(), { mission: words }, t.clock())
      if (spanish === undefined) return
      await tellPartnership(
        t.db,
        region.system,
        await open.read(),
        { lang: 'es', texts: { mission: spanish } },
        t.clock(),
      )
    }
    const agree = async () => {
      const input = askingForm.parse({ until: untilDay(t.time.now) })
      await askForSignOff(t.db, region.system, region, open.id, input, t.clock())
      for (const one of await signOffsOf(t, region, open.id)) {
        if (one.decision !== null) continue
        const by = { actor: region.system, personId: one.signers[0]!.personId }
        await answerSignOff(t.db, region, one.id, by, { decision: 'approved', reason: '' }, t.clock())
      }
    }
    await write('We count wellsprings.', 'Contamos manantiales.')
    expect([await found('wellsprings'), await found('manantiales')]).toEqual([everywhere, everywhere])
    await agree()
    t.time.now = new Date(t.time.now.getTime() + 60_000)
    await write('We merge with Hospital Zebulon.', 'Nos unimos al sanatorio Zebulon.')
    for (const draft of ['zebulon', 'sanatorio']) expect(await found(draft), draft).toEqual([])
    expect(await found('wellsprings')).toEqual(everywhere)
    expect(await found('manantiales')).toEqual([])
    await agree()
    expect([await found('zebulon'), await found('sanatorio')]).toEqual([everywhere, everywhere])
    expect(await found('wellsprings')).toEqual([])
  })

  test('keeps its translation when a text is emptied for a moment and typed anew', async () => {
    const fresh = await aPartnership(t, region, { name: 'Typed anew', visibility: 'public' })
    const words = (await fresh.read()).mission
    const texts = { mission: 'Quien quiera pregunta por su arroyo.' }
    await tellPartnership(t.db, region.system, await fresh.read(), { lang: 'es', texts }, t.clock())
    const reader = await t.aMember(region, 'viewer')
    const isFound = async () =>
      (await t.as(reader).get('/es/riverbend/search?q=arroyo')).text.includes(`${fresh.slug}"`)
    const write = async (typed: string) =>
      changeCharter(t.db, region.system, await fresh.read(), { mission: typed }, t.clock())
    expect(await isFound()).toBe(true)
    await write('')
    expect(await isFound()).toBe(false)
    await write(words)
    expect(await isFound()).toBe(true)
    expect((await fresh.read()).told).toMatchObject([{ field: 'mission', text: texts.mission, current: true }])
  })

  test('says each text in its own words, also where two partners wrote the same', async () => {
    const twice = await aPartnership(t, region, { name: 'Said twice', visibility: 'public' })
    const texts: Record<string, string> = {}
    for (const [of, spanish] of [
      [twice.library, 'Leemos datos.'],
      [twice.center, 'Leen datos.'],
    ] as const) {
      const { id } = await twice.party(of)
      await t.db.updateTable('parties').set({ mission_link: 'Reading data.' }).where('id', '=', id).execute()
      texts[`party.${id}.missionLink`] = spanish
    }
    await tellPartnership(t.db, region.system, await twice.read(), { lang: 'es', texts }, t.clock())
    const at = `/es/riverbend/partnerships/${twice.slug}`
    for (const path of [`${at}/charter`, `${at}/goals`]) {
      const { text } = await t.as(twice.library.speaker).get(path)
      for (const words of Object.values(texts)) expect(text, path).toContain(`<span>${words}</span>`)
    }
  })

  test('shows both versions to whoever comes late', async () => {
    const late = await typed({ ...said, mission: 'Otra cosa.' })
    t.time.now = new Date(t.time.now.getTime() + 60_000)
    await library().post(`${address}/translation`, await typed({ ...said, mission: 'La primera.' }))
    const answer = await library().post(`${address}/translation`, late)
    expect(answer.status).toBe(409)
    for (const words of ['La primera.', 'Otra cosa.']) expect(answer.text).toContain(words)
  })

  test('says what is older than its original, to its partners alone', async () => {
    await changeCharter(t.db, region.system, await desk.read(), { purpose: 'One switchboard.' }, t.clock())
    expect((await library().get(`/es${address}/charter`)).text).toContain('Traducido del inglés')
    await changeCharter(t.db, region.system, await desk.read(), { mission: 'Anyone can ask anything.' }, t.clock())
    const ours = (await library().get(`/es${address}/charter`)).text
    expect(ours).toContain('Esta traducción es anterior al original')
    expect(ours).toContain('La primera.')
    const { told } = await getPartnership(t.db, publicActor(region.id), desk.id)
    expect(told.map(({ field }) => field)).not.toContain('mission')
    await library().post(`${address}/translation`, await typed({ ...said, mission: 'Se puede preguntar todo.' }))
    expect((await library().get(`/es${address}/charter`)).text).toContain('Traducido del inglés')
  })

  test('stays older when another of its texts is saved, until it is changed or found right', async () => {
    const older = async () =>
      (await desk.read()).told.filter(({ current }) => !current).map(({ field, text }) => [field, text])
    await changeCharter(t.db, region.system, await desk.read(), { mission: 'Anyone asks.' }, t.clock())
    const form = (await library().get(`${address}/translation`)).text
    expect(form).toContain('name="right[]" value="mission"')
    const now = { ...said, mission: 'Se puede preguntar todo.', purpose: 'Una sola centralita.' }
    await library().post(`${address}/translation`, await typed(now))
    expect(await older()).toEqual([['mission', now.mission]])
    await library().post(`${address}/translation`, { ...(await typed(now)), 'right[]': 'mission' })
    expect(await older()).toEqual([])
    expect((await library().get(`${address}/translation`)).text).not.toContain('name="right[]"')
  })

  test('loses nothing of two who save it at once', async () => {
    const mission = 'Se puede preguntar todo.'
    const [one, other] = [
      await typed({ ...said, mission, purpose: 'Una.' }),
      await typed({ ...said, mission, purpose: 'Otra.' }),
    ]
    t.time.now = new Date(t.time.now.getTime() + 60_000)
    const answers = await Promise.all([one, other].map((form) => library().post(`${address}/translation`, form)))
    expect(answers.map(({ status }) => status).toSorted()).toEqual([303, 409])
    const late = answers.find(({ status }) => status === 409)!.text
    for (const words of ['Una.', 'Otra.']) expect(late).toContain(words)
  })

  test('stands nowhere else while it is older than its original: not where a leader signs, nor in documents', async () => {
    const told = 'Con un mes de aviso.'
    await changeCharter(t.db, region.system, await desk.read(), { leaving: 'A month before.' }, t.clock())
    const texts = { 'agreed.leaving': told }
    await tellPartnership(t.db, region.system, await desk.read(), { lang: 'es', texts }, t.clock())
    expect((await library().get(`/es${address}/memorandum`)).text).toContain(told)
    await changeCharter(t.db, region.system, await desk.read(), { leaving: 'A year before.' }, t.clock())
    const charter = (await library().get(`/es${address}/charter`)).text
    expect(charter.split('Cambió después de traducirse')).toHaveLength(2)
    expect(charter).toContain(told)
    expect(charter).not.toContain('A year before.')
    const asked = askingForm.parse({ until: untilDay(t.time.now) })
    await askForSignOff(t.db, region.system, region, desk.id, asked, t.clock())
    const signOff = (await signOffsOf(t, region, desk.id)).find(
      ({ organization }) => organization.id === desk.library.id,
    )!
    const token = await makeSignLink(t.db, region, signOff, desk.library.leader.id, t.clock())
    for (const path of [`${address}/memorandum`, paths.link(region.slug, token)]) {
      const { text } = await library().get(`/es${path}`)
      expect(text, path).toContain('<span lang="en">A year before.</span>')
      expect(text, path).not.toContain(told)
    }
  })

  test('stays with it when it is taken away and brought back', async () => {
    const coordinator = t.as(await t.aMember(region, 'coordinator'))
    await coordinator.post(`${address}/removal`)
    await coordinator.post(`${address}/restoration`)
    expect((await library().get(`/es${address}/charter`)).text).toContain('Se puede preguntar todo.')
  })

  test('marks what nobody has told in it yet, in pages and documents, and writes money as one does there', async () => {
    const party_id = (await desk.party(desk.library)).id
    const promise = { id: t.clock().id(), kind: 'money', what: 'Printing', amount: 4000, pool: '' }
    await t.db
      .insertInto('commitments')
      .values({ ...promise, region_id: region.id, party_id })
      .execute()
    const gain = {
      organization: desk.library.id,
      what: 'attendance',
      told: 'A full room',
      amount: '87',
      unit: 'people',
    }
    const typed = { ...gain, partnerships: [desk.id], visibility: 'public', period: '2026-04-04' }
    await addEntry(t.db, region.system, 'benefit', ENTRY_FORMS.benefit.parse(typed), t.clock())
    const charter = (await library().get(`/es${address}/charter`)).text
    expect(charter).toContain('$4,000: <span lang="en">Printing</span>')
    const memorandum = (await library().get(`/es${address}/memorandum`)).text
    expect(memorandum).toContain('$4,000')
    expect(memorandum).toContain('<span lang="en">Printing</span>')
    expect(memorandum).toContain('Se puede preguntar todo.')
    const timeline = (await library().get(`/es${address}/timeline`)).text
    expect(timeline).toContain('<span lang="en">A full room</span>')
  })

  test('is not told by others, nor in its own language', async () => {
    const elsewhere = await t.anOrganization(region, { name: 'Elsewhere' })
    const other = t.as(await t.aMember(region, 'representative', elsewhere.id))
    expect((await other.get(`${address}/translation`)).status).toBe(403)
    expect(
      (await library().post(`${address}/translation`, { ...(await typed(said)), lang: 'en', _translated: '' })).status,
    ).toBe(422)
  })
})
