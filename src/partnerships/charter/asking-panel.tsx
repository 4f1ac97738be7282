import { paths } from '../../paths.ts'
import { formatDate } from '../../platform/i18n.ts'
import { ButtonForm } from '../../ui/form.tsx'
import { Icon } from '../../ui/icon.tsx'
import { langOn } from '../../ui/languages.ts'
import type { Page } from '../../ui/page.ts'
import type { Party, Partnership } from '../partnerships.ts'
import { canBeReminded } from './asking-changes.ts'
import { type Asking, stateOf } from './askings.ts'

interface Props {
  page: Page
  partnership: Partnership
  party: Party
  /** The last time it was asked. */
  asking: Asking | undefined
  today: string
  formKey: string
  /** Where one comes back to. */
  back: 'start' | 'charter'
}

/** Whether a partner was asked for its part, what came of it, and the button that asks. */
export const AskForPart = ({ page, partnership, party, asking, today, formKey, back }: Props) => {
  const { t } = page
  const { slug } = page.region!
  const { name } = party.organization
  const state = asking && stateOf(asking, today)
  const fields = (what: string) => ({ _key: `${formKey}-${what}-${party.id}`, back })
  const contact = party.contact?.name
  return (
    <div class="stack-s no-print">
      {asking && state && (
        <p class="small">
          <Icon name={state === 'answered' ? 'check' : 'clock'} />{' '}
          {t(`partnership-charter.asked.${state}`, {
            date: formatDate(page.lang, asking.answeredAt ?? asking.askedAt, 'long', page.region!.timeZone),
            until: formatDate(page.lang, asking.until, 'long'),
            who: asking.personName ?? name,
          })}
        </p>
      )}
      {asking && state === 'answered' && asking.word !== '' && (
        <blockquote class="lines charter-word" lang={langOn(page, partnership)}>
          {asking.word}
        </blockquote>
      )}
      <div class="bunch">
        {state === 'waiting' && canBeReminded(asking!, page.now) && (
          <ButtonForm
            page={page}
            action={paths.partyReminders(slug, partnership.slug, party.id)}
            label={t('partnership-charter.remind', { organization: name })}
            fields={fields('remind')}
            small
          />
        )}
        {state === 'waiting' && (
          <ButtonForm
            page={page}
            action={paths.partyRevocation(slug, partnership.slug, party.id)}
            label={t('partnership-charter.revoke')}
            fields={fields('revoke')}
            small
          />
        )}
        {state !== 'waiting' && party.contact && (
          <ButtonForm
            page={page}
            action={paths.partyAskings(slug, partnership.slug, party.id)}
            label={t(state ? 'partnership-charter.askAgain' : 'partnership-charter.askFor', { organization: name })}
            fields={fields('ask')}
            small
          />
        )}
      </div>
      {state !== 'waiting' && (
        <p class="small quiet">
          {party.contact
            ? t('partnership-charter.askWhat', { who: contact ?? t('partnership-charter.somebody') })
            : t('partnership-charter.askNobody', { organization: name })}
        </p>
      )}
    </div>
  )
}
