const GUIDE = 'https://civic-switchboard.gitbook.io/guide'
const BUILDING = `${GUIDE}/engaging-partners/building-libraries-into-civic-data-partnerships`

/** Where it is said that partnerships last by what the rules ask. */
export const SOURCES = {
  'guide-mission': { title: 'Civic Switchboard Guide, “Connecting to Your Library’s Mission”', url: BUILDING },
  'guide-roles': { title: 'Civic Switchboard Guide, “Playing Distinct Roles”', url: BUILDING },
  'guide-benefits': { title: 'Civic Switchboard Guide, “Experiencing Mutual Benefits”', url: BUILDING },
  'guide-relationships': { title: 'Civic Switchboard Guide, “Building Genuine Relationships”', url: BUILDING },
  'guide-partners': { title: 'Civic Switchboard Guide, “Engaging Partners”', url: `${GUIDE}/engaging-partners` },
  'guide-barriers': {
    title: 'Civic Switchboard Guide, “Common barriers to getting started”: Negotiating boundaries',
    url: `${GUIDE}/engaging-partners/common-barriers`,
  },
  'guide-track': {
    title: 'Civic Switchboard Guide, “Making a Case for Resources”: Track impact',
    url: `${GUIDE}/maintaining-momentum/finding-resources-for-your-engagement`,
  },
  'guide-institutionalizing': {
    title: 'Civic Switchboard Guide, “Institutionalizing”',
    url: `${GUIDE}/maintaining-momentum/institutionalizing`,
  },
  wilder: {
    title:
      'Mattessich and Johnson: Collaboration: What Makes It Work, third edition, 2018 (the Wilder collaboration factors)',
    url: 'https://www.wilder.org/wilder-research/research-library/collaboration-what-makes-it-work',
  },
  bryson: {
    title:
      'Bryson, Crosby and Stone: The Design and Implementation of Cross-Sector Collaborations. Public Administration Review 66, 2006',
    url: 'https://doi.org/10.1111/j.1540-6210.2006.00665.x',
  },
  varda: {
    title:
      'Varda, Chandra, Stern and Lurie: Core Dimensions of Connectivity in Public Health Collaboratives. Journal of Public Health Management and Practice 14, 2008',
    url: 'https://doi.org/10.1097/01.PHH.0000333889.60517.46',
  },
} as const
export type Source = keyof typeof SOURCES
