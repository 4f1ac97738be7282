import type { Child } from 'hono/jsx'
import { Icon, type IconName, Mark } from './icon.tsx'
import type { Look } from './page.ts'

/** A line of what went on, with the mark of whom it is about. */
export const FeedRow = ({
  look,
  icon = 'users',
  children,
  when,
  answer,
}: {
  look?: Look
  icon?: IconName
  children?: Child
  when: { iso: string; words: string }
  /** What the reader can do about it. */
  answer?: Child
}) => (
  <li class="has-lead">
    {look ? <Mark look={look} /> : <Icon name={icon} />}
    <div>
      {children}
      <br />
      <time class="tiny" datetime={when.iso}>
        {when.words}
      </time>
      {answer}
    </div>
  </li>
)

export const Feed = ({ children }: { children?: Child }) => <ul class="rows feed">{children}</ul>
