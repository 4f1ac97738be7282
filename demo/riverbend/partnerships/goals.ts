import type { DemoGoal, DemoPlan } from '../../types.ts'
import type { Clock } from '../clock.ts'
import { keyOf, slug } from '../organizations.ts'
import { KEYS } from './partnerships.ts'

const { desk, budget, maps, health } = KEYS

const goal = (code: string, page: number, text: string, ...serves: DemoGoal['serves'] & {}): DemoGoal => ({
  code,
  page,
  text,
  serves,
})

/** Plans of organizations that work together: some goals are served, some by nothing yet, and the time of one is over. */
export const plans = (now: Clock): DemoPlan[] => {
  const years = (from: number, to: number) => ({ since: now.year(from), until: now.year(-to) })
  const named = (title: string, from: number, to: number) => `${title} ${now.year(from)}–${now.year(-to)}`
  const plan = (
    of: string,
    by: string,
    daysAgo: number,
    told: Omit<DemoPlan, 'organization' | 'createdAt' | 'createdBy'>,
  ) => ({
    organization: keyOf(of),
    createdBy: slug(by),
    createdAt: now.ago(daysAgo, 620),
    ...told,
  })
  return [
    plan('rpl', 'Fern Salcedo', 600, {
      title: named('Strategic Plan', 1, 3),
      url: 'https://rpl.example/plan',
      ...years(1, 3),
      goals: [
        goal('Goal 1', 8, 'Everybody is welcome: a card for all who live, work or learn here'),
        goal('Goal 2', 12, 'Every resident can find and judge information', {
          partnership: desk,
          note: 'Questions on data are answered at every desk, with a partner behind it.',
        }),
        goal('Goal 3', 15, 'Staff keep learning, and have the time for it', {
          partnership: desk,
          section: 'benefits',
          note: 'Librarians read datasets together with the Data Commons.',
        }),
        goal('Goal 4', 19, 'Branches are open when people can come'),
        goal('Goal 5', 22, 'Spanish and Haitian Creole at every desk'),
      ],
    }),
    plan('tcdc', 'Priya Ramanathan', 580, {
      title: named('What we are here for', 2, 2),
      url: 'https://tcdc.example/directions',
      ...years(2, 2),
      goals: [
        goal('1', 3, 'Publish what people ask for, and say who asked first', { partnership: desk }),
        goal('2', 4, 'Numbers that neighborhoods can use themselves', { partnership: maps }),
        goal('3', 6, 'Every dataset has a person who answers for it'),
      ],
    }),
    plan('hul', 'Yusuf Adeyemi', 560, {
      title: named('Library directions', 1, 4),
      url: 'https://hollis.example/library/directions',
      ...years(1, 4),
      goals: [
        goal('A', 2, 'Research that serves the region', { partnership: desk, section: 'roles' }),
        goal('B', 3, 'What is learned stays findable', { partnership: desk }),
        goal('C', 5, 'Open textbooks in every first-year course'),
      ],
    }),
    plan('city', 'Leopold Danso', 540, {
      title: 'Millrace Together',
      url: 'https://millrace.example/together',
      ...years(4, 4),
      goals: [
        {
          ...goal('Action 9', 28, 'A public hearing on the budget in every ward'),
          since: now.year(4),
          until: now.day(20),
        },
        goal(
          'Action 14',
          41,
          'Open data that residents use',
          { partnership: desk, note: 'What people ask at the desks says what to publish next.' },
          { partnership: budget },
        ),
        goal('Action 15', 42, 'Every city form in three languages'),
        goal('Action 22', 57, 'Walkable routes to every school'),
      ],
    }),
    plan('cog', 'Walter Ostrom', 300, {
      title: named('Work program', 1, 1),
      url: 'https://cog.example/work-program',
      ...years(1, 1),
      goals: [
        goal('2.1', 6, 'Comparable figures for all member towns', { partnership: budget }),
        goal('2.2', 7, 'One map of roads and bridges'),
      ],
    }),
    plan('ach', 'Constance Obuya', 80, {
      title: named('Health report and plan', 1, 2),
      url: 'https://ach.example/plan',
      ...years(1, 2),
      goals: [
        goal('Objective 1', 11, 'The health report reaches those whom it is about', { partnership: health }),
        goal('Objective 2', 13, 'Fewer falls among older people'),
      ],
    }),
    plan('marshlib', 'Wendell Haas', 10, {
      title: named('Three-year plan', 0, 2),
      url: 'https://marsh.example/plan',
      visibility: 'region',
      ...years(0, 2),
      goals: [
        goal('1', 1, 'A place where the county meets'),
        goal('2', 1, 'Computers that work, and somebody who helps'),
      ],
    }),
  ]
}
