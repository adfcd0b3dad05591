/** Reads the samples of a `/metrics` answer, by name and labels as written there. */
export async function scrape(url: string): Promise<{ text: string; samples: Map<string, number> }> {
  const response = await fetch(`${url}/metrics`);
  const text = await response.text();
  const lines = text.split("\n").filter((line) => line && !line.startsWith("#"));
  const samples = lines.map((line): [string, number] => {
    const at = line.lastIndexOf(" ");
    return [line.slice(0, at), Number(line.slice(at + 1))];
  });
  return { text, samples: new Map(samples) };
}

/** Returns the names that an answer declares, of a histogram each of its series. */
export function namesIn(text: string): Set<string> {
  return new Set(
    [...text.matchAll(/^# TYPE (\S+) (\S+)$/gm)].flatMap(([, name = "", type]) =>
      type === "histogram" ? [`${name}_bucket`, `${name}_sum`, `${name}_count`] : [name],
    ),
  );
}
