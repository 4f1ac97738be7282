import { HtmlValidate } from 'html-validate'
import { brotliCompressSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { memberActor, publicActor } from '../platform/actor.ts'
import { LANGUAGES, type Lang, translate } from '../platform/i18n.ts'
import { assetSizes } from './assets.ts'
import { StateBadge, VisibilityBadge } from './badge.tsx'
import { Conflict } from './conflict.tsx'
import { Cord } from './cord.tsx'
import { Empty } from './empty.tsx'
import { ErrorPage } from './error-page.tsx'
import { Facts } from './facts.tsx'
import { Feed, FeedRow } from './feed.tsx'
import { Checkbox, CheckboxList, DateField, SelectField, TextArea, TextField, VisibilityField } from './field.tsx'
import { Figures } from './figures.tsx'
import { FilterGroup, Filters, ListSearch } from './filters.tsx'
import { Flash } from './flash.tsx'
import { ButtonForm, Form, FormDo } from './form.tsx'
import { Avatar, OrganizationName, initials } from './icon.tsx'
import { Layout, document } from './layout.tsx'
import { ActiveFilters, Downloads, Pages } from './list.tsx'
import { NetworkPicture } from './network-picture.tsx'
import { PageHead } from './page-head.tsx'
import type { Page } from './page.ts'
import { Table } from './table.tsx'
import { Timeline } from './timeline.tsx'

const NASTY = `"><script>alert(1)</script>'\`&amp;</title></textarea><img src=x onerror=alert(1)>`

const LIBRARY = { colour: 'library', shape: 'library' }

const pageIn = (lang: Lang, more: Partial<Page> = {}): Page => ({
  t: translate(lang),
  lang,
  path: '/riverbend/organizations?q=well+water&sector=library&sector=media&page=3',
  origin: 'https://tieline.example',
  now: new Date('2027-01-19T14:40:00Z'),
  requestId: '01890a5d-ac96-774b-bcce-b302099a8057',
  actor: publicActor('r'),
  region: {
    id: 'r',
    slug: 'riverbend',
    name: 'Riverbend',
    timeZone: 'America/New_York',
    languages: ['en', 'es'],
    counties: ['Alder County, OH', 'Marsh County, OH'],
    looks: new Map([['library', LIBRARY]]),
    invented: true,
    demonstration: true,
  },
  ...more,
})

const signedIn = (name = 'Fay Santos'): Partial<Page> => ({
  email: 'fay@ferry.example',
  notices: 3,
  actor: memberActor({
    regionId: 'r',
    accountId: 'a',
    personId: 'p',
    name,
    mandates: [{ what: 'coordinate', organizationId: null }],
  }),
})

const formOf = (text: string) => ({
  values: { name: text, text, founded: text, sector: 'library', roles: ['finds', text], visibility: 'region' },
  errors: { name: [text], founded: [text], roles: [text], visibility: [text], gone: [text], '': [text] },
})

const Fields = ({ page, text }: { page: Page; text: string }) => {
  const form = formOf(text)
  const options = [
    { value: 'finds', label: text, hint: text, look: LIBRARY },
    { value: 'library', label: 'Library', tail: 3 },
  ]
  return (
    <Form page={page} action="/riverbend/x" form={form} version={3} formKey="k">
      <TextField page={page} form={form} name="name" label={text} hint={text} maxlength={120} optional />
      <TextArea page={page} form={form} name="text" label={text} />
      <DateField page={page} form={form} name="founded" label={text} />
      <SelectField page={page} form={form} name="sector" label={text} options={options} empty={text} />
      <CheckboxList page={page} form={form} name="roles" label={text} hint={text} options={options} />
      <Checkbox page={page} form={form} name="told" label={text} />
      <VisibilityField page={page} form={form} />
      <FormDo page={page} act={text} cancel="/riverbend" />
    </Form>
  )
}

const Lists = ({ page, text }: { page: Page; text: string }) => (
  <>
    <Filters page={page} label={text} names={['sector']}>
      <FilterGroup
        page={page}
        name="sector"
        label={text}
        choices={[
          { value: 'library', label: text, count: 4, look: LIBRARY },
          { value: 'media', label: 'Media' },
        ]}
      />
    </Filters>
    <ListSearch page={page} label={text} placeholder={text} />
    <Downloads page={page} />
    <ActiveFilters
      page={page}
      clear="/riverbend/organizations"
      filters={[
        { name: 'sector', value: 'library', label: text },
        { name: 'sector', value: 'media', label: 'Media' },
      ]}
    />
    <Pages page={page} current={3} size={20} total={181} />
    <Table
      caption={text}
      columns={[
        { label: text, cell: (row: string) => row },
        { label: '2', cell: () => text, number: true },
      ]}
      rows={[text]}
    />
  </>
)

const Pictures = ({ text }: { text: string }) => (
  <>
    <Cord label={text} strength={5} colour="library" plugged={[true, false]} evidenced />
    <NetworkPicture
      nodes={[
        { id: 'a', name: text, colour: 'library', x: 100, y: 90 },
        { id: 'b', name: 'Hollis', colour: 'university', x: 300, y: 210 },
      ]}
      cords={[{ from: 'a', to: 'b', strength: 4, colour: 'library' }]}
      caption={text}
    />
    <Timeline
      items={[
        { key: 'a', state: 'next', children: text },
        { key: 'b', children: text },
      ]}
    />
    <Empty title={text} act={<a href="/x">{text}</a>}>
      {text}
    </Empty>
  </>
)

const Everything = ({ page, text }: { page: Page; text: string }) => (
  <Layout page={page} title={text} room="organizations" description={text} jsonLd={{ name: text }}>
    <PageHead
      page={page}
      title={text}
      lede={text}
      kind={
        <>
          <VisibilityBadge page={page} visibility="circle" />
          <StateBadge state="good">{text}</StateBadge>
        </>
      }
      crumbs={[{ label: text, path: '/riverbend/organizations' }]}
      act={
        <a class="btn btn-act" href="/x">
          {text}
        </a>
      }
    />
    <Flash state="warn">{text}</Flash>
    <Conflict page={page} differences={[{ label: text, yours: text, theirs: text }]} />
    <Fields page={page} text={text} />
    <ButtonForm page={page} action="/riverbend/y" label={text} fields={{ reason: text }} bad />
    <Lists page={page} text={text} />
    <Pictures text={text} />
    <Figures figures={[{ label: text, value: '63', href: '/x' }]} />
    <Facts
      facts={[
        { label: text, value: text },
        { label: 'unknown', value: null },
      ]}
    />
    <Avatar name={text} look={LIBRARY} />
    <OrganizationName name={text} look={LIBRARY} href="/x" />
    <Feed>
      <FeedRow look={LIBRARY} when={{ iso: '2027-01-19', words: text }}>
        {text}
      </FeedRow>
    </Feed>
  </Layout>
)

/** Several boxes or hidden fields of one name are one list: that is what a form sends, whatever the rule says. */
const validator = new HtmlValidate({
  extends: ['html-validate:recommended'],
  rules: {
    'form-dup-name': 'off',
    'doctype-style': 'off',
    'void-style': 'off',
    'no-trailing-whitespace': 'off',
    'attribute-boolean-style': 'off',
    'long-title': 'off',
    'no-implicit-button-type': 'off',
  },
})

const complaints = async (html: string) => {
  const report = await validator.validateString(html)
  return report.results.flatMap((result) =>
    result.messages.map(
      (one) => `${one.ruleId}: ${one.message} ${html.slice(Math.max(0, one.offset - 60), one.offset + 120)}`,
    ),
  )
}

describe.each(LANGUAGES)('all components in %s', (lang) => {
  const text = 'Two libraries & a lab'
  const html = document(<Everything page={pageIn(lang, signedIn())} text={text} />)

  test('are valid HTML', async () => {
    expect(await complaints(html)).toEqual([])
  })
  test('carry no style, no inline script, nothing from elsewhere', () => {
    expect(html).not.toMatch(
      /\sstyle=|\son\w+=|<script(?! type="application\/ld\+json")|(?:src|href)="(?:https?:)?\/\/(?!tieline\.example)/,
    )
  })
  test('say the language and lead to the other', () => {
    const [here, there] = lang === 'en' ? ['', '/es'] : ['/es', '']
    expect(html).toContain(`<html lang="${lang}">`)
    expect(html).toContain(`rel="canonical" href="https://tieline.example${here}/riverbend/organizations?page=3"`)
    expect(html).toContain(
      `href="${there}/riverbend/organizations?q=well+water&amp;sector=library&amp;sector=media&amp;page=3"`,
    )
    expect(html).toContain('hreflang="x-default" href="https://tieline.example/riverbend/organizations?page=3"')
  })
  test('can be understood when a reader typed something nasty', () => {
    const nasty = document(
      <Everything page={pageIn(lang, { ...signedIn(NASTY), path: `/riverbend?q=${NASTY}` })} text={NASTY} />,
    )
    expect(nasty).not.toMatch(/<script>|<img|<\/title><\/textarea>/)
    expect(nasty.match(/<script/g)).toHaveLength(1)
    expect(JSON.parse(/ld\+json">(.*?)<\/script>/.exec(nasty)![1]!)).toEqual({ name: NASTY })
  })
  test.each([400, 403, 404, 405, 409, 410, 412, 413, 415, 418, 422, 429, 500, 502, 503])(
    'status %d says what to do',
    async (status) => {
      const page = document(<ErrorPage page={pageIn(lang, { region: undefined, actor: undefined })} status={status} />)
      expect(await complaints(page)).toEqual([])
      expect(page).toContain('noindex')
      if (status >= 500) expect(page).toContain('01890a5d-ac96-774b-bcce-b302099a8057')
    },
  )
})

describe('a refused form', () => {
  const html = document(<Everything page={pageIn('en')} text="typed" />)

  test('names what is wrong at the top, with the label of each field, and leads to it', () => {
    expect(html).toMatch(/role="alert"[^>]*autofocus/)
    for (const name of ['name', 'founded', 'roles'])
      expect(html).toContain(`<li><a href="#f-${name}">typed: typed</a></li>`)
    expect(html).toContain('<li><a href="#f-visibility">Who can see it: typed</a></li>')
  })
  test('leads nowhere when what is wrong has no field', () => {
    const summary = /role="alert"[\s\S]*?<\/ul>/.exec(html)![0]
    expect(summary.match(/<li>typed<\/li>/g)).toHaveLength(2)
  })
  test('says a label as it is written', () => {
    const form = { values: {}, errors: { name: ['Write it.'] } }
    const label = `<Who> & "what" isn't`
    const page = pageIn('en')
    const one = document(
      <Form page={page} action="/x" form={form}>
        <TextField page={page} form={form} name="name" label={label} optional />
      </Form>,
    )
    expect(one).toContain('>&lt;Who&gt; &amp; &quot;what&quot; isn&#39;t: Write it.</a>')
  })
  test('says it beside the field too, for every sense', () => {
    expect(html).toMatch(
      /<input[^>]*id="f-founded"[^>]*aria-describedby="f-founded-h f-founded-e"[^>]*aria-invalid="true"/,
    )
  })
  test('gives back what was typed', () => {
    expect(html).toMatch(/<input[^>]*value="typed"[^>]*id="f-name"/)
    expect(html).toMatch(/name="roles" value="finds" checked/)
  })
})

describe('the frame', () => {
  const links = (page: Page) => document(<Layout page={page} title="Ties" room="ties" />)

  test('shows the public what is public, and coordinators their settings', () => {
    expect(links(pageIn('en'))).not.toContain('/riverbend/people')
    expect(links(pageIn('en'))).not.toContain('/riverbend/settings')
    expect(links(pageIn('en', signedIn()))).toContain('href="/riverbend/settings"')
  })
  test('seats the plug in the room one is in', () => {
    expect(links(pageIn('en'))).toContain('<a href="/riverbend/ties" aria-current="page">')
  })
  test('says that a region is invented, and leads back from the eyes of another', () => {
    const html = links(pageIn('en', { ...signedIn(), viewingAs: 'public', path: '/riverbend/ties?q=a&as=public' }))
    expect(html).toContain('Riverbend is invented')
    expect(html).toContain('<a href="/riverbend/ties?q=a">See it as yourself again</a>')
  })
  test('brings one back after signing in', () => {
    expect(links(pageIn('es', { path: '/riverbend/ties?q=a' }))).toContain(
      'href="/es/sign-in?next=%2Friverbend%2Fties%3Fq%3Da"',
    )
  })
  test('puts the counties of one state in one phrase', () => {
    expect(links(pageIn('en'))).toContain('Alder and Marsh counties')
    expect(links(pageIn('es'))).toContain('los condados de Alder y Marsh')
  })
})

describe('small things', () => {
  test('a list keeps its filters from page to page, and one filter can go', () => {
    const html = document(<Everything page={pageIn('es')} text="x" />)
    expect(html).toContain(
      'href="/es/riverbend/organizations?q=well+water&amp;sector=library&amp;sector=media&amp;page=4"',
    )
    expect(html).toContain('href="/es/riverbend/organizations?q=well+water&amp;sector=media"')
  })
  test('the search of a list keeps the filters, the filters keep the search', () => {
    const html = document(<Everything page={pageIn('en')} text="x" />)
    expect(html).toMatch(/role="search"[\s\S]*name="sector" value="media"[\s\S]*<\/form>/)
    expect(html).toMatch(/class="filters"[\s\S]*type="hidden" name="q" value="well water"/)
  })
  test.each([
    ['Carnegie Library of Pittsburgh', 'CL'],
    ['La Casa de las Américas', 'CA'],
    ['', ''],
    ['𝒳', '𝒳'],
  ])('initials of %j', (name, letters) => expect(initials(name)).toBe(letters))
})

test('an ordinary page weighs at most 60 KB on a first visit', () => {
  const html = brotliCompressSync(document(<Everything page={pageIn('en', signedIn())} text="Two libraries" />)).length
  const assets = assetSizes().reduce((sum, asset) => sum + asset.bytes, 0)
  expect(html + assets).toBeLessThan(60_000)
})
