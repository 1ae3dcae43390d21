import type { LocationCalendar } from "../../../core/calendar/location-calendar.ts";
import type { FulfillmentOrderId, LineItemId, LocationId, OrderId } from "../../../core/ids.ts";
import type { Directives } from "../../automation/domain/directives.ts";
import type { NewIntent } from "../../intents/domain/intent.ts";
import type { Asked } from "./asked.ts";
import { deadlineOf } from "./deadline.ts";
import { sameTag, tagsIn, tagsThat } from "./tags.ts";

/** What rules want beside a location, and what there is. Moments are epoch milliseconds. */
export interface ActsQuestion {
  readonly directives: Pick<Directives, "deadline" | "service" | "effects">;
  readonly decisionId: string;
  readonly orderId: OrderId;
  /** When it was placed, or may be fulfilled from when that is later: deadlines count from there, so that deciding again does not put them off. */
  readonly since: number;
  /** FulfillmentOrder.fulfillBy */
  readonly fulfillBy: number | null;
  readonly tags: readonly string[];
  /** From where which of its lines ship. */
  readonly parts: readonly ActsPart[];
  /** What earlier decisions about this order wanted. */
  readonly asked: Asked;
}

interface ActsPart {
  readonly fulfillmentOrderId: FulfillmentOrderId;
  readonly locationId: LocationId;
  readonly lineItemIds: readonly LineItemId[];
  readonly calendar: LocationCalendar;
}

/**
 * What is to be done in Shopify: at most one intent for the tags, one for the note, and for each location one for the deadline and one for the
 * request. Nothing for what is so already, and nothing that an earlier decision wanted already: what people changed since stays as they want it.
 */
export function actsOf(question: ActsQuestion): NewIntent[] {
  return [...tagIntents(question), ...noteIntents(question), ...deadlineIntents(question), ...requestIntents(question)];
}

function tagIntents({ directives, decisionId, orderId, tags, asked }: ActsQuestion): NewIntent[] {
  const wanted = new Map<string, { readonly tag: string; readonly way: "add" | "remove" }>();
  for (const effect of directives.effects) {
    if (effect.do !== "addTag" && effect.do !== "removeTag") continue;
    const way = effect.do === "addTag" ? "add" : "remove";
    for (const tag of tagsIn(effect.tag)) wanted.set(sameTag(tag), { tag, way });
  }
  const fresh = [...wanted].filter(([name, { way }]) => asked.tags.get(name) !== way).map(([, each]) => each);
  const those = (way: "add" | "remove") => fresh.filter((each) => each.way === way).map(({ tag }) => tag);
  const add = tagsThat("missing", those("add"), tags);
  const remove = tagsThat("there", those("remove"), tags);
  if (add.length + remove.length === 0) return [];
  return [{ kind: "order.tags", orderId, subject: decisionId, input: { add, remove, decisionId } }];
}

function noteIntents({ directives, decisionId, orderId, asked }: ActsQuestion): NewIntent[] {
  const wanted = directives.effects.flatMap((effect) => (effect.do === "addNote" ? [effect.text] : []));
  const texts = [...new Set(wanted)].filter((text) => !asked.texts.has(text));
  if (texts.length === 0) return [];
  return [{ kind: "order.note", orderId, subject: decisionId, input: { texts, decisionId } }];
}

function deadlineIntents(question: ActsQuestion): NewIntent[] {
  const { directives, orderId, since, parts, fulfillBy, asked } = question;
  const { deadline } = directives;
  if (deadline === null) return [];
  return parts.flatMap((part): NewIntent[] => {
    const at = deadlineOf(deadline.within, since, part.calendar);
    // Whether both halves of what is parted keep a deadline is not documented: they are looked at when it is carried out.
    if (at === null || (parts.length === 1 && at === fulfillBy)) return [];
    const by = new Date(at).toISOString();
    if (asked.deadlines.has(`${part.fulfillmentOrderId} ${part.locationId} ${by}`)) return [];
    const input = { ...placed(question, part), fulfillBy: by };
    return [{ kind: "fulfillmentOrder.deadline", orderId, subject: subjectOf(question, part), input }];
  });
}

/** Asked of the service at whose location it is: bringing it there is the router's part. */
function requestIntents(question: ActsQuestion): NewIntent[] {
  const { directives, orderId, parts } = question;
  return parts
    .filter(({ locationId }) => locationId === directives.service?.locationId)
    .map((part) => ({
      kind: "fulfillmentOrder.submit",
      orderId,
      subject: subjectOf(question, part),
      input: placed(question, part),
    }));
}

const subjectOf = ({ decisionId }: ActsQuestion, { locationId }: ActsPart): string => `${decisionId} ${locationId}`;

const placed = ({ decisionId }: ActsQuestion, { fulfillmentOrderId, locationId, lineItemIds }: ActsPart) => ({
  fulfillmentOrderId,
  locationId,
  lineItemIds,
  decisionId,
});
