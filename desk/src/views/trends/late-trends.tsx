import { useLoad } from "../../load.ts";
import { Trouble } from "../../service.ts";
import { Shown } from "../../states.tsx";
import { View } from "../../view.tsx";

/**
 * The trends, loaded when they are opened first, since the plots weigh more than all the rest. Not by `lazy`: with it the view
 * before goes on under the new address until they are here, and for ever when they do not come.
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
    // After an upgrade the parts of the page before are gone; a browser may also keep that one could not be had.
    throw new Trouble("Beatline is not responding, or it has been updated. Reload the page.", "Reload the page");
  }
}
