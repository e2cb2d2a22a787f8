/** A person with a browser, as far as the pages of `oidc-provider` need one: redirects, cookies, forms. */
export class Browser {
  readonly #cookies = new Map<string, string>();

  /** Opens a page and does what it asks for, until it leads to `stop` or nowhere. Gives the last address and text. */
  async walk(
    start: string,
    { stop, fields }: { readonly stop: string; readonly fields: Readonly<Record<string, string>> },
  ): Promise<{
    readonly url: string;
    readonly text: string;
  }> {
    let step: { url: string; form?: URLSearchParams } = { url: start };
    for (let steps = 0; steps < 20; steps += 1) {
      if (step.url.startsWith(stop)) return { url: step.url, text: "" };
      const response = await this.#open(step.url, step.form);
      const location = response.headers.get("location");
      const text = await response.text();
      const form = location === null ? readForm(text) : undefined;
      if (location !== null) step = { url: new URL(location, step.url).href };
      else if (form === undefined) return { url: step.url, text };
      else {
        for (const [name, value] of Object.entries(fields)) if (form.names.includes(name)) form.values.set(name, value);
        step = { url: new URL(form.action, step.url).href, form: form.values };
      }
    }
    throw new TypeError("the browser goes round in circles");
  }

  async #open(url: string, form: URLSearchParams | undefined): Promise<Response> {
    const cookie = [...this.#cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    const init = form === undefined ? {} : { method: "POST", body: form };
    const response = await fetch(url, { ...init, headers: { cookie, accept: "text/html" }, redirect: "manual" });
    for (const line of response.headers.getSetCookie()) {
      const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (value === "") this.#cookies.delete(name);
      else this.#cookies.set(name, value);
    }
    return response;
  }
}

function readForm(
  html: string,
): { readonly action: string; readonly names: readonly string[]; readonly values: URLSearchParams } | undefined {
  const [, attributes, body] = /<form([^>]*)>([\s\S]*?)<\/form>/.exec(html) ?? [];
  if (attributes === undefined || body === undefined) return undefined;
  const values = new URLSearchParams();
  const names: string[] = [];
  for (const [input] of body.matchAll(/<(?:input|button)[^>]*>/g)) {
    const name = attribute(input, "name");
    if (name === undefined || name === "abort") continue;
    names.push(name);
    values.set(name, attribute(input, "value") ?? "");
  }
  return { action: attribute(attributes, "action") ?? "", names, values };
}

function attribute(tag: string, name: string): string | undefined {
  return new RegExp(`\\b${name}="([^"]*)"`).exec(tag)?.[1]?.replaceAll("&amp;", "&");
}
