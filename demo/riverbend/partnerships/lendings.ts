import type { DemoLending } from '../../types.ts'
import type { Clock } from '../clock.ts'
import { keyOf } from '../organizations.ts'
import { KEYS } from './partnerships.ts'

/** What Riverbend's partners lend each other, and who booked it. */
export const lendings = (now: Clock): DemoLending[] => [
  {
    resource: 'Ten laptops in a cart',
    terms: { openTo: 'partners', asks: 'no', days: EVERY_DAY, opens: '08:00', closes: '21:00', leadHours: 24 },
    partnership: KEYS.desk,
    bookings: [
      laptops(now, 96, 'tcdc', '17:30', '20:00', 'Data 101, first evening'),
      laptops(now, 82, 'tcdc', '17:30', '20:00', 'Data 101, second evening'),
      laptops(now, 61, 'ebn', '10:00', '14:00', 'Block captains map vacant lots'),
      laptops(now, 40, 'hul', '13:00', '17:00', 'Students clean the bus stop list'),
      laptops(now, 12, 'rpl', '09:00', '12:00', 'Librarians practice with census tables'),
      laptops(now, -9, 'ebn', '10:00', '14:00', 'Block captains check the map'),
      laptops(now, -16, 'tcdc', '17:30', '20:00', 'Data 101, third evening'),
    ],
  },
  {
    resource: 'Large room',
    terms: {
      openTo: 'region',
      asks: 'yes',
      days: ['1', '2', '3', '4', '5', '6'],
      opens: '09:00',
      closes: '20:00',
      leadHours: 672,
    },
    bookings: [
      { ...laptops(now, 33, 'rpl', '14:00', '18:00', 'Data Day, general rehearsal'), ahead: 45 },
      {
        ...laptops(now, -37, 'ebn', '17:00', '19:30', 'Spring assembly of Eastbank Neighbors'),
        ahead: 40,
        partnership: null,
      },
    ],
  },
]

const EVERY_DAY = ['1', '2', '3', '4', '5', '6', '7']

const laptops = (now: Clock, days: number, by: string, from: string, until: string, purpose: string) => ({
  day: notSunday(now, days),
  from,
  until,
  organization: keyOf(by),
  partnership: KEYS.desk as string | null,
  purpose,
  ahead: 21,
})

/** The library is closed on Sundays: the day before then. */
function notSunday(now: Clock, days: number): string {
  const day = now.day(days)
  return new Date(`${day}T00:00:00Z`).getUTCDay() === 0 ? now.day(days + 1) : day
}
