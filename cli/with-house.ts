import { readConfig } from '../src/config.ts'
import { type OpenHouse, openHouse } from '../src/open-house.ts'
import { findRegion, listRegions } from '../src/region/regions.ts'
import type { RegionHead } from '../src/ui/page.ts'

/** Opens the house for one command and closes it whatever happens. */
export async function withHouse<T>(work: (house: OpenHouse) => Promise<T>): Promise<T> {
  const house = await openHouse({ ...readConfig(), logLevel: 'error' })
  try {
    return await work(house)
  } finally {
    await house.close()
  }
}

/** The region with this slug. Throws a sentence that names the ones there are. */
export async function regionNamed(house: OpenHouse, slug: string): Promise<RegionHead> {
  const region = await findRegion(house.parts.db, slug)
  if (region) return region
  const slugs = (await listRegions(house.parts.db)).map((one) => one.slug)
  throw new Error(
    slugs.length === 0
      ? `There is no region ${slug}, and no other. Make one: tieline region create SLUG --name NAME`
      : `There is no region ${slug}. There are: ${slugs.join(', ')}.`,
  )
}
