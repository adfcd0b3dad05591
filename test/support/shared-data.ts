import { existsSync } from "node:fs";

/** The texts that models are trained and measured on. They belong to others and are no part of the project. */
const SHARED_DATA = "../shared/data";

/** Describes a suite that reads those texts; where they are missing it is skipped, by name. */
export function describeWithData(path: string, title: string, suite: (file: string) => void): void {
  const file = `${SHARED_DATA}/${path}`;
  const there = existsSync(file);
  describe(there ? title : `${title} (needs ${file})`, () => {
    before(function () {
      if (!there) this.skip();
    });
    suite(file);
  });
}
