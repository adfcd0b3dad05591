/** The decisions on a tag, in an editor's words. */
const WORDS: Readonly<Record<string, string>> = {
  auto: "automatic",
  suggested: "suggested",
  accepted: "accepted by an editor",
  added: "added by an editor",
  rejected: "rejected by an editor",
};

export function sayDecision(decision: string): string {
  return WORDS[decision] ?? decision;
}
