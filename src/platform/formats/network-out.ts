import { emptyValues, type Edge, type Node, type RowValues } from './parsed.ts'

/** A network as it is written: what a reader makes of a file can be written again. */
export interface NetworkOut {
  name: string
  nodes: readonly Omit<Node, 'row' | 'global'>[]
  edges: readonly Omit<Edge, 'row'>[]
}

/** Names that readers take for what a node or an edge is, whatever else a value of that name means. */
export const RESERVED = {
  node: ['label', 'name', 'type', 'element type', '__proto__'],
  edge: [
    'label',
    'name',
    'type',
    'connection type',
    'relationship',
    'kind',
    'weight',
    'strength',
    'description',
    '__proto__',
  ],
}

/**
 * Values under names that every reader gives back: a name that means something else to it, or that is taken, is counted
 * on, as `type (2)`. What is empty is left out.
 */
export function fitting(values: RowValues, reserved: readonly string[]): RowValues {
  const fit = emptyValues()
  for (const [key, value] of Object.entries(values)) {
    if (isEmpty(value)) continue
    const base = tidy(key) || '?'
    let name = base
    for (let n = 2; name in fit || reserved.includes(name.toLowerCase()); n += 1) name = `${base} (${n})`
    fit[name] = typeof value === 'string' ? tidy(value) : value.map(tidy).filter(Boolean)
  }
  return fit
}

const tidy = (text: string) => withoutControls(text.trim())
const isEmpty = (value: string | string[]) =>
  typeof value === 'string' ? value.trim() === '' : value.every((item) => item.trim() === '')

// oxlint-disable-next-line no-control-regex
const CONTROLS = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g

/** What XML cannot hold at all stands as the sign for what cannot be shown. */
export const withoutControls = (text: string): string => text.toWellFormed().replaceAll(CONTROLS, '\uFFFD')

/** A number without an exponent, which not every reader takes. */
export const plainNumber = (value: number): string => {
  const digits = value.toFixed(10)
  return digits.includes('.') ? digits.replace(/\.?0+$/, '') : digits
}

/** An attribute as a file in XML declares it. */
export interface Declared {
  id: string
  name: string
  isList: boolean
  isNumber: boolean
}

/** The attributes of nodes or of edges, each once; a name that has lists here and texts there is declared as both. */
export function declared(all: readonly RowValues[], prefix: string) {
  const known = new Map<string, Declared & { texts: string[] }>()
  const keyOf = (name: string, value: string | string[]) => `${typeof value === 'string' ? 'text' : 'list'} ${name}`
  for (const values of all)
    for (const [name, value] of Object.entries(values)) {
      const key = keyOf(name, value)
      const one = known.get(key) ?? {
        id: `${prefix}${known.size}`,
        name,
        isList: typeof value !== 'string',
        isNumber: false,
        texts: [],
      }
      if (typeof value === 'string') one.texts.push(value)
      known.set(key, one)
    }
  const attributes = [...known.values()].map(({ texts, ...one }): Declared => ({ ...one, isNumber: areNumbers(texts) }))
  return { attributes, idOf: (name: string, value: string | string[]) => known.get(keyOf(name, value))!.id }
}

/** Numbers with a point, as degrees are; whole ones are as often names (postal codes, ids). */
const areNumbers = (texts: string[]) =>
  texts.some((text) => text.includes('.')) && texts.every((text) => /^-?(?:0|[1-9]\d{0,14})(?:\.\d{1,15})?$/.test(text))
