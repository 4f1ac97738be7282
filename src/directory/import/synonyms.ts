/** Words of strangers for entries of our lists. Coordinators may have renamed, added or retired entries: see `options`. */
export interface ListEntry {
  key: string
  label: string
}

const SECTORS: [string, string][] = [
  [
    'library',
    'library|libraries|public library|biblioteca|biblioteca publica|bibliotecas|ce|br|library system|archive|archives',
  ],
  ['academic', 'academic library|university library|college library|biblioteca universitaria'],
  ['intermediary', 'data intermediary|intermediary|regional data center|data center|open data portal|intermediario'],
  [
    'government',
    'government|gov|federal agency|state agency|agency|public agency|city|county|municipality|local government|state government|federal government|gobierno|municipio|public sector|authority|school district',
  ],
  [
    'nonprofit',
    'nonprofit|non profit|not for profit|ngo|charity|community organization|community based organization|cbo|501c3|501 c 3|sin fines de lucro|ong|association|advocacy',
  ],
  ['funder', 'funder|foundation|philanthropy|donor|grantmaker|fundacion|financiador'],
  [
    'university',
    'university|university center|college|higher education|academia|academic|research center|research institute|universidad|education',
  ],
  [
    'civic',
    'civic|civic tech|civic tech group|civic technology|brigade|brigade collaboration|code for america|code for all|ok lab|code for japan|code for poland|code for romania|volunteer group|meetup|grupo civico|tecnologia civica',
  ],
  ['media', 'media|news|newspaper|journalism|newsroom|press|radio|tv|medios|prensa|periodico'],
  ['business', 'business|company|startup|corporation|private sector|for profit|firm|vendor|consultant|empresa|negocio'],
  ['other', 'other|otro|otra'],
]

const TIE_KINDS: [string, string][] = [
  [
    'works-together',
    'works together|work together|works with|collaborates|collaboration|collaborates with|partner|partners|partnership|partner of|joint project|colabora|colaboracion|colabora con|socio|alianza',
  ],
  [
    'shares-data',
    'shares data|share data|data sharing|data|sends data|provides data|publishes data for|comparte datos|datos',
  ],
  [
    'funds',
    'funds|fund|funding|funder|grant|grants|gives money|donor|sponsors|sponsor|financia|financiamiento|financiacion',
  ],
  ['shares-space', 'shares space|share space|space|space sharing|hosts|hosted by|venue|comparte espacio|espacio'],
  ['refers-people', 'refers people|refers|referral|referrals|refer|refers to|deriva|derivacion|deriva personas'],
  ['trains', 'trains|train|training|teaches|capacita|capacitacion|forma'],
  ['advises', 'advises|advise|advice|advisor|advisory|consults|mentor|mentors|asesora|asesoria'],
  ['overlaps-governance', 'overlaps governance|governance|board|board member|shared board|interlock|gobernanza|junta'],
  [
    'member-of',
    'member of|member|membership|belongs to|part of|affiliate|affiliated with|miembro|miembro de|pertenece a',
  ],
]

export const plainWord = (text: string): string =>
  text
    .slice(0, 200)
    .toLowerCase()
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[^a-z0-9]+/g, ' ')
    .trim()

const table = (rows: [string, string][]) =>
  new Map(rows.flatMap(([key, words]) => words.split('|').map((word) => [word, key] as const)))
const SECTOR_WORDS = table(SECTORS)
const TIE_WORDS = table(TIE_KINDS)

/** Makes words into keys of one list: first its own keys and labels, then what strangers say. */
function finder(entries: readonly ListEntry[] | undefined, words: ReadonlyMap<string, string>) {
  const own = new Map(
    entries?.flatMap(
      (entry) =>
        [
          [plainWord(entry.label), entry.key],
          [plainWord(entry.key), entry.key],
        ] as const,
    ),
  )
  const has = (key: string) => !entries || entries.some((entry) => entry.key === key)
  return (text: string): string | undefined => {
    const word = plainWord(text)
    const known = own.get(word) ?? words.get(word) ?? words.get(word.replaceAll(' ', '-'))
    return known !== undefined && has(known) ? known : undefined
  }
}

/** The sector that a word, or the first known of several ("Brigade, Code for America, Official"), means. */
export function sectorFinder(sectors?: readonly ListEntry[]) {
  const find = finder(sectors, SECTOR_WORDS)
  return (text: string): string | undefined =>
    find(text) ??
    text
      .split(/[,;|/]/)
      .map((part) => find(part))
      .find((key) => key !== undefined)
}

export const roleFinder = (roles?: readonly ListEntry[]) => finder(roles, new Map())
export const tieKindFinder = (kinds?: readonly ListEntry[]) => finder(kinds, TIE_WORDS)
