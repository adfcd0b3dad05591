import { View } from "../../view.tsx";

export function Trends() {
  return <View title="Trends">{null}</View>;
}
