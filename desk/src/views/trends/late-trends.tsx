import { useLoad } from "../../load.ts";
import { Trouble } from "../../service.ts";
import { Shown } from "../../states.tsx";
import { View } from "../../view.tsx";

/**
 * Loads the trends when first opened, since the plots weigh more than all the rest. `lazy` would keep the previous view
 * under the new address until they arrive, and forever if they never do.
 */
export function LateTrends() {
  const { loaded } = useLoad(loadTrendsView, []);
  if (loaded.state === "ready") return <loaded.value />;
  return (
    <View title="Trends">
      <Shown loaded={loaded} what="the trends" again={() => location.reload()}>
        {() => null}
      </Shown>
    </View>
  );
}

async function loadTrendsView() {
  try {
    return (await import("./trends.tsx")).Trends;
  } catch {
    // After an upgrade the old page's parts are gone. A browser may also remember a failed load.
    throw new Trouble("Beatline is not responding, or it has been updated. Reload the page.", "Reload the page");
  }
}
