/** Makes one document of many: OpenAPI 3.2, 4.1.2, https://spec.openapis.org/oas/v3.2.0.html#openapi-description-structure */
import type { Diagnostics } from "../diagnostics/diagnostic.js";
import { childPointer, type JsonPointer, type Origin, rootPointer } from "../diagnostics/origin.js";
import { type ComponentUse, collectReferences, type FoundReference, type InlineUse } from "./collect-references.js";
import { componentName } from "./component-name.js";
import { ComponentSections } from "./component-sections.js";
import type { SpecFamily } from "./detect-version.js";
import { Inclusions } from "./inclusions.js";
import { type Draft, isDraft, isDraftList, isObject, type JsonObject, type JsonValue, setOwn } from "./json.js";
import { nearestNeighbour } from "./nearest-neighbour.js";
import { openapi3Shapes } from "./openapi3-shapes.js";
import { fragmentPointer } from "./pointer.js";
import { type DocumentLocation, type ReferenceTarget, referenceTarget, relativeLocation } from "./reference.js";
import { reportFailure } from "./report-reference.js";
import { type Resolved, Resolver } from "./resolver.js";
import type { Rewrites } from "./rewrites.js";
import type { SourceFiles, Wanted } from "./source-files.js";
import { swagger2Shapes } from "./swagger2-shapes.js";
import { type Place, replaceAt, rootPlace } from "./walk.js";

export interface Bundling {
  /** The entry document; gets all that it refers to. */
  readonly root: Draft;
  readonly family: SpecFamily;
  readonly location: DocumentLocation;
  /** How diagnostics call the entry document. */
  readonly source: string;
  readonly files: SourceFiles;
  readonly rewrites: Rewrites;
  readonly diagnostics: Diagnostics;
}

/**
 * Brings in what a document refers to in other files: components under good names, path items and what is no component
 * in place. References that lead nowhere, or where they may not, stay as they are and are reported.
 *
 * @returns whether anything was brought in; then an object may stand in several places
 */
export async function bundleReferences(bundling: Bundling): Promise<boolean> {
  return new Bundler(bundling).run();
}

class Bundler {
  readonly #bundling: Bundling;
  readonly #sections: ComponentSections;
  /** Finds `$id`s and `$self`: URLs that are here and not elsewhere. */
  readonly #entry: Resolver;
  readonly #handled = new Set<JsonObject>();
  readonly #inclusions = new Inclusions();
  /** By kind and target: the reference to the component that it has become. */
  readonly #components = new Map<string, string>();

  constructor(bundling: Bundling) {
    this.#bundling = bundling;
    this.#sections = new ComponentSections(bundling.root, bundling.family);
    this.#entry = new Resolver(bundling.root);
  }

  async run(): Promise<boolean> {
    const { root, files, location } = this.#bundling;
    const found = this.#collect(rootPlace(root, rootPointer), location);
    // The author's own components keep their names: they are filled before anything else asks for what they hold.
    let round = [...found.filter((one) => this.#isSlot(one)), ...found.filter((one) => !this.#isSlot(one))];
    const isAny = round.length > 0;
    while (round.length > 0) {
      await files.read(round.flatMap((one) => wantedBy(one, this.#beside(one))));
      const absent = round.filter((one) => !this.#isRead(this.#beside(one)));
      await files.read(absent.flatMap((one) => wantedBy(one, this.#meant(one))));
      round = round.flatMap((one) => this.#settle(one));
    }
    return isAny;
  }

  #collect(place: Place, base: DocumentLocation): readonly FoundReference[] {
    return collectReferences(place, {
      shapes: this.#bundling.family === "2.0" ? swagger2Shapes : openapi3Shapes,
      base,
      isWanted: (ref, isKnown) => !isKnown || this.#isWanted(ref, base),
      isComponent: (kind) => this.#sections.pointer(kind) !== undefined,
      handled: this.#handled,
    });
  }

  #isWanted(ref: string, base: DocumentLocation): boolean {
    if (ref.startsWith("#")) return base !== this.#bundling.location;
    const isAbsolute = /^[a-z][a-z\d+.-]+:/i.test(ref);
    return !(isAbsolute || base === this.#bundling.location) || this.#entry.resolve(ref) === undefined;
  }

  /** What a reference leads to: a file beside its document, or one from where the document says that it is itself. */
  #target(found: FoundReference): ReferenceTarget | undefined {
    const beside = this.#beside(found);
    const meant = this.#isRead(beside) ? undefined : this.#meant(found);
    return this.#isRead(meant) ? meant : beside;
  }

  #isRead(target: ReferenceTarget | undefined): boolean {
    return target !== undefined && this.#bundling.files.file(target.location)?.kind === "read";
  }

  #beside({ ref, base }: FoundReference): ReferenceTarget | undefined {
    return this.#named(referenceTarget(ref, base));
  }

  /** OpenAPI 3.2, 4.1.1 `$self`, and `$id`: what the reference is relative to by the standards. */
  #meant(found: FoundReference): ReferenceTarget | undefined {
    const { location, pointer } = this.#placeOf(found.at);
    const file = this.#bundling.files.file(location);
    const base = file?.kind === "read" ? file.ids?.baseAt(pointer) : undefined;
    return base === undefined ? undefined : this.#named(referenceTarget(found.ref, base));
  }

  /** A document that has been read is known by the name that it gives itself, too. */
  #named(target: ReferenceTarget | undefined): ReferenceTarget | undefined {
    const location = target && this.#bundling.files.locationOf(target.location);
    return target && location !== undefined ? { ...target, location } : target;
  }

  /** Gives the references that come in with the target. */
  #settle(found: FoundReference): readonly FoundReference[] {
    const target = this.#target(found);
    const file = target && this.#bundling.files.file(target.location);
    if (target === undefined || file?.kind !== "read") {
      reportFailure({ found, target, failure: file, origin: this.#originOf(found.at) }, this.#bundling.diagnostics);
      return this.#giveUp(found);
    }
    const whole: Resolved = { value: file.value, pointer: rootPointer };
    const resolved = target.fragment === "" ? whole : file.resolver?.resolve(`#${target.fragment}`);
    if (resolved === undefined) {
      this.#reportUnresolved(found, file.value);
      return this.#giveUp(found);
    }
    const { use } = found;
    const landing = { found, location: file.location, resolved };
    return use.kind === "inline" ? this.#inline(use, landing) : this.#refer(use, landing);
  }

  #reportCycle(found: FoundReference): readonly FoundReference[] {
    this.#bundling.diagnostics.report("spec/ref-cycle", this.#originOf(found.at), { ref: found.ref });
    if (found.use.kind === "component") delete found.use.object[found.use.key];
    return this.#giveUp(found);
  }

  /** What should have come in place and does not is as if it were not there. A component reads as unknown. */
  #giveUp({ use }: FoundReference): readonly FoundReference[] {
    if (use.kind === "component") return [];
    if (use.field.holds === "list") replaceAt(use, []);
    else if (use.field.scalar === "string" && use.field.holds === "one") replaceAt(use, "");
    else replaceAt(use, { ...use.siblings });
    return [];
  }

  #reportUnresolved({ ref, at }: FoundReference, value: JsonValue): void {
    const [place, fragment] = ref.split("#", 2);
    const pointer = fragmentPointer(fragment ?? "");
    const near = pointer === undefined ? undefined : nearestNeighbour(value, pointer);
    const suggestion = near === undefined ? {} : { suggestion: `${place}#${near}` };
    this.#bundling.diagnostics.report("spec/unresolved-ref", this.#originOf(at), { ref, ...suggestion });
  }

  #refer(use: ComponentUse, { found, location, resolved }: Landing): readonly FoundReference[] {
    if (location === this.#bundling.location) {
      setOwn(use.object, use.key, `#${resolved.pointer}`);
      return [];
    }
    const id = `${use.target} ${location}#${resolved.pointer}`;
    const known = this.#components.get(id);
    if (known !== undefined) {
      setOwn(use.object, use.key, known);
      return [];
    }
    const slot = this.#slotOf(use) ?? this.#newSlot(use, { location, resolved });
    const holder = { location: this.#bundling.location, pointer: slot.pointer };
    if (!this.#inclusions.add(holder, { location, pointer: resolved.pointer })) return this.#reportCycle(found);
    this.#components.set(id, `#${slot.pointer}`);
    if (slot.place === undefined) setOwn(use.object, use.key, `#${slot.pointer}`);
    replaceAt({ parent: slot.parent, key: slot.key }, resolved.value);
    this.#note({ location, resolved }, slot.pointer);
    return this.#collect({ ...slot, kind: use.target, value: resolved.value }, location);
  }

  #slotOf(use: ComponentUse): Slot | undefined {
    const { place } = use;
    const section = this.#sections.pointer(use.target);
    if (place === undefined || section === undefined) return undefined;
    if (place.pointer !== childPointer(section, place.key)) return undefined;
    return { pointer: place.pointer, parent: place.parent, key: place.key, place };
  }

  #newSlot(use: ComponentUse, { location, resolved }: Omit<Landing, "found">): Slot {
    const section = this.#sections.section(use.target);
    const target = { location: relativeLocation(location, this.#bundling.location), pointer: resolved.pointer };
    const key = componentName(target, (name) => Object.hasOwn(section, name));
    const pointer = childPointer(this.#sections.pointer(use.target) ?? rootPointer, key);
    return { pointer, parent: section, key, place: undefined };
  }

  #isSlot({ use }: FoundReference): boolean {
    return use.kind === "component" && this.#slotOf(use) !== undefined;
  }

  #inline(use: InlineUse, landing: Landing): readonly FoundReference[] {
    const { found, location, resolved } = landing;
    const holder = this.#placeOf(use.pointer);
    if (!this.#inclusions.add(holder, { location, pointer: resolved.pointer })) return this.#reportCycle(found);
    const siblings = Object.keys(use.siblings).map((key) => {
      const pointer = childPointer(use.pointer, key);
      return { pointer, origin: this.#originOf(pointer) };
    });
    const value =
      isObject(resolved.value) && siblings.length > 0 ? { ...resolved.value, ...use.siblings } : resolved.value;
    replaceAt(use, value);
    this.#note(landing, use.pointer);
    for (const { pointer, origin } of siblings) this.#bundling.rewrites.add(pointer, origin);
    return this.#collectInlined(use, value, landing);
  }

  #collectInlined(use: InlineUse, value: JsonValue, { location }: Landing): readonly FoundReference[] {
    const { field, pointer, parent, key } = use;
    if (field.holds === "one") {
      return field.kind === undefined ? [] : this.#collect({ kind: field.kind, value, pointer, parent, key }, location);
    }
    if (isObject(value) && typeof value["$ref"] === "string") {
      const { $ref: ref, ...siblings } = value;
      return [{ ref: String(ref), base: location, at: childPointer(pointer, "$ref"), use: { ...use, siblings } }];
    }
    return itemPlaces(value, use).flatMap((place) => this.#collect(place, location));
  }

  #note({ location, resolved }: Omit<Landing, "found">, pointer: JsonPointer): void {
    const isEntry = location === this.#bundling.location;
    const source = isEntry ? this.#bundling.source : location;
    this.#bundling.rewrites.add(pointer, { source, pointer: resolved.pointer });
  }

  #originOf(pointer: JsonPointer): Origin {
    return this.#bundling.rewrites.formerOf({ source: this.#bundling.source, pointer });
  }

  #placeOf(pointer: JsonPointer): { location: DocumentLocation; pointer: JsonPointer } {
    const origin = this.#originOf(pointer);
    const isEntry = origin.source === this.#bundling.source;
    return { location: isEntry ? this.#bundling.location : origin.source, pointer: origin.pointer };
  }
}

function wantedBy({ base }: FoundReference, target: ReferenceTarget | undefined): readonly Wanted[] {
  return target === undefined ? [] : [{ location: target.location, from: base }];
}

/** A target that was found. */
interface Landing {
  readonly found: FoundReference;
  readonly location: DocumentLocation;
  readonly resolved: Resolved;
}

/** Where a component goes; `place` where that is the author's own component. */
interface Slot {
  readonly pointer: JsonPointer;
  readonly parent: Place["parent"];
  readonly key: Place["key"];
  readonly place: Place | undefined;
}

function itemPlaces(value: JsonValue, { field, pointer }: InlineUse): readonly Place[] {
  const { kind } = field;
  if (kind === undefined) return [];
  if (isDraftList(value) && field.holds === "list") {
    return value.map((item, key) => ({ kind, value: item, pointer: childPointer(pointer, key), parent: value, key }));
  }
  if (!isDraft(value) || field.holds !== "map") return [];
  const map: Draft = value;
  return Object.keys(map).map((key) => ({
    kind,
    value: map[key] ?? null,
    pointer: childPointer(pointer, key),
    parent: map,
    key,
  }));
}
