import { encode } from 'uqr'

/** An address to be read by a phone's camera: dark on light in both themes, since not every camera reads the reverse. */
export const Qr = ({ text, label }: { text: string; label: string }) => {
  const { data, size } = encode(text, { ecc: 'M', border: 2 })
  const runs = data.flatMap((row, y) =>
    row.flatMap((dark, x) => (dark && !row[x - 1] ? [`M${x} ${y}h${lengthOf(row, x)}v1h-${lengthOf(row, x)}z`] : [])),
  )
  return (
    <svg class="qr" viewBox={`0 0 ${size} ${size}`} role="img" aria-label={label} shape-rendering="crispEdges">
      <rect width={size} height={size} />
      <path d={runs.join('')} />
    </svg>
  )
}

/** How many dark squares stand side by side. */
function lengthOf(row: readonly boolean[], from: number): number {
  const end = row.indexOf(false, from)
  return (end < 0 ? row.length : end) - from
}
