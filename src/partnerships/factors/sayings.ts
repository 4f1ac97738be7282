import type { Translate } from '../../platform/i18n.ts'

/** "One partner", where it is not for this reader to know which. */
export const sayNameless = (t: Translate, { several }: { several: boolean }): string =>
  t(`partnership-factors.${several ? 'severalPartners' : 'onePartner'}`)
