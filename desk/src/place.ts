/** Where a list was left. It is kept with the address in the browser's history, so that "back" leads there. */
interface Place {
  pages: number;
  /** The article that was opened. */
  opened: string | undefined;
}

export function readPlace(): Place {
  const { pages = 1, opened }: Partial<Place> = history.state ?? {};
  return { pages, opened };
}

export function keepPlace(changed: Partial<Place>): void {
  history.replaceState({ ...history.state, ...changed }, "");
}
