import { currentMandates } from '../../account/actors.ts'
import { memberActor, systemActor } from '../../platform/actor.ts'
import type { Db } from '../../platform/db.ts'
import type { Entry, Letter, LetterContext, MailRule } from '../../platform/room.ts'
import { letter } from '../../ui/letter.tsx'
import { href } from '../../ui/page.ts'
import { paths } from '../../paths.ts'
import { currentParties, getPartnership, type Partnership } from '../partnerships.ts'
import { getHandover } from './handovers.ts'

/** The partners are told that somebody leaves, and who is there for them from now on. */
export const farewellLetter: MailRule = { topic: 'farewells', recipients, compose }

/** Partnerships whose work was handed over, each with who took it. */
async function concerned(db: Db, regionId: string, handoverId: string) {
  const actor = systemActor(regionId)
  const handover = await getHandover(db, actor, handoverId).catch(() => null)
  if (!handover || handover.farewell === '') return null
  const items = handover.items.filter(({ kind, recordId }) => kind === 'contact' && recordId !== null)
  const partnerships: Partnership[] = []
  for (const { recordId } of items) {
    const one = await getPartnership(db, actor, recordId!).catch(() => null)
    if (one) partnerships.push(one)
  }
  return { handover, items, partnerships }
}

async function recipients(db: Db, entry: Entry): Promise<string[]> {
  const all = await concerned(db, entry.regionId, entry.recordId)
  if (!all) return []
  const own = all.handover.organization.id
  const contacts = all.partnerships.flatMap((one) =>
    currentParties(one).flatMap(({ organization, contact }) =>
      contact && organization.id !== own ? [contact.id] : [],
    ),
  )
  return [...new Set(contacts)]
}

async function compose({
  db,
  region,
  entry,
  recipient,
  origin,
  lang,
  t,
  moment,
}: LetterContext): Promise<Letter | null> {
  const all = await concerned(db, region.id, entry.recordId)
  if (!all) return null
  const mandates = await currentMandates(db, region, recipient.id, moment.at)
  const reader = memberActor({
    regionId: region.id,
    accountId: null,
    personId: recipient.id,
    name: recipient.name,
    mandates,
  })
  const lines: string[] = []
  const links: { text: string; label: string; url: string }[] = []
  for (const { recordId, to } of all.items) {
    const partnership = await getPartnership(db, reader, recordId!).catch(() => null)
    if (!partnership) continue
    lines.push(t('handovers.mail.next', { name: partnership.name, who: to?.name ?? t('handovers.nobodyYet') }))
    links.push({
      text: '',
      label: partnership.name,
      url: origin + href({ lang }, paths.partnership(region.slug, partnership.slug)),
    })
  }
  if (lines.length === 0) return null
  const { organization, farewell } = all.handover
  return letter({
    lang,
    subject: t('handovers.mail.subject', { organization: organization.name }),
    lines: [
      t('handovers.mail.hello', { name: recipient.name }),
      { quote: farewell.split(/\n{2,}/) },
      ...lines,
      ...links,
      t('handovers.mail.why', { organization: organization.name }),
    ],
  })
}
