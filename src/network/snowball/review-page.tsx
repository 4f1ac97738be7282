import { paths } from '../../paths.ts'
import { PAGE_SIZE } from '../../platform/list-query.ts'
import type { Role, Sector, TieKind } from '../../region/lists.ts'
import { StateBadge } from '../../ui/badge.tsx'
import { Empty } from '../../ui/empty.tsx'
import { Flash } from '../../ui/flash.tsx'
import { ButtonForm } from '../../ui/form.tsx'
import { Pages, withQuery } from '../../ui/list.tsx'
import { type Page, href } from '../../ui/page.ts'
import { sayStrength } from '../sayings.ts'
import { sayHow } from './answer-form-panel.tsx'
import type { Asking } from './askings.ts'
import { LIMITS } from './forms.ts'
import { isClear, type Naming } from './namings.ts'
import { RoundFrame } from './round-frame-panel.tsx'
import type { Round } from './rounds.ts'
import type { Guess } from './typed-answers.ts'

export interface ReviewProps {
  page: Page
  round: Round
  show: 'open' | 'all'
  list: { items: Naming[]; total: number; number: number }
  guesses: Map<string, Guess[]>
  /** Whose roles are to be decided. */
  roles: readonly { asking: Asking; now: string[] }[]
  lists: { tieKinds: readonly TieKind[]; roles: readonly Role[]; sectors: readonly Sector[] }
  /** How many lines can be accepted without a look at each. */
  clear: number
  formKey: string
  done: string
}

const DONE = ['accepted', 'refused', 'clear', 'roles']

/** What was answered in a round, line by line, to be decided. */
export const ReviewPage = (props: ReviewProps) => {
  const { page, round, show, list, roles, clear, formKey, done } = props
  const { t } = page
  const slug = page.region!.slug
  const [what = '', count = ''] = done.split('-')
  return (
    <RoundFrame
      page={page}
      title={t('snowball.review.title')}
      round={round}
      lede={t('snowball.review.lede')}
      act={
        clear > 0 && (
          <ButtonForm
            page={page}
            action={paths.roundAnswers(slug, round.id)}
            label={t('snowball.review.acceptClear', { n: clear })}
            fields={{ _key: formKey }}
            act
          />
        )
      }
    >
      {DONE.includes(what) && (
        <Flash state="good">
          {t(`snowball.review.done.${what}`, { n: /^\d{1,5}$/.test(count) ? Number(count) : 0 })}
        </Flash>
      )}
      <p class="p-top">
        <a href={withQuery(page, { show: show === 'open' ? 'all' : undefined, done: undefined })}>
          {t(show === 'open' ? 'snowball.review.showAll' : 'snowball.review.showOpen')}
        </a>
      </p>
      {roles.length > 0 && (
        <section class="section stack" aria-labelledby="roles-h">
          <h2 id="roles-h">{t('snowball.review.roles')}</h2>
          <ul class="rows">
            {roles.map((one) => (
              <RolesLine {...props} {...one} />
            ))}
          </ul>
        </section>
      )}
      {list.items.length === 0 ? (
        roles.length === 0 && <Empty title={t('snowball.review.none')}>{t(`snowball.review.noneText.${show}`)}</Empty>
      ) : (
        <section class="section stack" aria-labelledby="ties-h">
          <h2 id="ties-h">{t('snowball.review.ties')}</h2>
          <ul class="rows">
            {list.items.map((naming) => (
              <NamingLine {...props} naming={naming} />
            ))}
          </ul>
        </section>
      )}
      <Pages page={page} current={list.number} size={PAGE_SIZE} total={list.total} />
    </RoundFrame>
  )
}

/** "Ferry Street Library: shares data with Hollis GIS Lab". */
export const sayNaming = (page: Page, kinds: readonly TieKind[], naming: Naming): string =>
  page.t(`snowball.says.${naming.verdict}`, {
    by: naming.by.name,
    how: sayHow(kinds, naming.kind, naming.direction),
    name: naming.organization?.name ?? naming.name,
  })

const NamingLine = ({ page, round, naming, guesses, lists, formKey }: ReviewProps & { naming: Naming }) => {
  const { t } = page
  const slug = page.region!.slug
  const action = paths.roundAnswer(slug, round.id, naming.id)
  return (
    <li id={`n-${naming.id}`}>
      <div class="stack-s">
        <p class="title">
          <span>{sayNaming(page, lists.tieKinds, naming)}</span>
        </p>
        <p class="meta">
          <span>{sayStrength(t, naming.strength)}</span>
          <span>{t(`snowball.how.${naming.asking.how}`)}</span>
          {naming.organization && naming.organization.name !== naming.name && (
            <span>
              {t('snowball.review.wrote')} <bdi>{naming.name}</bdi>
            </span>
          )}
          {naming.decision && (
            <StateBadge state={naming.decision === 'accepted' ? 'good' : 'bad'}>
              {t(`snowball.review.${naming.decision}`)}
            </StateBadge>
          )}
          {naming.tieId && <a href={href(page, paths.tie(slug, naming.tieId))}>{t('snowball.review.tie')}</a>}
        </p>
        {naming.reason !== '' && <p class="small">{t('snowball.review.because', { reason: naming.reason })}</p>}
        {naming.decision !== 'accepted' && (
          <div class="bunch">
            {isClear(naming) && (
              <ButtonForm
                page={page}
                action={action}
                label={t('snowball.review.accept')}
                fields={{ _key: formKey, decision: 'accept' }}
                small
              />
            )}
            <details class="fold grow">
              <summary>{t(isClear(naming) ? 'snowball.review.otherwise' : 'snowball.review.who')}</summary>
              <Otherwise
                page={page}
                action={action}
                naming={naming}
                guesses={guesses.get(naming.id) ?? []}
                lists={lists}
                formKey={formKey}
              />
            </details>
          </div>
        )}
      </div>
    </li>
  )
}

/** Who is meant: one of the directory, or a new one; or why it does not count. */
const Otherwise = ({
  page,
  action,
  naming,
  guesses,
  lists,
  formKey,
}: Pick<ReviewProps, 'page' | 'lists' | 'formKey'> & { action: string; naming: Naming; guesses: readonly Guess[] }) => {
  const { t } = page
  const { id } = naming
  return (
    <div class="stack">
      {guesses.length > 0 && (
        <div class="bunch">
          <span>{t('snowball.review.isIt')}</span>
          {guesses.map((guess) => (
            <ButtonForm
              page={page}
              action={action}
              label={guess.name}
              fields={{ _key: formKey, decision: 'accept', organization: guess.id }}
              small
            />
          ))}
        </div>
      )}
      {naming.verdict === 'confirms' && (
        <>
          <form class="bunch" method="post" action={href(page, action)}>
            <input type="hidden" name="_key" value={formKey} />
            <input type="hidden" name="decision" value="accept" />
            <label class="small" for={`f-o-${id}`}>
              {t('snowball.review.organization')}
            </label>
            <input class="input grow" id={`f-o-${id}`} name="organization" required maxlength={LIMITS.organization} />
            <button class="btn btn-s">{t('snowball.review.isThis')}</button>
          </form>
          {naming.organization === null && (
            <form class="bunch" method="post" action={href(page, action)}>
              <input type="hidden" name="_key" value={formKey} />
              <input type="hidden" name="decision" value="accept" />
              <label class="small" for={`f-s-${id}`}>
                {t('snowball.review.sector')}
              </label>
              <select class="input input-s" id={`f-s-${id}`} name="sector">
                {lists.sectors
                  .filter((sector) => !sector.retired)
                  .map(({ key, label }) => (
                    <option value={key} selected={key === 'other'}>
                      {label}
                    </option>
                  ))}
              </select>
              <button class="btn btn-s">{t('snowball.review.add')}</button>
            </form>
          )}
        </>
      )}
      {naming.decision === null && (
        <form class="bunch" method="post" action={href(page, action)}>
          <input type="hidden" name="_key" value={formKey} />
          <input type="hidden" name="decision" value="refuse" />
          <label class="small" for={`f-r-${id}`}>
            {t('snowball.review.reason')}
          </label>
          <input class="input grow" id={`f-r-${id}`} name="reason" maxlength={LIMITS.reason} />
          <button class="btn btn-s is-bad">{t('snowball.review.refuse')}</button>
        </form>
      )}
    </div>
  )
}

const RolesLine = ({
  page,
  round,
  asking,
  now,
  lists,
  formKey,
}: ReviewProps & { asking: Asking; now: readonly string[] }) => {
  const { t } = page
  const action = paths.roundRoles(page.region!.slug, round.id, asking.id)
  const said = asking.roles ?? []
  const label = (key: string) => lists.roles.find((role) => role.key === key)?.label ?? key
  const added = said.filter((role) => !now.includes(role)).map(label)
  const dropped = now.filter((role) => !said.includes(role) && (asking.rolesShown ?? []).includes(role)).map(label)
  return (
    <li>
      <div class="stack-s">
        <p class="title">
          <bdi>{asking.organization.name}</bdi>
        </p>
        {added.length > 0 && <p>{t('snowball.review.added', { roles: added.join(' · ') })}</p>}
        {dropped.length > 0 && <p>{t('snowball.review.dropped', { roles: dropped.join(' · ') })}</p>}
        <div class="bunch">
          <ButtonForm
            page={page}
            action={action}
            label={t('snowball.review.acceptRoles')}
            fields={{ _key: formKey, decision: 'accept' }}
            small
          />
          <ButtonForm
            page={page}
            action={action}
            label={t('snowball.review.refuseRoles')}
            fields={{ _key: formKey, decision: 'refuse' }}
            small
            bad
          />
        </div>
      </div>
    </li>
  )
}
