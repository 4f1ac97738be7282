import type { Child } from 'hono/jsx'
import { paths } from '../paths.ts'
import { type Page, href } from '../ui/page.ts'
import { VALUES, WORDS, type Words } from './client/words.ts'

/** Stands for the slug of an organization in an address that the browser completes. */
const SLUG = 'SLUG'

/** The texts of the island, with the names of values where they will stand. */
function wordsOf({ t }: Page, shown: { organizations: number; ties: number }): Words {
  const holes = Object.fromEntries(VALUES.map((name) => [name, `{${name}}`]))
  const words = WORDS.map((word) => [word, t(`island.${word}`, holes)])
  return Object.fromEntries([...words, ['picture', t('island.picture', shown)]]) as Words
}

interface Props {
  page: Page
  /** The address of what is painted (`PictureData`). */
  picture: string
  /** How many of both the picture shows. */
  shown: { organizations: number; ties: number }
  /** What stands there without the island, and on paper: a picture drawn by the server. */
  children: Child
}

/** The map that can be touched; its page loads `network-map.js` and the sheet `map-room.css`. */
export const MapIsland = ({ page, picture, shown, children }: Props) => {
  const { slug } = page.region!
  return (
    <network-map
      data-picture={href(page, picture)}
      data-words={JSON.stringify(wordsOf(page, shown))}
      data-tie={href(page, paths.newTie(slug, SLUG))}
      data-pin={href(page, paths.mapPins(slug))}
      data-unpin={href(page, paths.mapUnpinning(slug))}
    >
      {children}
    </network-map>
  )
}
