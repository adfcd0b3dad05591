/** The path of the page after the one that was answered with these headers. */
export function nextOf(headers: Headers): string | undefined {
  return /<([^>]+)>; rel="next"/.exec(headers.get("link") ?? "")?.[1];
}

/** The pages of a list, each asked for when the one before has been looked at. */
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
