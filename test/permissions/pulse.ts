import { nextWeek } from '../days.ts'
import { type Line, list, speaksFor } from './lines.ts'

const v1 = '/api/v1/:region/partnerships/:id/pulses'
const one = '/:region/partnerships/:partnership/pulse'

const asking: Line['form'] = ({ target }) => ({ until: nextWeek(new Date()), people: [target.more['asked']!] })

/** The pulse of a partnership: for its partners and the coordinators; for everybody else there is none. */
export const pulse: Line[] = [
  { route: `GET ${one}`, at: 'partnership', who: speaksFor, hidden: true, formats: [...list] },
  { route: `GET ${one}/new`, at: 'partnership', who: speaksFor, hidden: true },
  { route: `POST ${one}/new`, at: 'askablePartnership', who: speaksFor, hidden: true, form: asking },
  { route: `POST ${one}/:pulse/reminders`, at: 'openPulse', who: speaksFor, hidden: true },
  { route: `POST ${one}/:pulse/closing`, at: 'openPulse', who: speaksFor, hidden: true },
  { route: `GET ${v1}`, at: 'partnership', who: speaksFor, hidden: true },
  { route: `POST ${v1}`, at: 'askablePartnership', who: speaksFor, json: true, hidden: true, form: asking },
  { route: `GET ${v1}/:pulse`, at: 'openPulse', who: speaksFor, hidden: true },
  { route: `POST ${v1}/:pulse/reminders`, at: 'openPulse', who: speaksFor, json: true, hidden: true },
  { route: `POST ${v1}/:pulse/closing`, at: 'openPulse', who: speaksFor, json: true, hidden: true },
]
