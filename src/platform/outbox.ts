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
