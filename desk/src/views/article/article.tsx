import { View } from "../../view.tsx";

export function Article() {
  return <View title="Article">{null}</View>;
}
