import { paths } from '../paths.ts'
import { VisibilityBadge } from '../ui/badge.tsx'
import { DirectoryTabs } from '../ui/directory-tabs.tsx'
import { Avatar } from '../ui/icon.tsx'
import { Downloads, Pages } from '../ui/list.tsx'
import { type Page, href } from '../ui/page.ts'
import { Done, Frame, Nothing } from './pages.tsx'
import type { Listed } from './persons.ts'

interface Props {
  page: Page
  people: Listed[]
  total: number
  q: string
  number: number
  onPage: number
  mayAdd: boolean
  done?: string | undefined
}

/** People of the region, for its members. */
export function PeoplePage({ page, people, total, q, number, onPage, mayAdd, done }: Props) {
  const { slug, name } = page.region!
  const add = (
    <>
      {mayAdd && (
        <a class="btn btn-act" href={href(page, paths.newPerson(slug))}>
          {page.t('account.people.add')}
        </a>
      )}
      <a class="btn" href={href(page, paths.contacts(slug))}>
        {page.t('contacts.title')}
      </a>
    </>
  )
  return (
    <Frame
      page={page}
      title={page.t('account.people.title')}
      lede={page.t('account.people.lede', { region: name })}
      act={add}
      room="people"
    >
      <DirectoryTabs page={page} current="people" />
      <Done page={page} done={done} keys={{ added: 'account.people.done', erased: 'account.erasure.done' }} />
      <form class="bunch" role="search" action={href(page, paths.people(slug))}>
        <label class="sr" for="people-q">
          {page.t('account.people.search')}
        </label>
        <input class="input grow" id="people-q" type="search" name="q" value={q} maxlength={200} />
        <button class="btn">{page.t('account.people.searchAct')}</button>
      </form>
      {total === 0 ? (
        <Nobody page={page} q={q} />
      ) : (
        <>
          <div class="section-head p-top">
            <p>
              <b>{page.t('account.people.count', { count: total })}</b>
            </p>
            <Downloads page={page} />
          </div>
          <ul class="rows" role="list">
            {people.map((one) => (
              <PersonRow page={page} person={one} />
            ))}
          </ul>
          <Pages page={page} current={number} size={onPage} total={total} />
        </>
      )}
    </Frame>
  )
}

const Nobody = ({ page, q }: { page: Page; q: string }) =>
  q ? (
    <Nothing
      page={page}
      title={page.t('account.people.noneFound', { q })}
      act={{ label: page.t('account.people.showAll'), path: paths.people(page.region!.slug) }}
    />
  ) : (
    <Nothing page={page} title={page.t('account.people.none')}>
      {page.t('account.people.noneText')}
    </Nothing>
  )

const PersonRow = ({ page, person }: { page: Page; person: Listed }) => (
  <li class="has-lead has-tail">
    <Avatar name={person.name} />
    <div>
      <h2 class="title">
        <a href={href(page, paths.person(page.region!.slug, person.id))}>{person.name}</a>
      </h2>
      {person.positions.map((held) => (
        <p>
          {held.title}, <a href={href(page, paths.organization(page.region!.slug, held.slug))}>{held.organization}</a>
        </p>
      ))}
    </div>
    <p class="tail">
      <VisibilityBadge page={page} visibility={person.visibility} />
    </p>
  </li>
)
