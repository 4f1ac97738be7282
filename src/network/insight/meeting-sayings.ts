import { formatList, type Translate } from '../../platform/i18n.ts'
import type { Lists } from '../../region/lists.ts'
import type { NetworkOrganization } from '../current-networks.ts'
import { labelIn } from '../map/map-sayings.ts'
import type { Meeting } from './meetings.ts'

/** So many words of a kind stand in a reason; the rarest of shared partners come first. */
const MOST = 3
/** So many speak for themselves, without the way over others. */
const ENOUGH = 3
/** What nearly all share is no reason. */
const COMMON = 0.5

interface Saying {
  t: Translate
  lists: Pick<Lists, 'roles'>
  organizations: readonly NetworkOrganization[]
}

/** Why two should meet, each reason a sentence, what speaks for it most first. */
export function sayReasons({ t, lists, organizations }: Saying, { pair: [a, b], reasons }: Meeting): string[] {
  const both = { a: a.name, b: b.name }
  const rare = (of: 'counties' | 'languages', words: string[]) =>
    words.filter(
      (word) => organizations.filter((one) => one[of].includes(word)).length <= COMMON * organizations.length,
    )
  const shared = (kind: 'audiences' | 'counties' | 'languages' | 'skills', words: string[]) =>
    words.length === 0 ? [] : [t(`insight.meet.reason.${kind}`, { what: words.slice(0, MOST + 1).join(', ') })]
  const roles = reasons.roles.map((keys) => keys.slice(0, MOST).map((key) => labelIn(lists.roles, key)))
  const skills = reasons.skillsOfOne.map((words) => words.slice(0, MOST))
  const each = (kind: 'roles' | 'skillsOfOne', [ofA = [], ofB = []]: string[][]) =>
    ofA.length === 0 || ofB.length === 0
      ? []
      : [t(`insight.meet.reason.${kind}`, { ...both, ofA: ofA.join(', '), ofB: ofB.join(', ') })]
  const said = [
    ...ofPartners(
      t,
      reasons.partners.map((at) => organizations[at]!.name),
    ),
    ...shared('audiences', reasons.audiences),
    ...shared('skills', reasons.skills),
    ...each('roles', roles),
    ...(reasons.skills.length > 0 ? [] : each('skillsOfOne', skills)),
    ...shared('counties', rare('counties', reasons.counties)),
    ...shared('languages', rare('languages', reasons.languages)),
  ]
  if (reasons.chain === null || said.length >= ENOUGH) return said
  const [u, v] = reasons.chain.map((at) => organizations[at]!.name)
  return [...said, t('insight.meet.reason.chain', { ...both, u, v })]
}

function ofPartners(t: Translate, names: string[]): string[] {
  if (names.length === 0) return []
  const rest = names.length - MOST
  return [
    rest > 0
      ? t('insight.meet.reason.partnersMore', { names: names.slice(0, MOST).join(', '), n: rest })
      : t('insight.meet.reason.partners', { names: formatList(t.lang, names) }),
  ]
}
