export function BackToQueue() {
  return (
    <a class="article-back" href="/desk/">
      Back to the queue
    </a>
  );
}
