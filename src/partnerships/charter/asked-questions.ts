import { found, permit, problem } from '../../platform/errors.ts'
import type { HouseContext } from '../../platform/house.ts'
import type { Partnership } from '../partnerships.ts'
import {
  FIELDS_OF,
  PARTY_FIELDS_OF,
  type PartyQuestion,
  type Question,
  questionsOf,
  type SharedQuestion,
} from './questions.ts'
import { writesCharter } from './rules.ts'
import type { Section } from './sections.ts'

export interface At {
  question: Question
  section: Section
}

/** The question that the address names, for whoever writes the charter. */
export function askedQuestion(c: HouseContext, partnership: Partnership): At {
  permit(writesCharter(c.var.actor, partnership), 'partnership-charter.errors.write')
  const [key, party] = [c.req.param('question'), c.req.param('party')]
  const question = found(questionsOf(partnership).find((one) => one.key === key && one.party?.id === party))
  if (question.party)
    return { question, section: { party: question.party, fields: PARTY_FIELDS_OF[question.key as PartyQuestion] } }
  const fields = FIELDS_OF[question.key as SharedQuestion]
  if (!fields) throw problem(404)
  return { question, section: { party: null, fields } }
}
