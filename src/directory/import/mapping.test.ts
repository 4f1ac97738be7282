import { describe, expect, test } from 'vitest'
import { translate } from '../../platform/i18n.ts'
import { readFile } from '../../platform/formats/formats.ts'
import { changeMapping, columnsOf, guessMapping, nameMissing, type Mapping } from './mapping.ts'
import { emptyValues } from '../../platform/formats/parsed.ts'
import { sayReason } from '../../platform/formats/say-problem.ts'
import { brigades, bytesOf } from './twins.ts'

const guess = (...columns: string[]) => {
  const mapping = guessMapping(columns, [], 'organizations')
  return Object.fromEntries(Object.entries(mapping).filter(([, target]) => target !== 'extra'))
}

describe('what columns mean is guessed from their names', () => {
  test('English, as partners keep their lists', () =>
    expect(
      guess('Organization Name', 'Web Site', 'Street Address', 'City', 'State', 'ZIP code', 'About', 'Phone'),
    ).toEqual({
      'Organization Name': 'name',
      'Web Site': 'website',
      'Street Address': 'place.street',
      City: 'place.city',
      State: 'place.state',
      'ZIP code': 'place.postalCode',
      About: 'description',
      Phone: 'phone',
    }))
  test('Spanish', () =>
    expect(
      guess(
        'Nombre de la Organización',
        'Sitio web',
        'Dirección',
        'Ciudad',
        'Código postal',
        'Misión',
        'Año de fundación',
        'Teléfono',
      ),
    ).toEqual({
      'Nombre de la Organización': 'name',
      'Sitio web': 'website',
      Dirección: 'place.street',
      Ciudad: 'place.city',
      'Código postal': 'place.postalCode',
      Misión: 'mission',
      'Año de fundación': 'founded',
      Teléfono: 'phone',
    }))
  test('IMLS', () =>
    expect(guess('STATE', 'FSCS ID', 'LIBRARY NAME', 'COUNTY', 'LATITUDE', 'LONGITUDE')).toEqual({
      STATE: 'place.state',
      'FSCS ID': 'identifiers.fscs',
      'LIBRARY NAME': 'name',
      COUNTY: 'place.county',
      LATITUDE: 'place.latitude',
      LONGITUDE: 'place.longitude',
    }))
  test('our own names come first, one column a field', () =>
    expect(guess('Organization', 'name', 'placeName', 'place.city', 'city', 'identifiers.ein', 'otherNames')).toEqual({
      name: 'name',
      'place.city': 'place.city',
      placeName: 'place.name',
      'identifiers.ein': 'identifiers.ein',
      otherNames: 'otherNames',
    }))
  test('a column whose values are none of the kind is not taken for it', () => {
    const samples = ['Allegheny', '12,5 km'].map((x) => Object.assign(emptyValues(), { name: 'A', x, lon: '-79.9' }))
    expect({ ...guessMapping(['name', 'x', 'lon'], samples, 'organizations') }).toEqual({
      name: 'name',
      x: 'extra',
      lon: 'place.longitude',
    })
  })
  test('brigades: types and tags both may tell the sector', () => {
    const { columns, samples, kind } = columnsOf(readFile('organizations.json', bytesOf(brigades())))
    expect(guessMapping(columns, samples, kind)).toMatchObject({
      name: 'name',
      website: 'website',
      city: 'place.city',
      latitude: 'place.latitude',
      longitude: 'place.longitude',
      type: 'sector',
      tags: 'sector',
      previous_names: 'formerNames',
      'location.state': 'place.state',
      'location.city': 'extra',
    })
  })
  test('columns named like things of JavaScript are columns', () =>
    expect(guess('constructor', 'toString', 'name')).toEqual({ name: 'name' }))
})

describe('--map', () => {
  const mapping: Mapping = guessMapping(['Name', 'Kind=of', 'Fax'], [], 'organizations')
  test('says otherwise, and leaves out', () => {
    const changed = changeMapping(mapping, ['Kind=of=sector', 'Fax=-', 'Name=otherNames'])
    expect(changed.ok && { ...changed.mapping }).toEqual({ Name: 'otherNames', 'Kind=of': 'sector', Fax: '-' })
    expect(mapping['Fax']).toBe('extra')
    expect(changed.ok && nameMissing(changed.mapping)?.key).toBe('import.noNameColumn')
    expect(nameMissing(mapping)).toBeNull()
  })
  test.each([
    ['Telex=mission', 'There is no column “Telex”. The columns are: Name, Kind=of, Fax'],
    ['Fax=fax', 'There is no field “fax”. The fields are: name, otherNames,'],
    ['Fax', '“Fax” is not COLUMN=FIELD.'],
    ['toString=name', 'There is no column “toString”.'],
  ])('%s is refused in words', (change, words) => {
    const changed = changeMapping(mapping, [change])
    expect(changed.ok ? '' : sayReason(translate('en'), changed.reason)).toContain(words)
  })
})
