import type { Db } from './db.ts'
import type { Message } from './mail.ts'
import type { Moment } from './moment.ts'

/** Keeps a mail that has nowhere to go: the installation has no SMTP_URL. */
export async function keepInOutbox(db: Db, message: Message, moment: Moment) {
  await db
    .insertInto('outbox')
    .values({
      id: moment.id(),
      at: moment.at,
      region_id: message.regionId ?? null,
      recipient: message.to.address,
      subject: message.subject,
      html: message.html,
      body: message.text,
      headers: JSON.stringify(message.headers ?? {}),
    })
    .execute()
}

/** The latest mails of the outbox, newest first. */
export const listOutbox = (db: Db, limit = 100) =>
  db.selectFrom('outbox').select(['id', 'at', 'recipient', 'subject']).orderBy('at', 'desc').limit(limit).execute()

export const findInOutbox = (db: Db, id: string) =>
  db.selectFrom('outbox').selectAll().where('id', '=', id).executeTakeFirst()

/** So long mails lie in the outbox of an installation without a mail server. */
export const OUTBOX_DAYS = 30

/** Drops mails that lie there for longer. */
export async function forgetOldMails(db: Db, now: Date) {
  await db
    .deleteFrom('outbox')
    .where('at', '<', new Date(now.getTime() - OUTBOX_DAYS * 86_400_000))
    .execute()
}
