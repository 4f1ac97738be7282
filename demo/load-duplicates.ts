import { rooms } from '../src/app.tsx'
import { proposeDuplicates } from '../src/directory/duplicates.ts'
import { mergeTwo } from '../src/directory/merges.ts'
import { getOrganization } from '../src/directory/organizations.ts'
import type { Loading } from './load.ts'
import type { DemoMerge } from './types.ts'

/** What was there twice: some of it is one by now, the rest awaits a decision. */
export async function loadDuplicates(loading: Loading) {
  const { trx, region, demo, at } = loading
  for (const merge of demo.merges ?? []) await loadMerge(loading, merge)
  if (demo.looksForDuplicates) await proposeDuplicates(trx, region.id, at(demo.looksForDuplicates))
}

async function loadMerge({ trx, organizations, actor, at }: Loading, merge: DemoMerge) {
  const [kept, lost] = await Promise.all(
    [merge.kept, merge.lost].map((key) => getOrganization(trx, actor(), organizations.get(key)!)),
  )
  if (!kept || !lost) throw new Error(`The merge of ${merge.lost} with ${merge.kept} names nobody.`)
  await mergeTwo(trx, actor(merge.by), rooms, 'organization', { kept, lost }, {}, at(merge.at))
}
