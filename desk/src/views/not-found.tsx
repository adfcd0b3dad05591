import { Empty } from "../states.tsx";
import { View } from "../view.tsx";

export function NotFound() {
  return (
    <View title="Not here">
      <Empty>
        There is no such view. <a href="/desk/">Go to the review queue</a>
      </Empty>
    </View>
  );
}
