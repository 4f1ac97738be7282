import { everyone, type Filling, type Line, list, speaksFor } from './lines.ts'

const v1 = '/api/v1/:region'
const ofPlan = '/:region/plans/:plan'
const ofGoal = '/:region/goals/:goal'
const tab = '/:region/partnerships/:partnership/goals'

const plan = () => ({ title: 'Written by the table', visibility: 'public', lang: 'en' })
const changedPlan = ({ version }: Filling) => ({ ...plan(), _version: String(version) })
const goal = ({ version }: Filling) => ({
  text: 'By the table',
  visibility: 'public',
  lang: 'en',
  _version: String(version),
})
const chosen = () => ({ pick: '0', text: 'A line', code: '', page: '' })
const ended = () => ({ decision: 'ended' })
const link = ({ target }: Filling) => ({ goal: target.more['next']!, section: 'roles', note: 'So' })
const linked = ({ target }: Filling) => ({ goal: target.more['goal']!, section: 'mission' })
const record = ({ target }: Filling) => ({ record: target.more['record']!, section: 'benefits' })
const goals = () => ({ goals: [{ text: 'By a program' }] }) as never
const json = true as const
const hidden = true as const

/** Plans, goals, and what serves them. */
export const goalLines: Line[] = [
  { route: 'GET /:region/organizations/:slug/goals', at: 'organization', who: everyone, formats: [...list] },
  { route: 'GET /:region/organizations/:slug/goals/new', at: 'organization', who: speaksFor },
  { route: 'POST /:region/organizations/:slug/goals/new', at: 'organization', who: speaksFor, form: plan },
  { route: `GET ${ofPlan}`, at: 'plan', who: everyone, formats: ['json'] },
  { route: `GET ${ofPlan}/edit`, at: 'plan', who: speaksFor },
  { route: `POST ${ofPlan}/edit`, at: 'plan', who: speaksFor, form: changedPlan },
  { route: `GET ${ofPlan}/history`, at: 'plan', who: everyone },
  { route: `POST ${ofPlan}/history/:entry/return`, at: 'planChange', who: speaksFor },
  { route: `POST ${ofPlan}/removal`, at: 'plan', who: speaksFor },
  { route: `POST ${ofPlan}/restoration`, at: 'removedPlan', who: speaksFor, hidden },
  { route: `GET ${ofPlan}/goals/new`, at: 'plan', who: speaksFor },
  { route: `POST ${ofPlan}/goals/new`, at: 'plan', who: speaksFor, form: () => ({ do: 'list', pasted: 'A goal' }) },
  { route: `GET ${ofPlan}/readings/:reading`, at: 'reading', who: speaksFor },
  { route: `POST ${ofPlan}/readings/:reading`, at: 'reading', who: speaksFor, form: chosen },
  { route: `POST ${ofPlan}/readings/:reading/cancellation`, at: 'reading', who: speaksFor },
  { route: `GET ${ofGoal}`, at: 'goal', who: everyone, formats: ['json'] },
  { route: `GET ${ofGoal}/edit`, at: 'goal', who: speaksFor },
  { route: `POST ${ofGoal}/edit`, at: 'goal', who: speaksFor, form: goal },
  { route: `GET ${ofGoal}/history`, at: 'goal', who: everyone },
  { route: `POST ${ofGoal}/history/:entry/return`, at: 'goalChange', who: speaksFor },
  { route: `POST ${ofGoal}/removal`, at: 'goal', who: speaksFor },
  { route: `POST ${ofGoal}/restoration`, at: 'removedGoal', who: speaksFor, hidden },
  { route: `POST ${ofGoal}/renewal`, at: 'goal', who: speaksFor, form: ended },
  { route: `GET ${tab}`, at: 'partnership', who: everyone, formats: ['json'] },
  { route: `POST ${tab}`, at: 'partnersGoal', who: speaksFor, form: link },
  { route: `POST ${tab}/removal`, at: 'partnersGoal', who: speaksFor, form: linked },

  { route: `GET ${v1}/organizations/:id/goals`, at: 'organization', who: everyone },
  {
    route: `POST ${v1}/organizations/:id/plans`,
    at: 'organization',
    who: speaksFor,
    json,
    form: () => ({ title: 'A plan' }),
  },
  { route: `GET ${v1}/plans/:plan`, at: 'plan', who: everyone },
  { route: `PATCH ${v1}/plans/:plan`, at: 'plan', who: speaksFor, form: () => ({ title: 'Another' }) },
  { route: `DELETE ${v1}/plans/:plan`, at: 'plan', who: speaksFor },
  { route: `POST ${v1}/plans/:plan/restoration`, at: 'removedPlan', who: speaksFor, json, hidden },
  { route: `GET ${v1}/plans/:plan/history`, at: 'plan', who: everyone },
  { route: `POST ${v1}/plans/:plan/history/:entry/return`, at: 'planChange', who: speaksFor, json },
  { route: `POST ${v1}/plans/:plan/goals`, at: 'plan', who: speaksFor, json, form: goals },
  { route: `GET ${v1}/goals/:goal`, at: 'goal', who: everyone },
  { route: `PATCH ${v1}/goals/:goal`, at: 'goal', who: speaksFor, form: () => ({ text: 'Another' }) },
  { route: `DELETE ${v1}/goals/:goal`, at: 'goal', who: speaksFor },
  { route: `POST ${v1}/goals/:goal/restoration`, at: 'removedGoal', who: speaksFor, json, hidden },
  { route: `GET ${v1}/goals/:goal/history`, at: 'goal', who: everyone },
  { route: `POST ${v1}/goals/:goal/history/:entry/return`, at: 'goalChange', who: speaksFor, json },
  { route: `POST ${v1}/goals/:goal/renewal`, at: 'goal', who: speaksFor, json, form: ended },
  { route: `POST ${v1}/goals/:goal/links`, at: 'goal', who: speaksFor, json, form: record },
  { route: `DELETE ${v1}/goals/:goal/links/:record`, at: 'goal', who: speaksFor },
  { route: `GET ${v1}/partnerships/:id/goals`, at: 'partnership', who: everyone },
]
