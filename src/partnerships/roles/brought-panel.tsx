import type { Child } from 'hono/jsx'
import { paths } from '../../paths.ts'
import { formatList } from '../../platform/i18n.ts'
import { Mark, OrganizationName } from '../../ui/icon.tsx'
import { type Page, href, lookOf } from '../../ui/page.ts'
import type { Party } from '../partnerships.ts'
import {
  type Bring,
  BRINGS,
  type Brings,
  type Brought,
  kindsOnlyFrom,
  missingWithout,
  sharedByAll,
  silentIn,
} from './complements.ts'
import type { RoleMatrix } from './role-matrices.ts'

interface Props extends Brings {
  page: Page
  matrix: RoleMatrix
}

/** So many things of a kind stand in the picture at once; the rest is folded. */
const SHOWN = 12
/** So many things are named in a sentence. */
const NAMED = 5

/** What partners bring, side by side: what only one has, what all share, and what would be missing without each. */
export const BroughtPanel = (props: Props) => {
  const { page, matrix, brought } = props
  const { t } = page
  return (
    <section class="section" id="brings" aria-labelledby="brings-h">
      <div class="section-head">
        <h2 id="brings-h">{t('partnership-roles.brings.title')}</h2>
        <p class="small quiet">{t('partnership-roles.brings.text')}</p>
      </div>
      {matrix.partners.length > 1 && <Without {...props} />}
      <Shared {...props} />
      {BRINGS.map((kind) => (
        <KindPicture {...props} kind={kind} all={brought.filter((one) => one.kind === kind)} />
      ))}
    </section>
  )
}

/** What would be missing without each. */
const Without = (props: Props) => (
  <>
    <h3 class="title">{props.page.t('partnership-roles.without.title')}</h3>
    <ul class="rows">
      {props.matrix.partners.map((party) => (
        <li>
          <OrganizationName
            name={party.organization.name}
            look={lookOf(props.page, party.organization.sector)}
            href={href(props.page, paths.organization(props.page.region!.slug, party.organization.slug))}
          />
          <p class="small">{sayWithout(props, party)}</p>
        </li>
      ))}
    </ul>
  </>
)

/** "Without it nobody here gives data. Missing would be …. Nobody would lead …." */
function sayWithout({ page, matrix, bringers, brought }: Props, party: Party): string {
  const { t, lang } = page
  const named = (labels: string[]) =>
    formatList(lang, [
      ...labels.slice(0, NAMED),
      ...(labels.length > NAMED ? [t('partnership-roles.without.more', { count: labels.length - NAMED })] : []),
    ])
  const kinds = kindsOnlyFrom(brought, party.id)
  const missing = missingWithout(brought, party.id)
  const roles = matrix.rows.filter(
    ({ state, cells }) => state === 'led' && cells.some((cell) => cell.party.id === party.id && cell.level === 'lead'),
  )
  const sentences = [
    ...kinds.map((kind) => t(`partnership-roles.without.nobody.${kind}`)),
    ...(missing.length > 0
      ? [t('partnership-roles.without.missing', { what: named(missing.map(({ label }) => label)) })]
      : []),
    ...(roles.length > 0
      ? [t('partnership-roles.without.led', { roles: named(roles.map(({ role }) => role.label)) })]
      : []),
  ]
  if (sentences.length > 0) return sentences.join(' ')
  const isSilent = BRINGS.every((kind) => silentIn(bringers, kind).includes(party.id))
  return t(isSilent ? 'partnership-roles.without.silent' : 'partnership-roles.without.nothing')
}

const Shared = ({ page, matrix, brought }: Props) => {
  const all = sharedByAll(brought, matrix.partners.length)
  if (all.length === 0) return null
  return (
    <p class="prose p-top">
      {page.t('partnership-roles.brings.all', {
        what: formatList(
          page.lang,
          all.map(({ label }) => label),
        ),
      })}
    </p>
  )
}

/** The picture of one kind: a mark for each who brings it. */
const KindPicture = (props: Props & { kind: Bring; all: Brought[] }) => {
  const { page, kind, all } = props
  const { t } = page
  return (
    <div class="p-top-l brings">
      <h3 class="title" id={`brings-${kind}`}>
        {t(`partnership-roles.brings.${kind}`)}
      </h3>
      {all.length === 0 ? (
        <p class="small quiet">{t('partnership-roles.brings.none')}</p>
      ) : (
        <>
          <KindTable {...props} all={all.slice(0, SHOWN)} />
          {all.length > SHOWN && (
            <details class="fold">
              <summary>{t('partnership-roles.brings.more', { count: all.length - SHOWN })}</summary>
              <KindTable {...props} all={all.slice(SHOWN)} />
            </details>
          )}
          <Silent {...props} />
        </>
      )}
    </div>
  )
}

/** Of whom nothing is on record: that is not known, and no sign that they bring nothing. */
const Silent = ({ page, matrix, bringers, kind }: Props & { kind: Bring }): Child => {
  const silent = silentIn(bringers, kind)
  const names = matrix.partners.flatMap(({ id, organization }) => (silent.includes(id) ? [organization.name] : []))
  return names.length === 0 ? null : (
    <p class="small quiet">{page.t('partnership-roles.brings.unknown', { names: formatList(page.lang, names) })}</p>
  )
}

const KindTable = ({ page, matrix, kind, all }: Props & { kind: Bring; all: Brought[] }) => (
  <div class="scroll" role="region" aria-labelledby={`brings-${kind}`} tabindex={0}>
    <table class="roles">
      <thead>
        <tr>
          <th scope="col">
            <span class="sr">{page.t(`partnership-roles.brings.${kind}`)}</span>
          </th>
          {matrix.partners.map(({ organization }) => (
            <th scope="col">
              <Mark look={lookOf(page, organization.sector)} />
              {organization.name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {all.map(({ label, by }) => (
          <tr>
            <th scope="row">
              {label}
              {by.length === 1 && matrix.partners.length > 1 && (
                <span class="tiny quiet"> {page.t('partnership-roles.brings.only')}</span>
              )}
            </th>
            {matrix.partners.map(({ id, organization }) => (
              <td>
                <span
                  class={by.includes(id) ? 'hold hold-lead' : 'hold hold-none'}
                  data-sector={lookOf(page, organization.sector).colour}
                >
                  <span class="sr">
                    {page.t(by.includes(id) ? 'partnership-roles.brings.yes' : 'partnership-roles.brings.no')}
                  </span>
                </span>
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  </div>
)
