import { useRef, useState } from "preact/hooks";
import { type Decision, decide, takeBack } from "../../decide.ts";
import { describeError, isRefused } from "../../service.ts";
import type { LoadedArticle, TaggedArticle } from "./load-article.ts";
import type { Act } from "./tag-card.tsx";
import { describeOverride } from "./timeline.tsx";

interface Article {
  article: TaggedArticle;
  load: (signal: AbortSignal) => Promise<LoadedArticle>;
  replace: (article: LoadedArticle) => void;
  reload: () => void;
}

export interface Decisions {
  act: Act;
  undo: () => void;
  /** What the editor should know of, such as another's decision meanwhile. */
  notice: string;
  say: (notice: string) => void;
  note: string;
  setNote: (note: string) => void;
}

/** The editor's decisions on an article, each on what is shown. */
export function useDecisions({ article, load, replace, reload }: Article): Decisions {
  const busy = useRef(false);
  const [notice, say] = useState("");
  const [note, setNote] = useState("");
  const done = useRef<Decision[]>([]);

  const make = async (decision: Decision, isUndo: boolean) => {
    busy.current = true;
    say("");
    const back = takeBack(article.document, decision.topic);
    try {
      const decided = await decide(article.document.articleId, article.etag, [decision]);
      if (isUndo) done.current.pop();
      else done.current.push(back);
      setNote("");
      replace({ ...article, ...decided });
      reload();
    } catch (error) {
      if (isRefused(error, 412) || isRefused(error, 409)) await showWhatChanged();
      else say(`Not saved: ${describeError(error)}`);
    } finally {
      busy.current = false;
    }
  };

  const showWhatChanged = async () => {
    done.current = [];
    try {
      const now = await load(new AbortController().signal);
      say(describeChange(article, now));
      replace(now);
    } catch (error) {
      say(`The article has changed meanwhile, and could not be loaded again: ${describeError(error)}`);
    }
  };

  const act: Act = (decision) => {
    if (busy.current) return;
    void make({ ...decision, ...(note.trim() ? { note: note.trim() } : {}) }, false);
  };
  const undo = () => {
    if (busy.current) return;
    const last = done.current.at(-1);
    if (last) void make(last, true);
    else say("You have decided nothing here that could be undone.");
  };
  return { act, undo, notice, say, note, setNote };
}

/** Who did what since the article was loaded. */
function describeChange(seen: TaggedArticle, now: LoadedArticle): string {
  if (now.state !== "tagged") return "Your decision was not saved, since the article has changed meanwhile.";
  const decisions = now.history.overrides.slice(0, now.history.overrides.length - seen.history.overrides.length);
  const said = decisions.toReversed().map((override) => {
    const note = override.note ? ` (“${override.note}”)` : "";
    return `${describeOverride(override)}${note}`;
  });
  if (now.document.version !== seen.document.version) said.push(`version ${now.document.version} came in`);
  else if (now.document.taggedAt !== seen.document.taggedAt) said.push("the article was tagged anew");
  return `Meanwhile ${said.join(", ") || "the article has changed"}. Your decision was not saved: look again and decide on what is here now.`;
}
