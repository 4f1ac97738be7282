import { type Band, bandOf, joinBands } from './bands.ts'
import { type Item, isOfPartners, type ItemKey } from './instruments.ts'

/** One person's answers: to what is asked once, to what is asked of each other partner, and in words. */
export interface Answer {
  factors: Partial<Record<ItemKey, number>>
  /** By the number of the partner. */
  sides: Record<string, Partial<Record<ItemKey, number>>>
  sentences: Partial<Record<ItemKey, string>>
}

/** An answer with the partner whose person gave it. */
export interface Sheet {
  side: number
  answer: Answer
}

/** What is shown of a round once it is closed; what has too few answers is not in it. */
export interface Results {
  whole: { item: ItemKey; band: Band }[]
  /** How the others see one partner. */
  views: { side: number; item: ItemKey; band: Band }[]
  sentences: { item: ItemKey; text: string }[]
}

/** Nobody stands alone against those of one other partner. */
const BESIDES = 2
/** What is shown of all partners together is about no fewer than these. */
const PARTNERS = 3

/** Whether so many people, each of some partner, may be told together. */
export function areEnough(partners: readonly number[], threshold: number): boolean {
  const counts = [...Map.groupBy(partners, (side) => side).values()].map((all) => all.length)
  return partners.length >= threshold && counts.every((count) => partners.length - count >= BESIDES)
}

/** A rating of one partner by a person of another. */
interface Rating {
  person: number
  from: number
  about: number
  value: number
}

/**
 * What a round shows. `organizations` is the organization of each side: those that became one count as one, and do not rate
 * themselves.
 */
export function resultsOf(
  sheets: readonly Sheet[],
  items: readonly Item[],
  organizations: ReadonlyMap<number, string>,
  threshold: number,
): Results {
  const firsts = new Map([...organizations].toReversed().map(([side, organization]) => [organization, side]))
  const partner = (side: number) => firsts.get(organizations.get(side) ?? '') ?? side
  const known = sheets.map((sheet) => ({ ...sheet, side: partner(sheet.side) }))
  const results: Results = { whole: [], views: [], sentences: sentencesOf(known, items, threshold) }
  for (const { key } of items) {
    if (!isOfPartners(key)) {
      const said = known.filter(({ answer }) => answer.factors[key] !== undefined)
      const from = said.map(({ side }) => side)
      const band = areEnough(from, threshold) ? bandOf(said.map(({ answer }) => answer.factors[key]!)) : null
      if (band) results.whole.push({ item: key, band })
      continue
    }
    const ratings = known.flatMap(({ side, answer }, person) => ratingsIn(answer, key, person, side, partner))
    const { views, whole } = seen(ratings, threshold)
    results.views.push(...views.map(({ side, band }) => ({ side, item: key, band })))
    if (whole) results.whole.push({ item: key, band: whole })
  }
  return results
}

function ratingsIn(
  answer: Answer,
  item: ItemKey,
  person: number,
  from: number,
  partner: (side: number) => number,
): Rating[] {
  const rated = Object.entries(answer.sides).flatMap(([side, said]) => {
    const value = said[item]
    const about = partner(Number(side))
    return value === undefined || about === from ? [] : [{ person, from, about, value }]
  })
  // Two partners that became one were rated twice: once counts.
  return [...new Map(rated.map((one) => [one.about, one])).values()]
}

/**
 * How each partner is seen, where enough others said so, and all of them together. Ratings of partners of whom too few spoke
 * are taken together. No rating is in two of these heaps, and the whole is made of their bands: nothing follows from one by
 * another.
 */
function seen(ratings: readonly Rating[], threshold: number) {
  const views: { side: number; band: Band }[] = []
  const rest: Rating[] = []
  for (const [side, about] of Map.groupBy(ratings, (one) => one.about)) {
    const from = about.map((one) => one.from)
    const band = areEnough(from, threshold) ? bandOf(about.map((one) => one.value)) : null
    if (band) views.push({ side, band })
    else if (new Set(from).size > 1) rest.push(...about)
  }
  const together = restOf(rest, threshold)
  const bands = [...views.map(({ band }) => band), ...together]
  return { views, whole: bands.length >= PARTNERS ? joinBands(bands) : null }
}

/** The band of the rest, once for each partner it is about; nothing where it is too little, or about one alone. */
function restOf(rest: readonly Rating[], threshold: number): Band[] {
  const about = new Set(rest.map((one) => one.about)).size
  const people = [...Map.groupBy(rest, (one) => one.person).values()]
  const from = people.map((all) => all[0]!.from)
  if (about < 2 || !areEnough(from, threshold)) return []
  const most = Math.max(...people.map((all) => all.length))
  const band = bandOf(
    rest.map((one) => one.value),
    most,
  )
  return band ? Array.from({ length: about }, () => band) : []
}

/** What was written is shown where enough people wrote something: whose words they are cannot be told by counting. */
function sentencesOf(sheets: readonly Sheet[], items: readonly Item[], threshold: number): Results['sentences'] {
  const written = sheets.map(({ side, answer }) => ({
    side,
    texts: items.flatMap(({ key }) => (answer.sentences[key] ? [{ item: key, text: answer.sentences[key] }] : [])),
  }))
  const writers = written.filter(({ texts }) => texts.length > 0)
  const from = writers.map(({ side }) => side)
  return areEnough(from, threshold) ? writers.flatMap(({ texts }) => texts) : []
}
