/** The cord between two sockets: thickness is strength, a plug sits where that side has confirmed. */
export interface CordProps {
  /** What the picture says, in words. */
  label: string
  strength: number | null
  /** Colour of the side that gives; without one the cord has its own red. */
  colour?: string
  /** Which sides have confirmed: first, second. */
  plugged: [boolean, boolean]
  /** Shared work or a recent contact stands behind it. */
  evidenced?: boolean
}

export const Cord = ({ label, strength, colour, plugged, evidenced = false }: CordProps) => {
  const [first, second] = plugged
  const loose = !first && !second
  const path = 'M9 9C27 27 69 27 87 9'
  return (
    <svg
      class="cord"
      viewBox="0 0 96 30"
      role="img"
      aria-label={label}
      data-strength={String(strength ?? 1)}
      data-sector={colour}
    >
      <path class={loose ? 'wire loose' : 'wire'} d={path} />
      {(strength ?? 1) >= 4 && !loose && <path class="braid" d={path} />}
      {evidenced && <path class="thread" d="M9 17C27 35 69 35 87 17" />}
      <circle class="jack" cx="9" cy="9" r="6.5" />
      <circle class="jack" cx="87" cy="9" r="6.5" />
      {first && <circle class="plug" cx="9" cy="9" r="4.5" />}
      {second && <circle class="plug" cx="87" cy="9" r="4.5" />}
      {first && !second && <circle class="plug" cx="79" cy="21" r="4.5" />}
      {second && !first && <circle class="plug" cx="17" cy="21" r="4.5" />}
    </svg>
  )
}

const STEPS = [1, 2, 3, 4, 5]

/** The strength of a tie in a list, where cords would be too many: five holes, as many filled. The words stand beside it. */
export const Strength = ({ strength }: { strength: number | null }) => (
  <svg class="strength" viewBox="0 0 60 12" aria-hidden="true">
    {STEPS.map((n) => (
      <circle class={n <= (strength ?? 0) ? 'full' : undefined} cx={n * 12 - 6} cy="6" r="4" />
    ))}
  </svg>
)

/** The cord of the brand. */
export const BrandCord = () => (
  <svg viewBox="0 0 56 30" aria-hidden="true">
    <path class="wire" d="M9 9C15 33 41 33 47 9" stroke-width="4" />
    <path class="braid" d="M9 9C15 33 41 33 47 9" />
    <circle class="jack" cx="9" cy="9" r="6.5" />
    <circle class="jack" cx="47" cy="9" r="6.5" />
    <circle class="plug" cx="9" cy="9" r="4.5" />
    <circle class="plug" cx="47" cy="9" r="4.5" />
  </svg>
)
