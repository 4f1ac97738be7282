import { record } from '../../journal/entries.ts'
import type { Actor } from '../../platform/actor.ts'
import { type Db, type Trx, visible } from '../../platform/db.ts'
import { found } from '../../platform/errors.ts'
import type { Lang } from '../../platform/i18n.ts'
import { UUID } from '../../platform/ids.ts'
import type { Moment } from '../../platform/moment.ts'
import { addRecord, nextVersion, remove, restore } from '../../platform/records.ts'
import type { TemplateInput } from './forms.ts'

/** What a region writes its memorandums from. */
export interface MemorandumTemplate {
  id: string
  name: string
  body: string
  lang: Lang
  version: number
}

const templates = (db: Db) =>
  db
    .selectFrom('memorandum_templates as m')
    .innerJoin('records', (on) => on.onRef('records.region_id', '=', 'm.region_id').onRef('records.id', '=', 'm.id'))
    .select(['m.id', 'm.name', 'm.body', 'records.version'])
    .select((eb) => eb.ref('records.lang').$castTo<Lang>().as('lang'))

/** All of a region, by name. */
export const listTemplates = (db: Db, actor: Actor): Promise<MemorandumTemplate[]> =>
  templates(db).where(visible(actor)).orderBy('m.name').orderBy('m.id').execute()

/** The template with this id. Throws NotFound. */
export async function getTemplate(db: Db, actor: Actor, id: string): Promise<MemorandumTemplate> {
  const row = UUID.test(id) ? await templates(db).where(visible(actor)).where('m.id', '=', id).executeTakeFirst() : null
  return found(row)
}

/** A template that was taken away, for whoever may bring it back. Throws NotFound. */
export async function getRemovedTemplate(db: Db, actor: Actor, id: string): Promise<MemorandumTemplate> {
  const removed = templates(db).where('m.region_id', '=', actor.regionId).where('records.removed_at', 'is not', null)
  return found(UUID.test(id) ? await removed.where('m.id', '=', id).executeTakeFirst() : null)
}

/** Writes a template of the region. */
export const addTemplate = (db: Db, actor: Actor, input: TemplateInput, moment: Moment): Promise<string> => {
  const id = moment.id()
  const deed = { verb: 'memorandum-template.written', record: { id }, changes: { name: [null, input.name] } }
  return record(db, actor, deed, moment, async (trx) => {
    await addRecord(trx, actor.regionId, { id, kind: 'memorandum-template', lang: input.lang }, moment)
    const { name, body } = input
    await trx.insertInto('memorandum_templates').values({ region_id: actor.regionId, id, name, body }).execute()
    return id
  })
}

/** Changes a template. Throws 409 when somebody else did since it was read. */
export const changeTemplate = (
  db: Db,
  actor: Actor,
  before: MemorandumTemplate,
  input: TemplateInput,
  read: number,
  moment: Moment,
): Promise<void> => {
  const changes = { name: [before.name, input.name], body: [before.body, input.body] }
  const differs = Object.entries(changes).filter(([, [old, fresh]]) => old !== fresh)
  const deed = { verb: 'memorandum-template.changed', record: before, changes: Object.fromEntries(differs) }
  return record(db, actor, deed, moment, async (trx) => {
    await nextVersion(trx, actor.regionId, before.id, read, { lang: input.lang })
    await write(trx, actor.regionId, before.id, input)
  })
}

const write = (trx: Trx, regionId: string, id: string, { name, body }: TemplateInput) =>
  trx
    .updateTable('memorandum_templates')
    .set({ name, body })
    .where('region_id', '=', regionId)
    .where('id', '=', id)
    .execute()

/** Takes a template away; it can be brought back. */
export const removeTemplate = (db: Db, actor: Actor, template: { id: string }, moment: Moment) =>
  record(db, actor, { verb: 'memorandum-template.removed', record: template }, moment, (trx) =>
    remove(trx, actor.regionId, template.id, moment),
  )

/** Brings a template back. */
export const restoreTemplate = (db: Db, actor: Actor, template: { id: string }, moment: Moment) =>
  record(db, actor, { verb: 'memorandum-template.restored', record: template }, moment, (trx) =>
    restore(trx, actor.regionId, template.id),
  )
