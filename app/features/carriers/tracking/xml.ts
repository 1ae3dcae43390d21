/** An element of an XML answer. Names are without their prefix: carriers change prefixes, not words. */
export interface XmlElement {
  readonly name: string;
  /** What stands directly in it, trimmed. */
  readonly text: string;
  readonly children: readonly XmlElement[];
}

const MARK =
  /<!--[\s\S]*?-->|<!\[CDATA\[([\s\S]*?)\]\]>|<\?[\s\S]*?\?>|<(\/?)([\w.:-]+)((?:"[^"]*"|'[^']*'|[^<>"'])*)>/g;
const NAMED: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

/**
 * Reads the XML that carriers answer with: elements and text. Attributes are passed over; a document type is refused, and with it whatever
 * entities it declares.
 *
 * @throws Error when it is not XML, or not whole
 */
export function readXml(source: string): XmlElement {
  const top: Building = { name: "", text: "", children: [] };
  const open: Building[] = [top];
  let from = 0;
  for (const mark of source.matchAll(MARK)) {
    const inside = open.at(-1) ?? top;
    inside.text += plain(source.slice(from, mark.index));
    from = mark.index + mark[0].length;
    const [, data, closing, name, rest = ""] = mark;
    if (data !== undefined) inside.text += data;
    else if (name !== undefined && closing) {
      if (local(name) !== inside.name) throw new Error(`not XML: </${name}> closes nothing`);
      open.pop();
    } else if (name !== undefined) {
      const element: Building = { name: local(name), text: "", children: [] };
      inside.children.push(element);
      if (!rest.endsWith("/")) open.push(element);
    }
  }
  const [root, ...others] = top.children;
  const outside = top.text + plain(source.slice(from));
  if (open.length > 1 || root === undefined || others.length > 0 || outside.trim() !== "") {
    throw new Error("not XML, or not whole");
  }
  return finished(root);
}

interface Building {
  readonly name: string;
  text: string;
  readonly children: Building[];
}

function finished({ name, text, children }: Building): XmlElement {
  return { name, text: text.trim(), children: children.map(finished) };
}

/** The elements at the end of a path of names, in the order of the document. */
export function elements(from: XmlElement, ...path: readonly string[]): readonly XmlElement[] {
  return path.reduce<readonly XmlElement[]>(
    (found, name) => found.flatMap(({ children }) => children.filter((child) => child.name === name)),
    [from],
  );
}

/** Every element of that name, however deep. */
export function everyElement(from: XmlElement, name: string): readonly XmlElement[] {
  return from.children.flatMap((child) => [...(child.name === name ? [child] : []), ...everyElement(child, name)]);
}

/** The text at the end of a path; undefined when nothing stands there. */
export function textOf(from: XmlElement, ...path: readonly string[]): string | undefined {
  return elements(from, ...path)[0]?.text || undefined;
}

function local(name: string): string {
  return name.slice(name.indexOf(":") + 1);
}

function plain(text: string): string {
  if (text.includes("<")) throw new Error("not XML: a tag is not whole");
  return text.replace(/&(?:#x([\da-f]+)|#(\d+)|(\w+));/gi, (entity, hex?: string, decimal?: string, name?: string) => {
    if (name !== undefined) return NAMED[name] ?? entity;
    const point = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
    return point <= 0x10ffff ? String.fromCodePoint(point) : entity;
  });
}
