import { useCallback, useContext, useEffect, useRef, useState } from "preact/hooks";
import { isRefused, service } from "./service.ts";
import { type Claims, VisitContext } from "./visit.ts";

/** Well within the five minutes of a claim. Also how soon the desk notices that another editor left. */
const RENEW_MS = 60_000;
/** An editor who only passes an article reserves nothing. */
const SETTLE_MS = 250;

export interface Claim {
  /** The other editor who has the article, if any. */
  other: string | undefined;
  /** Claims the article again: after a decision, which ends a claim, and when another editor had it. */
  claim: () => void;
}

/** Reserves the article while it is in hand, across views. @param onFreed is called when another editor has left it. */
export function useClaim(articleId: string | undefined, onFreed: () => void): Claim {
  const [other, setOther] = useState<string>();
  const freed = useRef(onFreed);
  freed.current = onFreed;
  const { claims } = useContext(VisitContext);
  const claim = useCallback(() => {
    claims.queue = claims.queue.then(async () => {
      const asked = claims.inHand;
      if (!asked) return;
      const holder = await findOther(asked);
      if (claims.inHand !== asked) return;
      setOther((before) => {
        if (before && !holder) freed.current();
        return holder;
      });
    });
  }, [claims]);
  useEffect(() => {
    setOther(undefined);
    claims.inHand = articleId;
    if (!articleId) return;
    const soon = setTimeout(claim, SETTLE_MS);
    const renewing = setInterval(claim, RENEW_MS);
    const giveBack = () => void release(articleId);
    addEventListener("pagehide", giveBack);
    return () => {
      clearTimeout(soon);
      clearInterval(renewing);
      removeEventListener("pagehide", giveBack);
      claims.inHand = undefined;
      // The next view may have the same article in hand.
      setTimeout(() => giveUp(claims, articleId), SETTLE_MS);
    };
  }, [articleId, claim, claims]);
  return { other, claim };
}

function giveUp(claims: Claims, articleId: string): void {
  claims.queue = claims.queue.then(() => (claims.inHand === articleId ? undefined : release(articleId)));
}

async function findOther(articleId: string): Promise<string | undefined> {
  try {
    await service.PUT("/v1/review/{articleId}/claim", { params: { path: { articleId } } });
  } catch (error) {
    if (isRefused(error, 409)) return error.problem.claim?.by.name;
    // A claim is a courtesy: without it, the ETag that the editor saw still guards each decision.
  }
  return undefined;
}

/** Gives back the article in hand, while the session can still do so. */
export async function releaseInHand({ inHand, queue }: Claims): Promise<void> {
  await queue;
  if (inHand) await release(inHand);
}

async function release(articleId: string): Promise<void> {
  try {
    await service.DELETE("/v1/review/{articleId}/claim", { params: { path: { articleId } }, keepalive: true });
  } catch {
    // The claim ends by itself.
  }
}
