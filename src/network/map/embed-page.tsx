import { paths } from '../../paths.ts'
import type { Lists } from '../../region/lists.ts'
import { assetPath } from '../../ui/assets.ts'
import { type Page, href } from '../../ui/page.ts'
import type { MapFilter } from './forms.ts'
import { Legend } from './map-legend-panel.tsx'
import type { Picture } from './map-pictures.ts'
import { mapAddress, sayAsOf, sayHole } from './map-sayings.ts'
import type { MapView } from './map-views.ts'
import { NetworkMap } from './picture-panel.tsx'

interface Embedded {
  page: Page
  view: MapView
  picture: Picture
  lists: Lists
  asked: MapFilter
}

/** The public map alone, for a frame in a page of another site: no form, no script, nothing of whoever looks. */
export const EmbedPage = ({ page, view, picture, lists, asked }: Embedded) => {
  const slug = page.region?.slug ?? ''
  const { t } = page
  return (
    <html lang={page.lang}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="robots" content="noindex" />
        <title>{`${t('map.title')} · ${page.region?.name ?? ''}`}</title>
        <link rel="stylesheet" href={assetPath('styles.css')} />
        <link rel="stylesheet" href={assetPath('map-room.css')} />
      </head>
      <body>
        <main id="main" class="wrap stack">
          <h1 class="h3">
            <a
              href={href(page, mapAddress(paths.map(slug), asked))}
            >{`${t('map.title')}, ${page.region?.name ?? ''}`}</a>
          </h1>
          <NetworkMap
            target="_top"
            page={page}
            picture={picture}
            focusOn={(focus) => mapAddress(paths.map(slug), asked, { focus })}
            sayHole={(at) => sayHole(t, lists, slug, picture.holes[at]!)}
          />
          <Legend target="_top" page={page} lists={lists} asked={asked} picture={picture} />
          <p class="small quiet">{sayAsOf(t, view)}</p>
        </main>
      </body>
    </html>
  )
}
