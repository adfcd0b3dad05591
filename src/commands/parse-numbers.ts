import { InvalidArgumentError } from "commander";

/** @throws InvalidArgumentError, which commander shows, when it is no whole number. */
export function parseWhole(value: string): number {
  if (!/^\d+$/.test(value)) throw new InvalidArgumentError("must be a whole number");
  return Number(value);
}

/** The same for whole numbers that are not over `most`. */
export function parseUpTo(most: number): (value: string) => number {
  return (value) => {
    const whole = parseWhole(value);
    if (whole > most) throw new InvalidArgumentError(`must be at most ${most}`);
    return whole;
  };
}
