import type { Child } from 'hono/jsx'
import { paths } from '../paths.ts'
import type { Db } from '../platform/db.ts'
import { problem } from '../platform/errors.ts'
import { formatDate, formatList, LANGUAGES, type Lang, translate } from '../platform/i18n.ts'
import { makeLink } from '../platform/links.ts'
import type { Mail } from '../platform/mail.ts'
import type { Letter, LetterContext } from '../platform/room.ts'
import { systemActor } from '../platform/actor.ts'
import { LINK_MINUTES, type SignInMail } from './auth.ts'
import { INVITATION_DAYS, invitationLink } from './invitations.ts'
import { getMember } from './memberships.ts'

interface Written {
  lang: Lang
  subject: string
  /** Paragraphs before the one thing to do. */
  before: string[]
  act: { label: string; url: string }
  after: (string | { text: string; url: string; label: string })[]
}

/** A letter and its twin in plain text, from the same sentences. */
function letter({ lang, subject, before, act, after }: Written): Letter {
  const html = (
    <html lang={lang}>
      <head>
        <meta charset="utf-8" />
        <title>{subject}</title>
      </head>
      <body style="font: 16px/1.5 'Public Sans', Arial, sans-serif; color: #22211d; max-width: 36em; margin: 1.5em auto; padding: 0 1em">
        {before.map((text) => (
          <p>{text}</p>
        ))}
        <p>
          <a
            href={act.url}
            style="display: inline-block; padding: 0.7em 1.2em; background: #22211d; color: #ffffff; border-radius: 6px"
          >
            {act.label}
          </a>
        </p>
        {after.map((line) => (
          <p>{typeof line === 'string' ? line : [line.text, ' ', <a href={line.url}>{line.label}</a>]}</p>
        ))}
      </body>
    </html>
  )
  const last = after.map((line) => (typeof line === 'string' ? line : `${line.text} ${line.label}: ${line.url}`))
  return {
    subject,
    html: `<!doctype html>${asText(html)}`,
    text: [...before, `${act.label}: ${act.url}`, ...last].join('\n\n'),
  }
}

const asText = (html: Child) => String(html)
const inLanguage = (lang: string, path: string) => (lang === 'en' ? path : `/${lang}${path}`)

/** Mails a sign-in link. What is wrong with one address is not told: the answer is the same for every address. */
export async function sendSignInLink(
  mail: Mail,
  origin: string,
  { email, token, callback, lang: asked }: SignInMail,
): Promise<void> {
  const lang = LANGUAGES.find((one) => one === asked) ?? 'en'
  const t = translate(lang)
  const next = callback ? `?${new URLSearchParams({ next: callback })}` : ''
  const written = letter({
    lang,
    subject: t('account.mail.signIn.subject'),
    before: [t('account.mail.signIn.why')],
    act: { label: t('account.mail.signIn.act'), url: `${origin}${inLanguage(lang, paths.signInLink(token))}${next}` },
    after: [t('account.mail.signIn.after', { minutes: LINK_MINUTES })],
  })
  const sent = await mail.send({ to: { address: email, name: '' }, ...written })
  if (!sent.ok && sent.kind === 'temporary') throw problem(503, 'account.signIn.mailDown')
}

/** The invitation to a region; null when it was taken back or accepted meanwhile. */
export async function invitationLetter(context: LetterContext): Promise<Letter | null> {
  const { db, region, recipient, entry, origin, lang, t, moment } = context
  const member = await getMember(db, systemActor(region.id), region, recipient.id, moment.at).catch(() => null)
  if (!member || member.since) return null
  const by = entry.actorId ? await nameOf(db, region.id, entry.actorId) : null
  const link = async (token: Promise<string>) => `${origin}${inLanguage(lang, paths.link(region.slug, await token))}`
  const access = t(`account.accessFor.${member.access}`, {
    organizations: formatList(
      lang,
      member.organizations.map((one) => one.name),
    ),
  })
  const removal = makeLink(
    db,
    { regionId: region.id, purpose: 'person-removal', personId: recipient.id, days: 365 },
    moment,
  )
  const until = new Date(moment.at.getTime() + INVITATION_DAYS * 86_400_000)
  return letter({
    lang,
    subject: t('account.mail.invitation.subject', { region: region.name }),
    before: [
      t('account.mail.invitation.greeting', { name: recipient.name }),
      t(by ? 'account.mail.invitation.byPerson' : 'account.mail.invitation.byRegion', {
        by,
        region: region.name,
        access,
      }),
      t('account.mail.invitation.what'),
    ],
    act: {
      label: t('account.mail.invitation.act', { region: region.name }),
      url: await link(invitationLink(db, region.id, recipient.id, moment)),
    },
    after: [
      t('account.mail.invitation.until', { date: formatDate(lang, until, 'full', region.timeZone) }),
      {
        text: t('account.mail.invitation.origin', { email: recipient.email, region: region.name }),
        label: t('account.mail.invitation.remove'),
        url: await link(removal),
      },
    ],
  })
}

async function nameOf(db: Db, regionId: string, personId: string): Promise<string | null> {
  const row = await db
    .selectFrom('persons')
    .select('name')
    .where('region_id', '=', regionId)
    .where('id', '=', personId)
    .executeTakeFirst()
  return row?.name ?? null
}
