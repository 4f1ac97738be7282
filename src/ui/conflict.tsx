import { Flash } from './flash.tsx'
import type { Page } from './page.ts'

export interface Difference {
  label: string
  yours: string
  theirs: string
}

/** Two people changed one record: both versions side by side, and nothing of what was typed is lost. */
export const Conflict = ({ page, differences }: { page: Page; differences: Difference[] }) => (
  <section class="stack" aria-labelledby="conflict-h" data-conflict>
    <Flash state="warn">
      <h2 class="title" id="conflict-h">
        {page.t('ui.conflict.title')}
      </h2>
      <p>{page.t('ui.conflict.text')}</p>
    </Flash>
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
              <td data-label={page.t('ui.conflict.yours')}>{one.yours}</td>
              <td data-label={page.t('ui.conflict.theirs')}>{one.theirs}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  </section>
)
