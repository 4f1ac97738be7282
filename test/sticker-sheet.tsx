import { memberActor, publicActor } from '../src/platform/actor.ts'
import { type Lang, translate } from '../src/platform/i18n.ts'
import { StateBadge, VisibilityBadge } from '../src/ui/badge.tsx'
import { Conflict } from '../src/ui/conflict.tsx'
import { Cord } from '../src/ui/cord.tsx'
import { Empty } from '../src/ui/empty.tsx'
import { Facts } from '../src/ui/facts.tsx'
import { Feed, FeedRow } from '../src/ui/feed.tsx'
import {
  Checkbox,
  CheckboxList,
  DateField,
  SelectField,
  TextArea,
  TextField,
  VisibilityField,
} from '../src/ui/field.tsx'
import { Figures } from '../src/ui/figures.tsx'
import { FilterGroup, Filters, ListSearch } from '../src/ui/filters.tsx'
import { Flash } from '../src/ui/flash.tsx'
import { ButtonForm, Form, FormDo } from '../src/ui/form.tsx'
import { Avatar, OrganizationName } from '../src/ui/icon.tsx'
import { Layout } from '../src/ui/layout.tsx'
import { ActiveFilters, Downloads, Pages } from '../src/ui/list.tsx'
import { NetworkPicture } from '../src/ui/network-picture.tsx'
import { PageHead } from '../src/ui/page-head.tsx'
import type { Page } from '../src/ui/page.ts'
import { Table } from '../src/ui/table.tsx'
import { Timeline } from '../src/ui/timeline.tsx'

/** What nobody should be able to smuggle into a page. */
export const NASTY = `"><script>alert(1)</script>'\`&amp;</title></textarea><img src=x onerror=alert(1)>`

const LIBRARY = { colour: 'library', shape: 'library' }

export const pageIn = (lang: Lang, more: Partial<Page> = {}): Page => ({
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
    fadingMonths: 12,
    looks: new Map([['library', LIBRARY]]),
    invented: true,
    demonstration: true,
  },
  ...more,
})

export const signedIn = (name = 'Fay Santos'): Partial<Page> => ({
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

/** Every component, with one text wherever people write. */
export const Everything = ({ page, text }: { page: Page; text: string }) => (
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
