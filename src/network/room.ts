import type { Room } from '../platform/room.ts'
import { growthApiDocs } from './growth/growth-api.ts'
import { mapApiDocs } from './map/map-api.ts'
import { networkApiDocs } from './api.ts'
import { importApiDocs } from './import-api.ts'
import { tieHistoryApiDocs } from './tie-history-api.ts'
import { insightApiDocs } from './insight/insight-api.ts'
import { networkFileApiDocs } from './network-file-api.ts'
import { meetingApiDocs } from './convening/meeting-api.ts'
import { PROPOSED } from './convening/meetings.ts'
import { tellMeetingLines } from './convening/proposal-sayings.ts'
import { fadingQuestion, tieQuestion } from './mail.tsx'
import { geographyApiDocs } from './geography/api.ts'
import { INTRODUCTION } from './insight/introductions.ts'
import { tellMeetings } from './insight/meeting-proposals.ts'
import { introductionApiDocs } from './insight/introduction-api.ts'
import { introductionLetter } from './insight/mail.tsx'
import { proposeMeetings } from './insight/meetings.ts'
import { SNOWBALL_ROLES, SNOWBALL_TIE } from './snowball/answers.ts'
import { heldTies } from './held-ties.ts'
import { snowballApiDocs } from './snowball/api.ts'
import { snowballQuestion, snowballReminder } from './snowball/mail.tsx'
import { tellAnswers } from './snowball/proposal-sayings.ts'
import { mergeTies } from './tie-merges.ts'
import {
  answerTies,
  fadedWaiting,
  heldPanel,
  holdersWaiting,
  networkPanel,
  tiesFigure,
  tiesPanel,
  tiesWaiting,
} from './panels.tsx'

/** What the network gives to the house. */
export const networkRoom: Room = {
  name: 'network',
  merges: { organization: { tables: ['ties'], merge: mergeTies } },
  apiDocs: [
    ...networkApiDocs,
    ...mapApiDocs,
    ...growthApiDocs,
    ...geographyApiDocs,
    ...introductionApiDocs,
    ...tieHistoryApiDocs,
    ...networkFileApiDocs,
    ...insightApiDocs,
    ...importApiDocs,
    ...meetingApiDocs,
    ...snowballApiDocs,
  ],
  proposals: {
    [PROPOSED.organization]: tellMeetingLines,
    [PROPOSED.tie]: tellMeetingLines,
    [INTRODUCTION]: tellMeetings,
    [SNOWBALL_TIE]: tellAnswers,
    [SNOWBALL_ROLES]: tellAnswers,
  },
  looks: [proposeMeetings],
  mails: {
    'tie.claimed': tieQuestion,
    'tie.reported': tieQuestion,
    'snowball.asked': snowballQuestion,
    'snowball.reminded': snowballReminder,
    'tie.faded': fadingQuestion,
    'organization.introduced': introductionLetter,
  },
  organizationPanels: [{ order: 20, render: tiesPanel }],
  homePanels: [{ order: 10, render: networkPanel }],
  homeFigures: [{ order: 20, count: tiesFigure }],
  personPanels: [{ order: 10, render: heldPanel }],
  waits: [tiesWaiting, fadedWaiting, holdersWaiting],
  feedAnswers: answerTies,
  handovers: [heldTies],
}
