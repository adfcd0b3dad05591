import { useCallback, useContext, useEffect, useRef, useState } from "preact/hooks";
import { isRefused, service } from "./service.ts";
import { type Claims, VisitContext } from "./visit.ts";

/** Well within the five minutes that a claim lasts; also how soon an article that another gave back is noticed. */
const RENEW_MS = 60_000;
/** Who only walks by reserves nothing. */
const SETTLE_MS = 250;

export interface Claim {
  /** Who else is at the article, when someone is. */
  other: string | undefined;
  /** Asks for the article again: after a decision, which ends a claim, and when someone else had it. */
  claim: () => void;
}

/** Reserves the article in hand for as long as it is, from one view to the next. @param onFreed is told when who else had it has left it. */
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
      // The view that comes next may have the same article in hand.
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
    // A claim is a courtesy: without one the state that the editor saw still guards each decision.
  }
  return undefined;
}

/** Gives back what is in hand, while the session can still do so. */
export async function releaseInHand({ inHand, queue }: Claims): Promise<void> {
  await queue;
  if (inHand) await release(inHand);
}

async function release(articleId: string): Promise<void> {
  try {
    await service.DELETE("/v1/review/{articleId}/claim", { params: { path: { articleId } }, keepalive: true });
  } catch {
    // It ends by itself.
  }
}
