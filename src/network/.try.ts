import pg from 'pg'
import { openDb, openPool } from '/work/main/src/platform/db.ts'
import { migrate } from '/work/main/src/platform/migrate.ts'
import { createRegion } from '/work/main/src/region/regions.ts'
import { createOrganization, getOrganization } from '/work/main/src/directory/organizations.ts'
import { organizationForm } from '/work/main/src/directory/forms.ts'
import { momentAt } from '/work/main/src/platform/moment.ts'
import { systemActor, memberActor, publicActor } from '/work/main/src/platform/actor.ts'
import { changeForm, STATES } from '/work/main/src/network/forms.ts'
import { proposeTie, changeTie, endTie, removeTie, restoreTie, asDetails } from '/work/main/src/network/tie-changes.ts'
import { confirmTie, disputeTie } from '/work/main/src/network/statements.ts'
import { getTie, getRemovedTie } from '/work/main/src/network/ties.ts'
import { listTies, listTiesOf, countTiesOf } from '/work/main/src/network/tie-lists.ts'
import { networkFigures, bestJoined } from '/work/main/src/network/networks.ts'
const base='postgres://postgres@localhost:54999/'
const c = new pg.Client({connectionString: base+'postgres'}); await c.connect()
await c.query('drop database if exists net_try with (force)'); await c.query("create database net_try template template0 encoding 'UTF8' lc_collate 'C' lc_ctype 'C.UTF-8'"); await c.end()
const m = new pg.Client({connectionString: base+'net_try'}); await m.connect(); await migrate(m, new Date()); await m.end()
const pool = openPool(base+'net_try'); const db = openDb(pool)
let now = Date.parse('2026-11-23T12:00:00Z'); const mo = () => momentAt(new Date(now += 60000))
const region = await createRegion(db, null, {slug:'riverbend', name:'Riverbend'}, mo())
const sys = systemActor(region)
const org = async (name: string, v='public') => (await createOrganization(db, sys, organizationForm.parse({name, sector:'library', visibility:v}), mo())).id
const [A,B,C] = [await org('Ferry Street Library'), await org('Data Center'), await org('School','region')]
const speaker = (id: string) => memberActor({regionId: region, accountId:null, personId: '00000000-0000-7000-8000-000000000001', name:'x', mandates:[{what:'speak', organizationId:id}]})
const t = await proposeTie(db, speaker(B), {...changeForm.parse({visibility:'public', strength:'4', since:'2018'}), organization:B, other:A, kind:'works-together', direction:'forward'}, mo())
console.log(t, await proposeTie(db, speaker(A), {...changeForm.parse({since:'2018'}), organization:A, other:B, kind:'works-together', direction:'forward'}, mo()))
let tie = await getTie(db, speaker(A), t.id)
console.log(tie.state, tie.strength, tie.sides.map(s=>[s.name,s.verdict]))
const both = await Promise.allSettled([confirmTie(db, speaker(A), tie, tie.sides.find(s=>s.id===A)!, {strength:2, note:''}, mo()), confirmTie(db, speaker(A), tie, tie.sides.find(s=>s.id===A)!, {strength:3, note:''}, mo())])
console.log(both.map(b=>b.status==='rejected'?b.reason.reason:'ok'))
tie = await getTie(db, publicActor(region), t.id); console.log(tie.state, tie.strength)
console.log(await networkFigures(db, publicActor(region), '2026-11-23'), await countTiesOf(db, publicActor(region), [A,B,C], '2026-11-23'))
await disputeTie(db, speaker(A), tie, tie.sides.find(s=>s.id===A)!, {note:'no'}, mo())
for (const a of [publicActor(region), speaker(C), speaker(B), sys]) console.log((await getTie(db, a, t.id).catch(e=>e.status)) instanceof Object, (await listTies(db,a,{today:'2026-11-23', state:'disputed'})).total, (await listTies(db,a,{today:'2026-11-23'})).total, (await listTiesOf(db,a,A)).length)
const t2 = await proposeTie(db, sys, {...changeForm.parse({visibility:'circle', circle:[C]}), organization:A, other:B, kind:'funds', direction:'backward'}, mo())
console.log(await getTie(db, publicActor(region), t2.id).catch(e=>e.status), (await getTie(db, speaker(C), t2.id)).sides.map(s=>s.name))
let x = await getTie(db, sys, t2.id)
await changeTie(db, sys, x, {...asDetails(x, sys, []), strength:5, until:'2020', visibility:'public'}, mo())
console.log(await changeTie(db, sys, x, {...asDetails(x, sys, []), strength:5}, mo()).catch(e=>e.reason))
x = await getTie(db, publicActor(region), t2.id); console.log(x.strength, x.period, x.state)
await endTie(db, sys, x, {until:'unknown'}, mo()).catch(e=>console.log(e.reason)); x = await getTie(db, sys, t2.id); console.log(x.period)
await removeTie(db, sys, x, mo()); console.log(await getTie(db, sys, t2.id).catch(e=>e.status), (await getRemovedTie(db, sys, t2.id)).id===t2.id)
const again = await proposeTie(db, sys, {...changeForm.parse({visibility:'public'}), organization:A, other:B, kind:'funds', direction:'backward'}, mo()); console.log(again.made, again.id===t2.id)
await Promise.all([1,2,3].map(() => proposeTie(db, sys, {...changeForm.parse({}), organization:A, other:C, kind:'funds', direction:'forward'}, mo()))).then(r=>console.log(r.map(y=>y.made)))
console.log(JSON.stringify(await bestJoined(db, sys, 10, '2026-11-23')).slice(0,400))
for (const s of STATES) console.log(s, (await listTies(db,sys,{today:'2026-11-23', ended:'all', state:s, sort:'strength', q:'ferry', sector:'library', organization:'data-center'},{offset:0,limit:5})).items.map(i=>i.state))
const j = await db.selectFrom('journal').select(['verb','changes']).where('verb','like','tie%').orderBy('at').execute(); for (const r of j) console.log(r.verb, JSON.stringify(r.changes))
await db.destroy()
