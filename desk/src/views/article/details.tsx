import type { ComponentChildren } from "preact";
import { ExactMoment } from "../../moment.tsx";
import { findRevision, type TaggedArticle } from "./load-article.ts";

/** Shows what is known of an article besides its text and tags. */
export function Details({ article }: { article: TaggedArticle }) {
  const { document, facts } = article;
  const read = "language" in document ? document : undefined;
  const received = findRevision(article)?.receivedAt;
  return (
    <section class="panel article-details" aria-labelledby="article-details-title">
      <h2 id="article-details-title">Details</h2>
      <dl>
        <Row name="Source">{document.source}</Row>
        <Row name="ID in source">{document.externalId}</Row>
        <Row name="Beatline ID">{document.articleId}</Row>
        <Row name="Version">{document.version}</Row>
        {facts.section ? <Row name="Section">{facts.section}</Row> : null}
        {facts.publishedAt ? (
          <Row name="Published">
            <ExactMoment at={facts.publishedAt} />
          </Row>
        ) : null}
        {facts.updatedAt ? (
          <Row name="Updated">
            <ExactMoment at={facts.updatedAt} />
          </Row>
        ) : null}
        {received ? (
          <Row name="Received">
            <ExactMoment at={received} />
          </Row>
        ) : null}
        <Row name="Tagged">
          <ExactMoment at={document.taggedAt} />
        </Row>
        <Row name="Outcome">{OUTCOMES[document.outcome]}</Row>
        {read ? <Row name="Language">{read.language}</Row> : null}
        {read ? <Row name="Characters read">{read.analyzedChars.toLocaleString("en")}</Row> : null}
        <Row name="Model">{document.modelVersion}</Row>
        <Row name="Taxonomy">{document.taxonomyVersion}</Row>
      </dl>
    </section>
  );
}

const OUTCOMES = { tagged: "tagged", noTopic: "no topic", abstained: "abstained", failed: "failed" } as const;

function Row({ name, children }: { name: string; children: ComponentChildren }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** Returns the address of the original, if it is one that a browser should open. */
export function findOriginal(url: string | undefined): string | undefined {
  if (!url || !URL.canParse(url)) return undefined;
  const { protocol, href } = new URL(url);
  return protocol === "https:" || protocol === "http:" ? href : undefined;
}
