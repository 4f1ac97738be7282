import { paths } from '../../paths.ts'
import { type Page, href } from '../../ui/page.ts'
import type { Partnership } from '../partnerships.ts'

/** On the partnership's own page, for its partners: what they speak of. */
export const CommentsPanel = ({
  page,
  partnership,
  spoken,
}: {
  page: Page
  partnership: Partnership
  spoken: Map<string, number>
}) => {
  const address = paths.partnershipTab(page.region!.slug, partnership.slug, 'comments')
  const all = [...spoken.values()].reduce((sum, count) => sum + count, 0)
  return (
    <section class="section no-print" aria-labelledby="comments-h">
      <div class="section-head">
        <h2 id="comments-h">{page.t('comments.title')}</h2>
        <a class="small" href={href(page, `${address}#write`)}>
          {page.t('comments.write')}
        </a>
      </div>
      {all === 0 ? (
        <p class="quiet">{page.t('comments.noneText')}</p>
      ) : (
        <ul class="bunch plain" role="list">
          <li>
            <a href={href(page, address)}>{page.t('comments.count', { count: all })}</a>
          </li>
          {[...spoken].map(
            ([section, count]) =>
              section !== '' && (
                <li>
                  <a href={href(page, `${address}?section=${section}`)}>{page.t(`comments.section.${section}`)}</a>{' '}
                  <span class="quiet num">{count}</span>
                </li>
              ),
          )}
        </ul>
      )}
    </section>
  )
}
