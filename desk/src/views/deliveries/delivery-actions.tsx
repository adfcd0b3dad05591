import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import { saving } from "../../saved-state.tsx";
import { describeError } from "../../service.ts";

interface DeliveryActionsProps {
  articleId: string | null;
  canRepeat: boolean;
  repeat: () => Promise<unknown>;
  onRepeated: () => void;
  /** The button's label. */
  children: ComponentChildren;
}

/** Links to a delivery's article, and repeats the delivery. */
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
