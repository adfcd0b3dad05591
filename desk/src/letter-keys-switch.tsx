import { useState } from "preact/hooks";
import { areLetterKeysOn, turnLetterKeys } from "./letter-keys.ts";

/** Turns the keys of one character on and off, but for the one that leads here. */
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
