/** Returns the path of the next page, from the headers of an answer. */
export function nextOf(headers: Headers): string | undefined {
  return /<([^>]+)>; rel="next"/.exec(headers.get("link") ?? "")?.[1];
}

/** Yields the pages of a list, requesting each once the one before has been used. */
export async function* pagesOf<Body>(
  get: (path: string) => Promise<{ headers: Headers; body: Body }>,
  first: string,
): AsyncGenerator<Body> {
  for (let path: string | undefined = first; path; ) {
    const { headers, body } = await get(path);
    yield body;
    path = nextOf(headers);
  }
}
