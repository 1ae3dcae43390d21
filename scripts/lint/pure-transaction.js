const MUTATES = new Set([
  "push",
  "unshift",
  "pop",
  "shift",
  "splice",
  "set",
  "add",
  "delete",
  "clear",
  "inc",
  "observe",
]);

/**
 * What is given to `inShop` is run again after a deadlock (app/platform/db/in-shop.server.ts), so it changes nothing outside itself but the database. Sees
 * variables that are written and collections that are changed; not what a function called from there does.
 */
export const pureTransaction = {
  meta: {
    type: "problem",
    schema: [],
    messages: {
      outside: "After a deadlock this is run again: return it from the transaction, and change `{{name}}` afterwards.",
    },
  },
  create: (context) => ({
    "CallExpression[callee.name='inShop'] > :function"(work) {
      for (const reference of context.sourceCode.getScope(work).through) {
        const { identifier } = reference;
        if (reference.isWrite() || isChanged(identifier))
          context.report({ node: identifier, messageId: "outside", data: { name: identifier.name } });
      }
    },
  }),
};

/** `kept.push(…)`, `kept.by[id] = …`, `kept.count += 1` */
function isChanged(identifier) {
  let node = identifier;
  while (node.parent.type === "MemberExpression" && node.parent.object === node) node = node.parent;
  const { parent } = node;
  if (node === identifier) return false;
  if (parent.type === "CallExpression") return parent.callee === node && MUTATES.has(node.property.name);
  return (parent.type === "AssignmentExpression" && parent.left === node) || parent.type === "UpdateExpression";
}
