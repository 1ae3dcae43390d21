/** One address for several web processes, as a load balancer gives them. */
import { connect, createServer, type AddressInfo, type Socket } from "node:net";

export interface Balancer {
  readonly port: number;
  close(): Promise<void>;
}

/** Each new connection goes to the next port that listens; when none does, it is broken. */
export async function openBalancer(ports: readonly number[]): Promise<Balancer> {
  const sockets = new Set<Socket>();
  let next = 0;
  const server = createServer((near) => {
    keep(near);
    next += 1;
    pass(near, next, ports.length);
  });

  function keep(socket: Socket): void {
    sockets.add(socket);
    socket.on("error", () => socket.destroy());
    socket.on("close", () => sockets.delete(socket));
  }

  function pass(near: Socket, first: number, left: number): void {
    if (left === 0) {
      near.destroy();
      return;
    }
    const far = connect(ports[first % ports.length] ?? 0, "localhost");
    let connected = false;
    far.once("connect", () => {
      connected = true;
      near.pipe(far);
      far.pipe(near);
    });
    far.once("close", () => {
      if (connected) near.destroy();
      else pass(near, first + 1, left - 1);
    });
    near.once("close", () => far.destroy());
    keep(far);
  }

  await new Promise<void>((resolve) => server.listen(0, () => resolve()));
  return {
    port: (server.address() as AddressInfo).port,
    async close() {
      const closed = new Promise((resolve) => server.close(resolve));
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}
