import { View } from "../../view.tsx";

export function Deliveries() {
  return <View title="Deliveries">{null}</View>;
}
