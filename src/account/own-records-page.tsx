import { paths } from '../paths.ts'
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

/** So many of a kind stand on the page; the files have all. */
const SHOWN = 20

const Held = ({ page, title, kinds }: { page: Page; title: string; kinds: Kinds }) => (
  <section class="stack-s">
    <h2>{title}</h2>
    {Object.entries(kinds)
      .filter(([, rows]) => rows.length > 0)
      .map(([name, rows]) => (
        <details class="fold">
          <summary>
            {page.t('account.records.kind', { kind: page.t(`account.records.of.${name}`), count: rows.length })}
          </summary>
          <ul class="rows" role="list">
            {rows.slice(0, SHOWN).map((row) => (
              <Row row={row} />
            ))}
          </ul>
          <More page={page} count={rows.length - SHOWN} />
        </details>
      ))}
  </section>
)

const More = ({ page, count }: { page: Page; count: number }) =>
  count <= 0 ? null : <p class="quiet">{page.t('account.records.more', { count })}</p>

/** What stands in a row, by its columns; where a name stands its id is left out. */
const Row = ({ row }: { row: Kinds[string][number] }) => (
  <li>
    <p class="raw-row">
      {Object.entries(row)
        .filter(
          ([column, value]) =>
            value !== null && value !== '' && !(column.replace(/_id$/, '_name') in row && column.endsWith('_id')),
        )
        .map(([column, value]) => (
          <span>
            <code>{column}</code> {typeof value === 'object' ? JSON.stringify(value) : String(value)}
          </span>
        ))}
    </p>
  </li>
)
