/**
 * A server on this machine that counts everything that reaches it, over TCP and UDP. The security
 * tests point every attempt at it: a single connection is a hole.
 */
import { createSocket } from 'node:dgram';
import { createServer } from 'node:http';
import { type AddressInfo, connect } from 'node:net';

export interface NetworkWatch {
  /** host:port, for http:// and ws:// addresses. */
  readonly host: string;
  readonly udpPort: number;
  /** Connections and datagrams so far. */
  reached(): number;
  close(): Promise<void>;
}

export async function watchNetwork(): Promise<NetworkWatch> {
  let count = 0;
  const server = createServer((_request, response) => {
    response.writeHead(200, { 'Access-Control-Allow-Origin': '*', 'Content-Type': 'text/html' });
    response.end('reached');
  });
  server.on('connection', () => {
    count += 1;
  });
  const udp = createSocket('udp4').on('message', () => {
    count += 1;
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  await new Promise<void>((bound) => udp.bind(0, '127.0.0.1', bound));
  const { port } = server.address() as AddressInfo;

  // The watch is watched first: a counter that never counts would let every test pass.
  const probe = connect(port, '127.0.0.1');
  await new Promise((seen) => server.once('connection', seen));
  probe.destroy();
  if (count !== 1) throw new Error('The server counts nothing');
  count = 0;
  return {
    host: `127.0.0.1:${port}`,
    udpPort: udp.address().port,
    reached: () => count,
    close: async () => {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
      await new Promise<void>((closed) => udp.close(() => closed()));
    },
  };
}
