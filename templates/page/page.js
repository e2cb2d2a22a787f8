// The script of the page that `sdkwright inspect --html` writes, behind elements.js.
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const { make, about, highlighted, copyable, row, fields, foldable } = elements(
    new Set(data.models.map(({ name }) => name)),
  );

  function operationBody(operation) {
    const { call, params, result, answers, errors, auth, module } = operation;
    return [
      about(operation.about),
      copyable(call),
      ...(params.length > 0 ? [make("h3", undefined, "Parameters"), fields(params)] : []),
      make("h3", undefined, "Gives"),
      make("code", undefined, highlighted(result)),
      make(
        "dl.rows",
        undefined,
        answers.map(({ status, mediaType, type, about: text }) =>
          row(make("code", undefined, status), mediaType, make("code", undefined, highlighted(type)), about(text)),
        ),
      ),
      ...(errors.length > 0
        ? [
            make("h3", undefined, "Throws"),
            make(
              "dl.rows",
              undefined,
              errors.map(({ name, statuses }) => row(make("code", undefined, name), "", statuses)),
            ),
          ]
        : []),
      ...(auth.length > 0 ? [make("h3", undefined, "Credentials"), make("p", undefined, auth.join(", or "))] : []),
      make("h3", undefined, "As a function"),
      make("code", undefined, highlighted(`import { ${operation.function} } from "./${module}";`)),
    ];
  }

  function operationEntry(operation, resource) {
    const { method, path, name, summary, deprecated, pages, stream } = operation;
    const tags = [
      deprecated ? make("span.tag.warning", undefined, "deprecated") : "",
      pages ? make("span.tag", undefined, `pages: ${pages}`) : "",
      stream ? make("span.tag", undefined, `stream: ${stream}`) : "",
    ];
    return foldable({
      id: `${resource.name}.${name}`,
      text: [
        resource.name,
        name,
        operation.function,
        method,
        path,
        summary,
        ...operation.params.map((param) => param.name),
      ].join(" "),
      summary: [
        make(`span.method.${/^[A-Z]+$/.test(method) ? method : "OTHER"}`, undefined, method),
        make("code.name", undefined, `${resource.name}.${name}`),
        make("span.tags", undefined, tags),
        make("span.note", undefined, make("code", undefined, path), summary ? `  ${summary}` : ""),
      ],
      body: () => operationBody(operation),
    });
  }

  function modelEntry({ name, summary, about: text, type, fields: list }) {
    return foldable({
      id: `model ${name}`,
      text: [name, ...list.map((field) => field.name)].join(" "),
      summary: [
        make("span.method", undefined, list.length > 0 ? "object" : "type"),
        make("code.name", undefined, name),
        make("span.tags", undefined, list.length > 0 ? make("span.tag", undefined, `${list.length} fields`) : ""),
        summary ? make("span.note", undefined, summary) : "",
      ],
      body: () => [
        about(text),
        type ? make("p", undefined, make("code", undefined, highlighted(type))) : "",
        list.length > 0 ? fields(list) : "",
      ],
    });
  }

  function section(id, title, text, ...content) {
    return make("section", { id, "aria-label": id }, make("h2", undefined, title), about(text), content);
  }

  const sections = [
    section(
      "start",
      "Start",
      data.about,
      copyable(data.start),
      data.servers.length > 0 ? make("p.about", undefined, `Servers: ${data.servers.join(", ")}`) : "",
    ),
    ...(data.auth.length > 0
      ? [
          section(
            "credentials",
            "Credentials",
            "",
            make(
              "dl.rows",
              undefined,
              data.auth.map(({ scheme, type, option, variables, others, about: text }) =>
                row(
                  make("code", undefined, scheme),
                  type,
                  make("code", undefined, option),
                  variables.length > 0
                    ? make("p", undefined, `Default: ${[...variables, ...others].join(" or ")} of the environment`)
                    : "",
                  about(text),
                ),
              ),
            ),
          ),
        ]
      : []),
    ...data.resources.map((resource) =>
      section(
        `resource ${resource.name}`,
        make("code", undefined, `client.${resource.name}`),
        resource.about,
        resource.operations.map((operation) => operationEntry(operation, resource)),
      ),
    ),
    ...(data.models.length > 0 ? [section("models", "Models", "", data.models.map(modelEntry))] : []),
    ...(data.errors.length > 0
      ? [
          section(
            "errors",
            "Errors",
            "Besides these, every call may throw a ConnectionError, a TimeoutError, a ResponseValidationError and the other classes that the SDK exports.",
            make(
              "dl.rows",
              undefined,
              data.errors.map(({ name, status, body, about: text }) =>
                row(make("code", undefined, name), status, make("code", undefined, highlighted(body)), about(text)),
              ),
            ),
          ),
        ]
      : []),
    ...(data.webhooks.length > 0
      ? [section("webhooks", "Webhooks", "", fields(data.webhooks.map((event) => ({ ...event, required: false }))))]
      : []),
    section(
      "diagnostics",
      "Diagnostics",
      data.diagnostics.length === 0 ? "Nothing is wrong with the document." : "",
      make(
        "dl.rows",
        undefined,
        data.diagnostics.map(({ code, severity, message, place, hint }) =>
          row(
            make(`span.tag.${severity === "error" ? "error" : "warning"}`, undefined, severity),
            place,
            make("code", undefined, code),
            make("p", undefined, message),
            hint ? make("p", undefined, hint) : "",
          ),
        ),
      ),
    ),
  ];

  const link = (id, name, count) =>
    make(
      "a",
      { href: `#${encodeURIComponent(id)}` },
      name,
      count === undefined ? "" : make("span", undefined, String(count)),
    );
  const nav = make(
    "nav",
    { "aria-label": "Contents" },
    make("h2", undefined, "SDK"),
    link("start", "Start"),
    data.auth.length > 0 ? link("credentials", "Credentials", data.auth.length) : "",
    data.models.length > 0 ? link("models", "Models", data.models.length) : "",
    data.errors.length > 0 ? link("errors", "Errors", data.errors.length) : "",
    data.webhooks.length > 0 ? link("webhooks", "Webhooks", data.webhooks.length) : "",
    link("diagnostics", "Diagnostics", data.diagnostics.length),
    make("h2", undefined, "Resources"),
    data.resources.map(({ name, operations }) => link(`resource ${name}`, name, operations.length)),
  );

  const search = make("input", {
    type: "search",
    placeholder: "Search methods, paths, models ( / )",
    "aria-label": "Search methods, paths and models",
  });
  const nothing = make("p.empty.hidden", { role: "status" }, "Nothing has these words.");
  const entries = sections.map((element) => ({ element, rows: [...element.querySelectorAll("details")] }));

  function filter() {
    const words = search.value
      .toLowerCase()
      .split(/\s+/)
      .filter((word) => word !== "");
    let found = 0;
    for (const { element, rows } of entries) {
      let shown = words.length === 0 ? 1 : 0;
      for (const details of rows) {
        const fits = words.every((word) => details.dataset.text.includes(word));
        details.classList.toggle("hidden", !fits);
        if (fits) shown += 1;
      }
      element.classList.toggle("hidden", shown === 0);
      found += shown;
    }
    nothing.classList.toggle("hidden", found > 0);
  }

  function openTarget() {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target) return;
    if (search.value !== "") {
      search.value = "";
      filter();
    }
    if (target.tagName === "DETAILS") target.open = true;
    target.scrollIntoView();
  }

  search.addEventListener("input", filter);
  document.addEventListener("keydown", (event) => {
    if (event.key === "/" && document.activeElement !== search) {
      event.preventDefault();
      search.focus();
    } else if (event.key === "Escape" && document.activeElement === search) {
      search.value = "";
      filter();
    }
  });
  window.addEventListener("hashchange", openTarget);

  document.body.append(
    make("a.skip", { href: "#main" }, "Skip to the content"),
    make(
      "header",
      undefined,
      make("h1", undefined, data.title, make("small", undefined, `${data.version} as ${data.className}`)),
      search,
    ),
    make("div.columns", undefined, nav, make("main", { id: "main", tabindex: "-1" }, nothing, sections)),
  );
  openTarget();
})();
