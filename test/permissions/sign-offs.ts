import { untilDay } from '../partnerships/sign-offs.ts'
import { type Line, coordinators, everyone, list, speaksFor } from './lines.ts'

const v1 = '/api/v1/:region/partnerships/:id/sign-offs'
const page = '/:region/partnerships/:partnership/sign-offs'

const asking: Line['form'] = () => ({ until: untilDay(new Date()), message: 'Written by the table' })
const approval: Line['form'] = () => ({ decision: 'approved' })
const cover: Line['form'] = ({ target: { more } }) => ({
  leader: `${more['signsFor']} ${more['leader']}`,
  deputy: more['deputy']!,
  until: untilDay(new Date()),
})
const coverBody: Line['form'] = ({ target: { more } }) => ({
  organization: more['signsFor']!,
  leader: more['leader']!,
  deputy: more['deputy']!,
  until: untilDay(new Date()),
})

/** Asking leaders is for who works on a partnership, answering for leaders alone. */
export const signOffs: Line[] = [
  { route: `GET ${page}`, at: 'askedPartnership', who: everyone, formats: [...list] },
  { route: `GET ${page}/new`, at: 'partnership', who: speaksFor },
  { route: `POST ${page}/new`, at: 'partnership', who: speaksFor, form: asking },
  { route: `POST ${page}/withdrawal`, at: 'askedPartnership', who: speaksFor },
  { route: `POST ${page}/covers`, at: 'coverablePartnership', who: ['leader', 'coordinator'], form: cover },
  { route: `POST ${page}/covers/:cover/ending`, at: 'coveredPartnership', who: speaksFor },
  { route: `POST ${page}/:signOff/answer`, at: 'askedPartnership', who: ['leader'], form: approval },
  { route: `POST ${page}/:signOff/letter`, at: 'askedPartnership', who: speaksFor },
  // A link that signs for another partner is no business of this one.
  { route: `POST ${page}/:signOff/letter`, at: 'unreachedPartnership', who: coordinators },
  { route: `GET ${v1}`, at: 'askedPartnership', who: everyone },
  { route: `POST ${v1}`, at: 'partnership', who: speaksFor, json: true, form: asking },
  { route: `POST ${v1}/withdrawal`, at: 'askedPartnership', who: speaksFor, json: true },
  {
    route: `POST ${v1}/covers`,
    at: 'coverablePartnership',
    who: ['leader', 'coordinator'],
    json: true,
    form: coverBody,
  },
  { route: `POST ${v1}/covers/:cover/ending`, at: 'coveredPartnership', who: speaksFor, json: true },
  { route: `POST ${v1}/:signOff/answer`, at: 'askedPartnership', who: ['leader'], json: true, form: approval },
  { route: `POST ${v1}/:signOff/letter`, at: 'askedPartnership', who: speaksFor, json: true },
]
