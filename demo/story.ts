import type { Topic } from "../src/domain/topic.js";

/**
 * A story of the newsroom that is told again and again with other people, places and numbers. Its texts have blanks:
 * `{town}`, `{a}` (a person, `{a.last}` their last name), `{n:12-40}` (a number, `{n}` the same again), `{what:this|that}`
 * and `{weekday}`; `demo/blanks.ts` fills them.
 */
export interface Story {
  /** What an editor would file it under; the demo's editors decide by it. */
  topics: readonly Topic[];
  section: string;
  /** Calendar months that it belongs to; all when absent. */
  months?: readonly number[];
  /** Days ago, from and to, between which most of its articles appear: a wave in the news. */
  wave?: readonly [number, number];
  /** It is told once, as it stands: its texts are used whole. */
  once?: true;
  headlines: readonly string[];
  leads: readonly string[];
  /** What may follow, in this order; some are left out. */
  rest: readonly string[];
}
