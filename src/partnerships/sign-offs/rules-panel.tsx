import type { Page } from '../../ui/page.ts'

const RULES = ['force', 'silence', 'decline', 'differ', 'change', 'material', 'late', 'away'] as const

/** How sign-off works, in plain words: what holds, what a no means, what asks again. */
export const SignOffRules = ({ page, open = false }: { page: Page; open?: boolean }) => (
  <details class="fold" open={open}>
    <summary>{page.t('sign-offs.rules.title')}</summary>
    <dl class="facts">
      {RULES.map((rule) => (
        <>
          <dt>{page.t(`sign-offs.rules.${rule}`)}</dt>
          <dd>{page.t(`sign-offs.rules.${rule}Text`)}</dd>
        </>
      ))}
    </dl>
  </details>
)
