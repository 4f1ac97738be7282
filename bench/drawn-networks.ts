/** A network as a file that Gephi could have written. */
export interface DrawnNetwork {
  name: string
  gexf: string
}

const FIRST = 'Alder,Birch,Cedar,Elm,Fir,Hazel,Larch,Maple,Oak,Pine,Rowan,Spruce,Willow,Yew,Ash,Beech'.split(',')
const SECOND =
  'Public Library,Data Commons,University,Health Department,Food Bank,Legal Aid,News,School District'.split(',')

/** Numbers from 0 to 1 that look like chance and are the same each time. */
function chance(seed: number): () => number {
  let state = seed
  return () => {
    state = (state * 16_807) % 2_147_483_647
    return state / 2_147_483_647
  }
}

/**
 * So many organizations and ties, grown as networks grow: who comes ties itself to those who have many ties already, and
 * now and then to anybody.
 */
export function drawNetwork(organizations: number, ties: number): DrawnNetwork {
  const next = chance(organizations)
  const ends: number[] = []
  const made = new Set<string>()
  for (let n = 1; made.size < ties; n = (n % (organizations - 1)) + 1)
    for (let tries = 0; tries < Math.ceil(ties / organizations) && made.size < ties; tries += 1) {
      const other = ends.length > 0 && next() < 0.75 ? ends[Math.floor(next() * ends.length)]! : Math.floor(next() * n)
      const pair = `${Math.min(n, other)} ${Math.max(n, other)}`
      if (other === n || made.has(pair)) continue
      made.add(pair)
      ends.push(n, other)
    }
  const nodes = Array.from({ length: organizations }, (_, n) => `<node id="${n}" label="${nameOf(n)}"/>`)
  const edges = [...made].map((pair, n) => {
    const [source, target] = pair.split(' ')
    return `<edge id="${n}" source="${source}" target="${target}" weight="${(n % 5) + 1}"/>`
  })
  const graph = `<graph defaultedgetype="undirected"><nodes>${nodes.join('')}</nodes><edges>${edges.join('')}</edges></graph>`
  const gexf = `<?xml version="1.0" encoding="UTF-8"?><gexf xmlns="http://www.gexf.net/1.2draft" version="1.2">${graph}</gexf>`
  return { name: `${organizations.toLocaleString('en')} organizations, ${ties.toLocaleString('en')} ties`, gexf }
}

const nameOf = (n: number) => `${FIRST[n % 16]}${Math.floor(n / 16)} ${SECOND[(n * 7) % 8]}`
