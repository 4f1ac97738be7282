/** What each loop gets: how long, how often, and the numbers that chance is made of. */
export interface Chaos {
  rounds: number
  /** How long what goes on for a time goes on. */
  seconds: number
  random(): number
  /** A line on how far it is, for whoever waits. */
  note(line: string): void
}
