import { askedText } from '../../platform/list-query.ts'
import { mapFilter } from '../map/forms.ts'

/** What a region's growth can be asked for, beside what narrows the map. */
export const growthQuery = mapFilter.extend({
  before: askedText(10).describe('Another day, as ISO writes it, to hold against the first'),
  snapshot: askedText(10).describe('The last day of a quarter that is kept'),
})
