import { Moment } from "./moment.tsx";

interface WhereFromProps {
  source: string;
  section: string | null;
  /** When it was published or tagged, as far as that is known. */
  at: string | null;
}

/** Where an article is from, and of when. */
export function WhereFrom({ source, section, at }: WhereFromProps) {
  return (
    <>
      {[source, section].filter(Boolean).join(" · ")}
      {at ? " · " : ""}
      {at ? <Moment at={at} /> : null}
    </>
  );
}
