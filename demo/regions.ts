import { pittsburghRegion } from './pittsburgh.ts'
import { riverbendRegion } from './riverbend/region.ts'
import type { DemoRegion } from './types.ts'

export type * from './types.ts'

/** The Pittsburgh partnership as its own guide and posts tell it: nothing without a source. */
export const pittsburgh = (today: Date): DemoRegion => pittsburghRegion(today)

/** An invented region, six years old on the given day. The same day gives the same region. */
export const riverbend = (today: Date): DemoRegion => riverbendRegion(today)
