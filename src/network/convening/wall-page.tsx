import { paths } from '../../paths.ts'
import type { Lists } from '../../region/lists.ts'
import { Layout } from '../../ui/layout.tsx'
import { type Page, href, lookOf } from '../../ui/page.ts'
import { spellCode } from './codes.ts'
import type { Said } from './line-lists.ts'
import { sayLine } from './meeting-sayings.ts'
import type { Meeting } from './meetings.ts'
import { Qr } from './qr-panel.tsx'
import { wallPicture } from './wall-pictures.ts'

interface Props {
  page: Page
  meeting: Meeting
  /** What phones come in with; null once it is over. */
  code: string | null
  said: Said
  lists: Lists
}

/** For a projector: how one comes in, and what the meeting has told so far. What is new comes by itself (`wall.js`). */
export const WallPage = ({ page, meeting, code, said, lists }: Props) => {
  const { t } = page
  const { slug, name } = page.region!
  return (
    <Layout page={page} title={meeting.title} noindex bare sheet="meetings.css" script={['wall.js', 'live.js']}>
      <div
        class="wall"
        id="wall"
        data-live={code === null ? undefined : href(page, paths.meetingChanges(slug, meeting.id))}
        data-since={said.n}
      >
        <header class="wall-title">
          <p class="wall-region">{name}</p>
          <h1>{meeting.title}</h1>
        </header>
        {code === null ? <p class="wall-over">{t('meetings.over')}</p> : <JoinHere page={page} code={code} />}
        <Picture page={page} said={said} lists={lists} />
        <p class="wall-foot">
          <span data-live-state data-waiting={t('meetings.wall.waiting')} />
          <a href={href(page, paths.meetingWall(slug, meeting.id))} data-live-link>
            {t('meetings.refresh')}
          </a>
          <a href={href(page, paths.meeting(slug, meeting.id))}>{t('meetings.wall.back')}</a>
        </p>
      </div>
    </Layout>
  )
}

const JoinHere = ({ page, code }: { page: Page; code: string }) => {
  const address = page.origin + href(page, paths.meetCode(page.region!.slug, code))
  const typed = (page.origin + href(page, paths.meet(page.region!.slug))).replace(/^https?:\/\//, '')
  return (
    <div class="wall-join">
      <p>{page.t('meetings.wall.goTo')}</p>
      <p class="wall-address">{typed}</p>
      <p class="wall-code">
        <span class="sr">{page.t('meetings.code')} </span>
        {spellCode(code)}
      </p>
      <Qr text={address} label={page.t('meetings.wall.qr', { address })} />
    </div>
  )
}

/** What `wall.js` puts in anew: how many there are, the picture, and what came last. */
const Picture = ({ page, said, lists }: Pick<Props, 'page' | 'said' | 'lists'>) => {
  const { t } = page
  const { width, height, size, radius, dots, wires } = wallPicture(said.lines)
  const latest = said.lines
    .filter((line) => line.there && line.voices > 0)
    .slice(-3)
    .toReversed()
  const counts = t('meetings.counts', { people: said.people, organizations: dots.length, ties: wires.length })
  return (
    <section class="wall-picture" id="wall-picture" aria-label={counts}>
      <p class="wall-count">{counts}</p>
      {dots.length === 0 ? (
        <p class="wall-empty">{t('meetings.wall.empty')}</p>
      ) : (
        <svg
          class="net wall-net"
          viewBox={[-width / 2, -height / 2, width, height].join(' ')}
          role="img"
          aria-label={counts}
          font-size={size}
        >
          {wires.map((wire) => (
            <path class="wire" data-line={wire.id} data-strength={String(wire.strength ?? 1)} d={wire.path} />
          ))}
          {dots.map((dot) => (
            <g data-line={dot.id} data-sector={lookOf(page, dot.sector)?.colour}>
              <circle class="jack" cx={dot.x} cy={dot.y} r={radius} />
              <circle class="plug" cx={dot.x} cy={dot.y} r={Math.round(radius * 0.65)} />
            </g>
          ))}
          {dots.map(
            (dot) =>
              dot.label && (
                <text x={dot.label.x} y={dot.label.y} text-anchor="middle">
                  {dot.name}
                </text>
              ),
          )}
        </svg>
      )}
      <ol class="wall-latest" role="list" aria-label={t('meetings.latest')}>
        {latest.map((line) => (
          <li data-line={line.id}>
            <span>{sayLine(t, lists.tieKinds, line)}</span>
          </li>
        ))}
      </ol>
    </section>
  )
}
