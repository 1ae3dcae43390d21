/** Refusals. The rule of the dev shop: what is not modelled is an error, never made-up data and never a silent null. */
import { GraphQLError, type GraphQLFieldResolver } from "graphql";

export function notModelled(what: string): GraphQLError {
  return new GraphQLError(`The dev shop does not model ${what}`, { extensions: { code: "NOT_MODELLED" } });
}

export function accessDenied(what: string): GraphQLError {
  return new GraphQLError(`Access denied for ${what}`, { extensions: { code: "ACCESS_DENIED" } });
}

/**
 * Answers a field from the source's own property of that name, calling it with the arguments if it is a function. No such
 * property: NOT_MODELLED. An argument on a property that is no function: NOT_MODELLED as well.
 */
export const modelledFieldsOnly: GraphQLFieldResolver<unknown, unknown, Record<string, unknown>> = (
  source,
  args,
  _context,
  info,
) => {
  const name = `${info.parentType.name}.${info.fieldName}`;
  if (typeof source !== "object" || source === null || !Object.hasOwn(source, info.fieldName)) throw notModelled(name);
  const value: unknown = Reflect.get(source, info.fieldName);
  if (typeof value === "function") return (value as (given: Record<string, unknown>) => unknown)(args);
  const given = Object.keys(args)[0];
  if (given !== undefined) throw notModelled(`the argument ${given} of ${name}`);
  return value;
};
