import type { DemoListing } from '../types.ts'
import type { Clock } from './clock.ts'

type Told = Omit<DemoListing, 'visibility' | 'lang' | 'references' | 'createdAt'> &
  Partial<Pick<DemoListing, 'visibility' | 'lang'>> & { days: number }

const services: Told[] = [
  {
    kind: 'service',
    of: ['riverbend-public-library'],
    days: 1500,
    facts: {
      name: 'Data desk',
      description:
        'Somebody sits with you and finds the table, the map or the office that has the answer. No question is too small; what the desk cannot answer it puts through to a partner.\n\n- Census tables read aloud, in plain words\n- Property, permits and school data of Alder County\n- Printouts, if you need to take it to a meeting',
      audiences: ['Residents', 'Students', 'Block groups'],
      how: 'Walk in, or call and leave your question.',
      fee: 'Free',
      schedule: 'Tuesdays, 1 to 6 p.m.',
      languages: ['English', 'Spanish'],
      website: 'https://riverbendlibrary.example/data-desk',
    },
    translation: {
      description:
        'Alguien se sienta con usted y encuentra la tabla, el mapa o la oficina que tiene la respuesta. Ninguna pregunta es demasiado pequeña; lo que la mesa no puede responder lo pasa a un socio.\n\n- Tablas del censo leídas en voz alta, con palabras sencillas\n- Datos de propiedades, permisos y escuelas del condado de Alder\n- Copias en papel, si las necesita para una reunión',
      how: 'Venga sin cita, o llame y deje su pregunta.',
      fee: 'Gratis',
      schedule: 'Los martes, de 1 a 6 de la tarde',
    },
  },
  {
    kind: 'service',
    of: ['three-counties-data-commons'],
    days: 1320,
    facts: {
      name: 'Help with publishing data',
      description:
        'For offices and associations that have data and no place to put it: cleaning, a description in plain words, an open licence, and a page that stays.',
      audiences: ['Local governments', 'Nonprofits'],
      how: 'Write two lines about the data; a first talk takes half an hour.',
      fee: 'Free for members of the region; others by agreement',
      schedule: 'By appointment',
      languages: ['English'],
    },
  },
  {
    kind: 'service',
    of: ['hollis-gis-lab'],
    days: 900,
    facts: {
      name: 'Map clinic',
      description:
        'Bring an address list, go home with a map. Two students and one of the staff help you make it yourself.',
      audiences: ['Nonprofits', 'Students', 'Residents'],
      how: 'Sign up for an hour on the web page.',
      fee: 'Free',
      schedule: 'First Friday of the month from September to May',
      languages: ['English'],
    },
    translation: {
      description:
        'Traiga una lista de direcciones y vuelva a casa con un mapa. Dos estudiantes y alguien del personal le ayudan a hacerlo usted.',
      fee: 'Gratis',
      schedule: 'El primer viernes de cada mes, de septiembre a mayo',
    },
  },
  {
    kind: 'service',
    of: ['legal-aid-of-three-counties'],
    days: 610,
    facts: {
      name: 'Eviction record check',
      description:
        'Reads your court record with you, explains what landlords see, and files for sealing where the law allows it.',
      audiences: ['Tenants'],
      how: 'Call between 9 and noon, Monday to Thursday.',
      fee: 'Free under 200 % of the poverty line',
      languages: ['English', 'Spanish'],
    },
  },
  {
    kind: 'service',
    of: ['alder-county-health'],
    days: 430,
    facts: {
      name: 'Health figures on request',
      description: 'Counts and rates for your town or school, as far as privacy allows; small counts are withheld.',
      audiences: ['Nonprofits', 'Schools', 'Journalists'],
      how: 'Write what you need it for; an answer takes about ten working days.',
      fee: 'Free',
    },
  },
  {
    kind: 'service',
    of: ['welcome-center'],
    days: 380,
    lang: 'es',
    facts: {
      name: 'Ayuda con formularios en línea',
      description:
        'Acompañamos a las personas recién llegadas a rellenar formularios del condado y de la escuela, y a guardar una copia.',
      audiences: ['Newcomers'],
      how: 'Venga sin cita, con sus papeles.',
      fee: 'Gratis',
      schedule: 'Lunes y miércoles, de 10 a 14 h',
      languages: ['Spanish', 'English', 'Haitian Creole'],
    },
  },
  {
    kind: 'service',
    of: ['council-of-river-governments'],
    days: 290,
    facts: {
      name: 'Flood and land-use maps for towns',
      description: 'Printed and digital maps for the planning boards of the three counties, updated after each survey.',
      audiences: ['Local governments'],
      how: 'The town clerk orders them by mail.',
      fee: 'Covered by the dues of the towns',
    },
  },
  {
    kind: 'service',
    of: ['riverbend-hack-night'],
    days: 240,
    facts: {
      name: 'Project night for associations',
      description:
        'An association brings a problem, volunteers work on it for an evening, and everybody says at the end what is next.',
      audiences: ['Nonprofits', 'Volunteers'],
      how: 'Propose a problem two weeks ahead.',
      fee: 'Free',
      schedule: 'Every other Wednesday, 6.30 p.m.',
    },
  },
  {
    kind: 'service',
    of: ['millrace-mobile-library'],
    days: 200,
    facts: {
      name: 'Bookmobile with internet',
      description: 'Comes to eleven stops with books, six tablets, a printer and somebody who helps with forms.',
      audiences: ['Residents', 'Elders'],
      how: 'Find your stop in the timetable; a card can be made on board.',
      fee: 'Free',
      schedule: 'Monday to Saturday, see the timetable',
      languages: ['English', 'Spanish'],
    },
  },
  {
    kind: 'service',
    of: ['alder-community-fund'],
    days: 120,
    visibility: 'region',
    facts: {
      name: 'Small grants for data projects',
      description: 'Up to $2,500 for two partners who do something together. One page to apply, one page to report.',
      audiences: ['Partners of the region'],
      how: 'Talk to the program officer before you write.',
      schedule: 'Decided in March and October',
    },
  },
]

const resources: Told[] = [
  {
    kind: 'resource',
    of: ['ferry-street-library'],
    at: 'Large room',
    days: 1100,
    facts: {
      name: 'Large room',
      kind: 'room',
      description: 'Ground floor, screen, two microphones, quiet room next door.',
      audiences: ['Partners of the region', 'Associations'],
      capacity: 120,
      terms: 'Free for events that are open to all. Book four weeks ahead.',
    },
  },
  {
    kind: 'resource',
    of: ['eastbank-library'],
    at: 'Reading room',
    days: 800,
    facts: {
      name: 'Ten laptops in a cart',
      kind: 'kit',
      description: 'With chargers, mice and a spreadsheet program, wiped after each use.',
      capacity: 10,
      terms: 'Lent for a day or two to partners; bring the cart back charged.',
    },
  },
  {
    kind: 'resource',
    of: ['three-counties-data-commons'],
    days: 720,
    facts: {
      name: 'Data 101 lesson plans',
      kind: 'curriculum',
      description: 'Four evenings for people who never opened a spreadsheet, with handouts and a trainer’s guide.',
      audiences: ['Trainers', 'Librarians'],
      terms: 'CC BY. Tell us how it went.',
      website: 'https://threecounties.example/data-101',
    },
  },
  {
    kind: 'resource',
    of: ['hollis-university-libraries'],
    days: 560,
    facts: {
      name: 'Seats for statistical software',
      kind: 'licence',
      description: 'Guests may use the licensed programs on twelve computers in the main library.',
      capacity: 12,
      terms: 'With a guest card, on site only.',
    },
  },
  {
    kind: 'resource',
    of: ['historical-society'],
    days: 450,
    facts: {
      name: 'Reading old deeds',
      kind: 'expert',
      description: 'A volunteer who reads eighteenth-century hands helps for an hour at a time.',
      audiences: ['Genealogists', 'Students'],
      terms: 'Ask by mail; donations welcome.',
    },
  },
  {
    kind: 'resource',
    of: ['lowell-watershed-data-hub'],
    days: 330,
    facts: {
      name: 'River sampling kit',
      kind: 'kit',
      description: 'Probes for temperature, oxygen and nitrate, sheets and a short course.',
      capacity: 4,
      terms: 'Lent for two weeks after the course.',
    },
  },
  {
    kind: 'resource',
    of: ['lowell-printworks'],
    days: 210,
    visibility: 'region',
    facts: {
      name: 'Large plotter',
      kind: 'equipment',
      description: 'Prints maps up to 42 inches wide.',
      terms: 'At cost for partners; send a PDF the day before.',
    },
  },
]

const groups: Told[] = [
  {
    kind: 'group',
    of: ['hollis-gis-lab', 'map-makers-of-marsh', 'three-counties-data-commons'],
    days: 1400,
    facts: {
      name: 'Three Counties GIS users',
      subjects: ['Maps', 'Land use'],
      description: 'Planners, students and hobbyists who make maps and show each other how.',
      audiences: ['Planners', 'Students'],
      meets: 'Second Thursday of the month, noon',
      meetsAt: 'GIS Lab, 7 College Green, Millrace, and online',
      joining: 'Write to the lab; newcomers bring one map.',
    },
  },
  {
    kind: 'group',
    of: ['eastbank-neighbors', 'riverbend-public-library'],
    days: 1000,
    facts: {
      name: 'Eastbank block captains',
      subjects: ['Housing', 'Public safety', 'Streets'],
      description: 'Thirty blocks, one captain each. They count what is broken and ask who mends it.',
      audiences: ['Residents'],
      meets: 'Last Monday of the month, 7 p.m.',
      meetsAt: 'Neighborhood house, 90 Weir Street, Eastbank',
    },
  },
  {
    kind: 'group',
    of: ['historical-society', 'alder-county-library-district'],
    days: 860,
    facts: {
      name: 'Family history club',
      subjects: ['Family history', 'Archives'],
      description: 'Census sheets, church books, ship lists. The club reads them together.',
      audiences: ['Genealogists'],
      meets: 'Saturdays at 10 a.m., but not in summer',
      joining: 'Just come.',
    },
  },
  {
    kind: 'group',
    of: ['riverbend-hack-night', 'open-millrace', 'alder-data-brigade'],
    days: 640,
    facts: {
      name: 'Civic coders',
      subjects: ['Open data', 'Web'],
      description: 'Volunteers who build small tools with public data.',
      audiences: ['Volunteers', 'Students'],
      meets: 'Every other Wednesday, 6.30 p.m.',
      meetsAt: '200 Ferry Street, Millrace',
    },
  },
  {
    kind: 'group',
    of: ['friends-of-the-lowell-river', 'lowell-watershed-data-hub'],
    days: 410,
    facts: {
      name: 'River samplers',
      subjects: ['Water', 'Environment'],
      description: 'Forty volunteers who measure the river at eighteen places.',
      meets: 'Third Saturday from April to October, 8 a.m.',
      meetsAt: 'Boat ramp, Port Lowell',
    },
  },
  {
    kind: 'group',
    of: ['red-de-promotoras-de-salud-agua-y-vivienda-de-las-riberas-de'],
    days: 260,
    lang: 'es',
    facts: {
      name: 'Promotoras de datos',
      subjects: ['Salud', 'Agua', 'Vivienda'],
      description: 'Vecinas que preguntan casa por casa y llevan las respuestas a las oficinas.',
      meets: 'Primer domingo de mes',
      joining: 'Llame al Centro de Bienvenida.',
    },
  },
  {
    kind: 'group',
    of: [],
    days: 90,
    facts: {
      name: 'Tenants’ court watchers',
      subjects: ['Housing', 'Courts'],
      description: 'They sit in housing court and note what happens. Nobody in the partnership reaches them yet.',
      meets: 'As the court sits',
    },
  },
]

/** A venue that belongs to nobody here. */
const places: Told[] = [
  {
    kind: 'place',
    of: [],
    days: 500,
    facts: {
      name: 'Old Ferry Landing',
      kind: 'venue',
      street: '1 Ferry Street',
      city: 'Millrace',
      postalCode: '00101',
      county: 'Alder',
      latitude: 41.0162,
      longitude: -78.4331,
      hours: 'Open air; the pavilion from May to September',
      accessNotes: 'Step-free from the street; the quay is cobbled.',
    },
  },
]

/** What the partners of Riverbend do for people, lend each other, and whom they reach. */
export const listings = (now: Clock): DemoListing[] =>
  [...services, ...resources, ...groups, ...places].map(({ days, ...told }, n) => ({
    visibility: 'public',
    lang: 'en',
    references: [],
    ...told,
    createdAt: now.ago(days, 540 + n),
  }))
