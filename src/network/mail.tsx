import { paths } from '../paths.ts'
import { type Actor, organizationsWith } from '../platform/actor.ts'
import { dayIn } from '../platform/days.ts'
import { formatDate, formatList } from '../platform/i18n.ts'
import type { Letter, LetterContext, MailRule } from '../platform/room.ts'
import { listsOf } from '../region/lists.ts'
import { findRegionById } from '../region/regions.ts'
import { letter } from '../ui/letter.tsx'
import { href } from '../ui/page.ts'
import { askedAboutFaded, askedTogether } from './fadings.ts'
import { asksAgain, lastHeard, sideOf } from './rules.ts'
import { sayPeriod, sayStrength, sayTie } from './sayings.ts'
import { ANSWER_DAYS, answerLink, askedAbout, linkActor } from './tie-answers.ts'
import { type Tie, findTie } from './ties.ts'

/** The other side of a new tie is asked whether it is so. */
export const tieQuestion: MailRule = { topic: 'ties', recipients: askedAbout, compose: composeQuestion }

async function composeQuestion(context: LetterContext): Promise<Letter | null> {
  const { db, region, recipient, entry, lang, t, moment } = context
  const actor = await linkActor(db, region, recipient.id, moment.at)
  const tie = await findTie(db, actor, entry.recordId)
  const mine = tie && sideOf(actor, tie)
  // Answered meanwhile, or no longer theirs to answer.
  if (!tie || !mine || mine.verdict !== null) return null
  const { tieKinds } = await listsOf(db, region.id, lang)
  const told = tie.sides.find((side) => side.id === entry.forOrganizationId)
  const token = await answerLink(db, region.id, tie.id, recipient.id, moment)
  const sentence = sayTie(t, tieKinds, tie)
  return letter({
    lang,
    subject: t('network.mail.subject', { tie: sentence }),
    lines: [
      t('network.mail.hello', { name: recipient.name }),
      told
        ? t('network.mail.claimed', { organization: told.name })
        : t('network.mail.reported', { region: region.name }),
      { quote: [sentence, ...details(context, tie)] },
      t('network.mail.ask', { mine: mine.name }),
      { act: t('network.mail.button'), url: context.origin + href({ lang }, paths.link(region.slug, token)) },
      t('network.mail.once', { days: ANSWER_DAYS }),
      t('network.mail.why', { mine: mine.name, region: region.name }),
    ],
  })
}

const details = ({ t, region, moment }: LetterContext, tie: Tie): string[] => [
  sayStrength(t, tie.strength),
  ...[sayPeriod(t, tie, dayIn(region.timeZone, moment.at)), tie.note].filter((line): line is string => Boolean(line)),
]

/** Both sides of a tie that has faded are asked whether it is still so; about several in one letter. */
export const fadingQuestion: MailRule = {
  topic: 'fading',
  async recipients(db, entry) {
    const region = await findRegionById(db, entry.regionId)
    return region ? askedAboutFaded(db, entry, dayIn(region.timeZone, entry.at)) : []
  },
  compose: composeFading,
}

async function composeFading(context: LetterContext): Promise<Letter | null> {
  const { db, region, recipient, lang, t, moment } = context
  const actor = await linkActor(db, region, recipient.id, moment.at)
  const ties = await stillAsked(context, actor)
  if (ties.length === 0) return null
  const { tieKinds } = await listsOf(db, region.id, lang)
  const speaksFor = organizationsWith(actor, 'speak')
  const own = ties.flatMap(({ sides }) => sides.filter((side) => speaksFor.includes(side.id)).map(({ name }) => name))
  const mine = formatList(lang, [...new Set(own)])
  const n = ties.length
  const asks = await Promise.all(ties.map((tie) => ask(context, tie, sayTie(t, tieKinds, tie))))
  return letter({
    lang,
    subject: t('network.mail.faded.subject', { n, tie: sayTie(t, tieKinds, ties[0]!) }),
    lines: [
      t('network.mail.hello', { name: recipient.name }),
      t('network.mail.faded.ask', { n, mine, months: region.fadingMonths }),
      ...asks.flat(),
      t('network.mail.faded.once', { n, days: ANSWER_DAYS }),
      t('network.mail.why', { mine, region: region.name }),
    ],
  })
}

/** What is still to be asked: a side may have answered meanwhile, or the two may have spoken. */
async function stillAsked({ db, region, entry, moment }: LetterContext, actor: Actor): Promise<Tie[]> {
  const ids = await askedTogether(db, entry, organizationsWith(actor, 'speak'))
  const ties = await Promise.all(ids.map((id) => findTie(db, actor, id)))
  const today = dayIn(region.timeZone, moment.at)
  return ties.filter((tie): tie is Tie => tie !== undefined && asksAgain(tie, today))
}

async function ask({ db, region, recipient, lang, origin, t, moment }: LetterContext, tie: Tie, sentence: string) {
  const token = await answerLink(db, region.id, tie.id, recipient.id, moment)
  const date = formatDate(lang, lastHeard(tie), 'long')
  return [
    { quote: [sentence, sayStrength(t, tie.strength), t('network.mail.faded.heard', { date })] },
    { act: t('network.mail.button'), url: origin + href({ lang }, paths.link(region.slug, token)) },
  ]
}
