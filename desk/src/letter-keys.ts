const OFF = "beatline.letterKeys.off";

/** Returns whether single-character keys act. Editors can turn them off (WCAG 2.1.4), since speech input types too. */
export function areLetterKeysOn(): boolean {
  return localStorage.getItem(OFF) === null;
}

/** Stores the choice in this browser. */
export function turnLetterKeys(on: boolean): void {
  if (on) localStorage.removeItem(OFF);
  else localStorage.setItem(OFF, "1");
}
