const OFF = "beatline.letterKeys.off";

/** Whether keys of one character act, as they do unless who works here turned that off (WCAG 2.1.4): speech is typed too. */
export function areLetterKeysOn(): boolean {
  return localStorage.getItem(OFF) === null;
}

/** Is kept in this browser. */
export function turnLetterKeys(on: boolean): void {
  if (on) localStorage.removeItem(OFF);
  else localStorage.setItem(OFF, "1");
}
