import { Moment } from "./moment.tsx";

interface WhereFromProps {
  source: string;
  section: string | null;
  /** When the article was published or tagged, if known. */
  at: string | null;
}

/** Shows where an article is from, and its time. */
export function WhereFrom({ source, section, at }: WhereFromProps) {
  return (
    <>
      {[source, section].filter(Boolean).join(" · ")}
      {at ? " · " : ""}
      {at ? <Moment at={at} /> : null}
    </>
  );
}
