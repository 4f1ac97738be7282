/** The lists a new region begins with. Coordinators may rename, add and retire entries afterwards. */
interface Words {
  en: string
  es: string
}

interface DefaultSector {
  key: string
  /** Its mark in the sprite, `s-…`. */
  shape: string
  /** Name of a pair of colours (light, dark) in the tokens: the value of `data-sector`. */
  colour: string
  labels: Words
}

interface DefaultRole {
  key: string
  labels: Words
  description: Words
  reference: { title: string; url: string }
}

interface DefaultTieKind {
  key: string
  symmetric: boolean
  labels: Words
  /** What the first organization does to the second, as in "A … B"; `backward` says it from the other end. */
  forward: Words
  backward: Words
}

const sector = (key: string, en: string, es: string): DefaultSector => ({
  key,
  shape: key,
  colour: key,
  labels: { en, es },
})

export const DEFAULT_SECTORS: DefaultSector[] = [
  sector('library', 'Library', 'Biblioteca'),
  sector('academic', 'Academic library', 'Biblioteca universitaria'),
  sector('intermediary', 'Data intermediary', 'Intermediario de datos'),
  sector('government', 'Government', 'Gobierno'),
  sector('nonprofit', 'Nonprofit', 'Organización sin fines de lucro'),
  sector('funder', 'Funder', 'Financiador'),
  sector('university', 'University center', 'Centro universitario'),
  sector('civic', 'Civic tech group', 'Grupo de tecnología cívica'),
  sector('media', 'Media', 'Medios de comunicación'),
  sector('business', 'Business', 'Empresa'),
  sector('other', 'Other', 'Otro'),
]

const GUIDE = 'https://civic-switchboard.gitbook.io/guide'

const role = (key: string, page: string, labels: Words, description: Words): DefaultRole => ({
  key,
  labels,
  description,
  reference: { title: `Civic Switchboard Guide, “${labels.en}” (CC BY 4.0)`, url: `${GUIDE}/library-roles/${page}` },
})

const LIBRARY_ROLES: DefaultRole[] = [
  role(
    'connecting-data-users',
    'connecting-data-users',
    { en: 'Connecting data users', es: 'Conectar a quienes usan datos' },
    {
      en: 'Brings people who use data together, so that they share problems and answers.',
      es: 'Reúne a quienes usan datos para que compartan problemas y soluciones.',
    },
  ),
  role(
    'connecting-data-producers',
    'connecting-data-producers',
    { en: 'Connecting data producers', es: 'Conectar a quienes producen datos' },
    {
      en: 'Convenes those who make data, to solve governance, publishing and sharing together.',
      es: 'Convoca a quienes producen datos para resolver juntos cómo gobernarlos, publicarlos y compartirlos.',
    },
  ),
  role(
    'showing-importance',
    'showing-importance-civic-data',
    { en: 'Showing the importance of civic data', es: 'Mostrar la importancia de los datos cívicos' },
    {
      en: 'Tells what civic data is and what has been done with it, with stories, exhibits and events.',
      es: 'Cuenta qué son los datos cívicos y qué se ha hecho con ellos, con historias, exposiciones y eventos.',
    },
  ),
  role(
    'developing-literacy',
    'developing-civic-data-literacy',
    { en: 'Developing civic data literacy', es: 'Desarrollar la alfabetización en datos cívicos' },
    {
      en: 'Teaches people to find, use and question civic data, and to know its limits.',
      es: 'Enseña a encontrar, usar y cuestionar los datos cívicos, y a conocer sus límites.',
    },
  ),
  role(
    'advocating',
    'advocating',
    {
      en: 'Advocating for ethical, responsible, and accessible civic data',
      es: 'Abogar por datos cívicos éticos, responsables y accesibles',
    },
    {
      en: 'Speaks up for open data that everybody can reach, and for the privacy of people who appear in it.',
      es: 'Defiende los datos abiertos al alcance de todos y la privacidad de las personas que aparecen en ellos.',
    },
  ),
  role(
    'making-usable',
    'making-civic-data-more-usable',
    { en: 'Making civic data more usable', es: 'Hacer más utilizables los datos cívicos' },
    {
      en: 'Takes down barriers to finding, understanding and applying data: guides, views, feedback to publishers.',
      es: 'Elimina barreras para encontrar, entender y aplicar datos: guías, vistas, comentarios a quienes publican.',
    },
  ),
  role(
    'providing-expertise',
    'providing-expertise-on-civic-data',
    { en: 'Providing expertise on data management', es: 'Aportar experiencia en gestión de datos' },
    {
      en: 'Advises producers, publishers and users on metadata, formats, storage, privacy and retention.',
      es: 'Asesora sobre metadatos, formatos, almacenamiento, privacidad y conservación.',
    },
  ),
  role(
    'creating-data',
    'creating-civic-data',
    { en: 'Creating civic data', es: 'Crear datos cívicos' },
    {
      en: 'Makes data from its own operations and collections, or helps people to collect their own.',
      es: 'Crea datos a partir de sus operaciones y colecciones, o ayuda a las personas a recoger los suyos.',
    },
  ),
  role(
    'using-data',
    'using-civic-data',
    { en: 'Using civic data', es: 'Usar datos cívicos' },
    {
      en: 'Uses civic data to understand its community and to decide about collections, staff and programs.',
      es: 'Usa datos cívicos para entender a su comunidad y decidir sobre colecciones, personal y programas.',
    },
  ),
  role(
    'publishing-data',
    'publishing-civic-data',
    { en: 'Publishing civic data', es: 'Publicar datos cívicos' },
    {
      en: 'Hosts and coordinates data that municipalities and others have to share.',
      es: 'Aloja y coordina datos que los municipios y otras entidades quieren compartir.',
    },
  ),
  role(
    'archiving-data',
    'archiving-civic-data',
    { en: 'Archiving civic data', es: 'Archivar datos cívicos' },
    {
      en: 'Keeps versions of civic data and its descriptions for the long term.',
      es: 'Conserva a largo plazo las versiones de los datos cívicos y sus descripciones.',
    },
  ),
  role(
    'increasing-capacity',
    'increasing-the-librarys-capacity',
    {
      en: "Increasing the library's capacity to do all of the above",
      es: 'Aumentar la capacidad de la biblioteca para todo lo anterior',
    },
    {
      en: 'Builds the staff, time, skills and leadership support that the other roles need.',
      es: 'Crea el personal, el tiempo, las habilidades y el apoyo directivo que exigen las demás funciones.',
    },
  ),
]

const INTERMEDIARY_PAGE = {
  title:
    'Civic Switchboard Guide, “Defining a data intermediary” (CC BY 4.0), after Hendley, Cowan, Kingsley and Pettit 2016',
  url: `${GUIDE}/context-and-concepts/defining-a-data-intermediary`,
}

const INTERMEDIARY_ROLES: DefaultRole[] = [
  {
    key: 'assembling-data',
    labels: { en: 'Assemble, transform, and maintain data', es: 'Reunir, transformar y mantener datos' },
    description: {
      en: 'Combines data from several sources, raw administrative data too, and keeps it current.',
      es: 'Combina datos de varias fuentes, también administrativos en bruto, y los mantiene al día.',
    },
    reference: INTERMEDIARY_PAGE,
  },
  {
    key: 'applying-data',
    labels: {
      en: 'Disseminate information and apply the data to achieve impact',
      es: 'Difundir información y aplicar los datos para lograr un impacto',
    },
    description: {
      en: 'Publishes reports, maps and tools, and works with local partners to use them.',
      es: 'Publica informes, mapas y herramientas, y trabaja con socios locales para usarlos.',
    },
    reference: INTERMEDIARY_PAGE,
  },
  {
    key: 'strengthening-civic-capacity',
    labels: {
      en: 'Use data to strengthen civic capacity and governance',
      es: 'Usar datos para fortalecer la capacidad cívica y la gobernanza',
    },
    description: {
      en: 'Trains and assists local organizations and residents so that they apply data to their own work.',
      es: 'Forma y acompaña a organizaciones y residentes para que apliquen los datos a su propio trabajo.',
    },
    reference: INTERMEDIARY_PAGE,
  },
]

/** The twelve library roles of the guide and the three of a data intermediary. */
export const DEFAULT_ROLES: DefaultRole[] = [...LIBRARY_ROLES, ...INTERMEDIARY_ROLES]

const both = (key: string, labels: Words, phrase: Words): DefaultTieKind => ({
  key,
  symmetric: true,
  labels,
  forward: phrase,
  backward: phrase,
})

const oneWay = (key: string, labels: Words, forward: Words, backward: Words): DefaultTieKind => ({
  key,
  symmetric: false,
  labels,
  forward,
  backward,
})

export const DEFAULT_TIE_KINDS: DefaultTieKind[] = [
  both(
    'works-together',
    { en: 'Works together', es: 'Trabaja en conjunto' },
    { en: 'works together with', es: 'trabaja en conjunto con' },
  ),
  oneWay(
    'shares-data',
    { en: 'Shares data', es: 'Comparte datos' },
    { en: 'shares data with', es: 'comparte datos con' },
    { en: 'gets data from', es: 'recibe datos de' },
  ),
  oneWay(
    'funds',
    { en: 'Funds', es: 'Financia' },
    { en: 'funds', es: 'financia a' },
    { en: 'is funded by', es: 'recibe fondos de' },
  ),
  oneWay(
    'shares-space',
    { en: 'Shares space', es: 'Comparte espacios' },
    { en: 'lends space to', es: 'presta espacio a' },
    { en: 'uses space of', es: 'usa espacios de' },
  ),
  oneWay(
    'refers-people',
    { en: 'Refers people', es: 'Deriva personas' },
    { en: 'refers people to', es: 'deriva personas a' },
    { en: 'is sent people by', es: 'atiende a personas derivadas por' },
  ),
  oneWay(
    'trains',
    { en: 'Trains', es: 'Capacita' },
    { en: 'trains', es: 'capacita a' },
    { en: 'is trained by', es: 'recibe capacitación de' },
  ),
  oneWay(
    'advises',
    { en: 'Advises', es: 'Asesora' },
    { en: 'advises', es: 'asesora a' },
    { en: 'is advised by', es: 'recibe asesoría de' },
  ),
  both(
    'overlaps-governance',
    { en: 'Overlaps in governance', es: 'Comparte órganos de gobierno' },
    { en: 'overlaps in governance with', es: 'comparte órganos de gobierno con' },
  ),
  oneWay(
    'member-of',
    { en: 'Member of', es: 'Miembro de' },
    { en: 'is a member of', es: 'es miembro de' },
    { en: 'has as a member', es: 'tiene como miembro a' },
  ),
]
