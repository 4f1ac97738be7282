import type { Child } from 'hono/jsx'
import { paths } from '../../paths.ts'
import type { Actor } from '../../platform/actor.ts'
import { dayIn } from '../../platform/days.ts'
import type { Db } from '../../platform/db.ts'
import { Icon } from '../../ui/icon.tsx'
import { type Page, href } from '../../ui/page.ts'
import type { Partnership } from '../partnerships.ts'
import { audienceOf } from './audiences.ts'
import { DialCard } from './dial-panel.tsx'
import { type Dial, dialsOf } from './dials.ts'
import { evidenceOf } from './evidences.ts'

/** On the partnership's own page, first of all: what it stands on. */
export async function factorsPanel(db: Db, actor: Actor, partnership: Partnership, page: Page): Promise<Child | null> {
  const dials = (await dialsOfAll(db, actor, [partnership], page)).get(partnership.id)!
  return (
    <section class="p-top-l" id="factors" aria-labelledby="factors-h">
      <div class="section-head">
        <h2 id="factors-h">{page.t('partnership-factors.title')}</h2>
        <a class="small" href={href(page, paths.partnershipTab(page.region!.slug, partnership.slug, 'factors'))}>
          <Icon name="history" />
          {page.t('partnership-factors.whyAll')}
        </a>
      </div>
      <p class="small quiet">
        {page.t('partnership-factors.text')} {page.t(`partnership-factors.seen.${audienceOf(actor, partnership)}`)}{' '}
        {page.t('partnership-factors.version', { version: dials[0]!.version })}.
      </p>
      <div class="dials p-top">
        {dials.map((dial) => (
          <DialCard page={page} partnership={partnership} dial={dial} />
        ))}
      </div>
    </section>
  )
}

/** The dials of several partnerships as this reader may see them, by their ids: for a list. */
export async function dialsOfAll(
  db: Db,
  actor: Actor,
  partnerships: readonly Partnership[],
  page: Page,
): Promise<Map<string, Dial[]>> {
  const today = dayIn(page.region!.timeZone, page.now)
  const evidence = await evidenceOf(db, actor, partnerships, today, page.lang)
  return new Map([...evidence].map(([id, one]) => [id, dialsOf(one)]))
}
