import { Hono } from 'hono'
import { createMiddleware } from 'hono/factory'
import type { z } from 'zod'
import { getOrganization } from '../../directory/organizations.ts'
import { paths } from '../../paths.ts'
import { organizationsWith } from '../../platform/actor.ts'
import {
  downloadText,
  endOfDay,
  isTable,
  jsonList,
  squeezed,
  tableAnswer,
  tagged,
  wants,
} from '../../platform/answers.ts'
import { permit, problem } from '../../platform/errors.ts'
import type { House, HouseContext } from '../../platform/house.ts'
import { askedOne, askedPage, readQuery } from '../../platform/list-query.ts'
import { readForm } from '../../platform/parse-form.ts'
import { framed } from '../../platform/safe-requests.ts'
import { type Lists, listsOf } from '../../region/lists.ts'
import { document } from '../../ui/layout.tsx'
import { href } from '../../ui/page.ts'
import { canAddTie } from '../rules.ts'
import { countDrawing } from './drawing-limits.ts'
import { EmbedPage } from './embed-page.tsx'
import { named, MAP_PARAMS, mapFilter, pinForm, unpinForm } from './forms.ts'
import { type MapFormat, mapFileOf, paint, referencesOf } from './map-files.ts'
import { layOutAnew, pinOnMap, unpinOnMap } from './map-layouts.ts'
import { FlowsBeside } from './flow-panel.tsx'
import { flowCells, FLOW_COLUMNS, flowJson, flowSourceOf, readFlows } from './map-flows.ts'
import { MapPage } from './map-page.tsx'
import { type Picture, pictureOf } from './map-pictures.ts'
import { readFor, readHoles, readPlaces, readView, readerOf } from './map-reads.ts'
import { mapAddress, sayHole } from './map-sayings.ts'
import {
  ORGANIZATION_COLUMNS,
  TIE_COLUMNS,
  organizationCells,
  organizationJson,
  organizationRows,
  tieCells,
  tieJson,
  tieRows,
} from './map-tables.ts'
import type { MapView } from './map-views.ts'
import { PinPanel } from './pin-panel.tsx'
import { MapSheet } from './sheet-panel.tsx'
import { FocusPanel, WholePanel } from './side-panel.tsx'
import { MapTablePage, SHOWS } from './table-page.tsx'
import { canPin } from './rules.ts'
import { newFormKey } from '../../platform/request-keys.ts'

const tableQuery = mapFilter.extend({ show: askedOne(SHOWS), page: askedPage })

/** The map of a region as page, table, picture, sheet and files, and what coordinators do to its picture. */
export const mapRoutes = ({ config }: { config: { trustProxy: number } }) =>
  new Hono<House>()
    .use('/map', pastDays(config.trustProxy))
    .use('/map/*', pastDays(config.trustProxy))
    .get('/map', async (c) => {
      keep(c, MAP_PARAMS)
      const { page } = c.var
      const measured = (c.req.query('focus') ?? '') !== ''
      const shown = await drawn(c, await viewed(c, { measured }))
      const { lists, view, asked } = shown
      const path = paths.map(c.var.region.slug)
      const { problems, network } = view
      const filtered = { page, asked, lists, network: await readFor(shown.reader, network.asOf), path, problems }
      const side = await sidePanel(c, shown)
      return c.html(
        document(
          <MapPage
            {...filtered}
            view={view}
            picture={shown.picture}
            side={side}
            addTie={tieFrom(c, view)}
            flowing={shown.flowing}
          />,
        ),
      )
    })
    .get('/map/table', async (c) => {
      const { show, page: number } = readQuery(c, tableQuery)
      const shown = await viewed(c, { measured: true })
      const { view, asked, lists, reader } = shown
      const form = wants(c)
      const flowing =
        show === 'flows' ? await readFlowing(c, { ...shown, asked: { ...asked, flows: 'yes' } }) : undefined
      const flows = flowing?.flows ?? []
      if (show === 'flows' && isTable(form))
        return tableAnswer(c, 'map-flows', FLOW_COLUMNS, flows.map(flowCells(view)))
      if (show === 'flows' && form === 'json') return jsonList(c, flows.map(flowJson(view)), flows.length, null)
      if (isTable(form))
        return show === 'ties'
          ? tableAnswer(c, 'map-ties', TIE_COLUMNS, tieRows(view).map(tieCells(view.network)))
          : tableAnswer(c, 'map-organizations', ORGANIZATION_COLUMNS, organizationRows(view).map(organizationCells))
      if (form === 'json') {
        const items =
          show === 'ties' ? tieRows(view).map(tieJson(view.network)) : organizationRows(view).map(organizationJson)
        return jsonList(c, items, items.length, null)
      }
      keep(c, [...MAP_PARAMS, 'show', 'page'])
      const network = await readFor(reader, view.network.asOf)
      const path = paths.mapTable(c.var.region.slug)
      const filtered = { page: c.var.page, asked, lists, network, path, problems: view.problems }
      return c.html(
        document(<MapTablePage {...filtered} {...{ view, show, number, flowing }} addTie={tieFrom(c, view)} />),
      )
    })
    .get('/map/embed', async (c) => {
      keep(c, MAP_PARAMS)
      const shown = await drawn(c, await viewed(c, { asPublic: true }))
      for (const [name, value] of Object.entries(framed)) c.header(name, value)
      return c.html(document(<EmbedPage page={c.var.page} {...shown} />))
    })
    .get('/map/picture.json', async (c) => {
      const { picture, lists } = await drawn(c, await viewed(c))
      return squeezed(c, tagged(c, JSON.stringify(pictureJson(c, picture, lists))))
    })
    .get('/map.svg', async (c) => c.body(await sheet(c), 200, { 'content-type': 'image/svg+xml; charset=utf-8' }))
    .get('/map.png', async (c) => {
      await countDrawing(c, config.trustProxy, 'png')
      return c.body(await paint(await sheet(c)), 200, { 'content-type': 'image/png' })
    })
    .get('/map.csv', async (c) => {
      const { view } = await viewed(c)
      return tableAnswer(c, `${c.var.region.slug}-map`, TIE_COLUMNS, tieRows(view).map(tieCells(view.network)))
    })
    .get('/map.gexf', (c) => networkFile(c, 'gexf'))
    .get('/map.graphml', (c) => networkFile(c, 'graphml'))
    .get('/map.json', (c) => networkFile(c, 'json'))
    .post('/map/pins', async (c) => {
      const { db, actor, moment } = c.var
      permit(canPin(actor), 'map.errors.pin')
      const pin = await sent(c, pinForm.extend(named))
      const organization = await getOrganization(db, actor, pin.organization)
      await pinOnMap(db, actor, organization, pin, moment)
      return toMap(c, organization.slug)
    })
    .post('/map/pins/removal', async (c) => {
      const { db, actor, moment } = c.var
      permit(canPin(actor), 'map.errors.pin')
      const organization = await getOrganization(db, actor, (await sent(c, unpinForm.extend(named))).organization)
      await unpinOnMap(db, actor, organization, moment)
      return toMap(c, organization.slug)
    })
    .post('/map/layout', async (c) => {
      permit(canPin(c.var.actor), 'map.errors.pin')
      await layOutAnew(c.var.db, c.var.actor, c.var.moment)
      return c.redirect(href(c.var.page, paths.map(c.var.region.slug)), 303)
    })

/** Days of the past are made anew for each that is asked for. */
const pastDays = (trustProxy: number) =>
  createMiddleware<House>(async (c, next) => {
    if (c.req.query('day')) await countDrawing(c, trustProxy, 'day')
    await next()
  })

const keep = (c: HouseContext, params: string[]) =>
  c.set('cached', { params, freshUntil: endOfDay(c.var.region.timeZone, c.var.moment.at) })

const toMap = (c: HouseContext, focus: string) =>
  c.redirect(href(c.var.page, mapAddress(paths.map(c.var.region.slug), mapFilter.parse({}), { focus })), 303)

/** What a form of the map sent; what it cannot mean answers 422. */
async function sent<S extends z.ZodType>(c: HouseContext, schema: S): Promise<z.output<S>> {
  const result = schema.safeParse(await readForm(c))
  if (!result.success) throw problem(422, 'map.errors.place')
  return result.data
}

/** The map that is asked for, as whoever asks may see it; in a frame of another site as everybody may. */
async function viewed(c: HouseContext, { asPublic = false, measured = false } = {}) {
  const { db, region, page } = c.var
  const reader = readerOf(c, asPublic)
  const asked = readQuery(c, mapFilter)
  const [view, lists] = await Promise.all([readView(reader, asked, measured), listsOf(db, region.id, page.lang)])
  return { reader, asked, view, lists }
}

/** The same with its picture. */
async function drawn(c: HouseContext, shown: Awaited<ReturnType<typeof viewed>>) {
  const { reader, view, lists } = shown
  const network = await readFor(reader, view.network.asOf)
  const [places, holes, flowing] = await Promise.all([
    readPlaces(reader, network),
    readHoles(reader, view, lists),
    readFlowing(c, shown),
  ])
  return { ...shown, flowing, picture: pictureOf(view, places, c.var.region.looks, holes, flowing?.flows) }
}

/** What flows between the organizations of a view, where that was asked for and a room knows of it. */
async function readFlowing(c: HouseContext, { reader, view, asked }: Awaited<ReturnType<typeof viewed>>) {
  const source = asked.flows === 'yes' ? flowSourceOf(c.var.rooms) : undefined
  return source && { source, view, page: c.var.page, flows: await readFlows(reader, view, source) }
}

/** Where a new tie begins: with the organization that is looked at, else with the first one speaks for. */
function tieFrom(c: HouseContext, view: MapView): string | undefined {
  const { actor, region } = c.var
  const looked = view.focus === undefined ? undefined : view.organizations[view.focus]
  if (looked && canAddTie(actor, looked)) return paths.newTie(region.slug, looked.slug)
  const [mine] = organizationsWith(actor, 'speak')
  return mine && paths.newTie(region.slug, mine)
}

async function sidePanel(c: HouseContext, { view, lists, asked, picture, flowing }: Awaited<ReturnType<typeof drawn>>) {
  const { db, actor, page, region, moment } = c.var
  const shown = { page, view, lists, asked, path: paths.map(region.slug) }
  const beside = flowing && <FlowsBeside {...flowing} />
  if (view.focus === undefined) return <WholePanel {...shown} flows={beside} />
  const organization = await getOrganization(db, actor, view.organizations[view.focus]!.id)
  const formKey = newFormKey(moment)
  const drawn = picture.organizations[view.focus]!
  const pin = canPin(actor) && <PinPanel page={page} drawn={drawn} share={picture.share} formKey={formKey} />
  return (
    <FocusPanel
      {...shown}
      at={view.focus}
      mission={organization.mission}
      mayTie={canAddTie(actor, organization)}
      pin={pin}
      flows={beside}
    />
  )
}

/** The picture as the browser paints it: how each looks stands with it, and what the reader may do there. */
function pictureJson(c: HouseContext, picture: Picture, lists: Lists) {
  const { page, actor, region } = c.var
  const mine = new Set(organizationsWith(actor, 'speak'))
  return {
    ...picture,
    // Slugs name them well enough, and ids of so many weigh more than their ties.
    organizations: picture.organizations.map(({ id: _id, ...drawn }) => drawn),
    mayPin: canPin(actor),
    mine: picture.organizations.flatMap(({ id, slug }) => (mine.has(id) ? [slug] : [])),
    holes: picture.holes.map((hole) => {
      const { label, path } = sayHole(page.t, lists, region.slug, hole)
      return { label, href: href(page, path), x: hole.x, y: hole.y }
    }),
  }
}

async function sheet(c: HouseContext): Promise<string> {
  const { db, region, page } = c.var
  const { picture, lists, asked, view } = await drawn(c, await viewed(c))
  const references = await referencesOf(db, region.id, view)
  const address = page.origin + href(page, mapAddress(paths.map(region.slug), asked))
  return String(<MapSheet {...{ page, picture, lists, asked, references, address }} />)
}

async function networkFile(c: HouseContext, format: MapFormat): Promise<Response> {
  const { region } = c.var
  const { view } = await viewed(c)
  const { type, text } = await mapFileOf(c.var.db, region.id, view, region.name, format)
  return downloadText(c, `${region.slug}-map.${format}`, type, text)
}
