import { paths } from '../paths.ts'
import { langOn } from '../ui/languages.ts'
import { type Page, type RegionHead, href } from '../ui/page.ts'
import type { Said } from './words.ts'

/** What the region says of itself, and where it is. */
export const AboutPanel = ({ page, region, description }: { page: Page; region: RegionHead; description: Said }) => (
  <section id="about" aria-labelledby="h-about" class="stack">
    <div class="section-head">
      <h2 id="h-about">{page.t('region.about.title', { region: region.name })}</h2>
    </div>
    {description.text
      .split(/\n{2,}/)
      .filter(Boolean)
      .map((paragraph) => (
        <p lang={langOn(page, description)}>{paragraph}</p>
      ))}
    {region.counties.length > 0 && (
      <>
        <h3 class="title">{page.t('region.about.counties')}</h3>
        <ul class="bunch" role="list">
          {region.counties.map((county) => (
            <li class="badge">{county}</li>
          ))}
        </ul>
      </>
    )}
  </section>
)

/** A coordinator's way from an empty region to one that is worth opening. */
export const NextStepsPanel = ({ page, region }: { page: Page; region: RegionHead }) => {
  const steps = {
    import: paths.importStart(region.slug),
    add: paths.newOrganization(region.slug),
    invite: paths.invite(region.slug),
    settings: paths.settings(region.slug),
  }
  return (
    <section aria-labelledby="h-steps" class="stack">
      <div class="section-head">
        <h2 id="h-steps">{page.t('region.steps.title')}</h2>
      </div>
      <ol class="rows">
        {Object.entries(steps).map(([step, path]) => (
          <li>
            <h3 class="title">
              <a href={href(page, path)}>{page.t(`region.steps.${step}`)}</a>
            </h3>
            <p class="quiet">{page.t(`region.steps.${step}How`)}</p>
          </li>
        ))}
      </ol>
    </section>
  )
}
