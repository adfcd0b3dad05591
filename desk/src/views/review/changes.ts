import type { Schemas } from "../../service.ts";
import { nameTopic, TOPICS, type Topic } from "../../topic.tsx";
import { DONE } from "../../visit.ts";

type Document = Schemas["TagsDocument"];
type Overrides = Schemas["GetHistoryAnswer"]["overrides"];

/** What came between two sights of an article, a sentence each. @param overrides newest first. */
export function describeChanges(seen: Document, now: Document, overrides: Overrides): string[] {
  const decided = TOPICS.filter((topic) => decisionOn(seen, topic) !== decisionOn(now, topic)).flatMap((topic) => {
    const last = overrides.find((override) => override.topic === topic);
    return last ? [`${last.by.name} ${lower(DONE[last.action])} ${nameTopic(topic)}${sayWhy(last.note)}.`] : [];
  });
  if (seen.version !== now.version) decided.push(`Version ${now.version} of the article has come.`);
  else if (seen.modelVersion !== now.modelVersion) decided.push("A newer model has read the article.");
  return decided.length > 0 ? decided : ["It was tagged again, with the same tags."];
}

function decisionOn({ tags, rejected = [] }: Document, topic: Topic): string | undefined {
  return [...tags, ...rejected].find((tag) => tag.topic === topic)?.decision;
}

function lower(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}

function sayWhy(note: string | null): string {
  return note ? ` (“${note}”)` : "";
}
