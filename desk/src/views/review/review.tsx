import { View } from "../../view.tsx";

export function Review() {
  return <View title="Review">{null}</View>;
}
