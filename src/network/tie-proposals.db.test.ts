import { describe, expect, test } from 'vitest'
import { systemActor } from '../platform/actor.ts'
import { momentAt } from '../platform/moment.ts'
import { changeForm } from './forms.ts'
import { proposeTie } from './tie-proposals.ts'
import { town } from '../../test/town.ts'

const {
  db,
  region,
  library,
  center,
  hidden,
  ofLibrary,
  ofCenter,
  coordinator,
  as,
  later,
  propose,
  aTie,
  page,
  verbsOf,
  aRegion,
  anOrganization,
} = await town()

describe('putting in a tie', () => {
  test('what cannot be is told beside its field, with what was typed', async () => {
    const tries: [Record<string, string>, string][] = [
      [{ other: 'Nobody at All', kind: 'funds' }, 'No organization is called “Nobody at All”'],
      [{ other: 'Ferry Street Library', kind: 'funds' }, 'cannot be tied to itself'],
      [{ other: 'Hollis', kind: 'funds' }, 'Hollis School'],
      [{ other: 'Hollis School', kind: 'unheard-of' }, 'Choose what kind of tie it is'],
      [{ other: 'Hollis School', kind: 'funds', strength: '6' }, 'Choose how strong the tie is'],
      [{ other: 'Hollis School', kind: 'funds', since: '2020', until: '2018' }, 'It ends before it begins'],
      [{ other: 'Hollis School', kind: 'funds', since: 'long ago' }, 'Write a date'],
    ]
    for (const [form, message] of tries) {
      const back = await propose(ofLibrary, library, { note: 'Typed with care', ...form })
      expect([back.status, back.text]).toEqual([422, expect.stringContaining(message)])
      expect(back.text).toContain('Typed with care')
    }
  })

  test('the same tie from the other side is told and not doubled', async () => {
    const tie = await aTie({ since: '2005' })
    const again = await propose(ofCenter, center, {
      other: 'ferry street library',
      kind: 'works-together',
      since: '2005',
    })
    expect(again.status).toBe(422)
    expect(again.text).toContain('A tie of this kind with this beginning is there already')
    expect(again.text).toContain(page(tie))
    expect(await verbsOf(tie)).toEqual(['tie.claimed'])
  })

  test('the same tie from five at once is one', async () => {
    const input = {
      ...changeForm.parse({ since: '2006' }),
      organization: library.id,
      other: center.id,
      kind: 'trains',
      direction: 'forward' as const,
    }
    const moment = later()
    const made = await Promise.all(
      Array.from({ length: 5 }, () => proposeTie(db, ofLibrary.actor, input, momentAt(moment.at))),
    )
    expect(made.filter((one) => one.made)).toHaveLength(1)
    expect(new Set(made.map((one) => one.id)).size).toBe(1)
    expect(await verbsOf(made[0]!.id)).toEqual(['tie.claimed'])
  })

  test('an organization of another region, or one that may not be seen, cannot be chosen', async () => {
    const elsewhere = await aRegion('elsewhere')
    const foreign = await anOrganization(elsewhere, { name: 'Far Library' })
    for (const other of [foreign.id, foreign.slug, 'Far Library', hidden.id, 'Quiet Fund'])
      expect((await propose(ofLibrary, library, { other, kind: 'funds' })).status, other).toBe(422)
    expect((await propose(ofLibrary, foreign, { other: 'Hollis School', kind: 'funds' })).status).toBe(404)
    const input = {
      ...changeForm.parse({}),
      organization: library.id,
      other: foreign.id,
      kind: 'funds',
      direction: 'forward' as const,
    }
    await expect(proposeTie(db, systemActor(region.id), input, later())).rejects.toMatchObject({
      status: 422,
    })
    const tie = await aTie({ since: '2007' })
    for (const path of ['', '/history', '/edit', '/removal'])
      expect((await as(coordinator).get(`/elsewhere/ties/${tie}${path}`)).status).toBe(404)
    expect((await as(ofCenter).post(`/elsewhere/ties/${tie}/confirmation`, { strength: '3' })).status).toBe(404)
  })

  test('addresses that name no tie are not found', async () => {
    for (const id of ['1', 'new', "'", '00000000-0000-7000-8000-000000000000'])
      expect((await as(coordinator).get(`/riverbend/ties/${id}`)).status).toBe(404)
  })
})
