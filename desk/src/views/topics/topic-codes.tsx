import type { TopicCard } from "./topic-card.ts";

/** Shows the codes, linked to their definitions. */
export function TopicCodes({ codes }: { codes: TopicCard["codes"] }) {
  return (
    <dl>
      <dt>IPTC Media Topics</dt>
      <dd>
        {codes.iptc.map((code) => (
          <a key={code} href={`http://cv.iptc.org/newscodes/mediatopic/${code.replace("medtop:", "")}`}>
            {code}
          </a>
        ))}
      </dd>
      <dt>Comparative Agendas Project, major topic</dt>
      <dd>
        {codes.cap.map((code) => (
          <a key={code} href="https://www.comparativeagendas.net/pages/master-codebook">
            {code}
          </a>
        ))}
      </dd>
      <dt>Wikidata</dt>
      <dd>
        {codes.wikidata.map((code) => (
          <a key={code} href={`https://www.wikidata.org/wiki/${code}`}>
            {code}
          </a>
        ))}
      </dd>
    </dl>
  );
}
