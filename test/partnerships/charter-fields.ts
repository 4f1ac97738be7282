/** Fields of the forms of a charter. */
export const CHARTER_FIELDS =
  'purpose mission decisions leaving places missionLink expectedBenefits contact leader promise[] kind[] amount[] person[] pool[] from[] until[] what[] gone[] offer[] add[] joinedOn word back gain[] missionLink[] with _read _shared epoch update'.split(
    ' ',
  )
