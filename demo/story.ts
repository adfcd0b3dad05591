import type { Topic } from "../src/domain/topic.js";

/**
 * A story that the newsroom tells again and again with other people, places and numbers. Its texts have blanks:
 * `{town}`, `{a}` (a person, `{a.last}` their last name), `{n:12-40}` (a number, `{n}` the same again),
 * `{what:this|that}` and `{weekday}`; `demo/blanks.ts` fills them.
 */
export interface Story {
  /** The topics that an editor would file it under; the demo's editors decide by them. */
  topics: readonly Topic[];
  section: string;
  /** Calendar months that it belongs to, counted from 0; all when absent. */
  months?: readonly number[];
  /** Days ago, from and to, in which most of its articles appear: a wave in the news. */
  wave?: readonly [number, number];
  /** Set for a story that is told once: its texts are used whole. */
  once?: true;
  headlines: readonly string[];
  leads: readonly string[];
  /** Paragraphs that may follow, in this order; some are left out. */
  rest: readonly string[];
}
