import { connectQueue, type QueueBackend, type RunningWorker, startWorker } from "./backend.js";

/** The queue of endpoints that have something due. It may be lost at any time: the relay refills it. */
interface OutboundQueue {
  /**
   * Requests the sending of everything due to these endpoints. An endpoint has one job at a time, so that a slow one
   * takes one place in one worker. @throws Error when the backend does not answer.
   */
  enqueue: (endpointIds: readonly string[]) => Promise<void>;
  close: () => Promise<void>;
}

interface OutboundJob {
  endpointId: string;
}

const QUEUE_NAME = "outbound";
/** No retries by BullMQ: what is left undone is still due, and requested again within the second. */
const JOB_OPTIONS = { removeOnComplete: true, removeOnFail: true };

/** Connects when it is first used. */
export function openOutboundQueue(backend: QueueBackend, onError: (error: Error) => void): OutboundQueue {
  const { ask, close } = connectQueue<OutboundJob>(backend, QUEUE_NAME, onError);
  return {
    enqueue: async (endpointIds) => {
      const jobs = endpointIds.map((endpointId) => {
        const opts = { ...JOB_OPTIONS, deduplication: { id: endpointId, keepLastIfActive: true } };
        return { name: "send", data: { endpointId }, opts };
      });
      await ask(({ queue }) => queue.addBulk(jobs));
    },
    close,
  };
}

/** @param send sends all that is due to one endpoint. */
export function startOutboundWorker(
  backend: QueueBackend,
  concurrency: number,
  send: (endpointId: string) => Promise<void>,
  onError: (error: Error) => void,
): RunningWorker {
  return startWorker<OutboundJob>(backend, QUEUE_NAME, concurrency, ({ data }) => send(data.endpointId), onError);
}
