import { createHmac } from "node:crypto";

/** As a settings page would show it. */
export const webhookSecret = `whsec_${Buffer.from("the secret of the example's webhooks").toString("base64")}`;

/** The headers that a sender by Standard Webhooks gives a body. Node's own HMAC: another one than the runtime's. */
export function signedHeaders(body: string, { id = "msg_1", time = Date.now(), secret = webhookSecret } = {}) {
  const timestamp = String(Math.floor(time / 1000));
  const key = Buffer.from(secret.slice("whsec_".length), "base64");
  const signature = createHmac("sha256", key).update(`${id}.${timestamp}.${body}`).digest("base64");
  return { "webhook-id": id, "webhook-timestamp": timestamp, "webhook-signature": `v1,${signature}` };
}
