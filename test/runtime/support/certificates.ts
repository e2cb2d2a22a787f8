import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

export interface Pair {
  readonly cert: string;
  readonly key: string;
}

/** A private authority, a server's certificate for localhost and a client's. */
export interface Certificates {
  readonly ca: string;
  readonly server: Pair;
  readonly client: Pair;
}

/** Made by `openssl` for one test run: nothing that expires lies in the repository. */
export function makeCertificates(): Certificates {
  const folder = mkdtempSync(join(tmpdir(), "sdkwright-ca-"));
  const openssl = (...args: string[]) => execFileSync("openssl", args, { cwd: folder, stdio: "pipe" });
  const newKey = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"];
  const read = (name: string) => readFileSync(join(folder, name), "utf8");
  const sign = (name: string, extensions: string): Pair => {
    writeFileSync(join(folder, `${name}.ext`), extensions);
    openssl("req", ...newKey, "-keyout", `${name}.key`, "-out", `${name}.csr`, "-subj", `/CN=${name}`);
    const issuer = ["-CA", "ca.crt", "-CAkey", "ca.key", "-CAcreateserial"];
    openssl("x509", "-req", "-in", `${name}.csr`, ...issuer, "-days", "2", "-extfile", `${name}.ext`, "-out", name);
    return { cert: read(name), key: read(`${name}.key`) };
  };
  try {
    openssl("req", "-x509", ...newKey, "-keyout", "ca.key", "-out", "ca.crt", "-days", "2", "-subj", "/CN=Test CA");
    return {
      ca: read("ca.crt"),
      server: sign("server", "subjectAltName=DNS:localhost,IP:127.0.0.1,IP:::1\n"),
      client: sign("client", "extendedKeyUsage=clientAuth\n"),
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
