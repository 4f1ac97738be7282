/** One organization of the picture: where the server placed it, how big its measure is, how it looks. */
export interface PictureOrganization {
  slug: string
  name: string
  /** Place of its group, which says how it looks. */
  group: number
  /** From 0 to 1, kept by the server. */
  x: number
  y: number
  /** From 0 to 1, by the chosen measure. */
  size: number
  ties: number
  pinned: boolean
}

/** How far a tie has proved itself: reported, claimed by the first of its two, confirmed by both, evidenced. */
export type Line = 0 | 1 | 2 | 3

/** Two organizations by their place in the list, the line between them, its strength (0 unknown), and whether it faded. */
export type PictureTie = [a: number, b: number, line: Line, strength: number, faded: 0 | 1]

/** What is missing in the ecosystem: a hollow mark that leads to what one could do. */
export interface PictureHole {
  label: string
  href: string
}

/** What `picture.json` answers. */
export interface PictureData {
  tier: 'public' | 'region' | 'coordinator'
  asOf: string
  /** May move organizations and pin them. */
  mayPin: boolean
  /** Organizations from which the reader may draw ties, by slug. */
  mine: string[]
  organizations: PictureOrganization[]
  ties: PictureTie[]
  groups: { colour: string; shape: string }[]
  /** The part of the height in which organizations stand on paper, where hollow marks lie beneath. */
  share: number
  holes: PictureHole[]
  /** What flows from one organization to another by their places, and how much. */
  flows?: [from: number, to: number, things: number][]
  /** Place of the organization that is looked at. */
  focus?: number
  /** A way from one organization to another by their places in the list; null: there is none. */
  way?: number[] | null
}

/** A neighbour, and the tie that leads to it. */
export interface Neighbour {
  at: number
  tie: number
}

/** The neighbours of each organization, the strongest tie first. */
export function neighboursOf({ organizations, ties }: Pick<PictureData, 'organizations' | 'ties'>): Neighbour[][] {
  const all: Neighbour[][] = organizations.map(() => [])
  for (const [n, [a, b]] of ties.entries()) {
    all[a]!.push({ at: b, tie: n })
    all[b]!.push({ at: a, tie: n })
  }
  const weight = ({ tie }: Neighbour) => ties[tie]![3] * 10 + ties[tie]![2]
  for (const list of all)
    list.sort((a, b) => weight(b) - weight(a) || organizations[b.at]!.size - organizations[a.at]!.size || a.at - b.at)
  return all
}
