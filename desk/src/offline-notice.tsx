import { useLayoutEffect, useState } from "preact/hooks";

/** Tells the editor while the network is gone. */
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
          You are offline. You can still read this page, but you cannot make decisions until you are back online.
        </p>
      )}
    </div>
  );
}
