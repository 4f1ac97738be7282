/** Stands for the region's own id, which another installation or another name gives anew. */
export const REGION = '00000000-0000-0000-0000-000000000000'

/** A region where it stands: an archive names none of this, so that the region can stand elsewhere. */
export interface RegionHere {
  id: string
  slug: string
  /** Addresses that it had before; links to them lead to it still. */
  earlierSlugs?: string[]
  /** Address of the installation, without a slash at the end. */
  origin: string
}

/** What stands for the region's address, in full or from the root of the installation, and for its pages in Spanish. */
const MARKS = /(tieline-region:|(?<=\](?:\(|: ?))tieline-path:)(es:)?/g

/** Takes out of a line of JSON where the region stands: its id, and what leads to its own pages in texts. */
export function placeless({ id, origin, slug, earlierSlugs = [] }: RegionHere): (line: string) => string {
  const home = `(/es)?/(?:${[slug, ...earlierSlugs].join('|')})(?![a-z0-9_-])`
  const absolute = new RegExp(`${origin.replaceAll(/[^\w]/g, String.raw`\$&`)}${home}`, 'g')
  const fromRoot = new RegExp(`(?<=\\](?:\\(|: ?))${home}`, 'g')
  const marked = (mark: string) => (_: string, spanish?: string) => (spanish ? `${mark}es:` : mark)
  return (line) => {
    let text = line.replaceAll(`"${id}"`, `"${REGION}"`)
    if (text.includes(origin)) text = text.replace(absolute, marked('tieline-region:'))
    if (text.includes('](/') || text.includes(']:')) text = text.replace(fromRoot, marked('tieline-path:'))
    return text
  }
}

/** Puts what an archive holds where the region is to stand. */
export function placed({ id, origin, slug }: RegionHere): (text: string) => string {
  const home = (mark: string, spanish?: string) =>
    `${mark === 'tieline-region:' ? origin : ''}${spanish ? '/es' : ''}/${slug}`
  return (text) =>
    text
      .replaceAll(`"${REGION}"`, `"${id}"`)
      .replaceAll(MARKS, (_, mark: string, spanish?: string) => home(mark, spanish))
}
