import type { LineFacts, LocationFacts, OrderFacts } from "../facts.ts";
import type { TypeName, Values } from "../values.ts";

/** What a field is read from: the order as a whole, one of its lines, or one of the locations it may ship from. */
export interface Subjects {
  readonly order: OrderFacts;
  readonly line: LineFacts;
  readonly location: LocationFacts;
}
export type Scope = keyof Subjects;

/** Lists of a shop from which values are chosen. */
export const SHOP_LISTS = [
  "channels",
  "countries",
  "currencies",
  "customerTags",
  "locations",
  "locationTags",
  "orderTags",
  "paymentGateways",
  "products",
  "productTags",
  "productTypes",
  "provinces",
  "shippingMethods",
  "vendors",
] as const;
export type ShopList = (typeof SHOP_LISTS)[number];

/** Something a rule can ask about. */
export interface Field<In extends Scope = Scope, Type extends TypeName = TypeName> {
  readonly scope: In;
  readonly type: Type;
  /** Null: not known. `of` names the attribute or metafield. */
  read(subject: Subjects[In], facts: OrderFacts, of: string): Values[Type] | null;
  /** The only values there are. */
  readonly choices?: readonly string[];
  /** Where the shop's values come from. A text may be another one, a choice may not. */
  readonly list?: ShopList;
  /** The rule says which one it means: `of`. */
  readonly named?: "attribute" | "metafield";
  /** May tell of a person: sealed in the mirror, in no snapshot, opened only for a rule that asks. */
  readonly personal?: true;
  /** Known only while an order is routed. */
  readonly routed?: true;
  /** Never unknown. */
  readonly always?: true;
}

type Extras = Pick<Field, "choices" | "list" | "named" | "personal" | "routed" | "always">;

type Plain<In extends Scope, Type extends TypeName> = Pick<Field<In, Type>, "scope" | "type" | "read">;

function fieldsOf<In extends Scope>(scope: In) {
  type Read<Type extends TypeName> = Field<In, Type>["read"];
  function define<Type extends TypeName>(type: Type, read: Read<Type>): Plain<In, Type>;
  function define<Type extends TypeName, const More extends Extras>(
    type: Type,
    read: Read<Type>,
    extras: More,
  ): Plain<In, Type> & More;
  function define<Type extends TypeName>(type: Type, read: Read<Type>, extras: Extras = {}): Field<In, Type> {
    return { scope, type, read, ...extras };
  }
  return define;
}

/** A field of the order as a whole: `read` gets all facts. */
export const ofOrder = fieldsOf("order");
export const ofLine = fieldsOf("line");
export const ofLocation = fieldsOf("location");
