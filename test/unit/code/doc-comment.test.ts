import { describe, expect, test } from "vitest";
import { type DocComment, docCommentLines } from "../../../src/code/doc-comment.js";

const words = (count: number): string => Array.from({ length: count }, (_, index) => `word${index + 10}`).join(" ");

describe("the layout of a comment", () => {
  const cases: readonly { name: string; given: DocComment; want: readonly string[] }[] = [
    { name: "nothing to say", given: {}, want: [] },
    { name: "only white space", given: { text: " \n\t\n " }, want: [] },
    { name: "one line", given: { text: "A pet." }, want: ["/** A pet. */"] },
    { name: "one tag", given: { tags: [{ tag: "deprecated" }] }, want: ["/** @deprecated */"] },
    {
      name: "text and tags",
      given: { text: "A pet.", tags: [{ tag: "deprecated" }, { tag: "default", text: '"cat"' }] },
      want: ["/**", " * A pet.", " * @deprecated", ' * @default "cat"', " */"],
    },
    {
      name: "empty lines at the ends go, those in a row become one",
      given: { text: "\n\nOne.\n\n\nTwo.\n\n" },
      want: ["/**", " * One.", " *", " * Two.", " */"],
    },
    {
      name: "every kind of line break",
      given: { text: "a\r\nb\rc\u2028d\u2029e" },
      want: ["/**", " * a", " * b", " * c", " * d", " * e", " */"],
    },
    {
      name: "short lines stay as their author broke them",
      given: { text: "one\ntwo" },
      want: ["/**", " * one", " * two", " */"],
    },
    {
      name: "a long line is wrapped at words",
      given: { text: words(20) },
      want: ["/**", ` * ${words(14)}`, " * word24 word25 word26 word27 word28 word29", " */"],
    },
    {
      name: "a paragraph with a long line is filled anew, the next paragraph stays",
      given: { text: `${words(15)}\nshort\n\nnext\nparagraph` },
      want: ["/**", ` * ${words(14)}`, " * word24 short", " *", " * next", " * paragraph", " */"],
    },
    {
      name: "a word that is too long stands alone",
      given: { text: `see https://example.com/${"x".repeat(100)} there` },
      want: ["/**", " * see", ` * https://example.com/${"x".repeat(100)}`, " * there", " */"],
    },
    {
      name: "a list item hangs",
      given: { text: `- ${words(16)}\n- b` },
      want: ["/**", ` * - ${words(14)}`, " *   word24 word25", " * - b", " */"],
    },
    {
      name: "list items and headings are not run together",
      given: { text: `# Title\n1. one\n2. two\n* three\n> quoted` },
      want: ["/**", " * # Title", " * 1. one", " * 2. two", " * * three", " * > quoted", " */"],
    },
    {
      name: "what stands in a fence stays as it is",
      given: { text: "```\nlet a = 1;\nlet b = 2;\n```\nafter" },
      want: ["/**", " * ```", " * let a = 1;", " * let b = 2;", " * ```", " * after", " */"],
    },
    {
      name: "long lines of code and of tables are not broken",
      given: { text: `\`\`\`\n${words(16)}\n\`\`\`\n| ${words(16)} |` },
      want: ["/**", " * ```", ` * ${words(16)}`, " * ```", ` * | ${words(16)} |`, " */"],
    },
    {
      name: "indentation stays",
      given: { text: "list:\n  - a\n    code" },
      want: ["/**", " * list:", " *   - a", " *     code", " */"],
    },
    {
      name: "a tag's text over several lines",
      given: { tags: [{ tag: "throws", text: "{NotFound} one\ntwo" }] },
      want: ["/**", " * @throws {NotFound} one", " * two", " */"],
    },
  ];
  test.each(cases)("$name", ({ given, want }) => {
    expect(docCommentLines(given)).toEqual(want);
  });
});

describe("text from a document cannot leave the comment", () => {
  const cases: readonly { name: string; given: string; want: string }[] = [
    { name: "the end of a comment", given: "a */ evil() /* b", want: "a *\\/ evil() /* b" },
    { name: "many ends", given: "**//*/ */", want: "**\\//*\\/ *\\/" },
    { name: "an end that shows once a control is gone", given: "*\0/ evil()", want: "*\\/ evil()" },
    { name: "an end over two lines is none", given: "*\n/", want: "*|/" },
    { name: "a tag at the start", given: "@ts-ignore", want: "\\@ts-ignore" },
    { name: "a tag at the start of a later line", given: "a\n  @internal", want: "a|  \\@internal" },
    {
      name: "a tag that wrapping might bring to the start",
      given: "see @deprecated things",
      want: "see \\@deprecated things",
    },
    { name: "an inline tag", given: "{@link evil}", want: "{\\@link evil}" },
    { name: "a tag behind an asterisk", given: "*@type {x}", want: "*\\@type {x}" },
    { name: "an address stays", given: "mail me@example.com", want: "mail me@example.com" },
    { name: "a source map directive", given: "//# sourceMappingURL=x", want: "// # sourceMappingURL=x" },
    { name: "its old spelling", given: "//@ sourceMappingURL=x", want: "// @ sourceMappingURL=x" },
    {
      name: "its spelling in a block comment",
      given: "/*# sourceMappingURL=x",
      want: "/* # sourceMappingURL=x",
    },
    { name: "the end of a script element", given: "</script>", want: "<\\/script>" },
    { name: "a compiler directive", given: "//@ts-expect-error", want: "// \\@ts-expect-error" },
    {
      name: "an order to bundlers",
      given: "a #__NO_SIDE_EFFECTS__ @__PURE__",
      want: "a # __NO_SIDE_EFFECTS__ @ __PURE__",
    },
    { name: "controls go", given: "a\0b\u0007c\u001bd\u007fe\u0085f", want: "abcdef" },
    { name: "bidirectional controls go", given: "a\u202eb\u2066c\u200fd", want: "abcd" },
    { name: "a byte order mark goes", given: "\ufeffa", want: "a" },
    { name: "an unpaired surrogate is replaced", given: "a\ud800b", want: "a\ufffdb" },
    { name: "other scripts and emoji stay", given: "größer 中文 🐶", want: "größer 中文 🐶" },
  ];
  test.each(cases)("$name", ({ given, want }) => {
    const lines = docCommentLines({ text: given });
    const body = lines.length === 1 ? lines : lines.slice(1, -1);
    expect(body.map((line) => line.replace(/^\/\*\* | \*\/$|^ \* ?/g, "")).join("|")).toBe(want);
  });

  test.each(cases)("$name, as the text of a tag", ({ given }) => {
    const text = docCommentLines({ tags: [{ tag: "default", text: given }] }).join("\n");
    expect(text.indexOf("*/")).toBe(text.length - 2);
    expect(text.match(/(?<=[\s{/*])@\w[\w-]*/g)).toEqual(["@default"]);
  });
});
