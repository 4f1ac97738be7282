import { addListing } from '../src/directory/listing-changes.ts'
import { listingForms } from '../src/directory/listing-forms.ts'
import { listPlacesOf, titleOf } from '../src/directory/listings.ts'
import { replaceReferences } from '../src/platform/facts.ts'
import { referenceOf } from './load-organizations.ts'
import type { Loading } from './load.ts'

/** Services, resources, groups and places, once the organizations are there. */
export async function loadListings({ trx, region, demo, organizations, actor, at }: Loading) {
  for (const { kind, of, at: where, facts, references, visibility, lang, createdAt } of demo.listings ?? []) {
    const ids = of.map((key) => {
      const id = organizations.get(key)
      if (!id) throw new Error(`The ${kind} "${String(facts['name'])}" names nobody: ${key}.`)
      return id
    })
    const place = where && (await listPlacesOf(trx, actor(), ids)).find((one) => titleOf(one) === where)?.id
    if (where && !place) throw new Error(`"${String(facts['name'])}" has no place called "${where}".`)
    const input = listingForms[kind].parse({ ...facts, organizations: ids, place: place ?? '', visibility, lang })
    const made = await addListing(trx, actor(), kind, input, at(createdAt))
    await replaceReferences(trx, region.id, made.id, references.map(referenceOf), at(createdAt))
  }
}
