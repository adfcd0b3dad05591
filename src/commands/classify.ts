import { once } from "node:events";
import { classify } from "../../models/classify.js";
import { loadModels } from "../../models/load.js";
import { describeTagging, type Include, TEXT_INCLUDES } from "../domain/tags-document.js";
import { type Format, readArticles } from "./read-articles.js";
import { STANDARD_INPUT } from "./read-file.js";

export interface ClassifyOptions {
  format?: Format;
  headline?: string;
  text?: boolean;
}

const REDRAW_MS = 200;
/** Parts that are of use only together with the text. */
const OF_THE_TEXT: ReadonlySet<Include> = new Set(["text", "sentences"]);

/**
 * `beatline classify`: one JSON line on stdout for each article, with evidence, near misses and confidences. Places that
 * hold no article are reported on stderr while the rest goes on.
 *
 * @returns the exit code: 1 when something was reported.
 */
export async function classifyFiles(files: string[], options: ClassifyOptions, modelDir: string): Promise<number> {
  const models = loadModels(modelDir);
  const include = new Set<Include>(TEXT_INCLUDES.filter((name) => options.text || !OF_THE_TEXT.has(name)));
  const progress = createProgress();
  let problems = 0;
  for (const file of files.length > 0 ? files : [STANDARD_INPUT]) {
    for await (const article of readArticles(file, options)) {
      if ("problem" in article) {
        problems++;
        progress.report(`${article.place}: ${article.problem}`);
        continue;
      }
      const tagging = classify(article.input, models);
      await print(JSON.stringify({ id: article.id, ...describeTagging(tagging, include) }));
      progress.advance();
    }
  }
  progress.finish(problems);
  return problems > 0 ? 1 : 0;
}

async function print(line: string): Promise<void> {
  if (!process.stdout.write(`${line}\n`)) await once(process.stdout, "drain");
}

/** Creates a line on stderr that is redrawn in place, if stderr is a terminal. */
function createProgress() {
  const shown = process.stderr.isTTY;
  const started = performance.now();
  let count = 0;
  let drawn = 0;
  const line = () => {
    const seconds = (performance.now() - started) / 1000;
    return `${count} articles, ${Math.round(count / Math.max(seconds, 0.001))} a second`;
  };
  const clear = () => shown && process.stderr.write("\r\u001b[K");
  return {
    advance: () => {
      count++;
      if (!shown || performance.now() - drawn < REDRAW_MS) return;
      drawn = performance.now();
      process.stderr.write(`\r\u001b[K${line()}`);
    },
    report: (message: string) => {
      clear();
      process.stderr.write(`${message}\n`);
    },
    finish: (problems: number) => {
      clear();
      if (shown) process.stderr.write(`${line()}\n`);
      if (problems > 0) process.stderr.write(`${problems} could not be read; see above\n`);
    },
  };
}
