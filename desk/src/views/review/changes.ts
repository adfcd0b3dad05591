import { findTag, type History, type TagsDocument } from "../../seen.ts";
import { nameTopic, TOPICS } from "../../topic.tsx";
import { DONE } from "../../visit.ts";

/** Describes what changed between two states of an article, in a sentence each. @param overrides newest first. */
export function describeChanges(seen: TagsDocument, now: TagsDocument, overrides: History["overrides"]): string[] {
  const changed = TOPICS.filter((topic) => findTag(seen, topic)?.decision !== findTag(now, topic)?.decision);
  const said = changed.flatMap((topic) => {
    const last = overrides.find((override) => override.topic === topic);
    return last ? [`${last.by.name} ${lower(DONE[last.action])} ${nameTopic(topic)}${sayWhy(last.note)}.`] : [];
  });
  if (seen.version !== now.version) said.push(`Version ${now.version} of the article has arrived.`);
  else if (seen.modelVersion !== now.modelVersion) said.push("A newer model has tagged the article.");
  return said.length > 0 ? said : ["It was tagged again, with the same tags."];
}

function lower(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}

function sayWhy(note: string | null): string {
  return note ? ` (“${note}”)` : "";
}
