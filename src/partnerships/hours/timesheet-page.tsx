import { paths } from '../../paths.ts'
import { type FormState, emptyForm } from '../../platform/parse-form.ts'
import { Checkbox } from '../../ui/field.tsx'
import { Empty } from '../../ui/empty.tsx'
import { FieldError, Form, FormDo } from '../../ui/form.tsx'
import { type Page, href } from '../../ui/page.ts'
import { Table } from '../../ui/table.tsx'
import { PartnershipFrame } from '../frame-panel.tsx'
import type { Party, Partnership } from '../partnerships.ts'
import { HoursBar, Leads, longest } from './hours-panel.tsx'
import type { PartyHours } from './hours.ts'
import { keepsHours } from './rules.ts'
import { Another, Mails, placeOf, Sharing } from './timesheet-panel.tsx'
import { sayHours, sayLine, sayNumber, sayWeek } from './sayings.ts'
import { ASKED_FROM } from './typed-hours.ts'
import { cellKey, type TypedTable } from './table-readings.ts'
import type { Line, WeeklyAsking } from './timesheets.ts'
import { weeksLater } from './weeks.ts'

export interface TimesheetProps {
  page: Page
  partnership: Partnership
  party: Party
  /** What all together promised and used; null for somebody who sees their own hours only. */
  sum: PartyHours | null
  weeks: string[]
  thisWeek: string
  lines: Line[]
  askings: (WeeklyAsking & { name: string | null })[]
  /** People of the organization, to choose from. */
  people: { id: string; name: string }[]
  table: TypedTable
  another: FormState
  asking: FormState
  formKey: string
  done: string | undefined
}

const DONE = ['logged', 'shared', 'asked', 'stopped']

/** The hours of the people of one partner, week by week, to read and to write. */
export const TimesheetPage = (props: TimesheetProps) => {
  const { page, partnership, party, lines, done } = props
  const { t } = page
  const keeps = page.actor !== undefined && keepsHours(page.actor, party)
  return (
    <PartnershipFrame
      page={page}
      partnership={partnership}
      current="hours"
      title={t('partnership-hours.of', { organization: party.organization.name })}
      done={done !== undefined && DONE.includes(done) ? t(`partnership-hours.done.${done}`) : undefined}
    >
      <Sum {...props} />
      <section class="section" aria-labelledby="weeks-h">
        <div class="section-head">
          <h2 id="weeks-h">{t('partnership-hours.weeks')}</h2>
          <p class="small quiet">{t('partnership-hours.sealed', { organization: party.organization.name })}</p>
        </div>
        {lines.length === 0 ? (
          <Empty title={t('partnership-hours.nobody')}>{t('partnership-hours.nobodyHint')}</Empty>
        ) : (
          <Weeks {...props} />
        )}
      </section>
      {keeps && <Another {...props} />}
      <Mails {...props} keeps={keeps} />
      {keeps && props.sum && <Sharing {...props} sum={props.sum} />}
    </PartnershipFrame>
  )
}

const Sum = ({ page, sum }: TimesheetProps) =>
  sum && (
    <section class="p-top-l" aria-label={page.t('partnership-hours.promisedAndUsed')}>
      <p>
        {sum.promised === null
          ? page.t('partnership-hours.sum.used', { used: sayHours(page, sum.used ?? 0) })
          : page.t('partnership-hours.sum.both', {
              used: sayHours(page, sum.used ?? 0),
              promised: sayHours(page, sum.promised),
            })}{' '}
        <Leads page={page} about={sum} />
      </p>
      <HoursBar page={page} about={sum} most={longest([sum])} />
    </section>
  )

/** A row for each week, a column for each person or pool. */
const Weeks = (props: TimesheetProps) => {
  const { page, weeks, thisWeek, lines, formKey, table } = props
  const { t } = page
  const oldest = weeks.at(-1)!
  const path = paths.partyHours(...placeOf(props))
  return (
    <Form page={page} action={path} form={{ values: {}, errors: summary(props) }} formKey={formKey}>
      <Table
        columns={[
          {
            label: t('partnership-hours.weekOf'),
            cell: (week) => (
              <>
                {sayWeek(page, week)}
                {week === thisWeek && <span class="small quiet"> {t('partnership-hours.underWay')}</span>}
              </>
            ),
          },
          ...lines.map((line) => ({
            label: sayLine(page, line),
            cell: (week: string) => <Cell {...props} week={week} line={line} />,
          })),
        ]}
        rows={weeks}
      />
      {table.unsure && (
        <div class="card is-warn p-top">
          <Checkbox
            page={page}
            form={emptyForm}
            name="sure"
            label={t('partnership-hours.sure')}
            hint={t('partnership-hours.sureHint', { hours: ASKED_FROM })}
          />
        </div>
      )}
      <FormDo page={page} act={t('partnership-hours.save')}>
        <a class="btn btn-quiet" href={href(page, `${path}?week=${weeksLater(oldest, -1)}`)}>
          {t('partnership-hours.earlier')}
        </a>
        {weeks[0]! < thisWeek && (
          <a class="btn btn-quiet" href={href(page, path)}>
            {t('partnership-hours.latest')}
          </a>
        )}
      </FormDo>
    </Form>
  )
}

/** What is wrong, to stand on top of the form: each sentence once. */
function summary({ page, table }: TimesheetProps): FormState['errors'] {
  const all = [...new Set(table.wrong.values())]
  const said = table.unsure ? [...all, page.t('partnership-hours.sureHint', { hours: ASKED_FROM })] : all
  return said.length === 0 ? {} : { hours: said }
}

const Cell = ({ page, week, line, table }: TimesheetProps & { week: string; line: Line }) => {
  const key = cellKey(week, line.key)
  const stands = table.now.has(key) ? table.now.get(key)! : (line.hours.get(week) ?? null)
  const was = stands === null ? '' : String(stands)
  const shown = table.typed.get(key) ?? (stands === null ? '' : sayNumber(page, stands))
  const wrong = table.wrong.get(key)
  const id = `c-${week}-${line.key.replaceAll(/[^\w-]/g, '_')}`
  if (!line.mayLog) return stands === null ? <span class="quiet">–</span> : sayNumber(page, stands)
  return (
    <>
      <input type="hidden" name="cell[]" value={`${week} ${was || '-'} ${line.key}`} />
      <input
        class="input in-s"
        id={id}
        name="hours[]"
        value={shown}
        inputmode="decimal"
        autocomplete="off"
        maxlength={20}
        aria-label={page.t('partnership-hours.cell', { who: sayLine(page, line), week: sayWeek(page, week) })}
        {...(wrong && { 'aria-invalid': 'true' as const, 'aria-describedby': `${id}-e` })}
      />
      <FieldError id={id} errors={wrong ? [wrong] : undefined} />
    </>
  )
}
