import { View } from "../../view.tsx";

export function Live() {
  return <View title="Live">{null}</View>;
}
