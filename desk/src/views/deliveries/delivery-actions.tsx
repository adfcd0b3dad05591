import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import { saving } from "../../saved-state.tsx";
import { describeError } from "../../service.ts";

interface DeliveryActionsProps {
  articleId: string | null;
  canRepeat: boolean;
  repeat: () => Promise<unknown>;
  onRepeated: () => void;
  /** What the button says. */
  children: ComponentChildren;
}

/** The way to a delivery's article, and doing it once more. */
export function DeliveryActions({ articleId, canRepeat, repeat, onRepeated, children }: DeliveryActionsProps) {
  const [refused, setRefused] = useState<string>();
  const press = async () => {
    setRefused(undefined);
    try {
      await saving(repeat);
      onRepeated();
    } catch (error) {
      setRefused(describeError(error));
    }
  };
  return (
    <div class="deliveries-actions">
      {articleId ? <a href={`/desk/articles/${articleId}`}>Open article</a> : null}
      {canRepeat ? (
        <button type="button" onClick={press}>
          {children}
        </button>
      ) : null}
      <span class="refused" role="status">
        {refused}
      </span>
    </div>
  );
}
