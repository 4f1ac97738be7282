import { ButtonForm } from '../../ui/form.tsx'
import type { Page } from '../../ui/page.ts'

interface Props {
  page: Page
  /** What stands in it, and who sees what of it. */
  text: string
  /** Where its address is made. */
  action: string
  formKey: string
  /** Told once, where it was just made. */
  address: string | undefined
}

/** A calendar of a member's own for the program that they plan with: its address, or the press that makes it. */
export const OwnCalendar = ({ page, text, action, formKey, address }: Props) => {
  if (page.actor?.kind !== 'member' || page.actor.personId === null) return null
  return (
    <>
      <p class="small quiet">{text}</p>
      {address ? (
        <p class="to-copy">{address}</p>
      ) : (
        <ButtonForm
          page={page}
          action={action}
          label={page.t('momentum.makeCalendar')}
          fields={{ _key: formKey }}
          small
        />
      )}
    </>
  )
}
