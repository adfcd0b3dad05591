import { useState } from "preact/hooks";
import { areLetterKeysOn, turnLetterKeys } from "./letter-keys.ts";

/** Turns single-character keys on and off, except `?`, which leads here. */
export function LetterKeysSwitch() {
  const [isOn, setOn] = useState(areLetterKeysOn());
  const turn = (on: boolean) => {
    turnLetterKeys(on);
    setOn(on);
  };
  return (
    <label class="keys-switch">
      <input type="checkbox" checked={isOn} onChange={(event) => turn(event.currentTarget.checked)} />
      Use single-character shortcuts (letters, digits, symbols)
    </label>
  );
}
