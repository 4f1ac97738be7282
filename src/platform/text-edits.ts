/** One change in a text: at a place (in UTF-16 units, as fields count), so much goes, and this comes. */
export interface TextEdit {
  at: number
  gone: number
  come: string
}

const isHigh = (unit: number) => unit >= 0xd8_00 && unit <= 0xdb_ff
const isLow = (unit: number) => unit >= 0xdc_00 && unit <= 0xdf_ff

/** The one change that makes one text of another: all that lies between what both begin and end with. No sign is cut in two. */
export function editOf(before: string, after: string): TextEdit {
  const most = Math.min(before.length, after.length)
  let at = 0
  while (at < most && before.charCodeAt(at) === after.charCodeAt(at)) at += 1
  if (at > 0 && isHigh(before.charCodeAt(at - 1))) at -= 1
  let same = 0
  while (same < most - at && before.charCodeAt(before.length - 1 - same) === after.charCodeAt(after.length - 1 - same))
    same += 1
  if (same > 0 && isLow(before.charCodeAt(before.length - same))) same -= 1
  return { at, gone: before.length - same - at, come: after.slice(at, after.length - same) }
}

export const edited = (text: string, { at, gone, come }: TextEdit): string =>
  text.slice(0, at) + come + text.slice(at + gone)

/** Where a caret stands after somebody else's change: it stays with the signs around it. */
export function placeAfter(place: number, { at, gone, come }: TextEdit): number {
  if (place <= at) return place
  return place >= at + gone ? place + come.length - gone : at + come.length
}

/**
 * What somebody made of a text, made of what others have made of it meanwhile. Where both changed the same words, theirs
 * stay and what was added stands behind them.
 */
export function carried(base: string, mine: string, theirs: string): string {
  const [here, there] = [editOf(base, mine), editOf(base, theirs)]
  if (here.gone === 0 && here.come === '') return theirs
  const apart = here.at + here.gone <= there.at || here.at >= there.at + there.gone
  if (apart && !(here.at === there.at && here.gone + there.gone > 0))
    return edited(theirs, { ...here, at: here.at < there.at ? here.at : placeAfter(here.at, there) })
  return edited(theirs, { at: there.at + there.come.length, gone: 0, come: here.come })
}
