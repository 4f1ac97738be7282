import { Flash } from './flash.tsx'
import type { Page } from './page.ts'

export interface Difference {
  label: string
  yours: string
  theirs: string
}

/** That somebody was about to add what is here already. */
export const sayKnown = ({ t }: Page, name: string) => ({
  title: t('merging.known.title', { name }),
  text: t('merging.known.text'),
})

interface Props {
  page: Page
  differences: Difference[]
  /** What happened; that somebody else saved it meanwhile, unless it is said. */
  said?: { title: string; text: string } | undefined
}

/** Two said something of one record: both versions side by side, and nothing of what was typed is lost. */
export const Conflict = ({ page, differences, said }: Props) => (
  <section class="stack" aria-labelledby="conflict-h" data-conflict>
    <Flash state="warn">
      <h2 class="title" id="conflict-h">
        {said?.title ?? page.t('ui.conflict.title')}
      </h2>
      <p>{said?.text ?? page.t('ui.conflict.text')}</p>
    </Flash>
    {differences.length > 0 && <Both page={page} differences={differences} />}
  </section>
)

const Both = ({ page, differences }: Props) => (
  <div class="scroll">
    <table class="table table-fold">
      <thead>
        <tr>
          <th scope="col">{page.t('ui.conflict.field')}</th>
          <th scope="col">{page.t('ui.conflict.yours')}</th>
          <th scope="col">{page.t('ui.conflict.theirs')}</th>
        </tr>
      </thead>
      <tbody>
        {differences.map((one) => (
          <tr>
            <th scope="row">{one.label}</th>
            <Said page={page} as="yours" said={one.yours} />
            <Said page={page} as="theirs" said={one.theirs} />
          </tr>
        ))}
      </tbody>
    </table>
  </div>
)

/** What one of both says; that it says nothing is said too. */
const Said = ({ page: { t }, as, said }: { page: Page; as: 'yours' | 'theirs'; said: string }) => (
  <td data-label={t(`ui.conflict.${as}`)} class="as-lines">
    {said === '' ? <span class="quiet">{t('ui.conflict.nothing')}</span> : said}
  </td>
)
