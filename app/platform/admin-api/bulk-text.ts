import { Kind, print, visit, type DocumentNode } from "graphql";

/**
 * The text of a query with its variables written in: bulk operations take a text and no variables. All our variables here are strings. Throws
 * RangeError when the document uses one that is not given.
 */
export function bulkText(document: DocumentNode, variables: Readonly<Record<string, string>> = {}): string {
  return print(
    visit(document, {
      OperationDefinition: {
        leave: (node) => ({ ...node, variableDefinitions: [] }),
      },
      VariableDefinition: () => null,
      Variable(node) {
        const value = variables[node.name.value];
        if (value === undefined) throw new RangeError(`no value for $${node.name.value}`);
        return { kind: Kind.STRING, value };
      },
    }),
  );
}
