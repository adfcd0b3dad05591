/** In the order of the keys 1, 2, 3. */
export const TOPICS = ["immigration", "enforcement", "labor"] as const;

export type Topic = (typeof TOPICS)[number];

const SHAPES: Readonly<Record<Topic, string>> = { immigration: "●", enforcement: "▲", labor: "■" };

export function nameTopic(topic: Topic): string {
  return topic.charAt(0).toUpperCase() + topic.slice(1);
}

export function shapeOf(topic: Topic): string {
  return SHAPES[topic];
}

/** Shows a topic by its color, shape and name. */
export function TopicName({ topic }: { topic: Topic }) {
  return (
    <span class={`topic ${topic}`}>
      <span class="shape" aria-hidden="true">
        {shapeOf(topic)}
      </span>
      {nameTopic(topic)}
    </span>
  );
}
