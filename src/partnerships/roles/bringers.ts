import { type SqlBool, sql } from 'kysely'
import type { Actor } from '../../platform/actor.ts'
import { type Db, visible } from '../../platform/db.ts'
import { currentParties, type Party, type Partnership } from '../partnerships.ts'
import type { Bring, Bringer } from './complements.ts'

/** Kinds of resources that are a place or a thing to work with: what partners share as space. */
const SPACES = ['room', 'equipment', 'kit']

type Row = Record<Exclude<Bring, 'data'>, string[]> & { organizationId: string; openData: string | null }

/**
 * What each partner of today brings, as this actor may see it: skills, audiences and spaces of its entry, of what it does and
 * of what it shares, the communities that it reaches; and the data that it publishes or has promised. One read for all.
 */
export async function bringersOf(
  db: Db,
  actor: Actor,
  partnerships: readonly Partnership[],
): Promise<Map<string, Bringer[]>> {
  const parties = partnerships.map(currentParties)
  const ids = [...new Set(parties.flatMap((all) => all.map(({ organization }) => organization.id)))]
  const known = ids.length === 0 ? new Map() : await readBrought(db, actor, ids)
  return new Map(
    partnerships.map(({ id }, n) => [
      id,
      parties[n]!.map((party) => bringerOf(party, known.get(party.organization.id))),
    ]),
  )
}

function bringerOf(party: Party, row: Row | undefined): Bringer {
  const promised = party.commitments.flatMap(({ kind, what }) => (kind === 'data' && what !== '' ? [what] : []))
  const published = row?.openData ? [hostOf(row.openData)] : []
  const { skills = [], audiences = [], spaces = [] } = row ?? {}
  return { id: party.id, brings: { skills, audiences, spaces, data: [...published, ...promised] } }
}

/** An address as one says it: `data.riverbend.example`. */
const hostOf = (address: string) => address.replace(/^https?:\/\/(www\.)?/i, '').replace(/[/?#].*$/, '')

async function readBrought(db: Db, actor: Actor, ids: readonly string[]): Promise<Map<string, Row>> {
  const seen = visible(actor)
  const { rows } = await sql<Row>`
    select o.id as "organizationId", o.skills, o.open_data as "openData",
      o.audiences || array(select unnest(s.audiences) from services s
        join records on records.region_id = s.region_id and records.id = s.id
        where s.region_id = o.region_id and s.organization_id = o.id and ${seen} order by 1)
      || array(select g.name from group_organizations r join groups g on g.region_id = r.region_id and g.id = r.group_id
        join records on records.region_id = g.region_id and records.id = g.id
        where r.region_id = o.region_id and r.organization_id = o.id and ${seen} order by 1) as audiences,
      o.spaces || array(select e.name from resources e
        join records on records.region_id = e.region_id and records.id = e.id
        where e.region_id = o.region_id and e.organization_id = o.id and e.kind = any(${SPACES}::text[])
          and ${seen} order by 1) as spaces
    from organizations o join records on records.region_id = o.region_id and records.id = o.id
    where o.region_id = ${actor.regionId} and ${sql<SqlBool>`o.id = any(${ids}::uuid[])`} and ${seen}`.execute(db)
  return new Map(rows.map((row) => [row.organizationId, row]))
}
