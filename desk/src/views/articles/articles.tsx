import { useLocation } from "preact-iso";
import { ArticleRow } from "../../article-row.tsx";
import { given } from "../../given.ts";
import { More } from "../../more.tsx";
import { type Page, usePages } from "../../pages.ts";
import { answerOf, type Schemas, service } from "../../service.ts";
import { Empty, Shown } from "../../states.tsx";
import { View } from "../../view.tsx";
import { ArticleFilterForm } from "./article-filter-form.tsx";
import { type ArticleFilters, articlesQuery, parseFilters, writeFilters } from "./article-query.ts";
import { ArticleSearch } from "./article-search.tsx";
import "./articles.css";

type Article = Schemas["ListedArticle"];

const PAGE = 25;

/** Lists all articles, newest first, with search and filters. */
export function Articles() {
  const { query, route } = useLocation();
  const filters = parseFilters(query);
  const written = writeFilters(filters);
  const { loaded, reload, more } = usePages((cursor, signal) => listArticles(filters, cursor, signal), [written]);
  const known = loaded.state === "ready" ? loaded.value.entries : [];
  const change = (changed: Partial<ArticleFilters>) => route(linkTo(writeFilters({ ...filters, ...changed })));
  const clear = written ? () => route(linkTo("")) : undefined;
  return (
    <View title="Articles" class="articles">
      <ArticleSearch q={filters.q} onSearch={(q) => change({ q })} />
      <ArticleFilterForm filters={filters} known={known} onChange={change} onClear={clear} />
      <Shown loaded={loaded} what="the articles" again={reload}>
        {({ entries }) => <List articles={entries} isFiltered={written !== ""} />}
      </Shown>
      <More more={more} />
    </View>
  );
}

function List({ articles, isFiltered }: { articles: readonly Article[]; isFiltered: boolean }) {
  if (articles.length > 0) {
    return (
      <ol class="rows">
        {latest(articles).map((article) => (
          <ArticleRow key={article.articleId} article={{ ...article, at: article.publishedAt }} />
        ))}
      </ol>
    );
  }
  return (
    <Empty>
      {isFiltered
        ? "No articles match. Remove a filter, or search for other words in the headline."
        : "No articles yet. Articles appear here as soon as a CMS sends them."}
    </Empty>
  );
}

/** Keeps the later answer for an article that moved down the list between two pages, and so is in both. */
function latest(articles: readonly Article[]): Article[] {
  return [...new Map(articles.map((article) => [article.articleId, article])).values()];
}

function linkTo(query: string): string {
  return query ? `/desk/articles?${query}` : "/desk/articles";
}

async function listArticles(
  filters: ArticleFilters,
  cursor: string | undefined,
  signal: AbortSignal,
): Promise<Page<Article>> {
  const query = { ...articlesQuery(filters), limit: PAGE, ...given({ cursor }) };
  const answer = await service.GET("/v1/articles", { params: { query }, signal });
  return { entries: answerOf(answer).articles, response: answer.response };
}
