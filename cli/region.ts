import type { Command } from 'commander'
import { newRegionForm } from '../src/region/forms.ts'
import { createRegion, deleteRegion, listRegions } from '../src/region/regions.ts'
import { translate } from '../src/platform/i18n.ts'
import { sayIssues } from '../src/platform/parse-form.ts'
import { regionNamed, withHouse } from './with-house.ts'
import { say, sayJson, wrongUsage } from './say.ts'

export function addRegion(program: Command) {
  const region = program.command('region').description('regions')
  region
    .command('create <slug>')
    .requiredOption('--name <name>')
    .option('--counties <fips>', 'FIPS codes, separated by commas', '')
    .option('--time-zone <zone>', 'IANA name', 'America/New_York')
    .option('--json')
    .action((slug: string, options: { name: string; counties: string; timeZone: string; json?: boolean }) =>
      withHouse(async ({ parts }) => {
        const checked = newRegionForm.safeParse({
          slug,
          name: options.name,
          timeZone: options.timeZone,
          counties: options.counties.split(',').filter(Boolean),
        })
        if (!checked.success)
          throw wrongUsage(
            Object.entries(sayIssues(checked.error, translate('en')))
              .map(([field, why]) => `${field}: ${why.join(' ')}`)
              .join('\n'),
          )
        const id = await createRegion(parts.db, null, checked.data, parts.clock())
        if (options.json) return sayJson({ id, slug, address: `${parts.config.publicUrl}/${slug}` })
        say(`The region ${options.name} is at ${parts.config.publicUrl}/${slug}`)
        say(`Add its coordinator: tieline member add ${slug} EMAIL --access coordinator`)
      }),
    )
  region
    .command('list')
    .option('--json')
    .action((options: { json?: boolean }) =>
      withHouse(async ({ parts }) => {
        const regions = await listRegions(parts.db)
        if (options.json) return sayJson({ items: regions, total: regions.length })
        if (regions.length === 0) return say('No region yet. Make one: tieline region create SLUG --name NAME')
        for (const one of regions) say(`${one.slug.padEnd(24)} ${one.name}`)
      }),
    )
  region
    .command('delete <slug>')
    .description('erases a region with all it holds; this cannot be undone')
    .requiredOption('--yes <slug>', 'the slug once more, to be sure')
    .action((slug: string, options: { yes: string }) =>
      withHouse(async (house) => {
        if (options.yes !== slug)
          throw wrongUsage(`Nothing was deleted: --yes says "${options.yes}", the region is "${slug}".`)
        const one = await regionNamed(house, slug)
        await deleteRegion(house.parts.db, one, house.parts.clock())
        say(`The region ${one.name} is deleted.`)
      }),
    )
}
