import { paths } from '../paths.ts'
import { type Page, href } from '../ui/page.ts'

/** On one's own page: the ways to everything that is held, and out. */
export const OwnRecordsPanel = ({ page }: { page: Page }) => (
  <section class="section stack" aria-labelledby="records">
    <h2 id="records">{page.t('account.records.title')}</h2>
    <p class="quiet">{page.t('account.records.panel')}</p>
    <p class="bunch">
      <a class="btn" href={href(page, paths.myRecords())}>
        {page.t('account.records.see')}
      </a>
      <a href={href(page, paths.myErasure())}>{page.t('account.erasure.link')}</a>
    </p>
  </section>
)
