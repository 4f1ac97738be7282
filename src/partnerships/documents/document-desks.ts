import { type Lang, formatDate, type Translate } from '../../platform/i18n.ts'
import type { Actor } from '../../platform/actor.ts'
import type { Db } from '../../platform/db.ts'
import type { Block, Paper, Words } from '../../platform/documents/papers.ts'
import { paths } from '../../paths.ts'
import { dayIn } from '../../platform/days.ts'
import { listsOf } from '../../region/lists.ts'
import type { Page } from '../../ui/page.ts'
import type { Partnership } from '../partnerships.ts'
import { saidIn, type WordsIn } from '../translations/texts.ts'
import { spoken } from './document-sayings.ts'
import type { DocumentKind } from './forms.ts'
import { type Facts, factsOf } from './known-facts.ts'
import { latestDay } from './record-days.ts'

/** What every document is written with. */
export interface Desk {
  db: Db
  actor: Actor
  page: Page
  partnership: Partnership
  /** The day of the latest record. */
  day: string
  /** What other parts of the partnership know. */
  facts: Facts
  t: Translate
  lang: Lang
  roleLabel(key: string): string
  /** What partners wrote: as it is told in the language of the document, else as it was written, and marked. */
  said(text: WordsIn): Words
  /** An absolute address of a page of the partnership. */
  address(tab: string): string
}

function saidHere(partnership: Partnership, text: WordsIn, lang: Lang): Words {
  const said = saidIn(partnership, text, lang)
  return spoken(said.text, said.lang, lang)
}

/** A desk for this reader, in the language of their page. */
export async function deskFor(db: Db, actor: Actor, partnership: Partnership, page: Page): Promise<Desk> {
  const region = page.region!
  const [known, { roles }, facts] = await Promise.all([
    latestDay(db, actor, partnership, region.timeZone),
    listsOf(db, region.id, page.lang),
    factsOf(db, actor, partnership, page),
  ])
  const written = [...facts.gains, ...facts.gifts].map(({ createdAt }) => dayIn(region.timeZone, createdAt))
  const day = [known, ...written].toSorted().at(-1)!
  const labels = new Map(roles.map(({ key, label }) => [key, label]))
  const prefix = page.origin + (page.lang === 'en' ? '' : `/${page.lang}`)
  const own = prefix + paths.partnership(region.slug, partnership.slug)
  return {
    db,
    actor,
    page,
    partnership,
    day,
    facts,
    t: page.t,
    lang: page.lang,
    roleLabel: (key) => labels.get(key) ?? key,
    said: (text) => saidHere(partnership, text, page.lang),
    address: (tab) => (tab === '' ? own : `${own}/${tab}`),
  }
}

/** Blocks as a paper of this partnership. */
export function paperOf(
  { t, lang, day, page, partnership, address }: Desk,
  kind: DocumentKind,
  made: { under: string; blocks: Block[]; title?: string; onePage?: boolean },
): Paper {
  return {
    title: made.title ?? partnership.name,
    over: t(`partnership-documents.kind.${kind}`),
    under: made.under,
    lang,
    day,
    origin: t('partnership-documents.origin', {
      region: page.region!.name,
      day: formatDate(lang, day, 'long'),
      address: address(''),
    }),
    blocks: made.blocks,
    ...(made.onePage && { onePage: true }),
    words: {
      page: t('partnership-documents.page', { page: '{page}', pages: '{pages}' }),
      more: t('partnership-documents.more', { count: '{count}' }),
      lackingLetters: t('partnership-documents.lackingLetters'),
    },
  }
}
