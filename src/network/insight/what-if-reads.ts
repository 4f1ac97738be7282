import { whoIsNamed } from '../../account/organization-names.ts'
import type { Network } from '../current-networks.ts'
import type { Departure } from '../graph/departures.ts'
import { threads } from '../graph/threads.ts'
import { type MapReader, readFor } from '../map/map-reads.ts'
import { graphOfNetwork } from './insights.ts'
import { type WhatIf, whatIf } from './what-ifs.ts'

export interface WhatIfAnswer {
  network: Network
  found: WhatIf | undefined
  unknown: string[]
  departures: readonly Departure[]
}

/** What if these left, who are named by slug, id or name? What names nobody that the reader sees is told. */
export async function askWhatIf(reader: MapReader, asked: readonly string[]): Promise<WhatIfAnswer> {
  const network = await readFor(reader, reader.today)
  const graph = graphOfNetwork(network)
  const { organizations } = network
  const bySlug = new Map(organizations.flatMap(({ id, slug }, at) => [[slug, at] as const, [id, at] as const]))
  const byName = (typed: string) => {
    const [id] = whoIsNamed(organizations, [typed]).ids
    return id === undefined ? undefined : bySlug.get(id)
  }
  const places = asked.map((typed) => bySlug.get(typed) ?? byName(typed))
  const left = [...new Set(places.flatMap((at) => at ?? []))]
  const departures = await reader.keep(`departures ${reader.today}`, () => threads.run('departures', graph))
  return {
    network,
    found: left.length === 0 ? undefined : whatIf(network, graph, left),
    unknown: asked.filter((_, n) => places[n] === undefined),
    departures,
  }
}
