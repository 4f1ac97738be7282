import { plain } from '../../platform/plain-words.ts'
import type { GeographyFilter, Measure } from './forms.ts'
import type { Area, Geography, Located } from './geographies.ts'
import { type Shade, shadeAt, shadesOf } from './choropleths.ts'

/** A county with what is counted in it. */
export interface AreaCount extends Area {
  /** How many have a place in it or serve it. */
  organizations: number
  /** How many of them have a place in it. */
  placed: number
  peoplePerOutlet: number | null
}

/** The organizations that a filter leaves. */
export function narrow(located: readonly Located[], asked: GeographyFilter): Located[] {
  const words = plain(asked.q)
  const fits = (chosen: string[], values: string[]) =>
    chosen.length === 0 || values.some((value) => chosen.includes(value))
  return located.filter(
    ({ organization: one }) =>
      plain(one.name).includes(words) &&
      fits(asked.sector, [one.sector]) &&
      fits(asked.role, one.roles) &&
      fits(asked.audience, one.audiences),
  )
}

/** What each county of a map holds. */
export function countAreas(geography: Geography, shown: readonly Located[]): AreaCount[] {
  const organizations = new Map<string, number>()
  const placed = new Map<string, number>()
  const add = (to: Map<string, number>, key: string) => to.set(key, (to.get(key) ?? 0) + 1)
  for (const one of shown) {
    for (const key of one.areas) add(organizations, key)
    for (const key of one.placed) add(placed, key)
  }
  return geography.areas.map((area) => ({
    ...area,
    organizations: organizations.get(area.key) ?? 0,
    placed: placed.get(area.key) ?? 0,
    peoplePerOutlet: area.population === null || !area.outlets ? null : Math.round(area.population / area.outlets),
  }))
}

/** What counties are shaded by, and how much of it each has; null where nobody knows. */
export interface Shading {
  measure: Measure
  shades: Shade[]
  /** From 1; 0 for none of it, null where it is not known. */
  shadeOf: Map<string, number | null>
}

export function shadingOf(counts: readonly AreaCount[], measure: Measure): Shading {
  const shades = shadesOf(counts.flatMap((area) => area[measure] ?? []))
  const shadeOf = new Map(
    counts.map((area): [string, number | null] => {
      const value = area[measure]
      return [area.key, value === null ? null : shadeAt(shades, value)]
    }),
  )
  return { measure, shades, shadeOf }
}

/** What the counties hold together: each organization once, and only what all of them tell. */
export interface Sum {
  organizations: number
  outlets: number | null
  population: number | null
  peoplePerOutlet: number | null
}

export function sumOf(geography: Geography, counts: readonly AreaCount[], shown: readonly Located[]): Sum {
  const keys = new Set(geography.areas.map(({ key }) => key))
  const whole = (field: 'outlets' | 'population') =>
    counts.length === 0 || counts.some((area) => area[field] === null)
      ? null
      : counts.reduce((sum, area) => sum + area[field]!, 0)
  const [outlets, population] = [whole('outlets'), whole('population')]
  return {
    organizations: shown.filter(({ areas }) => [...areas].some((key) => keys.has(key))).length,
    outlets,
    population,
    peoplePerOutlet: outlets && population !== null ? Math.round(population / outlets) : null,
  }
}

/** Organizations that stand on no county of this map, and those that stand in one without a point. */
export function groupsOf(geography: Geography, shown: readonly Located[]) {
  const keys = new Set(geography.areas.map(({ key }) => key))
  const isHere = ({ areas }: Located) => [...areas].some((key) => keys.has(key))
  return {
    outside: shown.filter((one) => !isHere(one) && one.isSomewhere),
    nowhere: shown.filter((one) => !one.isSomewhere),
    pointless: shown.filter((one) => isHere(one) && one.spots.length === 0),
  }
}
