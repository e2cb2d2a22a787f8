import {
  ApiClient,
  type ApiDescriptor,
  type ClientOptions,
  fetchTransport,
  type OperationDescriptor,
  type TransportFactory,
} from "../../../src/runtime/index.js";
import { undiciTransport } from "../../../src/runtime/transport/undici.js";

export const api: ApiDescriptor = {
  name: "Petstore",
  version: "1.0",
  userAgent: "petstore/1.0",
  servers: [],
  security: {},
};

/** Both transports: what a client does must not depend on them. */
export const transports: readonly (readonly [name: string, transport: TransportFactory])[] = [
  ["undici", undiciTransport],
  ["fetch", fetchTransport],
];

const clients: ApiClient[] = [];

/** A client that `closeClients` closes. It sends nothing twice unless it is told to: most tests look at one attempt. */
export function makeClient(options: ClientOptions, more: Partial<ApiDescriptor> = {}): ApiClient {
  const client = new ApiClient({ ...api, ...more }, { retry: false, ...options }, undiciTransport);
  clients.push(client);
  return client;
}

export async function closeClients(): Promise<void> {
  await Promise.all(clients.splice(0).map((client) => client.destroy()));
}

/** An operation that answers with JSON, unless it says otherwise. */
export function operation(more: Partial<OperationDescriptor> = {}): OperationDescriptor {
  return {
    id: "getPet",
    method: "GET",
    path: "/pets",
    responses: { 200: { content: { "application/json": {} } } },
    ...more,
  };
}
