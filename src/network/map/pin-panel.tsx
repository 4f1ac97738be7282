import { paths } from '../../paths.ts'
import { TextField } from '../../ui/field.tsx'
import { Form } from '../../ui/form.tsx'
import type { Page } from '../../ui/page.ts'
import type { Drawn } from './map-pictures.ts'

/** Puts an organization elsewhere on the map without a mouse, and lets it go again. */
export const PinPanel = ({
  page,
  drawn,
  share,
  formKey,
}: {
  page: Page
  drawn: Drawn
  share: number
  formKey: string
}) => {
  const { t } = page
  const slug = page.region?.slug ?? ''
  const form = {
    values: { x: String(drawn.x), y: String(Math.min(1, Math.round((drawn.y / share) * 10_000) / 10_000)) },
    errors: {},
  }
  return (
    <details class="fold">
      <summary>{t(drawn.pinned ? 'map.pin.pinned' : 'map.pin.fold')}</summary>
      <Form page={page} action={paths.mapPins(slug)} formKey={formKey}>
        <p class="small quiet">{t('map.pin.hint')}</p>
        <input type="hidden" name="organization" value={drawn.id} />
        <TextField {...{ page, form }} name="x" label={t('map.pin.x')} inputmode="decimal" short maxlength={8} />
        <TextField {...{ page, form }} name="y" label={t('map.pin.y')} inputmode="decimal" short maxlength={8} />
        <button class="btn btn-s">{t('map.pin.do')}</button>
      </Form>
      {drawn.pinned && (
        <Form page={page} action={paths.mapUnpinning(slug)} formKey={`${formKey}-off`}>
          <input type="hidden" name="organization" value={drawn.id} />
          <button class="btn btn-s btn-quiet">{t('map.pin.undo')}</button>
        </Form>
      )}
    </details>
  )
}
