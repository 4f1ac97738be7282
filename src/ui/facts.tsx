import type { Child } from 'hono/jsx'

/** What is known, in pairs; what is not known does not stand there. */
export const Facts = ({ facts }: { facts: { label: string; value: Child | null | undefined | false }[] }) => {
  const known = facts.filter(
    (fact) => fact.value !== null && fact.value !== undefined && fact.value !== false && fact.value !== '',
  )
  if (known.length === 0) return null
  return (
    <dl class="facts">
      {known.map((fact) => (
        <>
          <dt>{fact.label}</dt>
          <dd>{fact.value}</dd>
        </>
      ))}
    </dl>
  )
}
