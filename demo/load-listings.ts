import { addListing } from '../src/directory/listing-changes.ts'
import { listingForms } from '../src/directory/listing-forms.ts'
import { getListing, listPlacesOf, titleOf } from '../src/directory/listings.ts'
import { listingOriginal, translate, translationForms } from '../src/directory/translations.ts'
import { replaceReferences } from '../src/platform/facts.ts'
import { otherLanguage } from '../src/ui/languages.ts'
import { referenceOf } from './load-organizations.ts'
import type { Loading } from './load.ts'
import type { DemoListing } from './types.ts'

/** Services, resources, groups and places, once the organizations are there. */
export async function loadListings(loading: Loading) {
  const { trx, region, demo, organizations, actor, at } = loading
  for (const listing of demo.listings ?? []) {
    const { kind, of, at: where, facts, references, visibility, lang, createdAt } = listing
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
    if (listing.translation) await loadTranslation(loading, made.id, listing.translation, listing)
  }
}

async function loadTranslation(
  { trx, actor, at }: Loading,
  id: string,
  translation: Record<string, string>,
  { kind, lang, createdAt }: DemoListing,
) {
  const original = listingOriginal(actor(), await getListing(trx, actor(), kind, id))
  const told = translationForms[kind].parse({ ...translation, lang: otherLanguage(lang) })
  await translate(trx, actor(), original, [], { told, version: original.version }, at(daysAfter(createdAt)))
}

const daysAfter = (day: Date) => new Date(day.getTime() + 3 * 86_400_000)
