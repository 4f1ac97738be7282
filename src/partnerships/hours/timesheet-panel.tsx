import { paths } from '../../paths.ts'
import { Checkbox, RadioCards, SelectField, TextField } from '../../ui/field.tsx'
import { ButtonForm, Form, FormDo } from '../../ui/form.tsx'
import type { PartyHours } from './hours.ts'
import { SHARINGS } from './rules.ts'
import { sayLine, sayWeek } from './sayings.ts'
import type { TimesheetProps } from './timesheet-page.tsx'

/** Where the hours of a partner stand. */
export const placeOf = ({ page, partnership, party }: Pick<TimesheetProps, 'page' | 'partnership' | 'party'>) =>
  [page.region!.slug, partnership.slug, party.organization.slug] as const

/** Hours of somebody who does not stand in the table. */
export const Another = (props: TimesheetProps) => {
  const { page, weeks, people, another, formKey } = props
  const { t } = page
  const failed = Object.keys(another.errors).length > 0
  return (
    <details class="fold section" open={failed}>
      <summary>{t('partnership-hours.another')}</summary>
      <Form page={page} action={paths.partyHoursOthers(...placeOf(props))} form={another} formKey={`${formKey}-o`}>
        <SelectField
          page={page}
          form={another}
          name="anotherPerson"
          label={t('partnership-hours.person')}
          empty={t('partnership-hours.noPerson')}
          options={people.map(({ id, name }) => ({ value: id, label: name }))}
        />
        <TextField
          page={page}
          form={another}
          name="anotherPool"
          label={t('partnership-hours.pool')}
          hint={t('partnership-hours.poolHint')}
          optional
          maxlength={120}
        />
        <SelectField
          page={page}
          form={another}
          name="week"
          label={t('partnership-hours.weekOf')}
          options={weeks.map((week) => ({ value: week, label: sayWeek(page, week) }))}
        />
        <TextField
          page={page}
          form={another}
          name="another"
          label={t('partnership-hours.hoursField')}
          hint={t('partnership-hours.hoursHint')}
          inputmode="decimal"
          short
          maxlength={20}
        />
        {another.errors['sure'] && (
          <Checkbox page={page} form={another} name="sure" label={t('partnership-hours.sure')} />
        )}
        <FormDo page={page} act={t('partnership-hours.writeDown')} />
      </Form>
    </details>
  )
}

/** Who is asked each week by mail. */
export const Mails = (props: TimesheetProps & { keeps: boolean }) => {
  const { page, askings, people, asking, formKey, keeps } = props
  const { t, actor } = page
  const mine = askings.some((one) => one.askedId === actor?.personId && one.pool === '')
  const shown = keeps ? askings : askings.filter((one) => one.askedId === actor?.personId)
  return (
    <section class="section stack" aria-labelledby="mail-h">
      <h2 id="mail-h">{t('partnership-hours.mails')}</h2>
      <p>{t('partnership-hours.mailsHint')}</p>
      {shown.length > 0 && (
        <ul class="rows">
          {shown.map((one) => (
            <li class="has-tail">
              <p>
                {one.name ?? t('partnership-hours.somebody')}
                {one.personId === null && (
                  <span class="quiet">
                    {' '}
                    · {t('partnership-hours.forPool', { pool: sayLine(page, { ...one, name: null }) })}
                  </span>
                )}
              </p>
              <div class="tail">
                <ButtonForm
                  page={page}
                  action={paths.partyHoursAskingEnd(...placeOf(props), one.id)}
                  label={t('partnership-hours.stop')}
                  fields={{ _key: `${formKey}-${one.id}` }}
                  small
                />
              </div>
            </li>
          ))}
        </ul>
      )}
      {!keeps && !mine && actor?.personId && (
        <ButtonForm
          page={page}
          action={paths.partyHoursAskings(...placeOf(props))}
          label={t('partnership-hours.askMe')}
          fields={{ person: actor.personId, _key: `${formKey}-me` }}
        />
      )}
      {keeps && (
        <Form page={page} action={paths.partyHoursAskings(...placeOf(props))} form={asking} formKey={`${formKey}-a`}>
          <div class="cols cols-2">
            <SelectField
              page={page}
              form={asking}
              name="person"
              label={t('partnership-hours.askWhom')}
              empty={t('partnership-hours.choose')}
              options={people.map(({ id, name }) => ({ value: id, label: name }))}
            />
            <TextField
              page={page}
              form={asking}
              name="pool"
              label={t('partnership-hours.askPool')}
              hint={t('partnership-hours.askPoolHint')}
              optional
              maxlength={120}
            />
          </div>
          <FormDo page={page} act={t('partnership-hours.ask')} />
        </Form>
      )}
    </section>
  )
}

/** Who may know the sum: the partner decides. */
export const Sharing = (props: TimesheetProps & { sum: PartyHours }) => {
  const { page, sum, formKey } = props
  const { t } = page
  const form = { values: { shared: sum.shared }, errors: {} }
  return (
    <section class="section" aria-labelledby="shared-h">
      <h2 id="shared-h">{t('partnership-hours.sharing')}</h2>
      <Form page={page} action={paths.partyHoursSharing(...placeOf(props))} form={form} formKey={`${formKey}-s`}>
        <RadioCards
          page={page}
          form={form}
          name="shared"
          label={t('partnership-hours.sharingLabel')}
          hint={t('partnership-hours.sharingHint')}
          options={SHARINGS.map((value) => ({
            value,
            label: t(`partnership-hours.shared.${value}`),
            hint: t(`partnership-hours.sharedHint.${value}`),
          }))}
        />
        <FormDo page={page} act={t('partnership-hours.saveSharing')} />
      </Form>
    </section>
  )
}
