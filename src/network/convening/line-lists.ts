import { sql } from 'kysely'
import type { Db } from '../../platform/db.ts'

/** What was said at a meeting: an organization, or a tie between two of them. */
export interface Line {
  id: string
  kind: 'organization' | 'tie'
  name: string
  /** The one of the directory that it is. */
  organizationId: string | null
  slug: string | null
  sector: string | null
  slot: number
  aId: string | null
  bId: string | null
  /** What its ends are called, as they were named. */
  aName: string | null
  bName: string | null
  tieKind: string
  n: number
  removed: boolean
  /** Somebody says so still, and nobody took it off. */
  there: boolean
  /** How many phones say so, and how strong a tie each of them says it is. */
  voices: number
  strengths: number[]
  /** What those phones said of where they come from. */
  from: string[]
}

/** A meeting at one moment: up to which number, how many phones, and the lines that are newer than `since`, in their order. */
export interface Said {
  n: number
  people: number
  open: boolean
  lines: Line[]
}

const voiced = sql`exists (select from meeting_voices v where v.region_id = l.region_id and v.line_id = l.id)`
const endsThere = sql`not exists (select from meeting_lines e where e.region_id = l.region_id and e.id in (l.a_id, l.b_id)
  and e.removed_at is not null)`
/** An organization stands as long as somebody named it, or a tie hangs on it. */
const tied = sql`exists (select from meeting_lines t where t.region_id = l.region_id and (t.a_id = l.id or t.b_id = l.id)
  and t.removed_at is null
  and exists (select from meeting_voices v where v.region_id = t.region_id and v.line_id = t.id)
  and not exists (select from meeting_lines e where e.region_id = t.region_id and e.id in (t.a_id, t.b_id)
    and e.removed_at is not null))`
const there = sql`l.removed_at is null and case l.kind when 'tie' then ${voiced} and ${endsThere} else ${voiced} or ${tied} end`
const ofVoices = (what: ReturnType<typeof sql>) => sql`from meeting_voices v join meeting_participants p
  on p.region_id = v.region_id and p.id = v.participant_id
  where v.region_id = l.region_id and v.line_id = l.id and ${what}`

/** What the rows say of a meeting, all of it as it stood at one moment. */
export async function readLines(db: Db, meeting: { regionId: string; id: string }, since: number): Promise<Said> {
  const { rows } = await sql<Said>`
    select coalesce((select n from live_subjects where region_id = m.region_id and subject_id = m.id), 0) as n,
      (select count(*)::int from meeting_participants p where p.region_id = m.region_id and p.meeting_id = m.id) as people,
      m.closed_at is null as open,
      coalesce((select json_agg(line order by line.n, line.id) from (
        select l.id, l.kind, l.name, l.organization_id as "organizationId", r.slug, o.sector, l.slot,
          l.a_id as "aId", l.b_id as "bId", a.name as "aName", b.name as "bName", l.tie_kind as "tieKind", l.n, l.removed_at is not null as removed, ${there} as there,
          (select count(*)::int ${ofVoices(sql`true`)}) as voices,
          array(select v.strength ${ofVoices(sql`v.strength is not null`)} order by v.strength) as strengths,
          array(select distinct p.organization ${ofVoices(sql`p.organization <> ''`)} order by p.organization) as "from"
        from meeting_lines l
        left join meeting_lines a on a.region_id = l.region_id and a.id = l.a_id
        left join meeting_lines b on b.region_id = l.region_id and b.id = l.b_id
        left join records r on r.region_id = l.region_id and r.id = l.organization_id and r.removed_at is null
          and r.visibility = 'public'
        left join organizations o on o.region_id = r.region_id and o.id = r.id
        where l.region_id = m.region_id and l.meeting_id = m.id and l.n > ${since}) line), '[]') as lines
    from meetings m where m.region_id = ${meeting.regionId} and m.id = ${meeting.id}`.execute(db)
  return rows[0] ?? { n: 0, people: 0, open: false, lines: [] }
}

/** The lines that this phone said. */
export async function ownLines(db: Db, phone: { regionId: string; id: string }): Promise<Set<string>> {
  const rows = await db
    .selectFrom('meeting_voices')
    .select('line_id')
    .where('region_id', '=', phone.regionId)
    .where('participant_id', '=', phone.id)
    .execute()
  return new Set(rows.map((row) => row.line_id))
}

/** How strong a tie is as its voices tell it: the lower middle of them; null when none says. */
export const strengthOf = ({ strengths }: Pick<Line, 'strengths'>): number | null =>
  strengths[Math.floor((strengths.length - 1) / 2)] ?? null
