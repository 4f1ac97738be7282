/** Where real data lies beside the project. */
export const DATA = '../shared/data'

/** What a row of the survey of public libraries tells of an outlet, not of its system. */
export const OF_OUTLETS = [
  'FSCS ID_SEQ',
  'LIBRARY ID',
  'LIBRARY NAME',
  'PHONE',
  'COUNTY',
  'LOCATION',
  'SQ FEET',
  'OUTLET TYPE',
]
