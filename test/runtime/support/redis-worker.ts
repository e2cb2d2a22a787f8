// A client process: node redis-worker.mjs <redis port> <api address> <calls>. Several of them share one limit.
import { Redis } from "ioredis";
import { RateLimiterRedis } from "rate-limiter-flexible";
import { ApiClient, flexibleRateLimitStore } from "../../../src/runtime/index.js";
import { undiciTransport } from "../../../src/runtime/transport/undici.js";

const [port, baseUrl = "", calls] = process.argv.slice(2);
const redis = new Redis(Number(port), { maxRetriesPerRequest: 3 });
const store = flexibleRateLimitStore(new RateLimiterRedis({ storeClient: redis, points: 10, duration: 1 }));
const api = { name: "Shared", version: "1", userAgent: "shared/1", servers: [], security: {} };
const client = new ApiClient(api, { baseUrl, retry: false, rateLimit: { store } }, undiciTransport);
const get = { id: "get", method: "GET", path: "/", responses: { 200: { content: { "application/json": {} } } } };
await Promise.all(Array.from({ length: Number(calls) }, () => client.call(get, {})));
await client.close();
redis.disconnect();
