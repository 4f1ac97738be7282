import type { DemoSignOff, DemoSignOffs } from '../../load-sign-offs.ts'
import type { Clock } from '../clock.ts'
import { keyOf, slug } from '../organizations.ts'
import { KEYS } from './partnerships.ts'

type Answer = DemoSignOff['answers'][number]

/** What the leaders of Riverbend's partnerships were asked: one charter is in force, one is being asked about, one passes only once a leader is named, one was declined. */
export const signOffs = (now: Clock): DemoSignOffs[] => {
  const said = (of: string, leader: string, ...answers: Answer[]): DemoSignOff => {
    const last = answers.at(-1)
    return {
      organization: keyOf(of),
      leader: slug(leader),
      silence: true,
      decision: last?.decision ?? null,
      decidedAt: last?.at ?? null,
      answers,
    }
  }
  const approved = (days: number, minutes: number): Answer => ({
    decision: 'approved',
    reason: '',
    at: now.ago(days, minutes),
  })
  const declined = (days: number, reason: string): Answer => ({ decision: 'declined', reason, at: now.ago(days, 620) })
  const silent = (of: string, leader: string, passed: number): DemoSignOff => ({
    ...said(of, leader),
    decision: 'no-objection',
    decidedAt: now.ago(passed, 305),
  })
  const nobody = (of: string): DemoSignOff => ({ ...said(of, ''), leader: null })
  return [
    {
      partnership: KEYS.desk,
      askedBy: slug('Fern Salcedo'),
      askedAt: now.ago(61, 600),
      until: now.day(47),
      message:
        'The hours are those of last year. New is that questions from Eastbank are taken at the block office too.',
      inForceAt: now.ago(46, 305),
      signOffs: [
        said('rpl', 'Ruth Halloran', approved(60, 545)),
        said('tcdc', 'Imani Brandt', approved(59, 830)),
        said('hul', 'Gregor Nwosu', approved(52, 910)),
        silent('city', 'Paula Quist', 46),
        said(
          'ebn',
          'Delphine Marcelin',
          declined(58, 'Our block captains give their evenings. Name their hours before we sign.'),
          approved(55, 700),
        ),
      ],
    },
    {
      partnership: KEYS.budget,
      askedBy: slug('Bertrand Oyelaran'),
      askedAt: now.ago(5, 690),
      until: now.day(-9),
      message: 'Before the hearings in spring we would like to know that all of us stand behind it.',
      inForceAt: null,
      signOffs: [
        said('city', 'Paula Quist', approved(3, 580)),
        nobody('open'),
        nobody('led'),
        said('cog', 'Walter Ostrom'),
      ],
    },
    {
      partnership: KEYS.maps,
      askedBy: slug('Marisol Vega'),
      askedAt: now.ago(120, 840),
      until: now.day(106),
      message: '',
      inForceAt: null,
      signOffs: [
        silent('tcdc', 'Imani Brandt', 105),
        said('ebn', 'Delphine Marcelin', approved(117, 640)),
        nobody('rha'),
      ],
    },
    {
      partnership: KEYS.health,
      askedBy: slug('Amadou Keller'),
      askedAt: now.ago(34, 610),
      until: now.day(20),
      message: 'Two days, in April and in October.',
      inForceAt: null,
      signOffs: [
        said('hhs', 'Naveen Chowdary', approved(33, 500)),
        said(
          'ach',
          'Constance Obuya',
          declined(30, 'We have nobody to send before the new epidemiologist starts. Ask us again for October alone.'),
        ),
        silent('rhc', 'Ngozi Farrell', 19),
        said('city', 'Paula Quist', approved(27, 560)),
      ],
    },
  ]
}
