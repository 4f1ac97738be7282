import type { FormState } from '../platform/parse-form.ts'
import type { MergedKind } from '../platform/room.ts'
import { paths } from '../paths.ts'
import { VisibilityBadge } from '../ui/badge.tsx'
import { Empty } from '../ui/empty.tsx'
import { TextField } from '../ui/field.tsx'
import { Flash } from '../ui/flash.tsx'
import { FormDo } from '../ui/form.tsx'
import { Layout } from '../ui/layout.tsx'
import { Names } from '../ui/organizations-field.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { type Page, href } from '../ui/page.ts'
import type { Compared, Row, Side } from './merge-sayings.ts'
import type { Organization } from './organizations.ts'

export interface MergingProps {
  page: Page
  compared: Compared
  /** Where the decision goes. */
  action: string
  formKey: string
}

/** In which part of the bar a kind stands. */
const roomOf = (kind: MergedKind) => (kind === 'person' ? 'people' : 'organizations')

/** Two of a kind side by side: which one stays, and what it says of each field in which they differ. */
export const MergingPage = (props: MergingProps) => {
  const { page, compared, action, formKey } = props
  const { t } = page
  const { kind, sides, reasons } = compared
  const [a, b] = sides
  const crumbs = [{ label: t('journal.proposals.title'), path: paths.proposals(page.region!.slug) }]
  const both = a.isFixed && b.isFixed
  return (
    <Layout page={page} title={t('merging.title', { kind })} room={roomOf(kind)} noindex>
      <PageHead
        page={page}
        title={t('merging.question', { a: a.name, b: b.name, kind })}
        lede={t('merging.lede', { kind })}
        crumbs={crumbs}
      />
      <div class="p-top-l stack-l">
        {reasons.length > 0 && (
          <p>
            {t('merging.because')} {reasons.map((reason) => t(`merging.reason.${reason}`)).join(' · ')}
          </p>
        )}
        <form method="post" action={href(page, action)} class="stack-l">
          <input type="hidden" name="_key" value={formKey} />
          <input type="hidden" name="with" value={b.id} />
          <input type="hidden" name="versions" value={`${a.version} ${b.version}`} />
          {kind !== 'person' && a.visibility !== b.visibility && <Flash state="warn">{t('merging.seenAlike')}</Flash>}
          {kind === 'person' && <Flash>{t(both ? 'merging.bothAccounts' : 'merging.stricter')}</Flash>}
          <ComparedTable page={page} compared={compared} />
          <div class="form-do">
            {!both && (
              <button class="btn btn-act" name="decision" value="merge">
                {t('merging.act')}
              </button>
            )}
            <button class="btn" name="decision" value="apart">
              {t('merging.apart')}
            </button>
            <button class="btn btn-quiet" name="decision" value="later">
              {t('merging.later')}
            </button>
          </div>
          <p class="small quiet">{t('merging.undoable')}</p>
        </form>
      </div>
    </Layout>
  )
}

const ComparedTable = ({ page, compared }: Pick<MergingProps, 'page' | 'compared'>) => {
  const { t } = page
  const { kind, sides, rows, kept } = compared
  return (
    <div class="scroll">
      <table class="table table-fold">
        <thead>
          <tr>
            <th scope="col">{t('directory.field')}</th>
            {sides.map((side) => (
              <th scope="col">
                <a href={href(page, side.path)}>{side.name}</a>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          <tr>
            <th scope="row">{t('merging.stays')}</th>
            {sides.map((side) => (
              <td data-label={side.name}>
                <Stays page={page} sides={sides} side={side} kept={kept} />
              </td>
            ))}
          </tr>
          {kind !== 'person' && (
            <tr>
              <th scope="row">{t('ui.visibility.label')}</th>
              {sides.map((side) => (
                <td data-label={side.name}>
                  <VisibilityBadge page={page} visibility={side.visibility} />
                </td>
              ))}
            </tr>
          )}
          {rows.map((row) => (
            <FieldRow sides={sides} row={row} kept={kept} />
          ))}
          <tr>
            <th scope="row">{t('merging.hangs')}</th>
            {sides.map(({ name, hangings }) => (
              <td data-label={name}>{hangings.length === 0 ? t('merging.nothingHangs') : hangings.join(', ')}</td>
            ))}
          </tr>
        </tbody>
      </table>
    </div>
  )
}

/** Which of both stays; whoever has an account does. */
const Stays = ({ page, sides, side, kept }: { page: Page; sides: [Side, Side]; side: Side; kept: string }) => {
  const [a, b] = sides
  const both = a.isFixed && b.isFixed
  const said = both ? page.t('merging.hasAccount') : page.t('merging.becomes')
  const isChoice = !both && (side.isFixed || a.isFixed === b.isFixed)
  const picked = { name: 'keep', value: side.id, checked: side.id === kept, label: page.t('merging.thisOne') }
  return isChoice ? <Pick {...picked} /> : <span>{said}</span>
}

/** A field in which both say something else is chosen; lists become one; the rest is shown. */
const FieldRow = ({ sides, row, kept }: { sides: [Side, Side]; row: Row; kept: string }) => (
  <tr>
    <th scope="row">{row.label}</th>
    {sides.map(({ id, name, lang }, n) => {
      const said = shorten(row.said[n]!)
      return (
        <td data-label={name} lang={lang} class="as-lines">
          {row.isChoice ? <Pick name={`field_${row.field}`} value={id} checked={id === kept} label={said} /> : said}
        </td>
      )
    })}
  </tr>
)

const SHOWN = 240
const shorten = (text: string) => (text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text)

const Pick = ({ name, value, checked, label }: { name: string; value: string; checked: boolean; label: string }) => (
  <label class="pick">
    <input type="radio" name={name} value={value} checked={checked} /> {label}
  </label>
)

/** With which organization this one is to be merged. */
export const MergingStartPage = ({
  page,
  organization,
  names,
  form,
}: {
  page: Page
  organization: Organization
  names: readonly { name: string }[]
  form: FormState
}) => {
  const { t } = page
  const slug = page.region!.slug
  const back = paths.organization(slug, organization.slug)
  const title = t('merging.startTitle', { name: organization.name })
  const crumbs = [
    { label: t('directory.title'), path: paths.organizations(slug) },
    { label: organization.name, path: back },
  ]
  return (
    <Layout page={page} title={title} room="organizations" noindex script="names.js">
      <PageHead page={page} title={title} lede={t('merging.lede', { kind: 'organization' })} crumbs={crumbs} />
      <div class="p-top-l stack">
        {names.length === 0 ? (
          <Empty title={t('merging.nobodyElse')} />
        ) : (
          <form method="get" action={href(page, paths.organizationMerging(slug, organization.slug))} class="stack">
            <TextField page={page} form={form} name="with" label={t('merging.with')} list="merging-names" />
            <Names page={page} id="merging-names" choices={names} />
            <FormDo page={page} act={t('merging.compare')} cancel={back} />
          </form>
        )}
      </div>
    </Layout>
  )
}

interface ChoosingProps {
  page: Page
  kind: 'person' | 'place'
  name: string
  at: string
  merging: string
  q: string
  /** Others that may be meant, with what tells them apart. */
  others: readonly { id: string; name: string; detail: string }[]
}

/** With which person or place this one is to be merged: many are called alike, so they are found and chosen. */
export const MergingChoicePage = ({ page, kind, name, at, merging, q, others }: ChoosingProps) => {
  const { t } = page
  const title = t('merging.startTitle', { name })
  return (
    <Layout page={page} title={title} room={roomOf(kind)} noindex>
      <PageHead page={page} title={title} lede={t('merging.lede', { kind })} crumbs={[{ label: name, path: at }]} />
      <div class="p-top-l stack">
        <form class="bunch" role="search" action={href(page, merging)}>
          <label class="sr" for="merging-q">
            {t('merging.find', { kind })}
          </label>
          <input class="input grow" id="merging-q" type="search" name="q" value={q} maxlength={200} />
          <button class="btn">{t('merging.findAct')}</button>
        </form>
        {others.length === 0 ? (
          <Empty title={t('merging.noneFound', { kind })} />
        ) : (
          <ul class="rows" role="list">
            {others.map((one) => (
              <li>
                <h2 class="title">
                  <a href={href(page, `${merging}?with=${one.id}`)}>{one.name}</a>
                </h2>
                {one.detail && <p class="small quiet">{one.detail}</p>}
              </li>
            ))}
          </ul>
        )}
      </div>
    </Layout>
  )
}
