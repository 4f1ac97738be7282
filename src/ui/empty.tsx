import type { Child } from 'hono/jsx'

/** An empty page teaches the next step: a cord that nobody has plugged in. */
export const Empty = ({ title, children, act }: { title: string; children?: Child; act?: Child }) => (
  <div class="empty">
    <svg viewBox="0 0 240 70" aria-hidden="true">
      <path class="wire loose" d="M30 24C70 70 120 62 150 40" data-strength="3" />
      <circle class="jack" cx="30" cy="24" r="11" />
      <circle class="jack" cx="210" cy="24" r="11" />
      <circle class="plug" cx="30" cy="24" r="7" />
      <circle class="plug" cx="152" cy="38" r="7" />
    </svg>
    <h2 class="title">{title}</h2>
    {children && <p>{children}</p>}
    {act}
  </div>
)
