import { View } from "../../view.tsx";

export function Topics() {
  return <View title="Topics">{null}</View>;
}
