import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { useLocation } from "preact-iso";
import { useKeys } from "../../keys.tsx";
import { describeError } from "../../service.ts";
import { findArticle, namesArticle } from "./find-article.ts";

interface ArticleSearchProps {
  q: string;
  onSearch: (q: string) => void;
}

/** Searches for words of headlines; opens the article if it gets an address or id instead. */
export function ArticleSearch({ q, onSearch }: ArticleSearchProps) {
  const { route } = useLocation();
  const input = useRef<HTMLInputElement>(null);
  const [said, say] = useState("");
  useLayoutEffect(() => {
    if (input.current) input.current.value = q;
  }, [q]);
  useKeys([{ key: "/", does: "Search", run: () => input.current?.focus() }]);
  const search = async (text: string) => {
    say("");
    if (!namesArticle(text)) return onSearch(text);
    say("Looking for the article…");
    await findArticle(text).then(
      (articleId) => route(`/desk/articles/${articleId}`),
      (error: unknown) => say(`The article could not be opened. ${describeError(error)}`),
    );
  };
  const submit = (event: Event) => {
    event.preventDefault();
    void search(input.current?.value.trim() ?? "");
  };
  return (
    <search>
      <form class="filters articles-search" onSubmit={submit}>
        <label>
          Search
          <input
            ref={input}
            type="search"
            placeholder="Headline words, URL, or ID (art_…)"
            spellcheck={false}
            autocapitalize="off"
          />
        </label>
        <button type="submit">Search</button>
      </form>
      <p class="articles-said" role="status">
        {said}
      </p>
    </search>
  );
}
