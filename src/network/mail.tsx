import { paths } from '../paths.ts'
import type { Lang } from '../platform/i18n.ts'
import type { Letter, LetterContext, MailRule } from '../platform/room.ts'
import { listsOf } from '../region/lists.ts'
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
    before: [
      t('network.mail.hello', { name: recipient.name }),
      told
        ? t('network.mail.claimed', { organization: told.name })
        : t('network.mail.reported', { region: region.name }),
    ],
    quote: [sentence, ...details(context, tie)],
    ask: t('network.mail.ask', { mine: mine.name }),
    button: t('network.mail.button'),
    url: `${context.origin}${lang === 'en' ? '' : `/${lang}`}${paths.link(region.slug, token)}`,
    after: [
      t('network.mail.once', { days: ANSWER_DAYS }),
      t('network.mail.why', { mine: mine.name, region: region.name }),
    ],
  })
}

const details = ({ t, region, moment }: LetterContext, tie: Tie): string[] => [
  sayStrength(t, tie.strength),
  ...[sayPeriod(t, tie, dayIn(region.timeZone, moment.at)), tie.note].filter((line): line is string => Boolean(line)),
]

interface Question {
  lang: Lang
  subject: string
  before: string[]
  /** What is asked about, line by line. */
  quote: string[]
  ask: string
  button: string
  url: string
  after: string[]
}

const PAPER =
  "font: 16px/1.5 'Public Sans', Arial, sans-serif; color: #22211d; max-width: 36em; margin: 1.5em auto; padding: 0 1em"
const QUOTE = 'border-left: 3px solid #b23a2a; margin: 1em 0; padding: 0.2em 1em'
const BUTTON = 'display: inline-block; padding: 0.7em 1.2em; background: #22211d; color: #ffffff; border-radius: 6px'

/** A question and its twin in plain text, from the same sentences. */
function letter({ lang, subject, before, quote, ask, button, url, after }: Question): Letter {
  const html = (
    <html lang={lang}>
      <head>
        <meta charset="utf-8" />
        <title>{subject}</title>
      </head>
      <body style={PAPER}>
        {before.map((line) => (
          <p>{line}</p>
        ))}
        <blockquote style={QUOTE}>
          {quote.map((line) => (
            <p>{line}</p>
          ))}
        </blockquote>
        <p>{ask}</p>
        <p>
          <a href={url} style={BUTTON}>
            {button}
          </a>
        </p>
        {after.map((line) => (
          <p>{line}</p>
        ))}
      </body>
    </html>
  )
  const text = [...before, quote.map((line) => `    ${line}`).join('\n'), ask, `${button}: ${url}`, ...after].join(
    '\n\n',
  )
  return { subject, html: `<!doctype html>${String(html)}`, text }
}
