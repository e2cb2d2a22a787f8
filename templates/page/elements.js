// What the page is made of: elements whose texts are text nodes, whatever the document says in them.
// biome-ignore lint/correctness/noUnusedVariables: page.js, which stands behind it in the same script, uses it
const elements = (models) => {
  /** An element with classes ("p.about"), attributes and children; texts among them stay texts. */
  function make(kind, attributes, ...children) {
    const [name, ...classes] = kind.split(".");
    const element = document.createElement(name);
    if (classes.length > 0) element.className = classes.join(" ");
    for (const [key, value] of Object.entries(attributes ?? {})) element.setAttribute(key, value);
    element.append(...children.flat(Infinity).filter((child) => child !== undefined && child !== ""));
    return element;
  }

  const token =
    /("(?:[^"\\]|\\.)*")|\b(import|from|const|new|await|for|of|async)\b|\b(\d+(?:\.\d+)?)\b|([A-Za-z_$][\w$]*)|[\s\S]/g;

  const tags = new Set(
    "p h1 h2 h3 h4 h5 h6 ul ol li blockquote em strong s code pre br hr a table thead tbody tr th td".split(" "),
  );

  /** What was Markdown: elements of the kinds above and nothing else, links to the web alone, and texts as texts. */
  function rich(nodes) {
    return [nodes].flat().map((node) => {
      if (typeof node === "string") return node;
      const name = /^h\d$/.test(node.tag) ? "h4" : tags.has(node.tag) ? node.tag : "span";
      const isLink = name === "a" && /^(?:https?:\/\/|mailto:)/i.test(node.href);
      const attributes = isLink ? { href: node.href, rel: "noreferrer noopener", target: "_blank" } : {};
      const element = make(name, attributes, rich(node.inside));
      return name === "table" ? make("div.wide", undefined, element) : element;
    });
  }

  /** A description: nothing, a paragraph, or what its Markdown says. */
  function about(text, kind = "div.about.rich") {
    if (text === undefined || text.length === 0) return "";
    return make(kind, undefined, typeof text === "string" ? make("p", undefined, text) : rich(text));
  }

  /** TypeScript in colours; names of models lead to them. */
  function highlighted(text) {
    const parts = [];
    for (const [all, string, keyword, number, name] of text.matchAll(token)) {
      const kind = string ? "s" : keyword ? "k" : number ? "n" : undefined;
      if (kind) parts.push(make(`span.${kind}`, undefined, all));
      else if (name && models.has(name))
        parts.push(make("a", { href: `#${encodeURIComponent(`model ${name}`)}` }, all));
      else if (typeof parts.at(-1) === "string") parts.push(parts.pop() + all);
      else parts.push(all);
    }
    return parts;
  }

  function copyable(text) {
    const button = make("button", { type: "button", "aria-label": "Copy this code" }, "Copy");
    button.addEventListener("click", async () => {
      button.textContent = (await copied(text)) ? "Copied" : "Press Ctrl+C";
      setTimeout(() => {
        button.textContent = "Copy";
      }, 1600);
    });
    return make(
      "div.code",
      undefined,
      make("pre", { tabindex: "0" }, make("code", undefined, highlighted(text))),
      button,
    );
  }

  async function copied(text) {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      // A page from the disk may have no clipboard: select what is to be copied.
      const area = make("textarea", { readonly: "" });
      area.value = text;
      document.body.append(area);
      area.select();
      const done = document.execCommand("copy");
      area.remove();
      return done;
    }
  }

  function row(name, note, ...content) {
    return make(
      "div.row",
      undefined,
      make("dt", undefined, name, note ? make("small", undefined, note) : ""),
      make("dd", undefined, content),
    );
  }

  function fields(list) {
    return make(
      "dl.rows",
      undefined,
      list.map(({ name, required, in: place, from, access, type, about: text }) =>
        row(
          make("code", undefined, name, required ? make("span.required", { title: "required" }, " *") : ""),
          [
            place,
            from ? `of ${from}` : "",
            required ? "required" : "",
            access === "read" ? "read only" : access === "write" ? "write only" : "",
          ]
            .filter((word) => word)
            .join(", "),
          make("code", undefined, highlighted(type)),
          about(text),
        ),
      ),
    );
  }

  /** Its body is made when it is opened for the first time. */
  function foldable({ id, text, summary, body }) {
    const details = make("details", { id }, make("summary", undefined, summary));
    details.dataset.text = text.toLowerCase();
    details.addEventListener("toggle", () => details.append(make("div.body", undefined, body())), { once: true });
    return details;
  }

  return { make, rich, about, highlighted, copyable, row, fields, foldable };
};
