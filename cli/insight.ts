import type { Command } from 'commander'
import { dayIn } from '../src/platform/days.ts'
import { type Insight, insightOf } from '../src/network/insight/insights.ts'
import { TIERS, type Tier } from '../src/network/tiers.ts'
import { say, sayJson, wrongUsage } from './say.ts'
import { regionNamed, withHouse } from './with-house.ts'

/** So many organizations stand in the table; all of them with --json. */
const SHOWN = 25

export function addInsight(program: Command) {
  program
    .command('insight <region>')
    .description('measures of the network of today and of each organization in it')
    .option('--tier <tier>', 'from what whom may see: public, region or coordinator', 'coordinator')
    .option('--weighted', 'ties count by their strength')
    .option('--json')
    .action(async (slug: string, options: { tier: string; weighted?: boolean; json?: boolean }) => {
      const tier = tierNamed(options.tier)
      await withHouse(async (house) => {
        const { db, clock } = house.parts
        const region = await regionNamed(house, slug)
        const day = dayIn(region.timeZone, clock().at)
        const insight = await insightOf(db, region.id, tier, day, { weighted: options.weighted ?? false })
        if (options.json) return sayJson(insight)
        say(`${region.name}, ${insight.asOf}, as ${SEEN_BY[tier]}`)
        tell(insight)
      })
    })
}

const SEEN_BY: Record<Tier, string> = {
  public: 'everybody sees it',
  region: 'members see it',
  coordinator: 'coordinators see it',
}

function tierNamed(name: string): Tier {
  const tier = TIERS.find((one) => one === name)
  if (!tier) throw wrongUsage(`--tier is one of ${TIERS.join(', ')}.`)
  return tier
}

function tell({ graph, organizations, sampling }: Insight) {
  const possible = (graph.organizations * (graph.organizations - 1)) / 2
  say(
    `${graph.organizations} organizations, ${graph.ties} of ${possible} possible ties (density ${short(graph.density)})`,
  )
  say(`${graph.components} parts, the largest of ${graph.largestComponent}`)
  if (graph.averagePath !== null)
    say(`${short(graph.averagePath)} steps from one to another on average, ${short(graph.diameter!)} at most`)
  say(`clustering ${short(graph.averageClustering)}, transitivity ${short(graph.transitivity)}`)
  say(`${graph.articulationPoints.length} on whom others depend, ${graph.bridges.length} ties that are the only way`)
  if (sampling) say(`judged from ${sampling.pivots} of ${sampling.of}: betweenness ± ${short(sampling.betweenness)}`)
  const rows = Object.values(organizations).toSorted((a, b) => b.betweenness - a.betweenness || b.degree - a.degree)
  if (rows.length === 0) return
  say(`\n${'organization'.padEnd(44)} ties  between   close  PageRank  core`)
  for (const one of rows.slice(0, SHOWN))
    say(
      [
        one.name.slice(0, 44).padEnd(44),
        String(one.degree).padStart(4),
        one.betweenness.toFixed(4).padStart(8),
        one.closeness.toFixed(4).padStart(7),
        one.pagerank.toFixed(4).padStart(9),
        String(one.core).padStart(5),
      ].join(' '),
    )
  if (rows.length > SHOWN) say(`… and ${rows.length - SHOWN} more: --json has all`)
}

const short = (value: number) => (Number.isInteger(value) ? String(value) : value.toFixed(4))
