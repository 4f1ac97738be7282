/** The least and the greatest, of however many. */
export function rangeOf(numbers: readonly number[]): [least: number, greatest: number] {
  let [least, greatest] = [Infinity, -Infinity]
  for (const n of numbers) {
    if (n < least) least = n
    if (n > greatest) greatest = n
  }
  return [least, greatest]
}
