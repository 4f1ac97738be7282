import { paths } from '../paths.ts'
import type { Letter, LetterContext, MailRule } from '../platform/room.ts'
import { listsOf } from '../region/lists.ts'
import { letter } from '../ui/letter.tsx'
import { href } from '../ui/page.ts'
import { sideOf } from './rules.ts'
import { sayPeriod, sayStrength, sayTie } from './sayings.ts'
import { ANSWER_DAYS, answerLink, askedAbout, linkActor } from './tie-answers.ts'
import { type Tie, findTie } from './ties.ts'
import { dayIn } from '../platform/days.ts'

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
