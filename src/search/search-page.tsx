import { paths } from '../paths.ts'
import { Empty } from '../ui/empty.tsx'
import { Icon, type IconName, Mark } from '../ui/icon.tsx'
import { langOn } from '../ui/languages.ts'
import { Layout } from '../ui/layout.tsx'
import { Pages } from '../ui/list.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { type Page, href, lookOf } from '../ui/page.ts'
import { LIMITS } from './forms.ts'
import { snippetParts } from './renderings.ts'
import { PAGE_SIZE, type Result, addressOf } from './results.ts'

/** Across everything that the reader may see. */
export const SearchPage = ({
  page,
  q,
  number,
  results,
  total,
}: {
  page: Page
  q: string
  number: number
  results: Result[]
  total: number
}) => {
  const slug = page.region?.slug ?? ''
  const title = q === '' ? page.t('search.title') : page.t('search.titleOf', { q })
  return (
    <Layout page={page} title={title} noindex>
      <PageHead page={page} title={title} lede={q === '' ? undefined : page.t('search.count', { total })} />
      <form action={href(page, paths.search(slug))} role="search" class="stack-s" aria-label={page.t('search.again')}>
        <label for="q">
          <b>{page.t('search.label')}</b>
        </label>
        <div class="bunch">
          <input class="input in-m" id="q" name="q" type="search" value={q} maxlength={LIMITS.query} />
          <button class="btn btn-act">
            <Icon name="search" />
            {page.t('search.act')}
          </button>
        </div>
      </form>
      <div class="section stack">
        {q === '' ? (
          <Teach page={page} />
        ) : total === 0 ? (
          <Nothing page={page} q={q} />
        ) : (
          <Results page={page} slug={slug} results={results} />
        )}
        <Pages page={page} current={number} size={PAGE_SIZE} total={Math.min(total, LIMITS.page * PAGE_SIZE)} />
      </div>
    </Layout>
  )
}

const ICONS: Record<string, IconName> = { person: 'user', tie: 'link', region: 'map-pin' }

const Results = ({ page, slug, results }: { page: Page; slug: string; results: Result[] }) => (
  <ol class="rows" role="list">
    {results.map((result) => (
      <li class="has-lead">
        {result.sector ? (
          <Mark look={lookOf(page, result.sector)} />
        ) : (
          <Icon name={ICONS[result.kind] ?? 'file-text'} />
        )}
        <div>
          <h2 class="title">
            <a href={href(page, addressOf(slug, result))}>{result.title}</a>
          </h2>
          <p class="meta">{kindOf(page, result.kind)}</p>
          {result.snippet && (
            <p class="small" lang={langOn(page, result)}>
              {snippetParts(result.snippet).map((part) => (part.found ? <mark>{part.text}</mark> : part.text))}
            </p>
          )}
        </div>
      </li>
    ))}
  </ol>
)

const kindOf = (page: Page, kind: string) => (page.t.has(`search.kind.${kind}`) ? page.t(`search.kind.${kind}`) : kind)

const Teach = ({ page }: { page: Page }) => (
  <div class="stack-s">
    <p>{page.t('search.teach')}</p>
    <Hints page={page} />
  </div>
)

const Nothing = ({ page, q }: { page: Page; q: string }) => (
  <>
    <Empty
      title={page.t('search.nothing', { q })}
      act={
        <a class="btn" href={href(page, paths.organizations(page.region?.slug ?? ''))}>
          {page.t('search.browse')}
        </a>
      }
    >
      {page.t('search.nothingHow')}
    </Empty>
    <Hints page={page} />
  </>
)

const Hints = ({ page }: { page: Page }) => (
  <ul>
    {(['words', 'phrase', 'without', 'part'] as const).map((hint) => (
      <li>{page.t.rich(`search.hint.${hint}`, { code: (words) => <code>{words}</code> })}</li>
    ))}
  </ul>
)
