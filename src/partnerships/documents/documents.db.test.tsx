import { strFromU8, unzipSync } from 'fflate'
import { aDesk } from '../../../test/partnerships/desks.ts'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aPartnership } from '../../../test/partnerships/factories.ts'
import { openPdf } from '../../../test/pdfs.ts'
import { documentProcess } from '../../platform/documents/documents.ts'
import { translate } from '../../platform/i18n.ts'
import type { Page } from '../../ui/page.ts'
import { addGoals } from '../goals/goal-changes.ts'
import { linkGoal } from '../goals/goal-links.ts'
import { planForm } from '../goals/forms.ts'
import { getGoal } from '../goals/goals.ts'
import { addPlan } from '../goals/plan-changes.ts'
import { getPlan } from '../goals/plans.ts'
import { addEntry } from '../ledgers/entry-changes.ts'
import { ENTRY_FORMS } from '../ledgers/forms.ts'
import { askForSignOff } from '../sign-offs/asking-changes.ts'
import { askingForm } from '../sign-offs/forms.ts'
import { BriefPanel } from './brief-panel.tsx'
import { briefOf } from './briefs.ts'
import { DOCUMENTS } from './forms.ts'

const { t, region, desk, address } = await aDesk({
  visibility: 'public',
  decisions: 'All of us, each with one voice.',
})
beforeAll(async () => {
  const party = await desk.party(desk.library)
  await t.db
    .updateTable('parties')
    .set({ mission_link: 'Data literacy is reading, too.', expected_benefits: 'Three librarians read census tables.' })
    .where('id', '=', party.id)
    .execute()
  const of = { region_id: region.id, party_id: party.id }
  await t.db
    .insertInto('commitments')
    .values({ ...of, id: t.clock().id(), kind: 'hours', amount: 120, pool: 'the desk', until_day: '2028-06-30' })
    .execute()
  await t.db
    .insertInto('partnership_roles')
    .values({ ...of, role: 'assembling-data', level: 'lead', meaning: 'At the desk.' })
    .execute()
})
afterAll(() => documentProcess.close())

async function fetched(path: string, who = desk.library.speaker) {
  const answer = await t.app.request(`http://localhost:4000${path}`, { headers: { cookie: who.cookie! } })
  return { headers: answer.headers, bytes: new Uint8Array(await answer.arrayBuffer()) }
}

/** A document as whoever reads PDFs gets it. */
async function read(path: string, who = desk.library.speaker) {
  const answer = await fetched(path, who)
  const pdf = await openPdf(answer.bytes)
  const [text, roles, claims] = [await pdf.text(), await pdf.roles(), await pdf.claims()]
  const alternatives = await pdf.alternatives()
  await pdf.close()
  return { text, roles, claims, alternatives, pages: pdf.pages, bytes: answer.bytes }
}

describe('each document', () => {
  test.each([...DOCUMENTS])('%s is a page, a tagged PDF and a Word document, in English and Spanish', async (kind) => {
    for (const [prefix, lang] of [
      ['', 'en'],
      ['/es', 'es'],
    ] as const) {
      const page = await t.as(desk.library.speaker).get(`${prefix}${address}/${kind}`)
      expect(page.status).toBe(200)
      expect(page.text).toContain('class="paper')
      const pdf = await read(`${prefix}${address}/${kind}.pdf`)
      expect(pdf.claims).toMatchObject({ part: '1', lang, marked: true })
      expect(pdf.text).toContain('Data Desk')
      const word = await fetched(`${prefix}${address}/${kind}.docx`)
      expect(word.headers.get('content-type')).toContain('wordprocessingml')
      expect(Buffer.from(word.bytes).subarray(0, 2).toString()).toBe('PK')
    }
  })

  test('is the same file while the records are the same, on another day too', async () => {
    const before = await read(`${address}/report.pdf?year=2026`)
    const now = t.time.now
    t.time.now = new Date(now.getTime() + 2 * 86_400_000)
    const after = await read(`${address}/report.pdf?year=2026`)
    t.time.now = now
    expect(Buffer.compare(after.bytes, before.bytes)).toBe(0)
  })

  test('of a partnership that begins today and knows nothing yet is there too', async () => {
    const fresh = await aPartnership(t, region, { name: 'Only begun', mission: '' })
    await t.db.updateTable('parties').set({ joined_on: null }).where('partnership_id', '=', fresh.id).execute()
    for (const kind of DOCUMENTS)
      expect((await t.as(fresh.library.speaker).get(`/riverbend/partnerships/${fresh.slug}/${kind}`)).status).toBe(200)
  })

  test('is not sent again to whoever has it', async () => {
    const first = await fetched(`${address}/brief.pdf`)
    const headers = { 'if-none-match': first.headers.get('etag')! }
    expect((await t.as(desk.library.speaker).send('GET', `${address}/brief.pdf`, { headers })).status).toBe(304)
  })
})

describe('the brief', () => {
  test('says on one page why, what is asked, what it brings and with whom', async () => {
    const { text, pages } = await read(`${address}/brief.pdf?partner=${desk.library.slug}`)
    expect(pages).toBe(1)
    for (const said of [
      'Anyone can ask',
      'your yes to 120 hours',
      'June 30, 2028',
      'Data literacy is reading',
      'Three librarians',
      'Center',
    ])
      expect(text).toContain(said)
  })

  test('tells which of their goals it serves and what they gained, each from its record', async () => {
    const { db, clock } = t
    const { system } = region
    const plan = await addPlan(db, system, desk.center, planForm.parse({ title: 'Plan 2026' }), clock())
    const lines = [{ text: 'Nobody is left out', code: '4.2', page: null }]
    const [goal] = await addGoals(db, system, await getPlan(db, system, plan), lines, clock())
    const served = { record: desk.id, section: 'mission' as const, note: '' }
    await linkGoal(db, system, await getGoal(db, system, goal!), served, clock())
    const gain = { organization: desk.center.id, what: 'attendance', told: 'A full room', amount: '87', unit: 'people' }
    const typed = { ...gain, partnerships: [desk.id], visibility: 'public', period: '2026-04-04' }
    await addEntry(db, system, 'benefit', ENTRY_FORMS.benefit.parse(typed), clock())
    for (const path of ['brief.pdf', 'talking-points.pdf']) {
      const { text } = await read(`${address}/${path}?partner=${desk.center.slug}`)
      for (const said of ['4.2 Nobody is left out (Plan 2026)', 'A full room (87 people']) expect(text).toContain(said)
    }
    const report = await read(`${address}/report.pdf?year=2026`)
    for (const said of ['Nobody is left out', 'What Center gained', 'A full room']) expect(report.text).toContain(said)
    expect(report.roles).toContain('Figure')
    expect((await t.as(null).get(`${address}/report?year=2026`)).text).toContain('A full room')
  })

  test('says by when a leader is asked to answer, and what silence means', async () => {
    const until = new Date(t.time.now.getTime() + 20 * 86_400_000).toISOString().slice(0, 10)
    const ours = { id: region.id, timeZone: region.timeZone } as never
    await askForSignOff(t.db, region.system, ours, desk.id, askingForm.parse({ until }), t.clock())
    const { text } = await read(`${address}/brief.pdf?partner=${desk.library.slug}`)
    expect(text).toContain('Please say yes or no by')
    expect(text).toContain('recorded as no objection')
  })

  test('is the reader’s own where no partner is named; one that is none is not found', async () => {
    const page = await t.as(desk.center.speaker).get(`${address}/brief`)
    expect(page.text).toContain('for the leader of Center')
    expect((await t.as(desk.center.speaker).get(`${address}/brief?partner=nobody`)).status).toBe(404)
  })

  test('stands in the page that asks a leader, without a frame of its own', async () => {
    const page = {
      t: translate('es'),
      lang: 'es',
      origin: '',
      region: { ...region, name: 'Riverbend' },
    } as unknown as Page
    const party = await desk.party(desk.library)
    const brief = await briefOf(t.db, desk.library.speaker.actor, await desk.read(), party, page)
    const shown = String(<BriefPanel brief={brief} />)
    expect(shown).toContain('para la dirección de Library')
    expect(shown).toContain('su sí a 120 horas')
    expect(shown).not.toContain('<h1')
  })

  test('says what nobody wrote down as what it is', async () => {
    const { text } = await read(`${address}/brief.pdf?partner=${desk.neighbors.slug}`)
    expect(text).toContain('Nobody has written down yet')
    expect(text).toContain('unknown')
  })
})

describe('the report', () => {
  test('carries the words and the logo that a funder of the year asks for, with its alternative', async () => {
    const given = { name: 'Data for all', funder: 'The Ferrymen', acknowledgement: 'Made possible by the Ferrymen.' }
    const form = { ...given, awardNumber: '', amount: '', match: '', period: '2026', reports: '', lang: 'en' }
    const as = t.as(desk.library.speaker)
    const made = await as.post(`${address}/grants`, { ...form, visibility: 'public' })
    const grant = made.location!.split('?')[0]!
    const before = await read(`${address}/report.pdf?year=2026`)
    expect(before.alternatives).not.toContain('Logo of The Ferrymen')
    const png = await sharp({ create: { width: 300, height: 120, channels: 4, background: '#b43a22' } })
      .png()
      .toBuffer()
    const body = new FormData()
    body.append('logo', new File([Uint8Array.from(png)], 'logo.png', { type: 'image/png' }))
    expect((await as.send('POST', `${grant}/logo`, { body })).status).toBe(303)
    const [report, again] = [
      await read(`${address}/report.pdf?year=2026`),
      await read(`${address}/report.pdf?year=2026`),
    ]
    expect(report.claims).toMatchObject({ part: '1', marked: true })
    expect(report.text).toContain('Made possible by the Ferrymen.')
    expect(report.alternatives).toContain('Logo of The Ferrymen')
    expect(Buffer.compare(report.bytes, again.bytes)).toBe(0)
    const word = unzipSync((await fetched(`${address}/report.docx?year=2026`)).bytes)
    expect(strFromU8(word['word/document.xml']!)).toContain('descr="Logo of The Ferrymen"')
    const page = (await t.as(null).get(`/es${address}/report?year=2026`)).text
    expect(page).toContain('aria-label="Logotipo de The Ferrymen"')
    expect(page).toContain('href="data:image/png;base64,')
    expect((await read(`${address}/report.pdf?year=2025`)).alternatives).not.toContain('Logo of The Ferrymen')
  })

  test('says why hours used are not the hours that were given', async () => {
    const { text } = await read(`${address}/report.pdf?year=2026`)
    expect(text).toContain('those that somebody entered in a ledger, in 2026: nothing written down')
    const form = { organization: desk.library.id, what: 'time', told: 'Our spring', amount: '31', unit: 'hours' }
    const typed = { ...form, partnerships: [desk.id], visibility: 'public', period: '2026-04-01/2026-06-30' }
    await addEntry(t.db, region.system, 'contribution', ENTRY_FORMS.contribution.parse(typed), t.clock())
    expect((await read(`${address}/report.pdf?year=2026`)).text).toContain('in a ledger, in 2026: 31 hours')
  })
})

describe('who reads them', () => {
  test('everybody the report of a public partnership; partners alone what is still being written', async () => {
    const other = await t.anOrganization(region, { name: 'Elsewhere' })
    const outside = await t.aMember(region, 'representative', other.id)
    const anybody = t.as(null)
    expect((await anybody.get(`${address}/report`)).status).toBe(200)
    expect((await anybody.get(`${address}/documents`)).text).not.toContain('/memorandum')
    for (const kind of DOCUMENTS.filter((one) => one !== 'report'))
      for (const file of ['', '.pdf', '.docx'])
        for (const who of [anybody, t.as(outside)])
          expect((await who.get(`${address}/${kind}${file}`)).status, kind + file).toBe(403)
  })

  test('who signs is named in no document for those who may not know it', async () => {
    const member = await read(`${address}/memorandum.pdf`)
    expect(member.text).not.toContain('The library-leader')
    const coordinator = await read(`${address}/memorandum.pdf`, await t.aMember(region, 'coordinator'))
    expect(coordinator.text).toContain('The library-leader')
  })
})

describe('the memorandum', () => {
  test('has the clauses of its template, says what is missing, and that it is no legal advice', async () => {
    const { text, roles } = await read(`${address}/memorandum.pdf`)
    expect(text).toContain('It is no legal advice')
    expect(text).toContain('All of us, each with one voice.')
    expect(text).toContain('how one leaves: not written down yet')
    expect(roles.filter((role) => role === 'H1').length).toBe(10)
  })
})

describe('a template of the region', () => {
  const written = { name: 'Ours', lang: 'en', body: '## Who\n{partners}\n\n## Why\nBecause {mission}' }

  test('stands in place of that of the house, in its language', async () => {
    const coordinator = t.as(await t.aMember(region, 'coordinator'))
    const form = (await coordinator.get('/riverbend/settings/memorandums/new')).text
    expect(form).toContain('## 1. Who we are')
    expect((await coordinator.post('/riverbend/settings/memorandums/new', written)).status).toBe(303)
    const { text } = await read(`${address}/memorandum.pdf`)
    expect(text).toContain('Because Anyone can ask about the place they live in.')
    expect((await read(`/es${address}/memorandum.pdf`)).text).toContain('Qué queremos juntos')
    const [, path] = /href="(\/riverbend\/settings\/memorandums\/[0-9a-f-]{36})"/.exec(
      (await coordinator.get('/riverbend/settings/memorandums')).text,
    )!
    const gone = await coordinator.post(`${path}/removal`)
    expect((await coordinator.get(gone.location!)).text).toContain('Bring it back')
    expect((await read(`${address}/memorandum.pdf`)).text).toContain('Who we are')
  })

  test('with fields that nobody knows comes back with their names, the known ones, and all that was written', async () => {
    const coordinator = t.as(await t.aMember(region, 'coordinator'))
    const body = 'The {budget} of {partners} and the {Ligature}'
    const answer = await coordinator.post('/riverbend/settings/memorandums/new', { ...written, body })
    expect(answer.status).toBe(422)
    expect(answer.text).toContain('These fields are not known: {budget} {Ligature}')
    expect(answer.text).toContain('{commitments}')
    expect(answer.text).toContain(body)
  })

  test('that somebody else changed meanwhile shows both versions', async () => {
    const coordinator = t.as(await t.aMember(region, 'coordinator'))
    await coordinator.post('/riverbend/settings/memorandums/new', { ...written, name: 'Twice' })
    const list = (await coordinator.get('/riverbend/settings/memorandums')).text
    const path = /href="([^"]+)">Twice/.exec(list)![1]!
    const change = (name: string) => coordinator.post(path, { ...written, name, _version: '1' })
    expect((await change('Mine')).status).toBe(303)
    const late = await change('Yours')
    expect(late.status).toBe(409)
    expect(late.text).toMatch(/Yours[\s\S]*Mine/)
  })
})

describe('an agreement that was signed', () => {
  const pdf = new File(['%PDF-1.7 signed'], 'scan.pdf', { type: 'application/pdf' })
  const sendForm = (who: typeof desk.library.speaker, path: string, form: Record<string, string | File>) => {
    const body = new FormData()
    for (const [name, value] of Object.entries(form)) body.append(name, value)
    return t.as(who).send('POST', path, { body })
  }
  const keep = (form: Record<string, string | File>, who = desk.library.speaker) =>
    sendForm(who, `${address}/agreements/new`, { title: 'Memorandum 2027', ...form })

  test('is kept with its copy, and tells who signed when and until when it holds', async () => {
    const form = {
      'organization[]': desk.center.id,
      'signer[]': 'Ana Ruiz',
      'signedOn[]': '2026-03-05',
      endsOn: '2029-03-04',
    }
    const kept = await keep({ ...form, copy: pdf })
    const page = await t.as(desk.neighbors.speaker).get(kept.location!)
    for (const said of ['Ana Ruiz', 'March 5, 2026', 'March 4, 2029']) expect(page.text).toContain(said)
    expect((await t.as(desk.center.speaker).get(`${address}/documents`)).text).toContain('Memorandum 2027')
    const copy = await t.as(desk.center.speaker).get(`${kept.location!.split('?')[0]}/copy`)
    expect(copy.text).toBe('%PDF-1.7 signed')
    expect(copy.headers.get('content-disposition')).toMatch(/^attachment/)
    expect(copy.headers.get('content-security-policy')).toContain('sandbox')
    for (const who of [null, await t.aMember(region, 'viewer')])
      expect((await t.as(who).get(kept.location!)).status).toBe(404)
  })

  test('takes no file that is neither PDF nor picture, no signature of a stranger, no day that is none', async () => {
    const program = new File(['MZ'], 'agreement.pdf', { type: 'application/pdf' })
    expect((await keep({ copy: program })).text).toContain('neither a PDF nor a picture')
    const stranger = await t.anOrganization(region, { name: 'A stranger' })
    expect((await keep({ 'organization[]': stranger.id, 'signer[]': 'X', 'signedOn[]': '' })).status).toBe(422)
    expect((await keep({ endsOn: 'tomorrow' })).text).toContain('Write the day as year, month and day')
    expect((await keep({}, await t.aMember(region, 'viewer'))).status).toBe(403)
  })

  test('waits for its partners before it runs out, goes and comes back', async () => {
    const kept = await keep({
      title: 'For a year',
      endsOn: new Date(t.time.now.getTime() + 30 * 86_400_000).toISOString().slice(0, 10),
    })
    const path = kept.location!.split('?')[0]!
    expect((await t.as(desk.library.speaker).get('/riverbend')).text).toContain('signed agreement runs out')
    expect((await t.as(desk.library.speaker).get(path)).text).toContain('Runs out')
    const gone = await t.as(desk.library.speaker).post(`${path}/removal`)
    expect((await t.as(desk.library.speaker).get(gone.location!)).text).toContain('Bring it back')
    expect((await t.as(desk.library.speaker).get('/riverbend')).text).not.toContain('signed agreement runs out')
    await t.as(desk.library.speaker).post(`${path}/restoration`)
    expect((await t.as(desk.library.speaker).get(path)).status).toBe(200)
  })

  test('that somebody else changed meanwhile shows both versions, and its copy stays', async () => {
    const kept = await keep({ title: 'Before', copy: pdf })
    const path = kept.location!.split('?')[0]!
    const change = (title: string) => sendForm(desk.library.speaker, `${path}/edit`, { title, _version: '1' })
    expect((await change('Mine')).status).toBe(303)
    const late = await change('Yours')
    expect(late.status).toBe(409)
    expect(late.text).toMatch(/Yours[\s\S]*Mine/)
    expect((await t.as(desk.library.speaker).get(`${path}/copy`)).text).toBe('%PDF-1.7 signed')
  })

  test('keeps a signer whom whoever changes it does not see', async () => {
    const show = (visibility: 'circle' | 'public') =>
      t.db.updateTable('records').set({ visibility }).where('id', '=', desk.center.id).execute()
    const signed = { 'organization[]': desk.center.id, 'signer[]': 'Ana Ruiz', 'signedOn[]': '' }
    const path = (await keep({ title: 'By one of a circle', ...signed })).location!.split('?')[0]!
    await show('circle')
    expect((await t.as(desk.library.speaker).get(path)).text).not.toContain('Ana Ruiz')
    const mine = { 'organization[]': desk.library.id, 'signer[]': 'Ruth Halloran', 'signedOn[]': '' }
    const form = { title: 'By two', _version: '1', ...mine }
    expect((await sendForm(desk.library.speaker, `${path}/edit`, form)).status).toBe(303)
    const patched = await t.as(desk.library.speaker).send('PATCH', `/api/v1${path}`, {
      body: JSON.stringify({ note: 'By a program', signatures: [] }),
      headers: { 'content-type': 'application/json' },
    })
    expect(patched.status).toBe(200)
    await show('public')
    const { text } = await t.as(desk.library.speaker).get(path)
    expect(text).toContain('Ana Ruiz')
    expect(text).not.toContain('Ruth Halloran')
  })
})

describe('programs', () => {
  const tell = (who: typeof desk.library.speaker, method: string, path: string, body: object, tag?: string) =>
    t.as(who).send(method, path, {
      body: JSON.stringify(body),
      headers: { 'content-type': 'application/json', ...(tag && { 'if-match': tag }) },
    })
  const agreements = () => `/api/v1/riverbend/partnerships/${desk.id}/agreements`

  test('keep an agreement with who signed, are told what is wrong with it, and change it from what they read', async () => {
    const keep = (body: object) => tell(desk.library.speaker, 'POST', agreements(), { title: 'By a program', ...body })
    const stranger = await t.anOrganization(region, { name: 'Another stranger' })
    const wrong = [
      [{ signatures: [{ organization: stranger.id, signer: 'X' }] }, 'Only partners can have signed.'],
      [{ signatures: [{ organization: desk.center.id }] }, 'Name who signed for this partner, or on which day.'],
      [{ signatures: [{ organization: desk.center.id, signedOn: 'May' }] }, 'Write the day as year, month and day'],
      [{ paper: 'x' }, 'paper'],
    ] as const
    for (const [body, said] of wrong) {
      const answer = await keep(body)
      expect([answer.status, answer.text]).toEqual([422, expect.stringContaining(said)])
    }
    const kept = await keep({ signatures: [{ organization: desk.center.id, signer: 'Ana Ruiz', signedOn: null }] })
    expect(kept.status).toBe(201)
    const tag = kept.headers.get('etag')!
    const { id } = JSON.parse(kept.text) as { id: string }
    const change = () =>
      tell(desk.library.speaker, 'PATCH', `/api/v1/riverbend/agreements/${id}`, { endsOn: '2030-01-31' }, tag)
    expect(JSON.parse((await change()).text)).toMatchObject({
      endsOn: '2030-01-31',
      signatures: [{ organization: { name: 'Center' }, signer: 'Ana Ruiz', signedOn: null }],
    })
    expect((await change()).status).toBe(412)
    expect((await t.as(await t.aMember(region, 'viewer')).get(agreements())).text).not.toContain('By a program')
  })

  test('are told which fields of a template nobody knows', async () => {
    const coordinator = await t.aMember(region, 'coordinator')
    const template = { name: 'Ours', body: 'The {budget}' }
    const answer = await tell(coordinator, 'POST', '/api/v1/riverbend/memorandum-templates', template)
    expect([answer.status, answer.text]).toEqual([422, expect.stringContaining('This field is not known: {budget}')])
  })
})
