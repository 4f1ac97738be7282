import { LIMITS, type OrganizationInput } from '../forms.ts'
import type { PlaceInput } from '../places.ts'
import * as read from './field-readers.ts'

/** Registers whose identifiers have a column of their own. */
export const SCHEMES = ['fscs', 'ein', 'ror', 'isil', 'ipeds', 'wikidata', 'node'] as const

/** Not told by files: whom a circle holds, and the language, which is that of the whole file. */
type Told = Exclude<keyof OrganizationInput, 'circle' | 'lang'>
type Column<K extends Told> = K extends 'placeName' ? 'place.name' : K extends keyof PlaceInput ? `place.${K}` : K

/** What a column of a file may mean: every field of the form, and each register. */
export type Field = Column<Told> | `identifiers.${(typeof SCHEMES)[number]}`

/**
 * How each field is found in files, and how it is read: the names that its column has in lists of partners, brigades,
 * IMLS and map files, best first (accents, case and signs don't count), and what its values become.
 */
export const FIELDS: Record<Field, { names: string; put: read.Put }> = {
  name: {
    names:
      'name|organization|organization name|organisation|organisation name|org name|org|library name|libname|label|title|agency|agency name|institution|institution name|partner|partner name|display name|nombre|organizacion|nombre de la organizacion|institucion|biblioteca|nombre de la biblioteca|entidad|provider|publisher|libid',
    put: read.line('name', LIMITS.name),
  },
  otherNames: {
    names: 'other names|aliases|alias|also known as|aka|acronym|abbreviation|otros nombres|siglas',
    put: read.list('otherNames'),
  },
  sector: {
    names:
      'sector|sector key|organization type|org type|element type|type|category|kind|tipo|tipo de organizacion|categoria|publisher classification',
    put: read.sector,
  },
  mission: { names: 'mission|mission statement|purpose|mision', put: read.text('mission', LIMITS.mission) },
  description: {
    names: 'description|about|summary|notes|descripcion|resumen|sobre',
    put: read.text('description', LIMITS.description),
  },
  website: {
    names:
      'website|web site|url|homepage|home page|web|web address|website url|link|site|sitio web|pagina web|sitio|enlace|web addr',
    put: read.website('website'),
  },
  audiences: {
    names: 'audiences|audience|serves|populations served|publicos|publico|audiencia',
    put: read.list('audiences'),
  },
  skills: { names: 'skills|expertise|capabilities|habilidades|competencias', put: read.list('skills') },
  roles: { names: 'roles|civic data roles|library roles|funciones', put: read.roles },
  spaces: { names: 'spaces|equipment|facilities|espacios|equipo', put: read.list('spaces') },
  languages: { names: 'languages|languages spoken|idiomas', put: read.list('languages') },
  serviceCounties: {
    names: 'service counties|counties served|condados que atiende',
    put: read.list('serviceCounties'),
  },
  serviceArea: {
    names: 'service area|area served|geographic area served|area de servicio',
    put: read.unlessUnfit(read.text('serviceArea', LIMITS.serviceArea)),
  },
  phone: {
    names: 'phone|telephone|tel|phone number|main phone|telefono',
    put: read.unlessUnfit(read.line('phone', LIMITS.phone)),
  },
  email: { names: 'email|e mail|email address|general email|correo electronico|correo', put: read.email },
  calling: { names: 'calling|whom to call', put: read.unlessUnfit(read.text('calling', LIMITS.calling)) },
  openData: {
    names: 'open data|open data portal|data portal|portal de datos abiertos',
    put: read.unlessUnfit(read.website('openData')),
  },
  blurb25: { names: 'blurb 25', put: read.blurb('blurb25') },
  blurb50: { names: 'blurb 50', put: read.blurb('blurb50') },
  blurb100: { names: 'blurb 100', put: read.blurb('blurb100') },
  formerNames: {
    names: 'former names|earlier names|previous names|nombres anteriores',
    put: read.formerNames,
  },
  founded: {
    names:
      'founded|founded in|established|year founded|year established|founding date|start date|fundada|fundacion|fundado|ano de fundacion',
    put: read.date('founded'),
  },
  ended: {
    names: 'ended|year ended|closed|year closed|dissolved|fecha de cierre|disuelta',
    put: read.unlessUnfit(read.date('ended')),
  },
  'place.name': { names: 'place|place name|venue|branch|lugar', put: read.line('placeName', LIMITS.place) },
  'place.street': {
    names:
      'street|street address|address|address 1|address line 1|mailing address|location address|direccion|calle|domicilio',
    put: read.line('street', LIMITS.place),
  },
  'place.city': {
    names: 'city|town|municipality|locality|location city|ciudad|municipio|localidad|mailing city',
    put: read.city,
  },
  'place.state': {
    names: 'state|state abbreviation|stabr|province|region|location state|estado|provincia',
    put: read.line('state', LIMITS.state),
  },
  'place.postalCode': {
    names: 'zip|zip code|zipcode|postal code|postcode|mailing zip|codigo postal|cp',
    put: read.line('postalCode', LIMITS.postalCode),
  },
  'place.county': { names: 'county|county name|cnty|condado', put: read.line('county', LIMITS.place) },
  'place.latitude': {
    names: 'latitude|lat|latitud|y|location coordinates latitude|location latitude',
    put: read.degrees('latitude', 90),
  },
  'place.longitude': {
    names: 'longitude|lon|lng|long|longitud|x|location coordinates longitude|location longitude',
    put: read.degrees('longitude', 180),
  },
  'place.accessNotes': {
    names: 'access notes|como entrar',
    put: read.text('accessNotes', LIMITS.accessNotes),
  },
  'identifiers.fscs': { names: 'fscs|fscs id|fscskey|fscs key', put: read.identifier('fscs') },
  'identifiers.ein': { names: 'ein|tax id|employer identification number', put: read.identifier('ein') },
  'identifiers.ror': { names: 'ror|ror id', put: read.identifier('ror') },
  'identifiers.isil': { names: 'isil', put: read.identifier('isil') },
  'identifiers.ipeds': { names: 'ipeds|ipeds id|unitid|unit id', put: read.identifier('ipeds') },
  'identifiers.wikidata': { names: 'wikidata|wikidata id|qid', put: read.identifier('wikidata') },
  'identifiers.node': { names: 'node|node id', put: read.identifier('node') },
  identifiers: { names: 'identifiers|identificadores', put: read.identifiers },
  parent: {
    names: 'parent|parent organization|parent agency|parent institution|pertenece a',
    put: read.kin('parent'),
  },
  successors: { names: 'successors|successor|carried on by|la continuan', put: read.kin('successors') },
  references: { names: 'references|referencias', put: read.references },
  checkedOn: { names: 'checked on|comprobado el', put: read.checkedOn },
  visibility: { names: 'visibility|visibilidad', put: read.visibility },
}

/** The fields in their order. */
export const FIELD_NAMES = Object.keys(FIELDS) as Field[]

/** What our own CSV tells besides; an import leaves it out. */
export const LEFT_OUT = ['parts', 'predecessors', 'ties', 'id', 'url'] as const
