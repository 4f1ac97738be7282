import { Conflict, type Difference } from './conflict.tsx'
import { Layout } from './layout.tsx'
import { PageHead } from './page-head.tsx'
import { href, type Page } from './page.ts'
import type { LayoutProps } from './layout.tsx'

interface Props {
  page: Page
  name: string
  /** Where it is. */
  path: string
  differences: Difference[]
  room: LayoutProps['room']
}

/** What somebody meant to add is here, and is not theirs to change: what they typed beside what stands there. */
export const KnownPage = ({ page, name, path, differences, room }: Props) => {
  const { t } = page
  const title = t('merging.known.title', { name })
  return (
    <Layout page={page} title={title} room={room} noindex>
      <PageHead page={page} title={name} />
      <div class="p-top-l stack">
        <Conflict page={page} differences={differences} said={{ title, text: t('merging.known.notYours') }} />
        <p>
          <a class="btn btn-act" href={href(page, path)}>
            {t('merging.known.go', { name })}
          </a>
        </p>
      </div>
    </Layout>
  )
}
