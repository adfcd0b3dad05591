import { connect, type Socket } from "node:net";

export interface RawConnection {
  socket: Socket;
  /** Everything that was answered, once the server has closed the connection. */
  closed: Promise<string>;
  /** Everything that was answered so far, as soon as it matches. */
  answered: (pattern: RegExp) => Promise<string>;
}

/** Opens a TCP connection to a service, on which a test sends what no HTTP client would. */
export function openRaw(url: string, first = ""): RawConnection {
  const { hostname, port } = new URL(url);
  const socket = connect({ host: hostname, port: Number(port), allowHalfOpen: true });
  let answer = "";
  socket.on("data", (chunk: Buffer) => {
    answer += chunk.toString("latin1");
  });
  // A reset is one way to close; what came before it counts.
  socket.on("error", () => {});
  const closed = new Promise<string>((resolve) => {
    const finish = () => {
      socket.destroy();
      resolve(answer);
    };
    socket.once("end", finish).once("close", finish);
  });
  if (first !== "") socket.write(first);
  const answered = (pattern: RegExp) =>
    new Promise<string>((resolve, reject) => {
      const look = () => pattern.test(answer) && resolve(answer);
      socket.on("data", look);
      void closed.then(() => (pattern.test(answer) ? resolve(answer) : reject(new Error(`Closed after: ${answer}`))));
      look();
    });
  return { socket, closed, answered };
}

/** Sends a text and returns everything that came back. */
export function exchange(url: string, request: string): Promise<string> {
  return openRaw(url, request).closed;
}
