import { paths } from '../paths.ts'
import { Facts } from '../ui/facts.tsx'
import { type Page, href } from '../ui/page.ts'
import { Frame } from './pages.tsx'
import type { Kinds, OwnRecords } from './own-records.ts'

/** How much is held about somebody, of which kind, and all of it as a file. */
export const OwnRecordsPage = ({ page, records }: { page: Page; records: OwnRecords }) => (
  <Frame
    page={page}
    title={page.t('account.records.title')}
    lede={page.t('account.records.lede')}
    crumbs={[{ label: page.t('account.me.title'), path: paths.me() }]}
  >
    <div class="stack">
      <p class="bunch">
        <a class="btn btn-act" href={href(page, `${paths.myRecords()}?format=zip`)}>
          {page.t('account.records.zip')}
        </a>
        <a class="btn" href={href(page, `${paths.myRecords()}?format=json`)}>
          {page.t('account.records.json')}
        </a>
      </p>
      {records.regions.map(({ region, records: kinds }) => (
        <Held page={page} title={region} kinds={kinds} />
      ))}
      <Held page={page} title={page.t('account.records.account')} kinds={records.account} />
      <p class="quiet">{page.t('account.records.not')}</p>
    </div>
  </Frame>
)

const Held = ({ page, title, kinds }: { page: Page; title: string; kinds: Kinds }) => (
  <section class="stack-s">
    <h2>{title}</h2>
    <Facts
      facts={Object.entries(kinds)
        .filter(([, rows]) => rows.length > 0)
        .map(([name, rows]) => ({ label: page.t(`account.records.of.${name}`), value: String(rows.length) }))}
    />
  </section>
)
