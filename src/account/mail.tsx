import { findWebhook, makerOf } from '../journal/webhooks.ts'
import { paths } from '../paths.ts'
import type { Db } from '../platform/db.ts'
import { problem } from '../platform/errors.ts'
import { formatDate, formatList, type Lang, LANGUAGES, translate } from '../platform/i18n.ts'
import { makeLink } from '../platform/links.ts'
import type { Mail } from '../platform/mail.ts'
import type { Entry, Letter, LetterContext } from '../platform/room.ts'
import { systemActor } from '../platform/actor.ts'
import { letter } from '../ui/letter.tsx'
import { href } from '../ui/page.ts'
import { LINK_MINUTES, type SignInMail } from './auth.ts'
import { listCoordinators } from './coordinators.ts'
import { listDelegations } from './delegations.ts'
import { INVITATION_DAYS, invitationLink } from './invitations.ts'
import { findMember } from './memberships.ts'

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
    lines: [
      t('account.mail.signIn.why'),
      { act: t('account.mail.signIn.act'), url: `${origin}${href({ lang }, paths.signInLink(token))}${next}` },
      t('account.mail.signIn.after', { minutes: LINK_MINUTES }),
    ],
  })
  const sent = await mail.send({ to: { address: email, name: '' }, ...written })
  if (!sent.ok && sent.kind === 'temporary') throw problem(503, 'account.signIn.mailDown')
}

/** Tells the owner of an account that a way to sign in changed: it may have been somebody else. */
export async function sendWayChanged(
  mail: Mail,
  origin: string,
  { email, lang, what }: { email: string; lang: Lang; what: 'password' | 'noPassword' | 'passkey' | 'noPasskey' },
): Promise<void> {
  const t = translate(lang)
  const written = letter({
    lang,
    subject: t('account.mail.way.subject'),
    lines: [
      t(`account.mail.way.${what}`),
      { act: t('account.mail.way.act'), url: `${origin}${href({ lang }, paths.myWays())}` },
      t('account.mail.way.notYou'),
    ],
  })
  await mail.send({ to: { address: email, name: '' }, ...written })
}

/** The invitation to a region; null when it was taken back or accepted meanwhile. */
export async function invitationLetter(context: LetterContext): Promise<Letter | null> {
  const { db, region, recipient, entry, origin, lang, t, moment } = context
  const member = await findMember(db, systemActor(region.id), region, recipient.id, moment.at)
  if (!member || member.since) return null
  const by = entry.actorId ? await nameOf(db, region.id, entry.actorId) : null
  const link = (token: string) => origin + href({ lang }, paths.link(region.slug, token))
  const access = t(`account.accessFor.${member.access}`, {
    organizations: formatList(
      lang,
      member.organizations.map((one) => one.name),
    ),
  })
  // One after the other: where the database goes away, a second promise that nobody waits for would end the process.
  const acceptance = await invitationLink(db, region.id, recipient.id, moment)
  const removal = await makeLink(
    db,
    { regionId: region.id, purpose: 'person-removal', personId: recipient.id, days: 365 },
    moment,
  )
  const until = new Date(moment.at.getTime() + INVITATION_DAYS * 86_400_000)
  return letter({
    lang,
    subject: t('account.mail.invitation.subject', { region: region.name }),
    lines: [
      t('account.mail.invitation.greeting', { name: recipient.name }),
      t(by ? 'account.mail.invitation.byPerson' : 'account.mail.invitation.byRegion', {
        by,
        region: region.name,
        access,
      }),
      t('account.mail.invitation.what'),
      {
        act: t('account.mail.invitation.act', { region: region.name }),
        url: link(acceptance),
      },
      t('account.mail.invitation.until', { date: formatDate(lang, until, 'full', region.timeZone) }),
      {
        text: t('account.mail.invitation.origin', { email: recipient.email, region: region.name }),
        label: t('account.mail.invitation.remove'),
        url: link(removal),
      },
    ],
  })
}

/** Whoever made a webhook hears that it paused itself; all who coordinate, where they do so no longer. */
export async function webhookPausedRecipients(db: Db, entry: Entry): Promise<string[]> {
  if (entry.actorKind !== 'system') return []
  const coordinators = await listCoordinators(db, entry.regionId, entry.at)
  const maker = await makerOf(db, entry.regionId, String(entry.changes['webhook']))
  return maker && coordinators.includes(maker) ? [maker] : coordinators
}

/** Tells that nothing is sent any more, and why; null when it is sent again meanwhile, or for good no more. */
export async function webhookPausedLetter(context: LetterContext): Promise<Letter | null> {
  const { db, region, recipient, entry, origin, lang, t } = context
  const webhook = await findWebhook(db, region.id, String(entry.changes['webhook']))
  if (!webhook?.pausedAt) return null
  // The rest of the address may be a secret of the receiver.
  const said = { region: region.name, host: String(entry.changes['host']) }
  return letter({
    lang,
    subject: t('account.mail.webhook.subject', said),
    lines: [
      t('account.mail.invitation.greeting', { name: recipient.name }),
      t(`account.mail.webhook.${entry.changes['why'] === 'gone' ? 'gone' : 'failures'}`, said),
      t('account.mail.webhook.next'),
      {
        act: t('account.mail.webhook.act'),
        url: origin + href({ lang }, paths.webhook(region.slug, webhook.id)),
      },
    ],
  })
}

/** Tells somebody that they may speak for an organization for a while; null when it was taken back meanwhile. */
export async function delegationLetter(context: LetterContext): Promise<Letter | null> {
  const { db, region, recipient, entry, origin, lang, t, moment } = context
  const all = await listDelegations(db, systemActor(region.id), region, moment.at)
  const lent = all.find(
    ({ by, to, organization }) =>
      by.id === entry.actorId && to.id === recipient.id && organization.id === entry.forOrganizationId,
  )
  if (!lent) return null
  const said = { by: lent.by.name, organization: lent.organization.name, region: region.name }
  const days = { from: formatDate(lang, lent.from, 'long'), until: formatDate(lang, lent.until, 'long') }
  return letter({
    lang,
    subject: t('account.mail.delegation.subject', said),
    lines: [
      t('account.mail.invitation.greeting', { name: recipient.name }),
      t(`account.mail.delegation.${lent.what}`, said),
      t('account.delegations.days', days),
      { act: t('account.mail.delegation.act'), url: origin + href({ lang }, paths.delegations(region.slug)) },
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
