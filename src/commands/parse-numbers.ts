import { InvalidArgumentError } from "commander";

/** @throws InvalidArgumentError, which commander shows, unless the value is a whole number. */
export function parseWhole(value: string): number {
  if (!/^\d+$/.test(value)) throw new InvalidArgumentError("must be a whole number");
  return Number(value);
}

/** Returns the same for whole numbers up to `most`. */
export function parseUpTo(most: number): (value: string) => number {
  return (value) => {
    const whole = parseWhole(value);
    if (whole > most) throw new InvalidArgumentError(`must be at most ${most}`);
    return whole;
  };
}
