import { paths } from '../paths.ts'
import { Empty } from '../ui/empty.tsx'
import { Icon, type IconName, Mark } from '../ui/icon.tsx'
import { langOn } from '../ui/languages.ts'
import { Layout } from '../ui/layout.tsx'
import { Pages, withQuery } from '../ui/list.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { type Page, href, lookOf } from '../ui/page.ts'
import { LIMITS } from './forms.ts'
import { markWords, wordsOf } from './near-words.ts'
import { snippetParts } from './renderings.ts'
import { type Asked, type Found, PAGE_SIZE, type Result, addressOf } from './results.ts'

interface SearchPageProps {
  page: Page
  asked: Asked
  number: number
  found: Found
  /** Whether there are other regions to search. */
  elsewhere: boolean
}

/** Across everything that the reader may see, in a region or in all of them. */
export const SearchPage = ({ page, asked, number, found, elsewhere }: SearchPageProps) => {
  const { q } = asked
  const title = q === '' ? page.t(page.region ? 'search.title' : 'search.titleAll') : page.t('search.titleOf', { q })
  return (
    <Layout page={page} title={title} noindex>
      <PageHead
        page={page}
        title={title}
        lede={q === '' ? undefined : page.t('search.count', { total: countOf(found) })}
      />
      <Form page={page} q={q} />
      <div class="section stack">
        {q === '' ? (
          <Teach page={page} />
        ) : found.kinds.length === 0 ? (
          <Nothing page={page} q={q} />
        ) : (
          <Results page={page} asked={asked} found={found} number={number} />
        )}
        {elsewhere && q !== '' && (
          <p>
            <a href={href(page, `${paths.searchAll()}?${new URLSearchParams({ q })}`)}>{page.t('search.elsewhere')}</a>
          </p>
        )}
      </div>
    </Layout>
  )
}

const countOf = (found: Found) => found.kinds.reduce((sum, { count }) => sum + count, 0)

const Form = ({ page, q }: { page: Page; q: string }) => {
  const { region } = page
  return (
    <form
      action={href(page, region ? paths.search(region.slug) : paths.searchAll())}
      role="search"
      class="stack-s"
      aria-label={page.t(region ? 'search.again' : 'search.againAll')}
    >
      <label for="q">
        <b>{page.t('search.label')}</b>
      </label>
      <div class="bunch">
        <input class="input grow" id="q" name="q" type="search" value={q} maxlength={LIMITS.query} />
        <button class="btn btn-act">
          <Icon name="search" />
          {page.t('search.act')}
        </button>
      </div>
    </form>
  )
}

const Results = ({ page, asked, found, number }: Omit<SearchPageProps, 'elsewhere'>) => {
  const isOverview = asked.kind === '' && found.kinds.length > 1
  return (
    <>
      {found.kinds.length > 1 && <Kinds page={page} asked={asked} found={found} />}
      {isOverview ? (
        found.kinds.map((one) => <Kind page={page} q={asked.q} found={found} {...one} />)
      ) : found.results.length === 0 ? (
        <p>{page.t('search.noneOf', { kinds: kindsOf(page, asked.kind) })}</p>
      ) : (
        <List page={page} q={asked.q} level="h2" results={found.results} />
      )}
      {!isOverview && (
        <Pages page={page} current={number} size={PAGE_SIZE} total={Math.min(found.total, LIMITS.page * PAGE_SIZE)} />
      )}
    </>
  )
}

/** The best few of one kind. */
const Kind = ({
  page,
  q,
  found,
  kind,
  count,
}: {
  page: Page
  q: string
  found: Found
  kind: string
  count: number
}) => {
  const results = found.results.filter((result) => result.kind === kind)
  return (
    <section class="stack-s">
      <h2>{kindsOf(page, kind)}</h2>
      <List page={page} q={q} level="h3" results={results} />
      {count > results.length && (
        <p>
          <a href={withQuery(page, { kind })}>{page.t('search.allOf', { count, kinds: kindsOf(page, kind) })}</a>
        </p>
      )}
    </section>
  )
}

/** What was found by kind: each is a list of its own. */
const Kinds = ({ page, asked, found }: { page: Page; asked: Asked; found: Found }) => (
  <nav class="tabs" aria-label={page.t('search.kinds')}>
    <a href={withQuery(page, { kind: undefined })} aria-current={asked.kind === '' ? 'page' : undefined}>
      {page.t('search.everything')}
    </a>
    {found.kinds.map(({ kind, count }) => (
      <a href={withQuery(page, { kind })} aria-current={asked.kind === kind ? 'page' : undefined}>
        {page.t('search.kindCount', { kinds: kindsOf(page, kind), count })}
      </a>
    ))}
  </nav>
)

const ICONS: Record<string, IconName> = {
  person: 'user',
  tie: 'link',
  region: 'map',
  service: 'hand-helping',
  resource: 'package',
  group: 'users',
  place: 'map-pin',
  round: 'mail',
}

const List = ({ page, q, level, results }: { page: Page; q: string; level: 'h2' | 'h3'; results: Result[] }) => {
  const asked = wordsOf(q)
  const Title = level
  return (
    <ol class="rows" role="list">
      {results.map((result) => (
        <li class="has-lead">
          {result.sector && page.region ? (
            <Mark look={lookOf(page, result.sector)} />
          ) : (
            <Icon name={ICONS[result.kind] ?? 'file-text'} />
          )}
          <div>
            <Title class="title">
              <a href={href(page, addressOf(result))}>
                {markWords(result.title, asked).map((part) => (part.found ? <mark>{part.text}</mark> : part.text))}
              </a>
            </Title>
            <p class="meta">
              {level === 'h2' && <span>{kindOf(page, result.kind)}</span>}
              {!page.region && <span>{result.region.name}</span>}
              {result.near && <span>{page.t('search.near')}</span>}
            </p>
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
}

const kindOf = (page: Page, kind: string) => (page.t.has(`search.kind.${kind}`) ? page.t(`search.kind.${kind}`) : kind)
const kindsOf = (page: Page, kind: string) =>
  page.t.has(`search.kindsOf.${kind}`) ? page.t(`search.kindsOf.${kind}`) : kind

const Teach = ({ page }: { page: Page }) => (
  <div class="stack-s">
    <p>{page.t(page.region ? 'search.teach' : 'search.teachAll')}</p>
    <Hints page={page} />
  </div>
)

const Nothing = ({ page, q }: { page: Page; q: string }) => (
  <>
    <Empty
      title={page.t('search.nothing', { q })}
      act={
        page.region ? (
          <a class="btn" href={href(page, paths.organizations(page.region.slug))}>
            {page.t('search.browse')}
          </a>
        ) : (
          <a class="btn" href={href(page, paths.installation())}>
            {page.t('search.browseRegions')}
          </a>
        )
      }
    >
      {page.t('search.nothingHow')}
    </Empty>
    <Hints page={page} />
  </>
)

const Hints = ({ page }: { page: Page }) => (
  <ul>
    {(['words', 'phrase', 'without', 'part', 'slip'] as const).map((hint) => (
      <li>{page.t.rich(`search.hint.${hint}`, { code: (words) => <code>{words}</code> })}</li>
    ))}
  </ul>
)
