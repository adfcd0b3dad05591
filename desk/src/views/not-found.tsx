import { Empty } from "../states.tsx";
import { View } from "../view.tsx";

export function NotFound() {
  return <Nowhere why="There is no page at this address." />;
}

/** Shown for an address with an invalid percent sign, as when part of a link was lost. */
export function Unreadable() {
  return <Nowhere why="This address is incomplete or was altered, so it cannot be read." />;
}

function Nowhere({ why }: { why: string }) {
  return (
    <View title="Page not found">
      <Empty>
        {why} <a href="/desk/">Go to the review queue</a>
      </Empty>
    </View>
  );
}
