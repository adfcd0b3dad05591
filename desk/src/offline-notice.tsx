import { useLayoutEffect, useState } from "preact/hooks";

/** Says that the network is gone while it is. */
export function OfflineNotice() {
  const [online, setOnline] = useState(navigator.onLine);
  useLayoutEffect(() => {
    const look = () => setOnline(navigator.onLine);
    addEventListener("online", look);
    addEventListener("offline", look);
    return () => {
      removeEventListener("online", look);
      removeEventListener("offline", look);
    };
  }, []);
  return (
    <div role="status">
      {online ? null : (
        <p class="offline">
          You are offline. What you see stays; decisions can be made again once the network is back.
        </p>
      )}
    </div>
  );
}
