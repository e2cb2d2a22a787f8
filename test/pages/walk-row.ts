/** What one walk took. Memory in megabytes: what the process holds after a collection, at each tenth of the walk. */
export interface WalkRow {
  readonly name: string;
  readonly pages: number;
  readonly items: number;
  /** Id of the last item. */
  readonly last: number;
  readonly seconds: number;
  readonly heap: readonly number[];
  readonly rss: readonly number[];
  /** Of RSS, since the process began. */
  readonly peak: number;
}
