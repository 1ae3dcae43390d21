import ts from "typescript";

/** The text of every string and template literal of a TypeScript file (`${…}` left out), in order. */
function literalTexts(source: string): string[] {
  const texts: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isStringLiteralLike(node) || ts.isTemplateHead(node) || ts.isTemplateMiddleOrTemplateTail(node))
      texts.push(node.text);
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile("source.ts", source, ts.ScriptTarget.Latest));
  return texts;
}

/** PostgreSQL's ways to ask for the time: functions and SQL's special words. */
const DATABASE_CLOCK =
  /\b(?:now|clock_timestamp|statement_timestamp|transaction_timestamp|timeofday)\s*\(|\b(?:current_(?:timestamp|date|time)|localtimestamp|localtime)\b/i;

/** The literals of a file that read the database's clock. */
export function databaseClockReads(source: string): string[] {
  return literalTexts(source).filter((text) => DATABASE_CLOCK.test(text));
}
