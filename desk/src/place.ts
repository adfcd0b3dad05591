/** Where a list was left. The browser's history keeps it with the address, so that "back" returns there. */
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
