import { z } from 'zod'
import { paths } from '../paths.ts'
import type { ApiDoc } from '../platform/api-docs.ts'
import { Layout } from '../ui/layout.tsx'
import { type Page, href } from '../ui/page.ts'

/** What programs may ask, for people: every operation with an address to try. */
export const ApiPage = ({
  page,
  docs,
  example,
  mayHaveKeys,
}: {
  page: Page
  docs: ApiDoc[]
  example: string | undefined
  /** Whoever is no member anywhere has none. */
  mayHaveKeys: boolean
}) => (
  <Layout page={page} title={page.t('api.title')}>
    <div class="page-head">
      <div class="stack-s">
        <h1>{page.t('api.title')}</h1>
        <p class="lede">{page.t('api.lede')}</p>
      </div>
    </div>
    <div class="stack">
      <ul>
        <li>{page.t.rich('api.openapi', { a: (words) => <a href={paths.openapi()}>{words}</a> })}</li>
        {(['visible', 'keys', 'writes', 'cursor', 'etag', 'problems', 'languages'] as const).map((rule) => (
          <li>
            {page.t.rich(`api.rule.${rule}`, {
              code: (words) => <code>{words}</code>,
              a: (words) => (mayHaveKeys ? <a href={href(page, paths.myKeys())}>{words}</a> : words),
            })}
          </li>
        ))}
      </ul>
      {[...new Set(docs.map((doc) => doc.tag))].map((tag) => (
        <section class="section stack" aria-label={tag} lang="en">
          <h2>{tag}</h2>
          {docs
            .filter((doc) => doc.tag === tag)
            .map((doc) => (
              <Operation page={page} doc={doc} example={example} />
            ))}
        </section>
      ))}
    </div>
  </Layout>
)

const Operation = ({ page, doc, example }: { page: Page; doc: ApiDoc; example: string | undefined }) => {
  const tried = example && doc.path.replace('{region}', example)
  const parameters = Object.entries(doc.query?.shape ?? {})
  return (
    <article class="stack-s">
      <h3 class="title">
        <code>
          {doc.method.toUpperCase()} {doc.path}
        </code>
      </h3>
      <p>{doc.summary.split('`').map((part, n) => (n % 2 === 1 ? <code>{part}</code> : part))}</p>
      {parameters.length > 0 && (
        <p class="small">
          <span lang={page.lang}>{page.t('api.parameters')}</span>{' '}
          {parameters.flatMap(([name], n) => [n > 0 ? ', ' : '', <code>{name}</code>])}
        </p>
      )}
      {doc.body instanceof z.ZodObject && (
        <p class="small">
          <span lang={page.lang}>{page.t('api.body')}</span>{' '}
          {Object.keys(doc.body.shape).flatMap((name, n) => [n > 0 ? ', ' : '', <code>{name}</code>])}
        </p>
      )}
      {doc.takes && (
        <p class="small">
          <span lang={page.lang}>{page.t('api.takes')}</span> <code>{doc.takes}</code>
        </p>
      )}
      {doc.gives && (
        <p class="small">
          <span lang={page.lang}>{page.t('api.gives')}</span> <code>{doc.gives}</code>
        </p>
      )}
      {doc.method === 'get' && !doc.closed && tried && !tried.includes('{') && (
        <p class="small" lang={page.lang}>
          <a href={href(page, tried)}>{page.t('api.try', { path: tried })}</a>
        </p>
      )}
    </article>
  )
}
