import type { DemoRound } from '../types.ts'
import type { Clock } from './clock.ts'
import { keyOf } from './organizations.ts'

/** The round in which Riverbend asks its partners with whom they work: three waves, some answered, some waiting. */
export const rounds = (now: Clock): DemoRound[] => [
  {
    name: 'Who works with whom',
    message:
      'We draw the map of our partnership for the yearly meeting, and you are on it. Three minutes, and you see your own part at once.',
    by: 'fern-salcedo',
    begunAt: now.ago(16, 840),
    until: now.day(-9),
    waves: [
      {
        at: now.ago(16, 860),
        asked: [
          {
            organization: keyOf('rpl'),
            answer: {
              at: now.ago(15, 880),
              ties: [
                { to: keyOf('ebn'), kind: 'works-together', strength: 4 },
                { to: keyOf('lit'), kind: 'trains', strength: 3 },
                { to: keyOf('gis'), kind: 'shares-data', direction: 'backward', strength: 3 },
              ],
              roles: ['connecting-data-users', 'developing-literacy', 'showing-importance', 'increasing-capacity'],
            },
          },
          {
            organization: keyOf('tcdc'),
            answer: {
              at: now.ago(14, 600),
              ties: [
                { to: keyOf('gis'), kind: 'works-together', strength: 4 },
                { to: keyOf('lan'), kind: 'shares-data', strength: 2 },
              ],
            },
          },
          { organization: keyOf('hul') },
        ],
      },
      {
        at: now.ago(10, 700),
        asked: [
          {
            organization: keyOf('ebn'),
            answer: {
              at: now.ago(8, 1020),
              ties: [
                { to: keyOf('tt'), kind: 'works-together', strength: 5 },
                { to: keyOf('saf'), kind: 'works-together', strength: 2 },
                { name: 'Millrace Tool Library', kind: 'works-together', strength: 3 },
              ],
              roles: ['connecting-data-users', 'advocating'],
            },
          },
          { organization: keyOf('gis') },
          { organization: keyOf('lit') },
          { organization: keyOf('lan'), handed: true },
        ],
      },
      {
        at: now.ago(3, 650),
        asked: [
          {
            organization: keyOf('tt'),
            answer: {
              at: now.ago(2, 720),
              ties: [
                { to: keyOf('rha'), kind: 'works-together', strength: 4 },
                { to: keyOf('wel'), kind: 'works-together', strength: 3 },
                { name: 'Eastbank Porch Club', kind: 'shares-data', strength: 1 },
              ],
            },
          },
        ],
      },
    ],
    accepted: [now.ago(11, 600), now.ago(5, 600)],
    remindedAt: now.ago(4, 180),
  },
]
