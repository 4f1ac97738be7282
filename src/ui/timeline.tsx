import type { Child } from 'hono/jsx'

/** A cord through time, newest first as a list; `now` is where it stands, `next` has not happened yet. */
export const Timeline = ({ items }: { items: { key: string; state?: 'now' | 'next'; children: Child }[] }) => (
  <ol class="timeline">
    {items.map((item) => (
      <li class={item.state}>{item.children}</li>
    ))}
  </ol>
)
