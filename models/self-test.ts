import type { Tagging } from "../src/domain/tagging.js";
import { TOPICS } from "../src/domain/topic.js";
import type { ClassifyInput } from "./classify.js";

/** Written for this test; any sound model tags it with all three topics. */
const ARTICLE: ClassifyInput = {
  headline: "Immigration agents arrest 80 workers in raid on poultry plant",
  body:
    "Federal immigration agents arrested 80 workers at a poultry plant on Tuesday, and detained most of them for deportation. " +
    "The workers' union said the raid came a week after employees voted to strike over wages and unpaid overtime. " +
    "Prosecutors charged two managers with hiring undocumented immigrants.\n\n" +
    "The police closed the road while agents led the immigrants to buses bound for a detention center. " +
    "Union leaders asked the Labor Department to investigate working conditions and the minimum wage paid at the plant.",
  bodyFormat: "text",
};

/** Throws unless ARTICLE gets all topics, each with evidence: a process that cannot tag it must not report ready. */
export async function selfTest(classify: (input: ClassifyInput) => Tagging | Promise<Tagging>): Promise<void> {
  const tagging = await classify(ARTICLE);
  const tags = "tags" in tagging ? tagging.tags : [];
  const wrong = TOPICS.filter((topic) => !tags.some((tag) => tag.topic === topic && tag.evidence.length > 0));
  if (wrong.length > 0) throw new Error(`model ${tagging.modelVersion} fails its self-test: no ${wrong.join(", ")}`);
}
