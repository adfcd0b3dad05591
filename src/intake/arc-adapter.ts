import { z } from "zod";
import type { IntakeEvent } from "../domain/revision.js";
import type { Adapter } from "./adapter.js";
import { ansArticle, ansStory } from "./ans-story.js";
import { externalId, refuseField, versionTime } from "./fields.js";
import { parseWith } from "./parse-with.js";
import { standardWebhooks } from "./standard-signature.js";

/** The other types that Arc XP sends events about. */
const NOT_ARTICLES =
  /^(?:image|video|audio|gallery|collection|redirect|author|site|planning_note|platform_pitch|publication_pitch|clavis|content|url)(?:_operation)?$/;

const kind = z.object({ type: z.string() });

const operation = z.object({
  type: z.literal("story_operation"),
  operation: z.enum(["create", "update", "delete", "publish_edition", "unpublish_edition"]),
  story_id: externalId,
  date: versionTime,
});

const publication = z.object({ story: ansStory });

/**
 * Reads ANS 0.10 story operations and bare stories, signed as Standard Webhooks. `docs/cms/arc.md` has the sender.
 * Revision ids have no order, so the version is the time of the operation, or of a bare story's last update.
 */
export const arcAdapter: Adapter = {
  ...standardWebhooks,
  read(source, body): IntakeEvent {
    const { type } = parseWith(kind, body);
    if (type === "story") {
      const story = parseWith(ansStory, body);
      const at = story.last_updated_date;
      return { kind: "publish", article: ansArticle(source, story, at.getTime(), ""), at };
    }
    if (NOT_ARTICLES.test(type)) return { kind: "ignore", reason: `${type} is not about a story` };
    if (type !== "story_operation") refuseField("/type", "must be story_operation or story");
    return readOperation(source, body);
  },
};

function readOperation(source: string, body: unknown): IntakeEvent {
  const { operation: done, story_id: externalId, date: at } = parseWith(operation, body);
  const version = at.getTime();
  switch (done) {
    case "create":
    case "update":
      return { kind: "ignore", reason: `${done} is about a draft` };
    case "unpublish_edition":
    case "delete":
      return { kind: "withdraw", source, externalId, version, at };
    case "publish_edition": {
      const { story } = parseWith(publication, body);
      if (story._id !== externalId) refuseField("/story/_id", "must be the story_id of the operation");
      return { kind: "publish", article: ansArticle(source, story, version, "/story"), at };
    }
  }
}
