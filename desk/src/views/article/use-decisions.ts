import { useContext, useState } from "preact/hooks";
import type { Claim } from "../../claim.ts";
import { ArticleChanged, type Decision, describeUndecided, LOST } from "../../decide.ts";
import type { Seen } from "../../seen.ts";
import { describeError } from "../../service.ts";
import { STILL_SAVING, useDeciding } from "../../use-deciding.ts";
import { type Done, describeUndone, VisitContext } from "../../visit.ts";
import { type LoadedArticle, loadArticle, queuedFrom, type TaggedArticle } from "./load-article.ts";
import type { Act } from "./tag-card.tsx";
import { describeOverride } from "./timeline.tsx";

export interface OpenArticle {
  article: TaggedArticle;
  claim: Claim;
  replace: (article: LoadedArticle) => void;
  reload: () => void;
}

interface Decisions {
  act: Act;
  undo: () => void;
  /** A message for the editor, such as another's decision meanwhile. */
  notice: string;
  say: (notice: string) => void;
  note: string;
  setNote: (note: string) => void;
}

/** Makes the editor's decisions on an article, each on the state shown. */
export function useDecisions({ article, claim, replace, reload }: OpenArticle): Decisions {
  const { articleId } = article.document;
  const [notice, say] = useState("");
  const { notes } = useContext(VisitContext);
  const [note, showNote] = useState(notes.get(articleId) ?? "");
  const deciding = useDeciding();

  const setNote = (written: string) => {
    notes.set(articleId, written);
    showNote(written);
  };
  const show = (now: Seen) => {
    replace({ ...article, ...now });
    claim.claim();
    reload();
  };
  const make = async (decision: Decision) => {
    if (claim.other) return say(`${claim.other} is working on this article.`);
    if (deciding.isSaving()) return say(STILL_SAVING);
    say("");
    try {
      const now = await deciding.make(queuedFrom(article), article, decision, () => say(LOST));
      say("");
      setNote("");
      show(now);
    } catch (error) {
      if (error instanceof ArticleChanged) await showWhatChanged();
      else say(describeUndecided(error));
    }
  };
  const showWhatChanged = async () => {
    try {
      const now = await loadArticle(articleId);
      say(describeChange(article, now));
      replace(now);
    } catch (error) {
      say(`Your decision was not saved: the article has changed and could not be reloaded. ${describeError(error)}`);
    }
  };
  const isHere = (done: Done) => done.article.articleId === articleId;
  const restore = (undone: Done, now: Seen) => {
    say(describeUndone(undone));
    if (isHere(undone)) show(now);
  };
  const lookAgain = (kept: Done) => {
    if (isHere(kept)) reload();
  };

  const act: Act = (decision) => void make({ ...decision, ...(note.trim() ? { note: note.trim() } : {}) });
  const undo = () => void deciding.undo({ say, fail: say, restore, lookAgain });
  return { act, undo, notice, say, note, setNote };
}

/** Says who did what since the article was loaded. */
function describeChange(seen: TaggedArticle, now: LoadedArticle): string {
  if (now.state !== "tagged") return "Your decision was not saved because the article has changed.";
  const decisions = now.history.overrides.slice(0, now.history.overrides.length - seen.history.overrides.length);
  const said = decisions.toReversed().map((override) => {
    const note = override.note ? ` (“${override.note}”)` : "";
    return `${describeOverride(override)}${note}`;
  });
  if (now.document.version !== seen.document.version) said.push(`version ${now.document.version} arrived`);
  else if (now.document.taggedAt !== seen.document.taggedAt) said.push("the article was tagged again");
  return `Your decision was not saved. In the meantime: ${said.join("; ") || "the article changed"}. Check the current state, then decide again.`;
}
